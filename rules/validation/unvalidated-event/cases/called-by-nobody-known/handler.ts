import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event: { customer: string; detail: { total: number } }) => {
  await table.send(new PutCommand({ TableName: 'orders', Item: { customer: event.customer, total: event.detail.total } }));
};
