import { createHmac, timingSafeEqual } from 'node:crypto';

export const handler = async (event: { headers: Record<string, string>; body: string }) => {
  const expected = createHmac('sha256', await signingKey()).update(event.body).digest();
  const given = Buffer.from(event.headers['x-signature'] ?? '', 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { statusCode: 401, body: '' };
  return { statusCode: 204, body: '' };
};

async function signingKey(): Promise<string> {
  return 'from the secret store';
}
