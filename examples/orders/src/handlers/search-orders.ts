import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

import { readFilters } from '../lib/filters';
import { failure, json } from '../lib/http';
import { logger } from '../lib/logger';
import { reports } from '../lib/order-reports';

/** GET /orders?customer=…&status=…&sort=…&limit=… */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const filters = readFilters(event);
  try {
    const rows = await reports.search(filters);
    logger.info('Orders searched', { found: rows.length });
    return json(200, { orders: rows });
  } catch (error) {
    return failure(error);
  }
}
