import Stripe from 'stripe';
import { pool } from './pool';

const stripe = new Stripe(process.env.STRIPE_KEY ?? '');

export const handler = async (event: { body: string; headers: Record<string, string> }) => {
  let sent: Stripe.Event;
  try {
    sent = stripe.webhooks.constructEvent(event.body, event.headers['stripe-signature'] ?? '', process.env.SIGNING_SECRET ?? '');
  } catch (error) {
    return { statusCode: 400, body: `Webhook Error: ${(error as Error).message}` };
  }
  try {
    await pool.query('INSERT INTO events VALUES ($1)', [sent.id]);
  } catch (error) {
    return { statusCode: 500, body: `Webhook Error: ${(error as Error).message}` };
    //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `error.message` is sent to the caller
  }
  return { statusCode: 200, body: '' };
};
