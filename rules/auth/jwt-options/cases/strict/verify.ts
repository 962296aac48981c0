import { createRemoteJWKSet, jwtVerify } from 'jose';
import jwt, { type VerifyOptions } from 'jsonwebtoken';

const keys = createRemoteJWKSet(new URL('https://login.orders.example/jwks.json'));

export const pinned = (token: string) => jwt.verify(token, process.env.JWT_SECRET ?? '', { algorithms: ['HS256'] });
export const given = (token: string, key: string, options: VerifyOptions) => jwt.verify(token, key, options);
export const unknown = (token: string, key: string) => jwt.verify(token, key);
export const whole = (token: string) => jwtVerify(token, keys, { audience: 'orders', issuer: 'https://login.orders.example' });
