import { MongoClient } from 'mongodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const orders = new MongoClient(String(process.env.MONGO_HOST)).db('shop').collection('orders');

export const handler = async (event: APIGatewayProxyEvent) => {
  const { owner, states, least } = JSON.parse(event.body ?? '{}');
  const filter = { owner: { $eq: owner }, state: { $in: states } };
  const found = await orders.find(filter).toArray();
  const large = await orders.countDocuments({ total: { $gte: least } });
  return { statusCode: 200, body: JSON.stringify([found.length, large]) };
};
