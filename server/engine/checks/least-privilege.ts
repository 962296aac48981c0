/** Fixes that cut rights down to what the functions' code calls. None where the code does not tell for sure. */
import { platformFor, usersFor, usersOf, type Users } from '../facts/rights/diff';
import { patternsOf, patternsOfValue } from '../facts/rights/patterns';
import { rightsOf } from '../facts/rights/rights';
import type { Facts, Handler } from '../facts/facts';
import { aimsOf, textOf, type Aim } from '../facts/needs/aims';
import { grouped, type Pair, type PolicyStatement } from '../facts/needs/policy';
import type { Fix } from '../finding';
import { actionsMatching, matches } from '../iam/actions';
import { unknownPart } from '../iam/arn';
import type { Change, Deployment, Grant, Plain, PolicyAttachment } from '../template/deployment';
import { contains } from '../text/span';
import type { ReferenceValue, Value } from '../template/value';
import { changes, written } from './change';
import { offered, type Offer } from './fixes/fix';
import { functionsOf, listed } from './holder';
import { surroundingsIn } from './platform';
import { textsOf } from './policy-text';
import { resourceWithId } from '../template/resources';
import { grantsAt } from '../template/statements';

/** As changes name resources: a text with `${Table.Arn}` in it where it is more than a reference. */
export function writable({ arn }: Aim): string | ReferenceValue {
  const [only, ...rest] = arn;
  return only !== undefined && rest.length === 0 ? only : textOf(arn);
}

function pairsOf({ handlers, needs }: Users): readonly Pair[] {
  return needs.flatMap(({ need, handler }) => (handlers.includes(handler) ? aimsOf(need, handler).map((aim) => ({ action: need.action, aim })) : []));
}

/** In place of a pattern, the actions that the functions call and that it allows. */
export function onlyCalledActions(grant: Grant, pattern: string, deployment: Deployment, facts: Facts): readonly Fix[] {
  const users = usersFor(grant, deployment, facts);
  const listedActions = textsOf(grant.actions).map(({ text }) => text);
  if (users === undefined || listedActions.length !== grant.actions.length || listedActions.some((text) => text.includes(unknownPart))) return [];
  const called = [...new Set(users.needs.map(({ need }) => need.action))].filter((action) => matches(pattern, action)).sort();
  if (called.length === 0) return [];
  const actions = [...new Set(listedActions.flatMap((text) => (text === pattern ? called : [text])))];
  return changes(`Allow only what the code calls: ${listed(called).replaceAll('`', '')}`, deployment, [{ kind: 'statement', grant, actions }]);
}

/** In place of every resource, those that the functions' calls of the statement's actions name. */
export function onlyNamedResources(grant: Grant, deployment: Deployment, facts: Facts): readonly Fix[] {
  const users = grant.from === undefined && grant.resources.length === 1 ? usersFor(grant, deployment, facts) : undefined;
  if (users === undefined) return [];
  const found = new Map<string, Aim>();
  for (const { text: action } of textsOf(grant.actions)) {
    const aims = pairsOf(users).filter((pair) => matches(action, pair.action)).map(({ aim }) => aim);
    // An action that nobody is seen to call may be called out of sight, on whatever.
    if (aims.length === 0 || aims.some(({ open, arn }) => open !== undefined || textOf(arn) === '*')) return [];
    for (const aim of aims) found.set(textOf(aim.arn), aim);
  }
  const aims = [...found.values()];
  const names = [...new Set(aims.map(({ arn }) => arn.find((part) => typeof part !== 'string')?.resource ?? textOf(arn)))];
  return changes(`Name the resource that the code uses: ${listed(names).replaceAll('`', '')}`, deployment, [{ kind: 'statement', grant, resources: aims.map(writable) }]);
}

/** In place of a ready-made policy, a statement for each function with the actions that it calls and that nothing else allows. */
export function onlyWhatIsCalled(attachment: PolicyAttachment, deployment: Deployment, facts: Facts): readonly Fix[] {
  const role = resourceWithId(attachment.holder.id, deployment);
  const users = usersFor(attachment, deployment, facts);
  const [handler] = users?.handlers ?? [];
  // A role of the user's own may have its right to write logs from this very policy.
  if (role?.implicit !== true || users?.handlers.length !== 1 || handler === undefined) return [];
  const others = deployment.grants.filter((grant) => functionsOf(grant.holder).includes(handler.function.name) && grant.effect === 'Allow').flatMap((grant) => textsOf(grant.actions));
  const missing = grouped(pairsOf(users).filter(({ action }) => !others.some(({ text }) => matches(text, action))));
  if (missing.length === 0 || missing.some(({ aims }) => aims.some(({ open }) => open !== undefined))) return [];
  return changes('Allow only what the code calls', deployment, [{ kind: 'remove', value: attachment.policy }, ...missing.map((statement) => added(statement, handler))]);
}

function added({ actions, aims }: PolicyStatement, handler: Handler): Change {
  return { kind: 'grant', function: handler.function.name, actions, resources: aims.map(writable) };
}

/** Statements that a template writes as one: those of a policy template or of a granting method. */
interface Written {
  readonly grants: readonly Grant[];
  readonly patterns: readonly string[];
}

/** "Grant only what `createOrder` calls (3 actions on 2 resources)": all that its role allows, besides what the platform needs. */
export function grantOnly(handlers: readonly Handler[], deployment: Deployment, facts: Facts): readonly Fix[] {
  const [first] = handlers;
  const role = first?.function.role;
  if (first === undefined || role === undefined) return [];
  return [offered(facts, () => {
    const users = usersOf(handlers.map((handler) => handler.function.name), role, deployment, facts);
    // The same for each of a role's hundreds of findings.
    return users === undefined ? undefined : facts.snapshot.memo.of('grant only', users, () => calledOnly(users, first, deployment, facts));
  })];
}

function calledOnly(users: Users, first: Handler, deployment: Deployment, facts: Facts): Offer | undefined {
  if (rightsOf(first, facts.snapshot).open !== undefined) return undefined;
  const { handlers } = users;
  const plans = [true, false].flatMap((inPlace) => {
    const wanted = plan(users, first, deployment, facts, inPlace);
    return wanted === undefined || wanted.length === 0 ? [] : [wanted];
  });
  if (plans.length === 0) return undefined;
  const pairs = pairsOf(users);
  const actions = new Set(pairs.map(({ action }) => action)).size;
  const resources = new Set(pairs.map(({ aim }) => textOf(aim.arn))).size;
  const names = listed(handlers.map((handler) => handler.function.name)).replaceAll('`', '');
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  const delta = actions === 0 ? 'nothing' : `${count(actions, 'action')} on ${count(resources, 'resource')}`;
  for (const wanted of plans) {
    const edits = written(deployment, wanted);
    if (edits !== undefined) return { title: `Grant only what ${names} ${handlers.length === 1 ? 'calls' : 'call'} (${delta})`, kind: 'review', preview: true, edits };
  }
  return undefined;
}

/** The same for all that a statement's or policy's role allows; none where it is no function's. */
export function grantOnlyFor(given: Grant | PolicyAttachment, deployment: Deployment, facts: Facts): readonly Fix[] {
  return grantOnly(usersFor(given, deployment, facts)?.handlers ?? [], deployment, facts);
}

/** `inPlace`: a ready-made policy makes room for a statement where it stands; not every dialect has a place for both in one list. */
function plan(users: Users, first: Handler, deployment: Deployment, facts: Facts, inPlace: boolean): readonly Change[] | undefined {
  const surroundings = surroundingsIn(facts);
  const given = users.handlers.flatMap((handler) => platformFor(handler, surroundings.platform));
  const isPlatform = (pattern: string): boolean => given.some((one) => matches(one, pattern)) && !users.needs.some(({ need }) => matches(pattern, need.action));
  const mine = ({ holder }: Grant | PolicyAttachment): boolean => functionsOf(holder).includes(first.function.name);
  const held = deployment.grants.filter((grant) => mine(grant) && grant.effect === 'Allow');
  // What several roles are given by one statement cannot be cut down for one of them.
  if (held.some((grant) => grantsAt(grant.at, deployment).some((other) => !mine(other)))) return undefined;
  if (held.some((grant) => grant.conditions !== undefined || grant.presence !== 'always' || grant.notActions.length > 0 || grant.notResources.length > 0)) return undefined;
  // What the platform may need is nobody's to take away, and may be needed by the code too.
  const needed = pairsOf(users).filter(({ action }) => !surroundings.platform.always.some((one) => matches(one, action)));
  const covered = new Set<string>();
  const rewritten: Written[] = [];
  for (const one of unitsOf(held)) {
    if (one.patterns.every(isPlatform)) continue;
    const fitting = fits(one, needed, deployment);
    if (fitting === undefined) rewritten.push(one);
    else for (const key of fitting) covered.add(key);
  }
  const groups = [...grouped(needed.filter((pair) => !covered.has(keyOf(pair))))];
  const wanted: Change[] = [];
  for (const one of rewritten) {
    const next = groups.findIndex(({ actions }) => actions.some((action) => one.patterns.some((pattern) => matches(pattern, action))));
    const [group] = next < 0 ? [] : groups.splice(next, 1);
    const kept = one.patterns.filter(isPlatform);
    const change = kept.length > 0 ? undefined : changeOf(one, group);
    if (change === undefined) return undefined;
    wanted.push(change);
  }
  for (const attachment of deployment.attachments.filter(mine)) {
    const patterns = rightsOf(first, facts.snapshot).rights.filter((right) => right.attachment === attachment).flatMap((right) => right.actions.map(({ pattern }) => pattern));
    if (patterns.every((pattern) => given.some((one) => matches(one, pattern)))) continue;
    if (patterns.some((pattern) => surroundings.platform.always.some((one) => matches(pattern, one))) && !hasLogs(first, attachment, deployment, facts)) return undefined;
    const next = inPlace && isAmongStatements(attachment, first) ? groups.shift() : undefined;
    wanted.push(next === undefined ? { kind: 'remove', value: attachment.policy } : { kind: 'replace', value: attachment.policy, by: { Statement: [statementOf(next)] } });
  }
  wanted.push(...groups.map((group) => added(group, first)));
  return wanted;
}

/** True where the function lists ready-made policies and statements together. */
function isAmongStatements({ policy }: PolicyAttachment, { function: { properties } }: Handler): boolean {
  return properties.entries.some(({ key, value }) => key === 'Policies' && policy.at.uri === value.at.uri && contains(value.at.span, policy.at.span));
}

/** Whether the function may still write its log without a policy. */
function hasLogs(handler: Handler, without: PolicyAttachment, deployment: Deployment, facts: Facts): boolean {
  if (resourceWithId(handler.function.role, deployment)?.implicit === true) return true;
  return rightsOf(handler, facts.snapshot).rights.some((right) => right.attachment !== without && right.effect === 'Allow' && right.actions.some(({ pattern }) => matches(pattern, 'logs:PutLogEvents')));
}

function changeOf({ grants }: Written, group: PolicyStatement | undefined): Change | undefined {
  const [grant, ...others] = grants;
  if (grant === undefined) return undefined;
  const resources = group?.aims.map(writable) ?? [];
  if (grant.from === undefined) {
    if (others.length > 0) return undefined;
    if (group === undefined) return { kind: 'remove', value: valueAt(grant) };
    const isGuess = group.aims.some(({ open }) => open !== undefined) && !grant.resources.some((value) => textsOf([value]).some(({ text }) => text === '*'));
    return isGuess ? { kind: 'statement', grant, actions: group.actions } : { kind: 'statement', grant, actions: group.actions, resources };
  }
  if (group === undefined) return { kind: 'remove', value: valueAt(grant) };
  if (group.aims.some(({ open }) => open !== undefined)) return undefined;
  return { kind: 'replace', value: valueAt(grant), by: { Statement: [statementOf(group)] } };
}

function statementOf({ actions, aims }: PolicyStatement): Plain {
  const resources = aims.map(writable);
  const [only] = resources;
  return { Effect: 'Allow', Action: [...actions], Resource: resources.length === 1 && only !== undefined ? only : resources };
}

/** Stands for the statement: only its place counts. */
function valueAt({ at }: Grant): Value {
  return { kind: 'map', entries: [], at, via: [] };
}

function unitsOf(grants: readonly Grant[]): readonly Written[] {
  const units = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = `${grant.at.uri} ${grant.at.span.start}`;
    units.set(key, [...(units.get(key) ?? []), grant]);
  }
  return [...units.values()].map((list) => ({ grants: list, patterns: list.flatMap((grant) => textsOf(grant.actions).map(({ text }) => text.replaceAll(unknownPart, '*'))) }));
}

function keyOf({ action, aim }: Pair): string {
  return `${action} ${textOf(aim.arn)}`;
}

/**
 * What is needed of it, where it allows exactly that; undefined where it allows more. Where the code does not say on what, the author's word
 * is better than a guess.
 */
function fits({ grants }: Written, needed: readonly Pair[], deployment: Deployment): readonly string[] | undefined {
  const keys: string[] = [];
  for (const grant of grants) {
    const resources = grant.resources.map((value) => patternsOfValue(value, deployment));
    for (const { text } of textsOf(grant.actions)) {
      const actions = /[*?]/.test(text) ? (actionsMatching(text) ?? []).map(({ name }) => name) : [actionsMatching(text)?.[0]?.name ?? text];
      if (actions.length === 0) return undefined;
      for (const action of actions) for (const patterns of resources) {
        const pairs = needed.filter((one) => one.action === action && (one.aim.open === undefined ? patternsOf(one.aim.arn, deployment).some((pattern) => patterns.includes(pattern)) : !patterns.includes('*')));
        if (pairs.length === 0) return undefined;
        keys.push(...pairs.map(keyOf));
      }
    }
  }
  return keys;
}

