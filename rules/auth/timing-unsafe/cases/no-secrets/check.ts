import { createHash, timingSafeEqual } from 'node:crypto';

export const same = (a: string, b: string) => timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
export const missing = (token: string | undefined, secret?: string) => token === undefined || secret == null || secret === '';
export const typed = (password: string, confirmPassword: string) => password === confirmPassword;
export const kind = (token: { type: string }) => token.type === 'refresh';
export const long = (password: string) => password.length === 12;
export const text = (secret: unknown) => typeof secret === 'string';
export const etag = (known: string, sent: string) => known === sent;
enum Token { Open, Close }
export const opens = (token: Token) => token === Token.Open;
export const twice = (body: { password: string; cpassword: string }) => body.password === body.cpassword;
export const check = (password: string, verify: string) => password === verify;
export const signed = (enableSignature: string) => enableSignature === 'Yes';
export const open = (secret: string) => secret === 'disabled';
export const raw = (digest: string) => digest === 'buffer';
export const flow = (policy: string, names: { forgotPassword: string }) => policy === names.forgotPassword;
export const isUnset = (settings: { jwtSecret: string; apiKey: string }) => settings.jwtSecret === 'default-secret-change-in-production' || settings.apiKey === 'YOUR_API_KEY_HERE';
