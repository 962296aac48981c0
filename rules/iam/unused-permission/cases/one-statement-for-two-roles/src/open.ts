import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const database = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function handler() {
  await database.send(new PutCommand({ TableName: 'tickets', Item: { id: '1' } }));
}
