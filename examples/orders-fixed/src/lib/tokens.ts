import { jwtVerify } from 'jose';

import type { Caller } from './schemas';
import { secret } from './secrets';

/** Who a token was issued to; throws where it is not one of ours. */
export async function verifyToken(token: string): Promise<Caller> {
  const signingKey = await secret(process.env.SIGNING_KEY_SECRET);
  const { payload } = await jwtVerify(token, new TextEncoder().encode(signingKey), {
    algorithms: ['HS256'],
    issuer: 'https://login.shop.example',
    audience: 'orders',
    requiredClaims: ['exp', 'sub'],
  });
  return { customerId: String(payload.sub) };
}
