import { save } from './store';

interface Event {
  body: string;
  requestContext: { authorizer: { jwt: { claims: { sub: string } } } };
}

export const handler = async (event: Event) => {
  const order = JSON.parse(event.body) as { items: string[] };
  await save(event.requestContext.authorizer.jwt.claims.sub, order.items);
  return { statusCode: 204 };
};
