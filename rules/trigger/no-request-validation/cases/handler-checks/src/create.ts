import type { APIGatewayProxyEvent } from 'aws-lambda';
import { z } from 'zod';

const Order = z.object({ item: z.string() });

export const handler = async (event: APIGatewayProxyEvent) => {
  const order = Order.parse(JSON.parse(event.body ?? '{}'));
  return { statusCode: 201, body: JSON.stringify({ item: order.item }) };
};
