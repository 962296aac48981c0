import { Logger } from '@aws-lambda-powertools/logger';
import type { SQSEvent } from 'aws-lambda';

const logger = new Logger({ serviceName: 'orders' });

export const handler = async (event: SQSEvent) => {
  for (const { messageId } of event.Records) logger.info('message', { messageId });
  //                                         ^^^^^^^^^^^ `console.log` writes a plain line
  logger.info('done', { count: event.Records.length });
};
