import { bodyOf } from './request.mjs';

export const handler = async (event) => {
  const body = bodyOf(event);
  return { statusCode: 200, body: JSON.stringify({ quantity: Number(body.quantity) }) };
};
