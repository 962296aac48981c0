import { save } from './store';

export const handler = async (event: { body: string; requestContext: object }) => {
  const order = JSON.parse(event.body) as { userId: string; items: string[] };
  await save(order.userId, order.items);
  return { statusCode: 204 };
};
