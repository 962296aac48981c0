import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const save = async (owner: string, items: string[]): Promise<void> => {
  await table.send(new PutCommand({ TableName: process.env.TABLE, Item: { owner, items } }));
};
