import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.ORDERS_TABLE;

export const handler = async () => {
  const { Item } = await tables.send(new GetCommand({ TableName, Key: { id: 'first' } }));
  if (Item === undefined) await tables.send(new PutCommand({ TableName, Item: { id: 'first' } }));
};
