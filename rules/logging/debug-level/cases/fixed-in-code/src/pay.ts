import { Logger } from '@aws-lambda-powertools/logger';

export const logger = new Logger({ serviceName: 'pay', logLevel: 'DEBUG' });
//                                                               ^^^^^^^ `logLevel` is fixed to `DEBUG`
