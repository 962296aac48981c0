import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import type { SQSEvent } from 'aws-lambda';

export const handler = async (event: SQSEvent) => {
  const token = await getSecret(process.env.PAYMENT_TOKEN_SECRET_ID ?? '');
  return { count: event.Records.length, ready: token !== undefined, stage: process.env.STAGE };
};
