import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = async (event: { id: string; channel: string }) => {
  const { deliver } = await import(`${process.env.CHANNELS}/${event.channel}`);
  await client.send(new PutItemCommand({ TableName: process.env.ORDERS_TABLE, Item: { id: { S: event.id } } }));
  await deliver(event.id);
};
