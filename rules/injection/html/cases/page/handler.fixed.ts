import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEventV2) => {
  const name = event.queryStringParameters?.name;
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: `<h1>Hello, ${escapeHtml(name)}</h1>` };
  //                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^ `event.queryStringParameters.name` (anyone can send it: GET /hello has no authorizer) becomes part of an HTML page
};

function escapeHtml(value: unknown): string {
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
