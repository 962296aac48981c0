/** All checkers; a rule names one. */
import type { Checker } from './checker';
import { codeCheckers } from './code';
import { anyOrigin } from './cors';
import { environmentSecret } from './environment';
import { environmentRead } from './environment-read';
import { moduleState } from './module-state';
import { openDoor } from './exposure';
import { missingPermission } from './missing-permission';
import { fanOut } from './fan-out';
import { grantAction } from './grant-action';
import { grantResource } from './grant-resource';
import { literalSecret } from './literal-secret';
import { longLivedKey } from './long-lived-key';
import { managedPolicy } from './managed-policy';
import { markup } from './markup';
import { switchedOn } from './option';
import { repeatedWrite } from './repeated-write';
import { secretParameter } from './parameter';
import { projectCheckers } from './project';
import { outboundTimeout } from './outbound-timeout';
import { publicBucket } from './public-bucket';
import { publicPolicy } from './public-policy';
import { swallowedError } from './swallowed-error';
import { gathering } from './checker';
import { taint } from './taint';
import { unusedPermission } from './unused-permission';
import { temporaryFile } from './temporary-file';
import { templateCheckers } from './template';
import { unstructuredLog } from './unstructured-log';
import { unguardedParse } from './json-parse';
import { unvalidatedEvent } from './unvalidated-event';

export const checkers: readonly Checker[] = [
  anyOrigin,
  ...codeCheckers,
  environmentRead,
  environmentSecret,
  fanOut,
  grantAction,
  grantResource,
  literalSecret,
  longLivedKey,
  managedPolicy,
  missingPermission,
  markup,
  moduleState,
  openDoor,
  ...projectCheckers,
  outboundTimeout,
  publicBucket,
  publicPolicy,
  repeatedWrite,
  secretParameter,
  swallowedError,
  switchedOn,
  gathering(taint),
  temporaryFile,
  ...templateCheckers,
  unguardedParse,
  unstructuredLog,
  unusedPermission,
  unvalidatedEvent,
];
