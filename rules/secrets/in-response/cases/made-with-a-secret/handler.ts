import { createHmac } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import type { APIGatewayProxyEvent } from 'aws-lambda';

export const handler = async (event: APIGatewayProxyEvent) => {
  const key = String(await getSecret('orders/signing'));
  const signature = createHmac('sha256', key).update(event.body ?? '').digest('hex');
  const token = jwt.sign({ sub: 'a' }, process.env.JWT_SECRET ?? '', { algorithm: 'HS256' });
  const response = await fetch('https://orders.example/', { headers: { authorization: `Bearer ${process.env.ORDERS_TOKEN}` }, signal: AbortSignal.timeout(3000) });
  return { statusCode: 200, body: JSON.stringify({ signature, token, stage: process.env.STAGE, table: process.env.TABLE_NAME, orders: await response.json(), ready: process.env.ORDERS_TOKEN !== undefined }) };
};
