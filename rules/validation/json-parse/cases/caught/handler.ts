import { readFileSync } from 'node:fs';
import { bodyOf } from './request';

const settings = JSON.parse(readFileSync('settings.json', 'utf8')) as { most: number };

export const handler = async (event: { body: string; queryStringParameters: { filter: string } }) => {
  let filter: unknown;
  try {
    filter = JSON.parse(event.queryStringParameters.filter);
  } catch {
    return { statusCode: 400 };
  }
  try {
    const body = bodyOf(event.body);
    return { statusCode: 200, body: JSON.stringify({ quantity: Math.min(Number(body.quantity), settings.most), filtered: typeof filter === 'object' }) };
  } catch {
    return { statusCode: 400 };
  }
};
