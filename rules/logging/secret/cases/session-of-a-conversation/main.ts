// The id of a conversation is no secret where it is a field among others; the cookie of a session is one.
import { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  const { sessionId, resetToken } = JSON.parse(event.body ?? '{}');
  console.log('conversation', sessionId);
  console.log('reset with', resetToken);
  //                        ^^^^^^^^^^ is written to the log
  console.log('visit', event.headers['x-session-id']);
  //                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is written to the log
  return { statusCode: 200, body: '' };
};
