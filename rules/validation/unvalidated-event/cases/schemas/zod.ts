import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
import { z } from 'zod';

const Order = z.object({ sku: z.string(), quantity: z.number() });

export const handler = async (event: { body: string }) => {
  const parsed = Order.safeParse(JSON.parse(event.body));
  if (!parsed.success) return { statusCode: 400 };
  await table.send(new PutCommand({ TableName: 'orders', Item: { sku: parsed.data.sku, quantity: parsed.data.quantity } }));
  return { statusCode: 201 };
};
