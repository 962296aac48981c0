// What is left where an old runtime has nothing better, and what is taken though there is.
import { randomUUID } from 'node:crypto';

export function sessionToken(): string {
  if (typeof globalThis.crypto?.randomUUID === 'function') return globalThis.crypto.randomUUID();
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}

export function resetToken(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Math.random().toString(36).slice(2);
}

export function invitation() {
  const id = randomUUID();
  const token = Math.random().toString(36).slice(2);
  //            ^^^^^^^^^^^^^ for `token`
  return { id, token };
}
