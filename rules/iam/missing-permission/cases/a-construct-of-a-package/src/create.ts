import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function handler(event: { id: string }) {
  await client.send(new PutCommand({ TableName: process.env.TABLE, Item: { id: event.id } }));
  return { statusCode: 200 };
}
