import argon2 from 'argon2';
import bcrypt from 'bcrypt';
import { pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto';

const rounds = 4;
export const byBcrypt = (password: string) => bcrypt.hash(password, rounds);
//                                                                  ^^^^^^ `bcrypt.hash` has the cost 4
export const byPbkdf2 = (password: string) => pbkdf2Sync(password, randomBytes(16), 10 * 100, 32, 'sha256');
//                                                                                  ^^^^^^^^ runs 1000 rounds
export const byScrypt = (password: string) => scryptSync(password, randomBytes(16), 32, { N: 1024 });
//                                                                                           ^^^^ has the cost 1024
const settings = { type: argon2.argon2i };
export const byArgon = (password: string) => argon2.hash(password, settings);
//                                                                 ^^^^^^^^ Use argon2id
