import type { SQSEvent } from 'aws-lambda';

export async function handleEach(event: SQSEvent, work: (body: string) => Promise<unknown>) {
  const results = await Promise.allSettled(event.Records.map((record) => work(record.body)));
  return { batchItemFailures: event.Records.filter((_, i) => results[i]?.status === 'rejected').map(({ messageId }) => ({ itemIdentifier: messageId })) };
}
