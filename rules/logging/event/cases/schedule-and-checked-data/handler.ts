import { z } from 'zod';

const Order = z.object({ id: z.string(), quantity: z.number() });

export const handler = async (event: { body: string }) => {
  const order = Order.safeParse(JSON.parse(event.body));
  if (!order.success) return { statusCode: 400 };
  console.log('order', order.data);
  return { statusCode: 202 };
};
