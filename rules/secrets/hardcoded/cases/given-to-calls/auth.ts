import session from 'express-session';
import jwt from 'jsonwebtoken';
import { SignJWT } from 'jose';
import nodemailer from 'nodemailer';
import { createHmac } from 'node:crypto';
import { Strategy } from 'passport-github2';
import { config } from './config';

const phrase = 'orange-lamp';
export const token = (sub: string) => jwt.sign({ sub }, phrase, { algorithm: 'HS256' });
//                                                      ^^^^^^ The key that signs its tokens (given to `jwt.sign`) stands in the code
export const claims = (sent: string) => jwt.verify(sent, phrase, { algorithms: ['HS256'] });
export const other = (sent: string) => jwt.verify(sent, config.keys.tokens, { algorithms: ['HS256'] });
//                                                      ^^^^^^^^^^^^^^^^^^ (given to `jwt.verify`)
export const byJose = (sub: string) => new SignJWT({ sub }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('5m').sign(new TextEncoder().encode('window-door-table'));
//                                                                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The key that signs its tokens
export const sessions = session({ secret: 'keyboard cat', resave: false, saveUninitialized: false });
//                                        ^^^^^^^^^^^^^^ The key that signs its sessions
const options = { clientID: 'orders', clientSecret: process.env.CLIENT_SECRET ?? 'fallback-of-github' };
//                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A client's secret
export const strategy = new Strategy(options, () => undefined);
export const signature = (body: string) => createHmac('sha256', Buffer.from('lamp-of-orange', 'utf8')).update(body).digest('hex');
//                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The key of a signature
export const mail = nodemailer.createTransport({ host: 'smtp.shop.example', auth: { user: 'orders', pass: 'Winter#in#Lisbon' } });
//                                                                                                        ^^^^^^^^^^^^^^^^^^ The password of a mail account
