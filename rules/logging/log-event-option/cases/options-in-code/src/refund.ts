import { Logger } from '@aws-lambda-powertools/logger';

const logger = new Logger();
const options = { logEvent: true };

export class Refund {
  @logger.injectLambdaContext({ clearState: true, logEvent: true })
  //                                                        ^^^^ `logEvent` writes every event to the log
  async handler(): Promise<void> {}
}

export class Later {
  @logger.injectLambdaContext(options)
  //                          ^^^^^^^ writes every event
  async handler(): Promise<void> {}
}
