import { createHash, createHmac } from 'node:crypto';

export const etag = (body: string) => `"${createHash('md5').update(body).digest('hex')}"`;
export const cacheKey = (url: string) => createHash('sha1').update(url).digest('base64url');
export const contentMd5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('base64');
export const passwordDigest = (password: string) => createHash('sha256').update(password).digest('hex');
export const twilio = (url: string, authToken: string) => createHmac('sha1', authToken).update(url).digest('base64');
export const chosen = (password: string, algorithm: string) => createHash(algorithm).update(password).digest('hex');
