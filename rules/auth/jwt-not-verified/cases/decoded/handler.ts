import jwt from 'jsonwebtoken';
import { decodeJwt } from 'jose';

export const handler = async (event: { headers: Record<string, string> }) => {
  const token = event.headers.authorization?.split(' ')[1] ?? '';
  const claims = jwt.decode(token) as { sub: string; role: string };
  //             ^^^^^^^^^^^^^^^^^ `jwt.decode` reads the token without checking its signature
  return { statusCode: claims.role === 'admin' ? 200 : 403 };
};

export const byJose = (token: string) => decodeJwt(token).sub;
//                                       ^^^^^^^^^^^^^^^^ reads the token without checking

export function byHand(token: string) {
  const [, body] = token.split('.');
  //               ^^^^^^^^^^^^^^^^ `split` reads the token
  return JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) as { sub: string };
}

export const inOneLine = (authToken: string) => JSON.parse(atob(authToken.split('.')[1] ?? '')) as { sub: string };
//                                                              ^^^^^^^^^^^^^^^^^^^^ `split`
