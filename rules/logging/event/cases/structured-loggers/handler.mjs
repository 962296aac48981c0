import { Logger } from '@aws-lambda-powertools/logger';
import pino from 'pino';

const logger = new Logger();
const plain = pino();

export const handler = async (event, context) => {
//                            ^^^^^ 1: is the whole event
  logger.info('received', { event });
  //                      ^^^^^^^^^ `event` goes into the log as a whole, with whatever it carries: tokens, cookies, personal data
  plain.info({ request: event.headers }, 'received');
  //                    ^^^^^^^^^^^^^ 1: comes from the request headers
  //         ^^^^^^^^^^^^^^^^^^^^^^^^^^ `event.headers` goes into the log as a whole, with whatever it carries: tokens, cookies, personal data
  return { statusCode: 204 };
};
