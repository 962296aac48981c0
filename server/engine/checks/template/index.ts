/** Checkers that read templates alone or foremost; a rule names one. */
import type { Checker } from '../checker';
import { property } from './property';

export const templateCheckers: readonly Checker[] = [property];
