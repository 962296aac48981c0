import { createRemoteJWKSet, jwtVerify } from 'jose';
import jwt from 'jsonwebtoken';
import { readFileSync } from 'node:fs';

const publicKey = readFileSync('issuer.pem', 'utf8');
const keys = createRemoteJWKSet(new URL('https://login.orders.example/jwks.json'));

export const open = (token: string) => jwt.verify(token, publicKey);
//                                     ^^^^^^^^^^ lets the token choose its algorithm among those that fit the key. Pin those that you issue with: `algorithms: ['RS256']`
export const own = (token: string) => jwt.verify(token, process.env.JWT_SECRET ?? '');
//                                    ^^^^^^^^^^ `algorithms: ['HS256']`
export const none = (token: string, key: string) => jwt.verify(token, key, { algorithms: ['HS256', 'none'] });
//                                                                                       ^^^^^^^^^^^^^^^^^ accepts the algorithm `none`
export const late = (token: string) => jwt.verify(token, publicKey, { algorithms: ['RS256'], audience: 'orders', ignoreExpiration: true });
//                                                                                                                                 ^^^^ have run out
export const anybody = (token: string) => jwtVerify(token, keys);
//                                        ^^^^^^^^^ accepts every token of this issuer
