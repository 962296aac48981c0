import { fulfil } from './orders';

export const handler = async (event: { body: string }) => {
//           ^^^^^^^ `Orders` takes what Stripe sends, but never checks the signature
  const message = JSON.parse(event.body) as { type: string; data: { object: { id: string } } };
  if (message.type === 'checkout.session.completed') await fulfil(message.data.object.id);
  return { statusCode: 200 };
};
