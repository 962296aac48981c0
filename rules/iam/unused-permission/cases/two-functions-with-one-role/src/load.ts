import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function handler(event: { id: string }) {
  await client.send(new GetCommand({ TableName: process.env.TABLE, Key: { id: event.id } }));
  return { statusCode: 200 };
}
