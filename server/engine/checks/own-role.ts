/** Fixes that give functions with a common role one of their own each, with what their code calls. None where that is not wholly known. */
import type { Facts, Handler } from '../facts/facts';
import { aimsOf, textOf, type Aim, type ArnPart } from '../facts/needs/aims';
import { grouped, type Pair } from '../facts/needs/policy';
import { needsOfHandler, platformFor, type Platform } from '../facts/rights/diff';
import { concerns, rightsOf, type Right } from '../facts/rights/rights';
import type { Fix } from '../finding';
import { matches } from '../iam/actions';
import type { Deployment, OwnRole } from '../template/deployment';
import { possibilities, type Value } from '../template/value';
import { changes } from './change';
import { listed } from './holder';
import { writable } from './least-privilege';
import { surroundingsIn } from './platform';

/** One fix for all of them. "Give `list` a role of its own (2 actions on 1 resource)". */
export function ownRoles(handlers: readonly Handler[], deployment: Deployment, facts: Facts): readonly Fix[] {
  const { platform } = surroundingsIn(facts);
  const needed = handlers.map((handler) => pairsFor(handler, platform, facts));
  if (needed.length === 0 || needed.includes(undefined)) return [];
  const roles = handlers.map((handler, i): OwnRole => ({
    function: handler.function.name,
    statements: grouped(needed[i] ?? []).map(({ actions, aims }) => ({ actions, resources: aims.map(writable) })),
    managed: managedFor(handler, platform),
  }));
  const pairs = needed.flatMap((one) => one ?? []);
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  const delta = pairs.length === 0 ? 'nothing but its log' : `${count(new Set(pairs.map(({ action }) => action)).size, 'action')} on ${count(new Set(pairs.map(({ aim }) => textOf(aim.arn))).size, 'resource')}`;
  const names = listed(handlers.map((handler) => handler.function.name)).replaceAll('`', '');
  return changes(`Give ${names} ${handlers.length === 1 ? 'a role of its own' : 'a role each'} (${delta})`, deployment, [{ kind: 'own-roles', roles }]).map((fix) => ({ ...fix, preview: true }));
}

/** What its code calls, on what it calls it; undefined where it may need more, or the platform does what no ready-made policy holds. */
function pairsFor(handler: Handler, platform: Platform, facts: Facts): readonly Pair[] | undefined {
  const needs = needsOfHandler(handler, facts);
  const { rights, open } = rightsOf(handler, facts.snapshot);
  if (needs === undefined || needs.unseen.length > 0 || needs.otherIdentity !== undefined || open !== undefined) return undefined;
  const allowing = rights.filter((right) => right.effect === 'Allow');
  if (rights.length !== allowing.length || allowing.some((right) => right.narrowed || right.except || !right.sure) || hasMore(handler, allowing, platform)) return undefined;
  const pairs: Pair[] = [];
  for (const need of needs.needs) {
    if (platform.always.some((one) => matches(one, need.action))) continue;
    const aims = aimsOf(need, handler);
    // Where the code does not say on what, the author's word is better than a guess.
    const found = aims.some((aim) => aim.open !== undefined) ? allowedOn(need.action, allowing) : aims;
    if (found === undefined) return undefined;
    pairs.push(...found.map((aim) => ({ action: need.action, aim })));
  }
  for (const { action } of needs.maybes) {
    if (pairs.some((pair) => pair.action === action) || !allowing.some((right) => concerns(right, action))) continue;
    const found = allowedOn(action, allowing);
    if (found === undefined) return undefined;
    pairs.push(...found.map((aim) => ({ action, aim })));
  }
  return pairs;
}

/** True where the role has rights that the platform may need for this function and that no ready-made policy holds. */
function hasMore(handler: Handler, allowing: readonly Right[], platform: Platform): boolean {
  const { triggers } = handler.function;
  const held = triggers.flatMap(({ kind }) => (platform.managed[kind] === undefined ? [] : platform.byTrigger[kind] ?? []));
  const others = platformFor(handler, platform).filter((pattern) => !platform.always.includes(pattern) && !held.includes(pattern));
  return allowing.some((right) => right.attachment === undefined && right.actions.some(({ pattern }) => others.some((one) => matches(one, pattern))));
}

/** The resources on which the role allows it; undefined where one of them cannot be written anew. */
function allowedOn(action: string, allowing: readonly Right[]): readonly Aim[] | undefined {
  const values = allowing.filter((right) => concerns(right, action)).flatMap((right) => right.resources.map(({ value }) => value));
  const aims = values.flatMap((value) => (value === undefined ? [undefined] : possibilities(value).map(aimOf)));
  const known = aims.filter((aim) => aim !== undefined);
  return known.length === 0 || known.length < aims.length ? undefined : known;
}

function aimOf(value: Value): Aim | undefined {
  if (value.kind === 'reference') return { arn: [value], open: undefined };
  if (value.kind === 'scalar') return { arn: [String(value.value)], open: undefined };
  if (value.kind !== 'text') return undefined;
  const arn = value.parts.filter((part): part is ArnPart => typeof part === 'string' || part.kind === 'reference');
  return arn.length === value.parts.length ? { arn, open: undefined } : undefined;
}

function managedFor({ function: { triggers, properties } }: Handler, { managed }: Platform): readonly string[] {
  const keys = ['always', ...properties.entries.map(({ key }) => key), ...triggers.map(({ kind }) => kind)];
  return [...new Set(keys.flatMap((key) => managed[key] ?? []))];
}
