import { MongoClient } from 'mongodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const orders = new MongoClient(String(process.env.DATABASE)).db().collection('orders');

/** Whatever is read from an address is text, and text is no operator. */
export const handler = async (event: APIGatewayProxyEventV2) => {
  const { body } = event;
  const { link } = JSON.parse(body ?? '{}');
  const parameters = Object.fromEntries(new URL(link).searchParams);
  const form = new URLSearchParams(body ?? '');
  await orders.findOne({ id: parameters.id, customer: form.get('customer') });
  return { statusCode: 204 };
};
