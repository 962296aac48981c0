/** All checkers; a rule names one. */
import type { Checker } from './checker';

export const checkers: readonly Checker[] = [];
