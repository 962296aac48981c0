import { MongoClient } from 'mongodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const orders = new MongoClient(String(process.env.MONGO_HOST)).db('shop').collection('orders');

export const handler = async (event: APIGatewayProxyEvent) => {
  const { state, owner } = JSON.parse(event.body ?? '{}');
  const found = await orders.findOne({ owner: { $eq: owner }, items: { $not: state } });
  //                                                                         ^^^^^ becomes part of a database filter
  return { statusCode: found === null ? 404 : 200, body: '' };
};
