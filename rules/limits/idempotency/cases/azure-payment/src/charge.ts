import { app } from '@azure/functions';
import Stripe from 'stripe';

const stripe = new Stripe(process.env.STRIPE_KEY ?? '');

async function charge(message: { id: string; amount: number }): Promise<void> {
  await stripe.charges.create({ amount: message.amount, currency: 'eur' });
//      ^^^^^^^^^^^^^^^^^^^^^ `stripe.charges.create` charges another time when the same event comes again, and queue may deliver it more than once
}

app.storageQueue('charge', { queueName: 'charges', connection: 'Storage', handler: charge });
