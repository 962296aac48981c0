import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event: APIGatewayProxyEventV2) => {
  const id = event.pathParameters?.id;
  if (!id) return { statusCode: 400 };
  const { Item } = await table.send(new GetCommand({ TableName: 'orders', Key: { id } }));
  return { statusCode: Item === undefined ? 404 : 200, body: JSON.stringify(Item) };
};
