import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const order = z.object({ name: z.string(), city: z.string() });

const put = (Item: Record<string, unknown>) => table.send(new PutCommand({ TableName: process.env.TABLE, Item }));

export const handler = async (event: APIGatewayProxyEvent) => {
  const body = JSON.parse(event.body ?? '{}');
  await put({ id: '1', name: body.name, city: body.city });
  await put({ id: '2', text: JSON.stringify(body) });
  await put({ id: '3', details: body });
  await put({ ...order.parse(body), id: '4' });
  return { statusCode: 201 };
};
