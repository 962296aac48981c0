import { createCipheriv, createDecipheriv, generateKeyPairSync, randomBytes } from 'node:crypto';

export const seal = (key: Buffer) => createCipheriv('aes-256-gcm', key, randomBytes(12));
export const open = (key: Buffer, iv: Buffer) => createDecipheriv('aes-256-cbc', key, iv);
export const chosen = (algorithm: string, key: Buffer, iv: Buffer) => createCipheriv(algorithm, key, iv);
export const pair = () => generateKeyPairSync('rsa', { modulusLength: 3072 });
export const description = 'des-ede3-cbc';
