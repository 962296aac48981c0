import { Logger } from '@aws-lambda-powertools/logger';
import pino from 'pino';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const logger = new Logger();
const log = pino();

export const handler = async (event: APIGatewayProxyEvent) => {
  const { name = '', page = '' } = event.queryStringParameters ?? {};
  const body = JSON.parse(event.body ?? '{}');
  console.log('search', { name });
  console.log(`search ${JSON.stringify(name)}`);
  console.log(`page ${Number(page)}`);
  console.log('order', body);
  console.log(`from ${event.headers['user-agent']}`);
  logger.info(`search ${name}`);
  log.info(`search ${name}`);
  if (/^[a-z]+$/.test(name)) console.log(`search ${name}`);
  return { statusCode: 204 };
};
