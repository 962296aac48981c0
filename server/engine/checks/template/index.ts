/** Checkers that read templates alone or foremost; a rule names one. */
import type { Checker } from '../checker';
import { batchFailures } from './batch-failures';
import { concurrency } from './concurrency';
import { deadLetter } from './dead-letter';
import { property } from './property';
import { queueVisibility } from './queue-visibility';
import { timeLimit } from './timeout';

export const templateCheckers: readonly Checker[] = [batchFailures, concurrency, deadLetter, property, queueVisibility, timeLimit];
