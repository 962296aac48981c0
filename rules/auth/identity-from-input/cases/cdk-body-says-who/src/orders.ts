import { save } from './store';

export const handler = async (event: { body: string; requestContext: object }) => {
  const order = JSON.parse(event.body) as { userId: string; items: string[] };
  await save(order.userId, order.items);
//           ^^^^^^^^^^^^ `body.userId` says who the caller is, and he writes it himself (any signed-in caller can
  return { statusCode: 204 };
};
