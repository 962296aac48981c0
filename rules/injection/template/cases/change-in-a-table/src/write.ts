import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const database = new DynamoDBClient({});

export const handler = async (event: APIGatewayProxyEvent) => {
  const { text, kind } = JSON.parse(event.body ?? '{}');
//                                  ^^^^^^^^^^ 1: comes from the request body
  if (!['letter', 'card'].includes(kind)) return { statusCode: 400, body: '' };
  await database.send(new PutItemCommand({ TableName: process.env.LETTERS, Item: marshall({ id: randomUUID(), kind, text }) }));
//                                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2: is written to table `Letters`
  return { statusCode: 201, body: '' };
};
