/** Checkers that read templates alone or foremost; a rule names one. */
import type { Checker } from '../checker';
import { rightsCheckers } from '../rights';
import { firewall, keyOnly, requestValidation, throttling } from './api-doors';
import { batchFailures } from './batch-failures';
import { concurrency } from './concurrency';
import { deadLetter } from './dead-letter';
import { debugLevel } from './debug-level';
import { refusesCleartext } from './in-transit';
import { logRetention } from './log-retention';
import { publicSubnets, securityGroups } from './network';
import { noAlarms } from './no-alarms';
import { property } from './property';
import { queueVisibility } from './queue-visibility';
import { recursiveLoop } from './recursive-loop';
import { plainParameter, resolvedSecret, unrotatedSecret } from './secret-places';
import { sensitiveEnvironment } from './sensitive-environment';
import { sharedSecret } from './shared-secret';
import { staleHandler } from './stale';
import { timeLimit } from './timeout';

export const templateCheckers: readonly Checker[] = [
  batchFailures, concurrency, deadLetter, debugLevel, firewall, keyOnly, logRetention, noAlarms, plainParameter, property, publicSubnets, queueVisibility, recursiveLoop,
  refusesCleartext, requestValidation, resolvedSecret, ...rightsCheckers, securityGroups, sensitiveEnvironment, sharedSecret, staleHandler, throttling, timeLimit, unrotatedSecret,
];
