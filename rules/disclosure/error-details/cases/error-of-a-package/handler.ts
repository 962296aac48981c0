import { grant, InvalidRequestError } from 'oauth-grants';
import { DatabaseError } from 'pg';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEventV2) => {
  try {
    return { statusCode: 200, body: JSON.stringify(await grant(event.body)) };
  } catch (error) {
    // Whoever tells this kind of error from others knows what it says: what is wrong with the request.
    if (error instanceof InvalidRequestError) return { statusCode: 400, body: JSON.stringify({ error: 'invalid_request', error_description: error.message }) };
    if (error instanceof DatabaseError) return { statusCode: 400, body: error.message };
    //                                                                  ^^^^^^^^^^^^^ `error.message` is sent to the caller
    return { statusCode: 500, body: '{}' };
  }
};
