import crypto from 'node:crypto';
import { promisify } from 'node:util';

export const bytes = promisify(crypto.pseudoRandomBytes);
//                             ^^^^^^^^^^^^^^^^^^^^^^^^ can be predicted
export const some = () => crypto.pseudoRandomBytes(16);
//                        ^^^^^^^^^^^^^^^^^^^^^^^^ can be predicted
