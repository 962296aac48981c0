import { SignJWT } from 'jose';
import jwt from 'jsonwebtoken';

declare function findUser(email: string): Promise<{ id: string; name: string; passwordHash: string }>;

export async function login(email: string, password: string, key: string) {
  const user = await findUser(email);
  return jwt.sign(user, key, { algorithm: 'HS256' });
  //              ^^^^ The whole of `user` is signed into a token
}

export const careless = (id: string, password: string, key: string) => jwt.sign({ sub: id, password, role: 'user' }, key);
//                                                                                         ^^^^^^^^ `password` is signed into a token

export function deep(id: string, apiKey: string, key: Uint8Array) {
  const payload = { sub: id, account: { apiKey } };
  //                                    ^^^^^^ `apiKey` is signed into a token
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(key);
}
