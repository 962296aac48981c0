import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import inputOutputLogger from '@middy/input-output-logger';

const logger = new Logger();

export const handler = middy(async () => ({ statusCode: 204 }))
  .use(injectLambdaContext(logger, { logEvent: true }))
  //                                           ^^^^ writes every event to the log
  .use(inputOutputLogger());
  //   ^^^^^^^^^^^^^^^^^ `omitPaths` leaves tokens
