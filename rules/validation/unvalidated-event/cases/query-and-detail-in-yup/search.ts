import axios from 'axios';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEventV2) => {
  const text = event.queryStringParameters?.text;
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.text` and `event.queryStringParameters.page` (anyone can send it: GET /search has no authorizer) are used before anything checks what was sent
  const { data } = await axios.post('https://search.example.com/', { text, page: event.queryStringParameters?.page });
  return { statusCode: 200, body: JSON.stringify(data) };
};
