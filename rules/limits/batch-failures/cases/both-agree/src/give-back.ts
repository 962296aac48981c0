import type { SQSEvent } from 'aws-lambda';

export const handler = async (event: SQSEvent) => {
  for (const { body } of event.Records) if (body === '') throw new Error('an empty message');
};
