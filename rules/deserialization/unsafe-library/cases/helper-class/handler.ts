import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Session } from './session';

export const handler = async (event: APIGatewayProxyEventV2) => {
  const session = new Session(event.cookies ?? []);
  //                          ^^^^^^^^^^^^^ 1: comes from the request's cookies
  //                          ^^^^^^^^^^^^^^^^^^^ 2: passed to `new Session`
  return { statusCode: session.isOpen() ? 200 : 401 };
};
