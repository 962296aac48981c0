import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { exchange } from 'oauth-grants';

/** Whoever gets all of it checks it. */
export const handler = async (event: APIGatewayProxyEventV2) => {
  const fields = Object.fromEntries(new URLSearchParams(event.body).entries());
  return { statusCode: 200, body: JSON.stringify(await exchange(fields)) };
};
