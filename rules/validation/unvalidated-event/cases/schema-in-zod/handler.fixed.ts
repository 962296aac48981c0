import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';

const Body = z.object({
  sku: z.string(),
  quantity: z.number(),
  note: z.string().optional(),
  address: z.object({
    street: z.string(),
  }),
});

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

interface Order {
  readonly sku: string;
  readonly quantity: number;
  readonly note?: string;
  readonly address: { readonly street: string };
}

export const handler = async (event: { body: string }) => {
  try {
    const order = Body.parse(JSON.parse(event.body)) as Order;
    //                       ^^^^^^^^^^ `body.sku`, `body.quantity`, `body.note` and `body.address.street` (anyone can send it: POST /orders has no authorizer) are used before anything checks what was sent
    const { street } = order.address;
    await table.send(new PutCommand({ TableName: 'orders', Item: { sku: order.sku, quantity: order.quantity, note: order.note, street } }));
    return { statusCode: 201, body: '{}' };
  } catch {
    return { statusCode: 400, body: '{}' };
  }
};
