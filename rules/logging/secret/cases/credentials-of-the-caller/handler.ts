import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  console.log('token', event.headers.Authorization);
  //                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the request headers
  //                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.headers.Authorization` is written to the log, where everybody who can read logs has it
  console.log(`session ${event.headers.cookie}`);
  //                     ^^^^^^^^^^^^^^^^^^^^ 1: comes from the request headers
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.headers.cookie` is written to the log, where everybody who can read logs has it
  return { statusCode: 204 };
};
