import Stripe from 'stripe';
import { fulfil } from './orders';

const stripe = new Stripe(process.env.STRIPE_KEY ?? '');

export const handler = async (event: { body: string; headers: Record<string, string> }) => {
  const message = stripe.webhooks.constructEvent(event.body, event.headers['stripe-signature'] ?? '', process.env.STRIPE_SIGNING ?? '');
  if (message.type === 'checkout.session.completed') await fulfil(message.data.object.id);
  return { statusCode: 200 };
};
