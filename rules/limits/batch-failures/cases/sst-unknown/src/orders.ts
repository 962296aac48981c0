import type { SQSEvent } from 'aws-lambda';

export const handler = async (event: SQSEvent) => {
  const failed = event.Records.filter((record) => record.body === '');
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};
