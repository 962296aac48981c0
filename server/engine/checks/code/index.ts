/** Checkers that read code by its calls and options; a rule names one. */
import type { Checker } from '../checker';
import { authorizerFailOpen, authorizerWildcard } from './authorizer';
import { codeCall } from './call';
import { cleartext } from './cleartext';
import { decipher } from './decipher';
import { hardcodedKey } from './hardcoded-key';
import { identityFromInput } from './identity';
import { insecureRandom } from './random';
import { secretComparison } from './secret-comparison';
import { tokenOptions } from './token-options';
import { tokenContent } from './token-content';
import { unverifiedToken } from './unverified-token';
import { unsignedWebhook } from './webhook';

export const codeCheckers: readonly Checker[] = [
  authorizerFailOpen, authorizerWildcard, cleartext, codeCall, decipher, hardcodedKey, identityFromInput, insecureRandom, secretComparison, tokenContent, tokenOptions, unsignedWebhook, unverifiedToken,
];
