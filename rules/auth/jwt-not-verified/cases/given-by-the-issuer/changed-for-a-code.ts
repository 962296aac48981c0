// The issuer itself answers with the token, over a connection that shows who it is; a token that somebody sends is another thing.
import axios from 'axios';
import { jwtDecode } from 'jwt-decode';
import type { APIGatewayProxyEvent } from 'aws-lambda';

export const signedIn = async (event: APIGatewayProxyEvent) => {
  const { data: answer } = await axios.post('https://oauth2.example.com/token', { grant_type: 'authorization_code', code: event.queryStringParameters?.['code'] }, { timeout: 5000 });
  return { statusCode: 200, body: jwtDecode<{ email: string }>(answer.id_token).email };
};

export const shown = async (event: APIGatewayProxyEvent) => {
  const body = JSON.parse(event.body ?? '{}') as { id_token: string };
  return { statusCode: 200, body: jwtDecode<{ email: string }>(body.id_token).email };
  //                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without checking its signature
};
