import Ajv from 'ajv';
import { store } from './store';

const validate = new Ajv().compile({ type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] });

export const handler = async (event: { body: string }) => {
  const order = JSON.parse(event.body);
  if (!validate(order)) return { statusCode: 400 };
  await store(order.sku);
  return { statusCode: 201 };
};
