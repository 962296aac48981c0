import type { APIGatewayProxyEventV2WithLambdaAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

import { failure, json } from '../lib/http';
import { logger } from '../lib/logger';
import { reports } from '../lib/order-reports';
import { SearchQuery, type Caller } from '../lib/schemas';

/** GET /orders?status=…&sort=…&limit=… among the caller's own orders. */
export async function handler(
  event: APIGatewayProxyEventV2WithLambdaAuthorizer<Caller>,
): Promise<APIGatewayProxyStructuredResultV2> {
  const query = SearchQuery.safeParse(event.queryStringParameters ?? {});
  if (!query.success) return json(400, { message: 'The query is not valid' });

  try {
    const rows = await reports.search(event.requestContext.authorizer.lambda.customerId, query.data);
    logger.info('Orders searched', { found: rows.length });
    return json(200, { orders: rows });
  } catch (error) {
    return failure(error, event.requestContext.requestId);
  }
}
