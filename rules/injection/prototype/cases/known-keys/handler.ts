import { merge } from 'lodash';
import { z } from 'zod';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const shape = z.object({ page: z.number(), size: z.number() });
const totals: Record<string, Record<string, number>> = {};

export const handler = async (event: APIGatewayProxyEvent) => {
  const body = JSON.parse(event.body ?? '{}');
  const counts: Record<string, number> = {};
  for (const tag of body.tags) counts[tag] = (counts[tag] ?? 0) + 1;
  const options = merge({ page: 1 }, shape.parse(body));
  const { group, name } = body;
  if (['__proto__', 'constructor', 'prototype'].includes(group)) return { statusCode: 400 };
  totals[group] ??= {};
  totals[group][name] = 1;
  const rows: number[][] = [[]];
  rows[0][Number(body.column)] = 1;
  return { statusCode: 200, body: JSON.stringify([counts, options, rows]) };
};
