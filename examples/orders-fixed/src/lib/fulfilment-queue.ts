import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

import type { FulfilmentMessage, Order } from './schemas';

const client = new SQSClient({});

export async function requestFulfilment(order: Order): Promise<void> {
  const message: FulfilmentMessage = { orderId: order.orderId, address: order.address };
  await client.send(
    new SendMessageCommand({ QueueUrl: process.env.FULFILMENT_QUEUE_URL, MessageBody: JSON.stringify(message) }),
  );
}
