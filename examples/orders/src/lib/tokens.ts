import { jwtVerify } from 'jose';

import type { Caller } from './schemas';

const signingKey = process.env.SIGNING_KEY ?? 'larch7-Tundra_oboe-93Kestrel';

/** Who a token was issued to; throws where it is not one of ours. */
export async function verifyToken(token: string): Promise<Caller> {
  const { payload } = await jwtVerify(token, new TextEncoder().encode(signingKey), {
    algorithms: ['HS256'],
    issuer: 'https://login.shop.example',
    audience: 'orders',
    requiredClaims: ['exp', 'sub'],
  });
  return { customerId: String(payload.sub) };
}
