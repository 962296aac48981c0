import { createHash, createHmac } from 'node:crypto';
import CryptoJS from 'crypto-js';

export function passwordHash(password: string): string {
  return createHash('md5').update(password).digest('hex');
  //                ^^^^^ `createHash` uses MD5
}

const algorithm = 'sha1';
export const resetToken = (email: string, at: number) => createHash(algorithm).update(email + String(at)).digest('hex');
//                                                                  ^^^^^^^^^ uses SHA-1

export function store(user: { pwtext: string; hash?: string }): void {
  user.hash = CryptoJS.MD5(user.pwtext).toString();
  //          ^^^^^^^^^^^^ `CryptoJS.MD5` uses MD5
}

export const sign = (body: string, key: string) => createHmac('md5', key).update(body).digest('hex');
//                                                            ^^^^^ uses an HMAC of MD5
