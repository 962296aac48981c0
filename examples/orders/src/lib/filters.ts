import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export interface OrderFilters {
  customer: string | undefined;
  status: string | undefined;
  sort: string;
  limit: number;
}

export function readFilters(event: APIGatewayProxyEventV2): OrderFilters {
  const query = event.queryStringParameters ?? {};
  return {
    customer: query.customer,
    status: query.status,
    sort: query.sort ?? 'placed_at',
    limit: Math.min(Number(query.limit ?? 50) || 50, 100),
  };
}

export function whereClause(filters: OrderFilters): string {
  let clause = 'deleted_at is null';
  if (filters.customer) clause += ` and customer_id = '${filters.customer}'`;
  if (filters.status) clause += ` and status = '${filters.status}'`;
  return clause;
}
