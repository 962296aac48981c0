import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { readOrders, tokenOf, unauthorizedResponse } from './callers';

// Whose token it is, the database asks.
async function orders(request: HttpRequest): Promise<HttpResponseInit> {
  const token = tokenOf(request);
  if (token === undefined) return unauthorizedResponse();
  return { jsonBody: await readOrders(token) };
}

app.http('orders', { methods: ['GET'], authLevel: 'anonymous', handler: orders });
