import { createHmac, timingSafeEqual } from 'node:crypto';

export async function verifyWebhookSignature(headers: Record<string, string>, body: string): Promise<boolean> {
  const expected = createHmac('sha256', await key()).update(body).digest();
  const given = Buffer.from(headers['x-signature'] ?? '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function key(): Promise<string> {
  return 'from the secret store';
}
