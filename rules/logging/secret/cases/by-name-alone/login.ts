import type { APIGatewayProxyEvent } from 'aws-lambda';
import { connection, signIn } from './directory';

export const handler = async (event: APIGatewayProxyEvent) => {
  const { accessToken, user } = await signIn(event.requestContext.requestId);
  console.log('signed in', user, accessToken);
  //                             ^^^^^^^^^^^ 1: is called like a secret
  //                             ^^^^^^^^^^^ `accessToken` is written to the log
  const { dbPassword } = connection();
  console.debug(`connects with ${dbPassword} to ${connection().host}`);
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `dbPassword` is written to the log
  return { statusCode: 200, body: JSON.stringify({ user }) };
};
