import type { APIGatewayProxyEvent } from 'aws-lambda';
import { settings } from './settings';

export const handler = async (_event: APIGatewayProxyEvent) => {
  const all = await settings();
  return { statusCode: 200, body: JSON.stringify(all) };
  //                              ^^^^^^^^^^^^^^^^^^^ `the secret` becomes part of the answer
};
