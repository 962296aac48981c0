import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { MongoClient, ObjectId } from 'mongodb';
import { z } from 'zod';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const orders = new MongoClient(String(process.env.MONGO_HOST)).db('shop').collection('orders');
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const order = z.object({ name: z.string(), city: z.string() });

export const handler = async (event: APIGatewayProxyEvent) => {
  const body = JSON.parse(event.body ?? '{}');
  const { name } = order.parse(body);
  const found = [
    await orders.findOne({ _id: new ObjectId(body.id) }),
    await orders.findOne({ owner: event.queryStringParameters?.owner }),
    await orders.findOne({ owner: event.pathParameters?.owner, name }),
    await orders.findOne({ name: body.name.trim(), label: `order ${body.label}` }),
  ];
  if (typeof body.note === 'string') found.push(await orders.findOne({ note: body.note }));
  const item = await table.send(new GetCommand({ TableName: 'orders', Key: { id: body.id } }));
  const rows = await table.send(new QueryCommand({ TableName: 'orders', KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': body.id } }));
  return { statusCode: 200, body: JSON.stringify([found.length, item.Item, rows.Count]) };
};
