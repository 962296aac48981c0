import type { APIGatewayProxyStructuredResultV2, LambdaFunctionURLEvent } from 'aws-lambda';
import { unserialize } from 'node-serialize';

import { requestFulfilment } from '../lib/fulfilment-queue';
import { json } from '../lib/http';
import { logger } from '../lib/logger';
import { orders, placeOrder, subtotal } from '../lib/orders';
import { discounted } from '../lib/pricing';
import type { NewOrder, Order } from '../lib/schemas';

interface PartnerOrder extends NewOrder {
  partnerId: string;
  discount?: string;
  notifyUrl?: string;
}

/** Partners post the orders of their own shops here. */
export async function handler(event: LambdaFunctionURLEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const basket = unserialize(event.body ?? '') as PartnerOrder;

  const order: Order = {
    ...placeOrder(basket, basket.partnerId),
    total: discounted(subtotal(basket.lines), basket.discount),
    notifyUrl: basket.notifyUrl,
  };
  await orders.insert(order);
  await requestFulfilment(order);

  logger.info('Partner order placed', { orderId: order.orderId });
  return json(202, { orderId: order.orderId });
}
