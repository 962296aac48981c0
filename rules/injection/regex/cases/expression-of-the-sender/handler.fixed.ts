import type { APIGatewayProxyEvent } from 'aws-lambda';

const names = ['order', 'invoice', 'offer'];

export const handler = async (event: APIGatewayProxyEvent) => {
  const query = event.queryStringParameters?.q ?? '';
  //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1: comes from the query string
  const pattern = new RegExp(`^${escapeRegExp(query)}`, 'i');
  //                         ^^^^^^^^^^^ `event.queryStringParameters.q` (the trigger is assumed: no template names this handler) becomes a regular expression
  return { statusCode: 200, body: JSON.stringify(names.filter((name) => pattern.test(name))) };
};

/** The text as a pattern that fits it alone. */
function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
