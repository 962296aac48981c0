import { createCipheriv, createDecipheriv, createPublicKey, randomBytes, scryptSync } from 'node:crypto';

declare function fetchKey(name: string): Promise<Buffer>;

export async function seal(text: string) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await fetchKey('orders/box'), iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

export const open = (key: Buffer, message: Buffer) => createDecipheriv('aes-256-cbc', key, message.subarray(0, 16));
export const fromEnvironment = (iv: Buffer) => createCipheriv('aes-256-cbc', Buffer.from(process.env.BOX_KEY ?? '', 'hex'), iv);
export const derive = (password: string) => scryptSync(password, randomBytes(16), 32);
export const authority = createPublicKey('-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----');
