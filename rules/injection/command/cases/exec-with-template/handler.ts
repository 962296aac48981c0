import { execSync } from 'node:child_process';
import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  const host = event.queryStringParameters?.host;
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const answer = execSync(`dig +short "${host}"`, { encoding: 'utf8' });
  //                      ^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.host` (anyone can send it: GET /lookup has no authorizer) becomes part of a shell command
  return { statusCode: 200, body: JSON.stringify({ answer }) };
};
