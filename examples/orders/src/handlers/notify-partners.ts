import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

import { logger } from '../lib/logger';
import { partners } from '../lib/partners';
import type { Order } from '../lib/schemas';

/** Tells partners when one of their orders changes. */
export async function handler(event: DynamoDBStreamEvent): Promise<void> {
  logger.info('Orders changed', { event });
  await Promise.all(event.Records.map((record) => notify(record)));
}

async function notify(record: DynamoDBRecord): Promise<void> {
  const image = record.dynamodb?.NewImage;
  if (record.eventName !== 'MODIFY' || image === undefined) return;

  const order = unmarshall(image as Record<string, AttributeValue>) as Order;
  if (order.notifyUrl) await partners.orderChanged(order.notifyUrl, order);
}
