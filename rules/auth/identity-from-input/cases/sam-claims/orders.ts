import { save } from './store';

export const handler = async (event: { body: string; requestContext: { authorizer: { jwt: { claims: { sub: string } } } } }) => {
  const order = JSON.parse(event.body) as { userId: string; items: string[] };
  const { sub } = event.requestContext.authorizer.jwt.claims;
  if (order.userId !== sub) return { statusCode: 403 };
  await save(sub, order.items);
  return { statusCode: 204 };
};
