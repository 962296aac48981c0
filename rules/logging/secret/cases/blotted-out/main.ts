// A function that writes stars in the place of secrets knows what they are.
import { APIGatewayProxyEvent } from 'aws-lambda';

function blotted(fields: Record<string, unknown>): Record<string, unknown> {
  const seen: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) seen[name] = /key|token|password/i.test(name) ? '***REDACTED***' : value;
  return seen;
}

function renamed(fields: Record<string, unknown>): Record<string, unknown> {
  const seen: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) seen[name.toLowerCase()] = value;
  return seen;
}

export const handler = async (event: APIGatewayProxyEvent) => {
  console.log(JSON.stringify(blotted({ apiKey: event.headers['x-api-key'], path: event.path })));
  console.log(JSON.stringify(renamed({ apiKey: event.headers['x-api-key'], path: event.path })));
  //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^is written to the log
  return { statusCode: 200, body: '' };
};
