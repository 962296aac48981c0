import type { APIGatewayProxyEventV2WithLambdaAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

import { failure, html, json } from '../lib/http';
import { orders } from '../lib/orders';
import { renderReceipt } from '../lib/receipt';
import { OrderPath, type Caller } from '../lib/schemas';

/** GET /orders/{orderId}: the order, or with ?format=html its receipt. */
export async function handler(
  event: APIGatewayProxyEventV2WithLambdaAuthorizer<Caller>,
): Promise<APIGatewayProxyStructuredResultV2> {
  const path = OrderPath.safeParse(event.pathParameters);
  if (!path.success) return json(400, { message: 'orderId must be a UUID' });

  try {
    const order = await orders.find(path.data.orderId);
    if (order?.customerId !== event.requestContext.authorizer.lambda.customerId) {
      return json(404, { message: 'There is no such order' });
    }

    const query = event.queryStringParameters ?? {};
    if (query.format !== 'html') return json(200, order);

    const receipt = await renderReceipt(order, {
      style: query.style ?? 'plain',
      greeting: query.greeting ?? 'Thank you for your order',
    });
    return html(200, receipt);
  } catch (error) {
    return failure(error);
  }
}
