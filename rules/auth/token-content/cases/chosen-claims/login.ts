import jwt from 'jsonwebtoken';

declare function toClaims(value: unknown): object;

export const token = (user: { id: string; role: string }, key: string) => jwt.sign({ sub: user.id, role: user.role }, key, { algorithm: 'HS256' });
export const claims = (payload: object, key: string) => jwt.sign(payload, key);
export const reset = (id: string, key: string) => jwt.sign({ sub: id, passwordResetRequired: true, purpose: 'password' }, key);
export function made(record: { id: string }, key: string) {
  const user = toClaims(record);
  return jwt.sign(user, key);
}
export function picked(id: string, key: string) {
  const user = { id };
  return jwt.sign(user, key);
}
