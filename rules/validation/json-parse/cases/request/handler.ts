import type { APIGatewayProxyEventV2 } from 'aws-lambda';

interface Order {
  readonly quantity: number;
}

export const handler = async (event: APIGatewayProxyEventV2) => {
  const order = JSON.parse(event.body ?? '{}') as Order;
  //                       ^^^^^^^^^^^^^^^^^^ `body` (anyone can send it: POST /orders has no authorizer) is parsed as JSON and nothing catches text that is none: the caller gets a server error
  if (typeof order.quantity !== 'number') return { statusCode: 400, body: 'The quantity is a number' };
  return { statusCode: 200, body: JSON.stringify({ quantity: order.quantity }) };
};
