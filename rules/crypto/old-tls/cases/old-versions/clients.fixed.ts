import { constants } from 'node:crypto';
import https from 'node:https';
import tls from 'node:tls';

export const agent = new https.Agent({ minVersion: 'TLSv1.2' });
//                                     ^^^^^^^^^^^^^^^^^^^^^ `minVersion` allows TLSv1.1
const oldest = 'TLSv1';
export const database = { dialect: 'mysql', dialectOptions: { ssl: { minVersion: oldest } } };
//                                                                   ^^^^^^^^^^^^^^^^^^ allows TLSv1
tls.DEFAULT_MIN_VERSION = 'TLSv1';
// <--------------------------------- `DEFAULT_MIN_VERSION` allows TLSv1
export const fixed = { secureProtocol: 'TLSv1_method' };
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is TLSv1_method
export const datagrams = { secureProtocol: 'DTLSv1_client_method' };
//                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is DTLSv1_client_method
export const partly = { secureOptions: constants.SSL_OP_NO_SSLv2 | constants.SSL_OP_NO_SSLv3 };
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leaves TLS 1.0
