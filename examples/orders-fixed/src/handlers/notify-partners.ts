import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

import { logger } from '../lib/logger';
import { partners } from '../lib/partners';
import { OrderChange } from '../lib/schemas';

/** Tells partners when one of their orders changes; the stream goes on from the first change that failed. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  logger.info('Orders changed', { count: event.Records.length });
  for (const record of event.Records) {
    try {
      await notify(record);
    } catch (error) {
      logger.error('Partner not notified', { eventId: record.eventID, error });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

async function notify(record: DynamoDBRecord): Promise<void> {
  const image = record.dynamodb?.NewImage;
  if (record.eventName !== 'MODIFY' || image === undefined) return;

  const change = OrderChange.parse(unmarshall(image as Record<string, AttributeValue>));
  if (change.notifyUrl !== undefined) await partners.orderChanged(change.notifyUrl, change);
}
