import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

const client = new DynamoDBClient({});
const Order = z.object({ id: z.string().uuid(), note: z.string().max(200) });

export const handler = async (event: { body: string }) => {
  const order = Order.parse(JSON.parse(event.body));
  await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: order.id }, note: { S: order.note } } }));
  return { statusCode: 201 };
};
