import { createHash } from 'node:crypto';
import { randomUUID } from 'node:crypto';

export function newReset(email: string) {
  const resetToken = randomUUID();
  //                 ^^^^^^^^^^^^^ `Math.random` for `resetToken` can be predicted
  const otp = Math.floor(100000 + Math.random() * 900000);
  //                              ^^^^^^^^^^^^^ `Math.random` for `otp`
  return { email, resetToken, otp, digest: createHash('sha256').update(resetToken).digest('hex') };
}

export function generatePassword(length: number): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  let password = '';
  for (let i = 0; i < length; i++) password += letters[Math.floor(Math.random() * letters.length)];
  //                                                              ^^^^^^^^^^^^^ `Math.random` for `password`
  return password;
}

export const makeApiKey = () => `k_${Math.random().toString(16)}`;
//                                   ^^^^^^^^^^^^^ for `makeApiKey`
