import { createCipheriv, randomFillSync, type KeyObject } from 'node:crypto';

export function seal(key: KeyObject) {
  const vector = Buffer.alloc(16);
  randomFillSync(vector);
  return createCipheriv('aes-256-cbc', key, vector);
}
