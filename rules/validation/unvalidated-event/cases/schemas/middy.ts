import middy from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import validator from '@middy/validator';
import { transpileSchema } from '@middy/validator/transpile';
import { store } from './store';

const schema = { type: 'object', properties: { body: { type: 'object', properties: { sku: { type: 'string' } } } } };

const create = async (event: { body: { sku: string } }) => {
  await store(event.body.sku);
  return { statusCode: 201 };
};

export const handler = middy(create).use(jsonBodyParser()).use(validator({ eventSchema: transpileSchema(schema) }));
