import type { SQSBatchItemFailure, SQSEvent } from 'aws-lambda';
import { work } from './work';

export const handler = async (event: SQSEvent) => {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const record of event.Records) {
    const job = JSON.parse(record.body);
    //                     ^^^^^^^^^^^ `record.body` (it comes from outside: queue, its messages carry data from elsewhere) is parsed as JSON and nothing catches text that is none: one bad message fails its whole batch, again and again
    try {
      await work(Number(job.id));
    } catch {
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};
