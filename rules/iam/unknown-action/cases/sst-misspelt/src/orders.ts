import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export const handler = async () => {
  await client.send(new GetItemCommand({ TableName: 'orders', Key: { id: { S: '1' } } }));
  return { statusCode: 204 };
};
