import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

import { parseJson } from '../lib/http';
import { labels } from '../lib/labels';
import { logger } from '../lib/logger';
import { FulfilmentMessage } from '../lib/schemas';

/** Prints a shipping label for each order in the queue; a message that fails comes back alone. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const record of event.Records) {
    try {
      await readMessage(record)
        .then((message) => labels.render(message.orderId, message.address))
        .then((label) => labels.store(label));
    } catch (error) {
      logger.error('Label not printed', { messageId: record.messageId, error });
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}

async function readMessage(record: SQSRecord): Promise<FulfilmentMessage> {
  return FulfilmentMessage.parse(parseJson(record.body));
}
