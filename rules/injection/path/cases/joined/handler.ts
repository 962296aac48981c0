import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEventV2) => {
  const text = await readFile(path.join('/opt/pages', event.queryStringParameters?.page ?? 'index'), 'utf8');
  //                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  //                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.page` (anyone can send it: GET /pages has no authorizer) becomes part of a file path
  return { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: text };
};
