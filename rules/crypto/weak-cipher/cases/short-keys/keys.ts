import { createDiffieHellman, createECDH, generateKeyPairSync, getDiffieHellman } from 'node:crypto';
import NodeRSA from 'node-rsa';

export const small = () => createDiffieHellman(512);
//                                             ^^^ small enough to be searched
export const group = () => getDiffieHellman('modp2');
//                                          ^^^^^^^ small enough to be searched
export const curve = () => createECDH('secp160r1');
//                                    ^^^^^^^^^^^ short enough to be searched
export const pair = () => generateKeyPairSync('ec', { namedCurve: 'prime192v1' });
//                                                                ^^^^^^^^^^^^ short enough to be searched
export const factored = () => new NodeRSA({ b: 1024 });
//                                             ^^^^ short enough to be factored

export const sound = [createDiffieHellman(3072), getDiffieHellman('modp14'), createECDH('secp521r1'), createECDH('prime256v1'), generateKeyPairSync('ec', { namedCurve: 'secp256k1' }), new NodeRSA({ b: 2048 })];
