import { createHash } from 'node:crypto';

export const first = (text: string) => createHash('md5').update(text).digest('hex');
//                                                ^^^^^ tells contents apart and protects nothing
const algorithm = 'sha1';
export const second = (text: string) => createHash(algorithm).update(text).digest('hex');
//                                                 ^^^^^^^^^ SHA-1, which tells contents apart
export const third = (text: string) => createHash('sha256').update(text).digest('hex');
