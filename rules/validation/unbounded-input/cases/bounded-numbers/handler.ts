import { MongoClient } from 'mongodb';
import { z } from 'zod';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const orders = new MongoClient(String(process.env.MONGO_HOST)).db('shop').collection('orders');
const query = z.object({ page: z.coerce.number().max(50) });

export const handler = async (event: APIGatewayProxyEvent) => {
  const body = JSON.parse(event.body ?? '{}');
  const size = Math.min(Number(event.queryStringParameters?.size), 100);
  const { page } = query.parse(event.queryStringParameters);
  const first = await orders.find().limit(size).toArray();
  const second = await orders.find().limit(page).toArray();
  const count = Number(body.count);
  if (count > 20) return { statusCode: 400 };
  for (let i = 0; i < count; i++) first.push(second[i]);
  for (let i = 0; i < body.items.length; i++) first.push(body.items[i]);
  const price = Number(body.price) * 2;
  return { statusCode: price > 0 ? 200 : 400, body: JSON.stringify(first) };
};
