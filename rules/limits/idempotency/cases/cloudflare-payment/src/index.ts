import Stripe from 'stripe';

export default {
  async queue(batch: MessageBatch<{ amount: number }>, env: { STRIPE_KEY: string }): Promise<void> {
    const stripe = new Stripe(env.STRIPE_KEY);
    for (const message of batch.messages) {
      await stripe.charges.create({ amount: message.body.amount, currency: 'eur' });
//          ^^^^^^^^^^^^^^^^^^^^^ `stripe.charges.create` charges another time when the same event comes again, and queue charges may deliver it more than once
    }
  },
};
