/** Both sides of a function's rights: what its code needs and its role does not allow, what its role allows and no code needs. Knows no rule. */
import { matches } from '../../iam/actions';
import { tooComplex } from '../../syntax/limits';
import { possibilities, stringOf, type Value } from '../../template/value';
import type { Deployment, Grant, PolicyAttachment } from '../../template/deployment';
import type { Facts, Handler } from '../facts';
import { handlersIn } from '../lookup';
import { needsOf, type Need, type Needs } from '../needs';
import { aimsOf, type Aim } from '../needs/aims';
import { marksIn, meet, patternsOf } from './patterns';
import { concerns, isWithin, reaches, rightsOf, type Right } from './rights';
import { resourcesOfType } from '../../template/resources';
import { grantsOf } from '../../template/statements';

/** What the platform does in a function's name. */
export interface Platform {
  /** Patterns of actions that every function may need: logs, traces, network interfaces. */
  readonly always: readonly string[];
  /** By trigger kind. */
  readonly byTrigger: Readonly<Record<string, readonly string[]>>;
  /** Where a function has layers, whose code is not seen. */
  readonly withLayers: readonly string[];
  /** Where what a function leaves or fails at is sent on. */
  readonly withDestinations: readonly string[];
  /** Where a file system is mounted. */
  readonly withFileSystem: readonly string[];
  /** ARNs of AWS' policies that hold these rights: `always`, by property, by trigger kind. */
  readonly managed: Readonly<Record<string, string>>;
}

export interface Missing {
  readonly handler: Handler;
  readonly need: Need;
  /** Those on which it is not allowed. */
  readonly aims: readonly Aim[];
  /** A statement forbids it. */
  readonly denied: Grant | undefined;
  /** The role allows it, and its permissions boundary does not. */
  readonly bounded: boolean;
}

/** Undefined where the code was not found, or is in another language. */
export function needsOfHandler(handler: Handler, facts: Facts): Needs | undefined {
  const { binding } = handler;
  const needs = isReadable(handler) && binding.kind === 'bound' ? needsOf(binding.uri, binding.exportName, facts.snapshot, facts.models) : undefined;
  for (const { reason, location } of needs?.beyond ?? []) facts.overrun(tooComplex(location, reason));
  return needs;
}

function isReadable({ function: { runtime } }: Handler): boolean {
  return /^(?:nodejs|provided)/i.test(stringOf(runtime) ?? 'nodejs');
}

/** Actions that the platform may need for the function. */
export function platformFor({ function: { triggers, properties }, deployment }: Handler, platform: Platform): readonly string[] {
  const has = (key: string): boolean => properties.entries.some((entry) => entry.key === key);
  const sentOn = has('DeadLetterConfig') || has('DeadLetterQueue') || has('EventInvokeConfig') || resourcesOfType('AWS::Lambda::EventInvokeConfig', deployment).length > 0
    || triggers.some((trigger) => trigger.properties?.entries.some(({ key }) => key === 'DestinationConfig') === true);
  // What nothing in the template starts is started from elsewhere, by whatever its rights are for.
  const started = triggers.length === 0 ? Object.values(platform.byTrigger).flat() : triggers.flatMap(({ kind }) => platform.byTrigger[kind] ?? []);
  const isWatching = triggers.some((trigger) => trigger.properties?.entries.some(({ key }) => key === 'DatabaseName' || key === 'DocumentDBEventSourceConfig') === true);
  return [...platform.always, ...started, ...(isWatching ? platform.byTrigger['other'] ?? [] : []), ...(has('Layers') ? platform.withLayers : []), ...(sentOn ? platform.withDestinations : []), ...(has('FileSystemConfigs') ? platform.withFileSystem : [])];
}

/** None where what the function may do is not wholly seen. */
export function missingFor(handler: Handler, platform: Platform, facts: Facts): readonly Missing[] {
  const needs = needsOfHandler(handler, facts);
  if (needs === undefined || needs.otherIdentity !== undefined) return [];
  const { rights, open, boundary } = rightsOf(handler, facts.snapshot);
  if (open !== undefined) return [];
  const given = platformFor(handler, platform);
  return needs.needs.flatMap((need): readonly Missing[] => {
    if (!need.certain || given.some((pattern) => matches(pattern, need.action)) || isLetIn(need.action, handler.deployment)) return [];
    const allowing = rights.filter((right) => right.effect === 'Allow' && concerns(right, need.action));
    const denying = rights.find((right) => right.effect === 'Deny' && right.sure && !right.narrowed && concerns(right, need.action) && right.resources.some(({ patterns }) => patterns.includes('*')));
    const aims = aimsOf(need, handler);
    const uncovered = denying === undefined ? aims.filter((aim) => !allowing.some((right) => reaches(right, patternsOf(aim.arn, handler.deployment)))) : aims;
    // Of several things that it may be called on, the right one may be among those that are allowed.
    const sure = uncovered.filter((aim) => aim.open === undefined || allowing.length === 0);
    if (sure.length > 0) return [{ handler, need, aims: sure, denied: denying?.grant, bounded: false }];
    const outside = boundary === undefined ? [] : aims.filter((aim) => !isWithin(boundary, need.action, patternsOf(aim.arn, handler.deployment)));
    return outside.length === 0 ? [] : [{ handler, need, aims: outside, denied: undefined, bounded: true }];
  });
}

/** Whether the policy of a resource of the template lets the template's roles in. */
function isLetIn(action: string, deployment: Deployment): boolean {
  return deployment.grants.some((grant) => (grant.holder.kind === 'resource' || grant.holder.kind === 'trust') && grant.effect !== 'Deny' && !isServiceOnly(grant.principal)
    && (grant.notActions.length > 0 || grant.actions.flatMap(possibilities).some((value) => value.kind !== 'scalar' || matches(String(value.value), action))));
}

function isServiceOnly(principal: Value | undefined): boolean {
  return principal?.kind === 'map' && principal.open !== true && principal.entries.every(({ key }) => key === 'Service');
}

/** The functions that run with a statement's rights, with what their code needs; undefined where that is not wholly known. */
export interface Users {
  readonly handlers: readonly Handler[];
  readonly needs: readonly { readonly need: Need; readonly handler: Handler; readonly patterns: readonly string[]; readonly open: boolean }[];
  /** Actions that may be needed by how things are set up. */
  readonly perhaps: readonly string[];
}

/** Undefined too for rights that are no role's, or no function's of this template. */
export function usersFor({ holder }: Grant | PolicyAttachment, deployment: Deployment, facts: Facts): Users | undefined {
  return holder.kind !== 'role' || holder.functions.length === 0 ? undefined : usersOf(holder.functions, holder.id, deployment, facts);
}

export function usersOf(names: readonly string[], role: string, deployment: Deployment, facts: Facts): Users | undefined {
  return facts.derived(`users of ${role} ${names.join()}`, deployment, (all) => find(names, role, deployment, all));
}

/** Something that keeps us from knowing all that a role is used for. */
export interface Blind {
  /** The function whose code it is; undefined where others than functions have the role. */
  readonly function: string | undefined;
  readonly reason: string;
}

/** Why what the functions with a role call is not wholly known; undefined where it is, and where no code of the template's functions is at hand. */
export function blindSpot(names: readonly string[], role: string, deployment: Deployment, facts: Facts): Blind | undefined {
  const all = handlersIn(deployment, facts);
  if (!all.some(({ binding }) => binding.kind === 'bound')) return undefined;
  for (const handler of all) {
    const { function: { name }, binding } = handler;
    if (!names.includes(name)) continue;
    const needs = needsOfHandler(handler, facts);
    const reason = needs?.unseen[0]?.reason;
    if (reason !== undefined) return { function: name, reason };
    if (needs === undefined) return { function: name, reason: isReadable(handler) ? binding.kind === 'unbound' ? binding.reason : 'its entry was not found in its code' : 'its code is in another language' };
  }
  return isRoleOfOthers(role, deployment) ? { function: undefined, reason: 'others than functions may take the role' } : undefined;
}

function find(names: readonly string[], role: string, deployment: Deployment, facts: Facts): Users | undefined {
  if (isRoleOfOthers(role, deployment)) return undefined;
  const handlers = handlersIn(deployment, facts).filter((handler) => names.includes(handler.function.name));
  if (handlers.length < names.length || handlers.length === 0) return undefined;
  const needs: Users['needs'][number][] = [];
  const perhaps: string[] = [];
  for (const handler of handlers) {
    const known = needsOfHandler(handler, facts);
    if (known === undefined || known.unseen.length > 0) return undefined;
    for (const need of known.needs) {
      const aims = aimsOf(need, handler);
      needs.push({ need, handler, patterns: aims.flatMap((aim) => patternsOf(aim.arn, deployment)), open: aims.some((aim) => aim.open !== undefined) });
    }
    perhaps.push(...known.maybes.map(({ action }) => action));
  }
  return { handlers, needs, perhaps };
}

/** A role that something else than functions may assume. */
function isRoleOfOthers(role: string, deployment: Deployment): boolean {
  return grantsOf('trust', role, deployment).some((grant) => grant.effect !== 'Deny' && !isLambda(grant.principal));
}

function isLambda(principal: Value | undefined): boolean {
  if (principal?.kind !== 'map' || principal.open === true) return false;
  return principal.entries.every(({ key, value }) => key === 'Service' && (value.kind === 'list' ? value.items : [value]).every((one) => /^(?:edge)?lambda\.amazonaws\.com$/.test(stringOf(one) ?? '')));
}

/** Whether any of the users needs, or may need, what the pattern allows. */
export function isUsed(pattern: string, users: Users, beside: Readonly<Record<string, readonly string[]>>): boolean {
  if (users.needs.some(({ need }) => matches(pattern, need.action)) || users.perhaps.some((action) => matches(pattern, action))) return true;
  return Object.entries(beside).some(([action, others]) => matches(pattern, action) && users.needs.some(({ need }) => others.some((other) => matches(other, need.action))));
}

/** Whether any of the users may need one of the statement's actions on the resource; true where what they are called on is not known. */
export function isTouched(patterns: readonly string[], right: Right, users: Users): boolean {
  const marks = patterns.flatMap(marksIn);
  return users.needs.some(({ need, patterns: aims, open }) => concerns(right, need.action)
    && (open || meet(patterns, aims) || aims.some((aim) => marksIn(aim).some((mark) => marks.includes(mark)))));
}
