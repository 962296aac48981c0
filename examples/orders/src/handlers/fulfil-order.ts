import type { SQSEvent, SQSRecord } from 'aws-lambda';

import type { FulfilmentMessage } from '../lib/fulfilment-queue';
import { labels } from '../lib/labels';
import { logger } from '../lib/logger';

/** Prints a shipping label for each order in the queue. */
export async function handler(event: SQSEvent): Promise<void> {
  for (const record of event.Records) {
    await readMessage(record)
      .then((message) => labels.render(message.orderId, message.address))
      .then((label) => labels.store(label));
  }
  logger.info('Labels printed', { count: event.Records.length });
}

async function readMessage(record: SQSRecord): Promise<FulfilmentMessage> {
  return JSON.parse(record.body) as FulfilmentMessage;
}
