/** Reports rights of functions that no call of their code needs. Silent where what the code calls is not wholly seen. Knows no dialect. */
import type { Facts } from '../facts/facts';
import type { Draft, Fix } from '../finding';
import { actionsMatching, isEveryAction, isWholeService, matches } from '../iam/actions';
import type { RuleData } from '../rules/rule';
import type { Deployment, Grant, PolicyAttachment } from '../template/deployment';
import { referencesIn } from '../template/value';
import { isTouched, isUsed, needsOfHandler, platformFor, usersFor, type Users } from '../facts/rights/diff';
import { rightsOf, type Right } from '../facts/rights/rights';
import { fill, type Checker } from './checker';
import { listed, whoOf } from './holder';
import { grantOnly } from './least-privilege';
import { ownRoles } from './own-role';
import { shown, textsOf } from './policy-text';
import { surroundingsIn, type Surroundings } from './platform';
import { grantsAt } from '../template/statements';

export const unusedPermission: Checker = {
  name: 'unused-permission',
  over: ['deployments'],
  *run(rule, facts) {
    const surroundings = surroundingsIn(facts);
    for (const deployment of facts.deployments) {
      for (const grant of deployment.grants) yield* inGrant(rule, grant, deployment, surroundings, facts);
      for (const attachment of deployment.attachments) yield* inAttachment(rule, attachment, deployment, surroundings, facts);
      yield undefined;
    }
  },
};

function* inGrant(rule: RuleData, grant: Grant, deployment: Deployment, surroundings: Surroundings, facts: Facts): Generator<Draft> {
  if (grant.effect !== 'Allow' || grant.tells === true || grant.presence !== 'always' || grant.notActions.length > 0) return;
  const users = usersFor(grant, deployment, facts);
  if (users === undefined || mayBeUsedByPackage(grant, users, facts)) return;
  const given = givenTo(users, surroundings, facts);
  // One statement may be given to several roles: it goes where none of them needs it.
  const others = grantsAt(grant.at, deployment).filter((other) => other !== grant && other.at.span.end === grant.at.span.end && other.holder.id !== grant.holder.id).map((other) => usersFor(other, deployment, facts));
  const texts = textsOf(grant.actions);
  const unused = texts.filter(({ text }) => !isEveryAction(text) && !mayBeUsed(text, users, given, surroundings)
    && others.every((one) => one !== undefined && !mayBeUsed(text, one, givenTo(one, surroundings, facts), surroundings)));
  const functions = users.handlers.map((handler) => handler.function.name);
  const fixes = (): readonly Fix[] => fixesFor(users, deployment, facts);
  const isReady = grant.from !== undefined;
  if (isReady || unused.length === texts.length) {
    // Of a ready-made statement, or where all of it goes, one word is enough.
    const [first] = unused;
    if (first === undefined || unused.length < texts.length || (isReady && siblingsUsed(grant, deployment, users, given, surroundings))) return;
    const what = isReady ? `\`${grant.from ?? ''}\`` : listed(unused.map(({ text }) => shown(text)));
    yield { location: isReady ? grant.at : first.value.at, message: fill(rule.message, { who: whoOf(grant.holder), what, calls: verb(functions) }), functions, fixes: fixes() };
    return;
  }
  for (const { text, value } of unused) yield { location: value.at, message: fill(rule.message, { who: whoOf(grant.holder), what: `\`${shown(text)}\``, calls: verb(functions) }), functions, fixes: fixes() };
  if (others.length === 0) yield* onResources(rule, grant, users, functions, given, facts);
}

/** The function is told of the resource in a variable that none of its code reads: then a package that it uses may. */
function mayBeUsedByPackage({ resources }: Grant, { handlers }: Users, facts: Facts): boolean {
  const ids = new Set(resources.flatMap(referencesIn).map(({ resource }) => resource));
  return ids.size > 0 && handlers.some((handler) => {
    const needs = needsOfHandler(handler, facts);
    if (needs === undefined || needs.packages.length === 0) return false;
    return handler.function.environment.some(({ name, value }) => referencesIn(value).some(({ resource }) => ids.has(resource)) && !needs.files.some((uri) => facts.snapshot.file(uri)?.text.includes(name) === true));
  });
}

/** What the role allows is cut down; where several functions share it, each may get one of its own instead. */
function fixesFor({ handlers }: Users, deployment: Deployment, facts: Facts): readonly Fix[] {
  return [...grantOnly(handlers, deployment, facts), ...(handlers.length > 1 ? ownRoles(handlers, deployment, facts) : [])];
}

function givenTo(users: Users, { platform }: Surroundings, { snapshot }: Facts): readonly string[] {
  return snapshot.memo.of('given to', users, ({ handlers }) => handlers.flatMap((handler) => platformFor(handler, platform)));
}

function verb(functions: readonly string[]): string {
  return functions.length === 1 ? 'calls nothing' : 'call nothing';
}

/** A pattern is used where anything that it allows is. */
function mayBeUsed(pattern: string, users: Users, given: readonly string[], { beside }: Surroundings): boolean {
  if (isUsed(pattern, users, beside)) return true;
  if (given.some((one) => matches(one, pattern) || matches(pattern, one))) return true;
  // An action that does not exist is another rule's matter.
  return !isWholeService(pattern) && (actionsMatching(pattern) ?? []).length === 0;
}

/** A policy template's statements go together. */
function siblingsUsed(grant: Grant, deployment: Deployment, users: Users, given: readonly string[], surroundings: Surroundings): boolean {
  const all = grantsAt(grant.at, deployment).filter(({ from }) => from === grant.from);
  return all[0] !== grant || all.some((other) => other !== grant && textsOf(other.actions).some(({ text }) => mayBeUsed(text, users, given, surroundings)));
}

/** Things that are named beside those that the code touches. */
function* onResources(rule: RuleData, grant: Grant, users: Users, functions: readonly string[], given: readonly string[], facts: Facts): Generator<Draft> {
  const [handler] = users.handlers;
  const right = handler === undefined ? undefined : rightsOf(handler, facts.snapshot).rights.find((one) => one.grant === grant);
  if (right === undefined || right.resources.length < 2 || right.actions.some(({ pattern }) => given.some((one) => matches(one, pattern)))) return;
  const services = servicesBeside(right, users, facts);
  const untouched = right.resources.filter(({ patterns }) => patterns.length > 0 && !patterns.some((pattern) => pattern === '*' || services.includes(pattern.split(':')[2] ?? '')) && !isTouched(patterns, right, users));
  if (untouched.length === right.resources.length) return;
  for (const { value } of untouched) {
    if (value !== undefined) yield { location: value.at, message: fill(rule.message, { who: whoOf(grant.holder), what: `the right to ${listed(right.actions.map(({ pattern }) => pattern))} on this`, calls: verb(functions) }), functions };
  }
}

/** Services whose things the calls of others use: a mail may name a template of Pinpoint. */
function servicesBeside({ actions }: Right, users: Users, facts: Facts): readonly string[] {
  return Object.entries(surroundingsIn(facts).beside).flatMap(([action, others]) => {
    const [service = ''] = action.split(':');
    const isNeeded = users.needs.some(({ need }) => !need.action.startsWith(`${service}:`) && others.some((other) => matches(other, need.action)));
    return isNeeded && actions.some(({ pattern }) => matches(pattern, action)) ? [service] : [];
  });
}

function* inAttachment(rule: RuleData, attachment: PolicyAttachment, deployment: Deployment, surroundings: Surroundings, facts: Facts): Generator<Draft> {
  const users = usersFor(attachment, deployment, facts);
  const [handler] = users?.handlers ?? [];
  if (users === undefined || handler === undefined) return;
  const mine: readonly Right[] = rightsOf(handler, facts.snapshot).rights.filter((right) => right.attachment === attachment && right.effect === 'Allow');
  const given = givenTo(users, surroundings, facts);
  const actions = mine.flatMap((right) => right.actions.map(({ pattern }) => pattern));
  if (mine.length === 0 || mine.some(({ except }) => except) || actions.some((pattern) => isEveryAction(pattern) || mayBeUsed(pattern, users, given, surroundings))) return;
  const name = textsOf([attachment.policy])[0]?.text ?? '';
  const functions = users.handlers.map((one) => one.function.name);
  yield { location: attachment.at, message: fill(rule.message, { who: whoOf(attachment.holder), what: `\`${shown(name).replace(/^.*\//, '')}\``, calls: verb(functions) }), functions, fixes: fixesFor(users, deployment, facts) };
}
