import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

interface Order {
  sku: string;
  count: number;
  note?: string;
  lines: { sku: string }[];
}

export async function handler(event: { body: string }) {
  const order = JSON.parse(event.body) as Order;
  await client.send(new PutItemCommand({
    TableName: 'orders',
    Item: { sku: { S: order.sku }, count: { N: String(order.count) }, note: { S: order.note ?? '' }, first: { S: order.lines[0].sku } },
  }));
  return { statusCode: 201 };
}
