import https from 'node:https';
import { Pool } from 'pg';

export const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: true });
//                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^ `rejectUnauthorized` is off: this connection takes any certificate

const ssl = { rejectUnauthorized: false };
//            ^^^^^^^^^^^^^^^^^^^^^^^^^ takes any certificate
export const pool = new Pool({ host: process.env.DB_HOST, ssl });

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
// <---------------------------------------------- every TLS connection of the process

export const server = { checkServerIdentity: () => undefined };
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ accepts every name
export const mongo = { tlsAllowInvalidCertificates: true };
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is on
