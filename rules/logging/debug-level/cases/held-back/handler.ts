import { Logger } from '@aws-lambda-powertools/logger';

const logger = new Logger({ logLevel: 'DEBUG', logBufferOptions: { maxBytes: 10_000, bufferAtVerbosity: 'debug' } });

export const handler = async (): Promise<void> => {
  logger.debug('kept until something goes wrong');
};
