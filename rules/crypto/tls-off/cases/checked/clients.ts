import { readFileSync } from 'node:fs';
import https from 'node:https';

const local = process.env.STAGE === 'local';
export const agent = new https.Agent({ ca: readFileSync('authority.pem'), rejectUnauthorized: true });
export const byStage = new https.Agent({ rejectUnauthorized: !local });
export interface Options { rejectUnauthorized: false }
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';
export const named = { checkServerIdentity: (host: string) => (host === 'db.internal' ? undefined : new Error(host)) };
