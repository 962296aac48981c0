import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2WithLambdaAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

import { requestFulfilment } from '../lib/fulfilment-queue';
import { json, parseJson } from '../lib/http';
import { logger } from '../lib/logger';
import { orders, placeOrder } from '../lib/orders';
import { NewOrder, type Caller } from '../lib/schemas';

async function createOrder(
  event: APIGatewayProxyEventV2WithLambdaAuthorizer<Caller>,
): Promise<APIGatewayProxyStructuredResultV2> {
  const request = NewOrder.safeParse(parseJson(event.body));
  if (!request.success) {
    return json(400, { message: 'The order is not valid', fields: request.error.issues.map((issue) => issue.path.join('.')) });
  }

  const order = placeOrder(request.data, event.requestContext.authorizer.lambda.customerId);
  await orders.insert(order);
  await requestFulfilment(order);

  logger.info('Order placed', { orderId: order.orderId, lines: order.lines.length });
  return json(201, { orderId: order.orderId, total: order.total });
}

export const handler = middy(createOrder).use(injectLambdaContext(logger));
