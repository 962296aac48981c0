import { createHmac } from 'node:crypto';
import { createHash, timingSafeEqual } from 'node:crypto';

export function fromProvider(body: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest('hex');
  return timingSafeEqual(createHash('sha256').update(String(expected)).digest(), createHash('sha256').update(String(signature)).digest());
  //     ^^^^^^^^^^^^^^^^^^^^^^ is compared with an operator
}

export function allowed(headers: Record<string, string>): boolean {
  if (headers['x-api-key'] !== process.env.API_KEY) return false;
  //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `API_KEY` is compared with an operator
  return true;
}

export const login = (password: string, user: { password: string }) => password === user.password;
//                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ `password` is compared
