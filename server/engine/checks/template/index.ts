/** Checkers that read templates alone or foremost; a rule names one. */
import type { Checker } from '../checker';
import { batchFailures } from './batch-failures';
import { concurrency } from './concurrency';
import { deadLetter } from './dead-letter';
import { refusesCleartext } from './in-transit';
import { logRetention } from './log-retention';
import { noAlarms } from './no-alarms';
import { property } from './property';
import { queueVisibility } from './queue-visibility';
import { sensitiveEnvironment } from './sensitive-environment';
import { timeLimit } from './timeout';

export const templateCheckers: readonly Checker[] = [
  batchFailures, concurrency, deadLetter, logRetention, noAlarms, property, queueVisibility, refusesCleartext, sensitiveEnvironment, timeLimit,
];
