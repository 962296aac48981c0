import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import inputOutputLogger from '@middy/input-output-logger';
import { logger, options } from './logger';

export const handler = middy(async () => ({ statusCode: 204 }))
  .use(injectLambdaContext(logger, { logEvent: false }))
  .use(inputOutputLogger({ omitPaths: ['event.headers.authorization'] }))
  .use(inputOutputLogger(options));
