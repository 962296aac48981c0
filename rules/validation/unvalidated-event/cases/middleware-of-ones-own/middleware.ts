import middy from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import type { ZodType } from 'zod';

interface Order {
  readonly body: { readonly sku: string };
}

export const base = (handler: (event: Order) => Promise<unknown>) => middy(handler).use(jsonBodyParser());

export const checked = (schema: ZodType) => ({
  before: async (request: { event: { body: unknown }; response?: unknown }) => {
    const parsed = schema.safeParse(request.event.body);
    if (!parsed.success) request.response = { statusCode: 400 };
    else request.event.body = parsed.data;
  },
});

export const timed = () => ({
  before: async (request: { event: { started?: number } }) => {
    request.event.started = Date.now();
  },
});
