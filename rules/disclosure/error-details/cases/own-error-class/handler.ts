import type { Context } from 'aws-lambda';
import { z } from 'zod';

class NotFound extends Error {}

const Order = z.object({ id: z.string() });

function find(id: string): string {
  if (id === '') throw new NotFound('There is no such order');
  return id;
}

export const handler = async (event: { body: string }, context: Context) => {
  try {
    const order = Order.parse(JSON.parse(event.body));
    return { statusCode: 200, body: find(order.id) };
  } catch (error) {
    if (error instanceof z.ZodError) return { statusCode: 400, body: JSON.stringify(error.issues) };
    if (error instanceof NotFound) return { statusCode: 404, body: JSON.stringify({ message: error.message }) };
    console.error(error);
    return { statusCode: 500, body: JSON.stringify({ message: 'Internal server error', requestId: context.awsRequestId }) };
  }
};
