import middy from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import validator from '@middy/validator';
import { transpileSchema } from '@middy/validator/transpile';
import { store } from './store';

export const handler = middy(async (event: { body: { sku: string } }) => store(event.body.sku)).use(jsonBodyParser());

handler.use(validator({ eventSchema: transpileSchema({ type: 'object', properties: { body: { type: 'object' } } }) }));
