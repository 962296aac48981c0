import { constants } from 'node:crypto';
import https from 'node:https';

export const agent = new https.Agent({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' });
export const plain = new https.Agent({ keepAlive: true });
export const configured = new https.Agent({ minVersion: process.env.TLS_VERSION as 'TLSv1.3' });
export const options = { secureOptions: constants.SSL_OP_NO_SSLv3 | constants.SSL_OP_NO_TLSv1 | constants.SSL_OP_NO_TLSv1_1 };
