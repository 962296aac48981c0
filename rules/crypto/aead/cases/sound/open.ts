import argon2 from 'argon2';
import bcrypt from 'bcryptjs';
import { createDecipheriv, pbkdf2Sync, type DecipherGCM } from 'node:crypto';

export function open(key: Buffer, message: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, message.subarray(0, 12));
  decipher.setAuthTag(message.subarray(12, 28));
  return Buffer.concat([decipher.update(message.subarray(28)), decipher.final()]);
}

export function checked(key: Buffer, iv: Buffer, tag: Buffer, data: Buffer): Buffer {
  if (tag.length !== 16) throw new Error('a tag has 16 bytes');
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

export function stream(key: Buffer, iv: Buffer): DecipherGCM {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
  return decipher;
}

export const plain = (key: Buffer, iv: Buffer, data: Buffer) => {
  const decipher = createDecipheriv('aes-256-cbc', key, iv);
  return decipher.update(data);
};
export const hash = (password: string) => bcrypt.hash(password, 12);
export const costly = (password: string, cost: number) => bcrypt.hash(password, cost);
export const argon = (password: string) => argon2.hash(password, { type: argon2.argon2id, memoryCost: 2 ** 16 });
export const stretched = (password: string, salt: Buffer) => pbkdf2Sync(password, salt, 600_000, 32, 'sha256');
