import type { APIGatewayProxyStructuredResultV2, LambdaFunctionURLEventWithIAMAuthorizer } from 'aws-lambda';

import { requestFulfilment } from '../lib/fulfilment-queue';
import { failure, json, parseJson } from '../lib/http';
import { logger } from '../lib/logger';
import { orders, placeOrder, subtotal } from '../lib/orders';
import { discounted } from '../lib/pricing';
import { PartnerOrder, type Order } from '../lib/schemas';

/** Partners post the orders of their own shops here, signed with a role that we let in. */
export async function handler(event: LambdaFunctionURLEventWithIAMAuthorizer): Promise<APIGatewayProxyStructuredResultV2> {
  const request = PartnerOrder.safeParse(parseJson(event.body));
  if (!request.success) return json(400, { message: 'The order is not valid' });

  try {
    const partner = event.requestContext.authorizer.iam.accountId;
    const order: Order = {
      ...placeOrder(request.data, partner),
      total: discounted(subtotal(request.data.lines), request.data.discount),
      notifyUrl: request.data.notifyUrl,
    };
    await orders.insert(order);
    await requestFulfilment(order);

    logger.info('Partner order placed', { orderId: order.orderId });
    return json(202, { orderId: order.orderId });
  } catch (error) {
    return failure(error, event.requestContext.requestId);
  }
}
