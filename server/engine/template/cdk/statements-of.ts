/** IAM statements, documents and principals that a program builds from classes, as policy JSON. Knows no holder. */
import type { Location } from '../../text/span';
import { madeMap } from '../cloudformation/values';
import { look } from '../cloudformation/vocabulary';
import { scalar, unknown, type MapEntry, type MapValue, type Value } from '../value';
import { alternatives, itemsIn, madeOf, property, propertyOf, type Made, type Thing } from './thing';
import { arnOfThing, valueOf, type Known } from './values';

/** A `PolicyDocument`, an object in its place, or `PolicyDocument.fromJson(…)`. */
export function documentOf(thing: Thing, known: Known): Value {
  if (thing.kind === 'choice') return { kind: 'choice', options: thing.options.map((option) => ({ when: option.when, value: documentOf(option.thing, known) })), at: thing.at, via: thing.via };
  const made = madeOf(thing);
  if (made === undefined) return valueOf(thing, known);
  if (made.name === 'PolicyDocument.fromJson') return made.args[0] === undefined ? valueOf(thing, known) : valueOf(made.args[0], known);
  if (made.name !== 'PolicyDocument') return valueOf(thing, known);
  const listed = propertyOf(made.args[0], 'statements');
  const added = made.calls.filter((call) => call.name === 'addStatements').flatMap((call) => call.args);
  const statements = [...itemsIn(listed), ...added].map((one) => statementOf(one, known));
  return madeMap({ Statement: { kind: 'list', items: statements, at: listed?.at ?? thing.at, via: [] } }, thing.at);
}

const listMethods: Readonly<Record<string, string>> = { addActions: 'Action', addNotActions: 'NotAction', addResources: 'Resource', addNotResources: 'NotResource' };

export function statementOf(thing: Thing, known: Known): Value {
  if (thing.kind === 'choice') return { kind: 'choice', options: thing.options.map((option) => ({ when: option.when, value: statementOf(option.thing, known) })), at: thing.at, via: thing.via };
  const made = madeOf(thing);
  if (made === undefined) return valueOf(thing, known);
  if (made.name === 'PolicyStatement.fromJson') return made.args[0] === undefined ? valueOf(thing, known) : { ...valueOf(made.args[0], known), at: made.args[0].at };
  if (made.name !== 'PolicyStatement') return valueOf(thing, known);
  const [given] = made.args;
  const at = made.at;
  const entries = new Map<string, MapEntry>();
  const take = (from: string, to: string): void => {
    const one = property(given, from);
    if (one !== undefined) entries.set(to, { key: to, keyAt: one.keyAt, value: /^(Not)?Resource$/.test(to) ? resources(one.thing, known) : valueOf(one.thing, known) });
  };
  entries.set('Effect', { key: 'Effect', keyAt: at, value: scalar('Allow', at) });
  take('sid', 'Sid');
  take('effect', 'Effect');
  take('actions', 'Action');
  take('notActions', 'NotAction');
  take('resources', 'Resource');
  take('notResources', 'NotResource');
  take('conditions', 'Condition');
  setPrincipals(entries, 'Principal', itemsIn(propertyOf(given, 'principals')), property(given, 'principals')?.keyAt ?? at, known);
  setPrincipals(entries, 'NotPrincipal', itemsIn(propertyOf(given, 'notPrincipals')), property(given, 'notPrincipals')?.keyAt ?? at, known);
  for (const call of made.calls) applyCall(entries, call, known);
  const map: MapValue = { kind: 'map', entries: [...entries.values()], at, via: [] };
  return (given !== undefined && given.kind !== 'object') || (given?.kind === 'object' && given.rest !== undefined) ? { ...map, open: true } : map;
}

/** Items may be constructs' ARNs in lists that are only partly known. */
function resources(thing: Thing, known: Known): Value {
  return thing.kind === 'list' ? { kind: 'list', items: thing.items.map((item) => valueOf(item, known)), at: thing.at, via: thing.via } : valueOf(thing, known);
}

function applyCall(entries: Map<string, MapEntry>, call: Made, known: Known): void {
  const { name, args, nameAt, at } = call;
  const add = (key: string, values: readonly Value[]): void => {
    const before = entries.get(key)?.value;
    const items = before === undefined ? [] : before.kind === 'list' ? before.items : [before];
    entries.set(key, { key, keyAt: entries.get(key)?.keyAt ?? nameAt, value: { kind: 'list', items: [...items, ...values], at: before?.at ?? at, via: [] } });
  };
  const list = look(listMethods, name);
  if (list !== undefined) add(list, args.map((one) => valueOf(one, known)));
  else if (name === 'addAllResources') add('Resource', [scalar('*', nameAt)]);
  else if (name === 'addPrincipals') setPrincipals(entries, 'Principal', args, nameAt, known);
  else if (name === 'addAnyPrincipal') entries.set('Principal', { key: 'Principal', keyAt: nameAt, value: anybody(nameAt) });
  else if (name === 'addArnPrincipal' || name === 'addAwsAccountPrincipal') entries.set('Principal', { key: 'Principal', keyAt: nameAt, value: madeMap({ AWS: args[0] === undefined ? unknown('it is not given', 'unresolved', at) : valueOf(args[0], known) }, at) });
  else if (name === 'addServicePrincipal') entries.set('Principal', { key: 'Principal', keyAt: nameAt, value: madeMap({ Service: args[0] === undefined ? unknown('it is not given', 'unresolved', at) : valueOf(args[0], known) }, at) });
  else if (name === 'effect=' && args[0] !== undefined) entries.set('Effect', { key: 'Effect', keyAt: nameAt, value: valueOf(args[0], known) });
  else if (/^add(Conditions?|AccountCondition|SourceArnCondition|SourceAccountCondition)$/.test(name)) {
    const [first, second] = args;
    const value = second !== undefined && first?.kind === 'constant' ? madeMap({ [String(first.value)]: valueOf(second, known) }, at) : first === undefined ? unknown('it is not given', 'unresolved', at) : valueOf(first, known);
    entries.set('Condition', { key: 'Condition', keyAt: nameAt, value });
  }
}

function anybody(at: Location): Value {
  return madeMap({ AWS: scalar('*', at) }, at);
}

/** `Condition` of principals is laid over the statement's own. */
function setPrincipals(entries: Map<string, MapEntry>, key: string, principals: readonly Thing[], keyAt: Location, known: Known): void {
  if (principals.length === 0) return;
  const merged = new Map<string, Value[]>();
  let conditions: Value | undefined;
  let whole: Value | undefined;
  for (const one of principals) {
    const { principal, condition } = principalOf(one, known);
    conditions ??= condition;
    if (principal.kind === 'map') for (const entry of principal.entries) merged.set(entry.key, [...(merged.get(entry.key) ?? []), entry.value]);
    else whole ??= principal;
  }
  const at = principals[0]?.at ?? keyAt;
  const value = whole ?? madeMap(Object.fromEntries([...merged].map(([kind, values]): [string, Value] => [kind, values.length === 1 ? values[0] ?? unknown('it is not given', 'unresolved', at) : { kind: 'list', items: values, at, via: [] }])), at);
  entries.set(key, { key, keyAt, value });
  if (conditions !== undefined && !entries.has('Condition')) entries.set('Condition', { key: 'Condition', keyAt, value: conditions });
}

export interface Principal {
  readonly principal: Value;
  readonly condition: Value | undefined;
  /** The action of a role's trust. */
  readonly action?: string;
}

/** A principal class, a role or an account, as policy JSON. */
export function principalOf(thing: Thing, known: Known): Principal {
  const [first, ...others] = alternatives(thing);
  const made = madeOf(thing);
  if (first === undefined || others.length > 0 || made === undefined) return { principal: unknown('which principal is not known', 'unresolved', thing.at, thing.via), condition: undefined };
  const { at, args } = made;
  const argument = (index: number): Value => (args[index] === undefined ? unknown('it is not given', 'unresolved', at) : valueOf(args[index], known));
  const conditions = (index: number): Value | undefined => (args[index]?.kind === 'object' && args[index].entries.size === 0 ? undefined : args[index] === undefined ? undefined : valueOf(args[index], known));
  if (made.how === 'call' && made.name === 'withConditions' && made.of !== undefined) return { ...principalOf({ kind: 'made', made: made.of, at: thing.at, via: [] }, known), condition: argument(0) };
  if (made.how === 'call' && (made.name === 'withSessionTags' || made.name === 'inRegion') && made.of !== undefined) return principalOf({ kind: 'made', made: made.of, at: thing.at, via: [] }, known);
  switch (made.name) {
    case 'AnyPrincipal': case 'Anyone': return { principal: anybody(at), condition: undefined };
    case 'StarPrincipal': return { principal: scalar('*', at), condition: undefined };
    case 'AccountRootPrincipal': return { principal: madeMap({ AWS: unknown('the account is known only at deployment', 'unresolved', at, [], '${AWS::AccountId}') }, at), condition: undefined };
    case 'AccountPrincipal': case 'ArnPrincipal': return { principal: madeMap({ AWS: argument(0) }, at), condition: undefined };
    case 'ServicePrincipal': case 'ServicePrincipal.fromStaticServicePrincipleName': return { principal: madeMap({ Service: argument(0) }, at), condition: propertyOf(args[1], 'conditions') === undefined ? undefined : valueOf(propertyOf(args[1], 'conditions') ?? thing, known) };
    case 'CanonicalUserPrincipal': return { principal: madeMap({ CanonicalUser: argument(0) }, at), condition: undefined };
    case 'OrganizationPrincipal': return { principal: anybody(at), condition: madeMap({ StringEquals: madeMap({ 'aws:PrincipalOrgID': argument(0) }, at) }, at) };
    case 'FederatedPrincipal': case 'WebIdentityPrincipal': case 'OpenIdConnectPrincipal': case 'SamlPrincipal': return { principal: madeMap({ Federated: argument(0) }, at), condition: conditions(1), action: made.name === 'SamlPrincipal' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity' };
    case 'PrincipalWithConditions': return args[0] === undefined ? { principal: argument(0), condition: undefined } : { ...principalOf(args[0], known), condition: conditions(1) };
    case 'CompositePrincipal': {
      const entries = new Map<string, MapEntry>();
      setPrincipals(entries, 'Principal', args, at, known);
      return { principal: entries.get('Principal')?.value ?? argument(0), condition: entries.get('Condition')?.value };
    }
    default: return { principal: madeMap({ AWS: arnOfThing(thing, known) }, thing.at), condition: undefined };
  }
}
