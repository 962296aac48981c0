import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';

import { logger } from '../lib/logger';
import type { Caller } from '../lib/schemas';
import { verifyToken } from '../lib/tokens';

type Answer = APIGatewaySimpleAuthorizerWithContextResult<Partial<Caller>>;

const denied: Answer = { isAuthorized: false, context: {} };

export async function handler(event: APIGatewayRequestAuthorizerEventV2): Promise<Answer> {
  const token = event.headers?.authorization?.replace(/^Bearer /i, '');
  if (!token) return denied;

  try {
    const caller = await verifyToken(token);
    return { isAuthorized: true, context: { customerId: caller.customerId } };
  } catch (error) {
    logger.warn('Token refused', {
      requestId: event.requestContext.requestId,
      reason: error instanceof Error ? error.name : 'unknown',
    });
    return denied;
  }
}
