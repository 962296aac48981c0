import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

import { logger } from './logger';

const common = {
  'access-control-allow-origin': '*',
  'cache-control': 'no-store',
};

export function json(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { ...common, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

export function html(statusCode: number, body: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { ...common, 'content-type': 'text/html; charset=utf-8' },
    body,
  };
}

export function failure(error: unknown): APIGatewayProxyStructuredResultV2 {
  logger.error('Request failed', { error });
  const details = error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
  return json(500, details);
}

/** The parsed body, or undefined where it is missing or not JSON; a schema then says what is wrong with it. */
export function parseJson(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}
