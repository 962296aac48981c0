import { subtle, webcrypto } from 'node:crypto';

export const stored = async (password: string) => subtle.digest('SHA-1', new TextEncoder().encode(password));
//                                                              ^^^^^^^ uses SHA-1 for something that must not be guessed
export const session = async (token: string) => webcrypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
