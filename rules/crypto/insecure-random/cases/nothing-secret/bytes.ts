import { promisify } from 'node:util';
import crypto from 'node:crypto';
import * as other from './other';

export const bytes = promisify(crypto.randomBytes);
export const own = promisify(other.pseudoRandomBytes);
