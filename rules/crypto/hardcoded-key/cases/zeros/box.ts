import { createCipheriv, type KeyObject } from 'node:crypto';

export const seal = (key: KeyObject) => createCipheriv('aes-256-cbc', key, Buffer.alloc(16));
//                                                                         ^^^^^^^^^^^^^^^^ The initialisation vector that `createCipheriv` gets
const vector = new Uint8Array(16);
export const sealed = (key: KeyObject) => createCipheriv('aes-256-ctr', key, vector);
//                                                                           ^^^^^^ The initialisation vector
