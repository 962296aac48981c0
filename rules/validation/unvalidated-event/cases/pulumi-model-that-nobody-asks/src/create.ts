import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = async (event: { body: string }) => {
  const order = JSON.parse(event.body);
//                         ^^^^^^^^^^ `body.id` and `body.note` (any signed-in caller can send it
  await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: order.id }, note: { S: order.note } } }));
  return { statusCode: 201 };
};
