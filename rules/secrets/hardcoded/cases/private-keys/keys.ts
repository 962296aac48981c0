import { createPrivateKey, sign } from 'node:crypto';
import { signedCookie } from 'cookie-parser';

const phrase = 'lamp beside window';
export const own = (pem: string) => createPrivateKey({ key: pem, passphrase: phrase });
//                                                                           ^^^^^^ A private key or what opens it
export const signature = (text: Buffer, key: string) => [sign('sha256', text, key), sign('sha256', text, { key: process.env.KEY ?? '', passphrase: process.env.PHRASE })];
export const visitor = (cookie: string) => signedCookie(cookie, 'door-and-lamp');
//                                                              ^^^^^^^^^^^^^^^ The key that signs its cookies
