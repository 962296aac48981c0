import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent, context: Context) => {
//                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: is the whole event
  console.log('received', JSON.stringify(event, null, 2));
  //                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event` goes into the log as a whole, with whatever it carries: tokens, cookies, personal data
  console.debug(event.headers);
  //            ^^^^^^^^^^^^^ 1: comes from the request headers
  //            ^^^^^^^^^^^^^ `event.headers` goes into the log as a whole, with whatever it carries: tokens, cookies, personal data
  return { statusCode: 200, body: JSON.stringify({ id: context.awsRequestId }) };
};
