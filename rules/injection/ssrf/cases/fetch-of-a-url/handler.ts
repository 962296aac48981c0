import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEventV2) => {
  const address = event.queryStringParameters?.url ?? '';
  //              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const answer = await fetch(address);
  //                         ^^^^^^^ `event.queryStringParameters.url` (anyone can send it: GET /preview has no authorizer) chooses where a request goes
  return { statusCode: 200, body: JSON.stringify({ ok: answer.ok }) };
};
