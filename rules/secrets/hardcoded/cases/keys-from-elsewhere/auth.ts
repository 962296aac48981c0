import jwt from 'jsonwebtoken';
import mysql from 'mysql2/promise';
import { createHmac, createSecretKey } from 'node:crypto';

declare function secretText(name: string): Promise<string>;

export const token = async (sub: string) => jwt.sign({ sub }, await secretText('orders/jwt'), { algorithm: 'HS256' });
export const claims = (sent: string) => jwt.verify(sent, process.env.JWT_SECRET ?? '', { algorithms: ['HS256'] });
export const byPublicKey = (sent: string) => jwt.verify(sent, '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----', { algorithms: ['EdDSA'], audience: 'orders' });
export const signature = (body: string, key: string) => createHmac('sha256', createSecretKey(key, 'hex')).update(body).digest('hex');
export const local = () => mysql.createPool({ host: 'localhost', user: 'root', password: 'orange' });
export const placeholder = () => mysql.createPool({ host: process.env.DB_HOST ?? '', user: 'orders', password: 'changeme' });
export const messages = { password: 'Use 12 characters', pass: 'passed', passwordLabel: 'Password2' };
export const status = { pass: '1st', password: 'password' };
