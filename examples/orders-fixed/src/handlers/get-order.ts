import type { APIGatewayProxyEventV2WithLambdaAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

import { failure, html, json } from '../lib/http';
import { orders } from '../lib/orders';
import { renderReceipt } from '../lib/receipt';
import { OrderPath, ReceiptQuery, type Caller } from '../lib/schemas';

/** GET /orders/{orderId}: the order, or with ?format=html its receipt. */
export async function handler(
  event: APIGatewayProxyEventV2WithLambdaAuthorizer<Caller>,
): Promise<APIGatewayProxyStructuredResultV2> {
  const path = OrderPath.safeParse(event.pathParameters);
  if (!path.success) return json(400, { message: 'orderId must be a UUID' });
  const query = ReceiptQuery.safeParse(event.queryStringParameters ?? {});
  if (!query.success) return json(400, { message: 'The query is not valid' });

  try {
    const order = await orders.find(path.data.orderId);
    if (order?.customerId !== event.requestContext.authorizer.lambda.customerId) {
      return json(404, { message: 'There is no such order' });
    }
    if (query.data.format === 'json') return json(200, order);
    return html(200, await renderReceipt(order, query.data));
  } catch (error) {
    return failure(error, event.requestContext.requestId);
  }
}
