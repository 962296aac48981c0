import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { load } from './load';

const known = new Map<string, unknown>();
const byTenant: Record<string, unknown> = {};
const client = new DynamoDBClient({});
let requestId: string;
let last: string | undefined;
let settings: unknown;

export const handler = async (event: APIGatewayProxyEvent) => {
  const tenant = event.pathParameters?.tenant ?? '';
  requestId = event.requestContext.requestId;
  if (!known.has(tenant)) known.set(tenant, await load(client, tenant));
  byTenant[tenant] ??= { name: tenant };
  if (last !== tenant) {
    settings = { tenant };
    last = tenant;
  }
  return { statusCode: 200, body: JSON.stringify([known.get(tenant), byTenant[tenant], settings, requestId]) };
};
