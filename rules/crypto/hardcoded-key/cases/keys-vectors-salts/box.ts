import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto';
import CryptoJS from 'crypto-js';
import { sealing } from './settings';

const key = Buffer.from('0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'hex');
const iv = Buffer.from('1234567890123456');

export const seal = () => createCipheriv('aes-128-cbc', key, iv);
//                                                      ^^^ The key that `createCipheriv` gets is written in the code.
//                                                           ^^ The initialisation vector that `createCipheriv` gets
export const empty = (secret: Buffer) => createCipheriv('aes-256-gcm', secret, '');
//                                                                             ^^ is the same for every use (empty)
export const stretch = (password: string) => scryptSync(password, 'salt-and-pepper', 32);
//                                                                ^^^^^^^^^^^^^^^^^ The salt that `scryptSync` gets
export const text = (value: string) => CryptoJS.AES.encrypt(value, sealing.passphrase).toString();
//                                                                 ^^^^^^^^^^^^^^^^^^ The key that `CryptoJS.AES.encrypt` gets

class Box {
  private readonly secret = 'a-key-of-thirty-two-characters-x';
  open(vector: Buffer) {
    return createDecipheriv('aes-256-ctr', this.secret, vector);
    //                                     ^^^^^^^^^^^ The key that `createDecipheriv` gets
  }
}

export const box = new Box();
export const fine = (password: string, stored: string) => pbkdf2Sync(password, Buffer.from(stored, 'hex'), 210000, 32, 'sha512');
export const random = (secret: Buffer) => createCipheriv('aes-256-gcm', secret, randomBytes(12));
