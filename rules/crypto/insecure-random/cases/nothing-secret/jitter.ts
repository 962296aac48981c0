import { randomBytes, randomUUID } from 'node:crypto';

export const delay = (attempt: number) => 100 * 2 ** attempt + Math.random() * 50;
export const color = () => `#${Math.floor(Math.random() * 0xffffff).toString(16)}`;
export const shuffled = (list: readonly string[]) => [...list].sort(() => Math.random() - 0.5);
export const sample = Math.random() < 0.1;
export const token = randomBytes(32).toString('hex');
export const sessionId = randomUUID();
export const maxTokens = Math.floor(Math.random() * 100);
export const idempotencyToken = `video-${Math.random().toString(36).slice(2)}`;
