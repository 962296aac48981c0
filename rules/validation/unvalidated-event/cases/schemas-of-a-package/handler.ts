// Schemas that another package keeps: nobody sees what they ask, but that they ask.
import { Order, OrderSchema } from '@shop/contracts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const create = async (event: { body: string }) => {
  const parsed = OrderSchema.safeParse(JSON.parse(event.body));
  if (!parsed.success) return { statusCode: 400, body: JSON.stringify(parsed.error.issues.map(({ message }) => message)) };
  await table.send(new PutCommand({ TableName: 'orders', Item: { sku: parsed.data.sku } }));
  return { statusCode: 201 };
};

export const change = async (event: { body: string }) => {
  const order = OrderSchema.parse(JSON.parse(event.body));
  await table.send(new PutCommand({ TableName: 'orders', Item: { sku: order.sku } }));
  return { statusCode: 200 };
};

export const copy = async (event: { body: string }) => {
  const order = Order.decode(JSON.parse(event.body));
  //                                    ^^^^^^^^^^ `body.sku`
  await table.send(new PutCommand({ TableName: 'orders', Item: { sku: order.sku } }));
  return { statusCode: 201 };
};
