import type { SQSEvent } from 'aws-lambda';
import { charge } from './charge';

export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) await charge(record.messageId, process.env.STAGE ?? '');
};
