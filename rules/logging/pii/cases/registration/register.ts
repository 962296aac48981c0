import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  const user = JSON.parse(event.body ?? '{}');
  //                      ^^^^^^^^^^ 1: comes from the request body
  console.log('registered', { plan: user.plan, email: user.email });
  //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `body.email` is personal data and is written to the log
  return { statusCode: 204 };
};
