import escapeStringRegexp from 'escape-string-regexp';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const slug = /^[a-z\d]+(?:-[a-z\d]+)*$/;
const own = /^([a-z]+)+$/;

export const handler = async (event: APIGatewayProxyEvent) => {
  const { q = '', mail = '', name = '' } = event.queryStringParameters ?? {};
  const pattern = new RegExp(escapeStringRegexp(q));
  const page = new RegExp(`^page-${Number(q)}$`);
  return { statusCode: address.test(mail) && slug.test(name) && own.test('shop') ? 200 : 400, body: String(pattern.test('orders') || page.test('page-1')) };
};
