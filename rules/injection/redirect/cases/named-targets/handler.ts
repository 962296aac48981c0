import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';

const targets: Readonly<Record<string, string>> = Object.freeze({ orders: '/orders', account: '/account' });
const known = ['/orders', '/account'];

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const next = event.queryStringParameters?.next ?? 'orders';
  return { statusCode: 302, headers: { Location: targets[next] ?? '/' } };
};

export const search = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  return { statusCode: 302, headers: { Location: `https://shop.example.com/search?q=${event.queryStringParameters?.q ?? ''}` } };
};

export const back = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const path = event.queryStringParameters?.path ?? '/orders';
  if (!known.includes(path)) return { statusCode: 400, body: '' };
  return { statusCode: 302, headers: { Location: path } };
};
