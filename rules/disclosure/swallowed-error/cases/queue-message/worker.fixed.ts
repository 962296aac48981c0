import { Logger } from '@aws-lambda-powertools/logger';
import type { SQSEvent } from 'aws-lambda';
import { store } from './store';

const logger = new Logger();

export const handler = async (event: SQSEvent): Promise<void> => {
  logger.info('messages', { count: event.Records.length });
  for (const record of event.Records) {
    try {
      await store(record.messageId);
    } catch (error) {
      logger.error('Failed', { error });
      throw error;
    }
  }
};
