/**
 * What `link` of SST's third generation allows a function. Knows no program. Source: `getSSTLink` of each component in sst/sst
 * (platform/src/components/aws).
 */
import type { Location } from '../../text/span';
import type { Grant, Presence } from '../deployment';
import { scalar, type ReferenceValue, type Value } from '../value';
import { types } from './vocabulary';

/** A function and a component that it is linked to. */
export interface Linked {
  readonly function: string;
  readonly target: string;
  /** As in `kinds`. */
  readonly kind: string;
  readonly at: Location;
  readonly presence: Presence;
}

interface Allowance {
  readonly action: string;
  /** What is below it, too. */
  readonly within?: true;
  readonly attribute?: string;
}

/** By kind; those that are not here allow nothing: a secret is handed over with its value. */
const allowances: Readonly<Record<string, Allowance | undefined>> = {
  [types.bucket]: { action: 's3:*', within: true },
  [types.table]: { action: 'dynamodb:*', within: true },
  [types.queue]: { action: 'sqs:*' },
  [types.topic]: { action: 'sns:*', attribute: 'Ref' },
  [types.bus]: { action: 'events:*' },
  [types.stream]: { action: 'kinesis:*' },
  websocket: { action: 'execute-api:ManageConnections' },
  function: { action: 'lambda:InvokeFunction' },
};

export function linkedTo({ function: name, target, kind, at, presence }: Linked): readonly Grant[] {
  const allowed = allowances[kind];
  if (allowed === undefined) return [];
  const whole: ReferenceValue = { kind: 'reference', resource: target, attribute: allowed.attribute ?? 'Arn', at, via: [] };
  const below: Value = { kind: 'text', parts: [whole, '/*'], at, via: [] };
  return [{
    effect: 'Allow', actions: [scalar(allowed.action, at)], notActions: [], resources: kind === 'websocket' ? [scalar('*', at)] : allowed.within === true ? [whole, below] : [whole], notResources: [],
    principal: undefined, notPrincipal: undefined, conditions: undefined, sid: undefined, at, holder: { kind: 'role', id: `${name}Role`, functions: [name] }, presence, from: 'link', tells: true,
  }];
}
