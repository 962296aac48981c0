import axios from 'axios';
import type Stripe from 'stripe';
import type { Middleware } from './server';
import { payments } from './payments';

export const handleRating: Middleware = async (req, _, next) => {
  const { stars, remark } = req.body;
  await axios.post('https://ratings.example.com', { stars, remark });
  return next();
};

export const handlePayment = async (event: Stripe.CheckoutSessionCompletedEvent) => {
  await payments.put(event.data.object.id, event.detail);
};
