import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const database = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function handler() {
  await database.send(new GetCommand({ TableName: 'tickets', Key: { id: '1' } }));
}
