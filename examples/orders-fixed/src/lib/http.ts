import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

import { logger } from './logger';

export function json(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { 'cache-control': 'no-store', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** A page without scripts; whoever builds `body` escapes what goes into it. */
export function html(statusCode: number, body: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: {
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'content-type': 'text/html; charset=utf-8',
    },
    body,
  };
}

/** The details stay in the log; the caller gets the id under which they are found there. */
export function failure(error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
  logger.error('Request failed', { requestId, error });
  return json(500, { message: 'Something went wrong on our side', requestId });
}

/** The parsed body, or undefined where it is missing or not JSON; a schema then says what is wrong with it. */
export function parseJson(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}
