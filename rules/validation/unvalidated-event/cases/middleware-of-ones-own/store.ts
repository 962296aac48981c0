import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const Order = z.object({ sku: z.string() });
export const store = (sku: string) => table.send(new PutCommand({ TableName: 'orders', Item: { sku } }));
