import { Logger } from '@aws-lambda-powertools/logger';

const logger = new Logger();

export const handler = async (event) => {
  logger.debug('connecting', { host: process.env.DB_HOST, password: '[redacted]' });
  //                                                                ^^^^^^^^^^^^^^^^^^^^^^^ 1: is read from the environment
  //                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `process.env.DB_PASSWORD` is written to the log, where everybody who can read logs has it
  return { statusCode: 204, headers: { 'x-request': event.requestContext.requestId } };
};
