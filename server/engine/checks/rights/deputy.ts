/** Reports doors that are open to a service whoever it acts for. Knows no dialect. */
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import type { Change, Deployment, Grant } from '../../template/deployment';
import { itemsOf, possibilities, stringOf, type MapValue, type ReferenceValue, type Value } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { narrows } from '../condition';
import { wholeStatement } from '../excerpt';
import { accountReference } from '../vocabulary';
import { addTo } from '../../text/groups';

interface Parameters {
  /** Services that act for whoever asks them and say for whom; regular expressions on the principal's name. */
  readonly services: string;
  /** The type of a permission that stands alone, and its property for the account. */
  readonly permission: { readonly type: string; readonly property: string };
}

export const deputy: Checker = {
  name: 'deputy',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      for (const doors of doorsIn(deployment, new RegExp((rule.with as Parameters).services))) yield draft(rule, doors, deployment);
      yield undefined;
    }
  },
};

/** A statement that lets a service in. */
interface Door {
  readonly grant: Grant;
  readonly service: string;
  readonly value: Value;
}

/** Statements about one service at one door lack one thing. */
function doorsIn(deployment: Deployment, services: RegExp): readonly (readonly [Door, ...Door[]])[] {
  const found = new Map<string, [Door, ...Door[]]>();
  for (const grant of deployment.grants) {
    if (grant.holder.kind !== 'resource' || grant.effect !== 'Allow' || narrows(grant.conditions)) continue;
    for (const value of servicesIn(grant.principal)) {
      const service = stringOf(value);
      if (service === undefined || !services.test(service) || (service.startsWith('ses.') && namesReferer(grant.conditions))) continue;
      addTo(found, `${grant.holder.id} ${service}`, { grant, service, value });
    }
  }
  return [...found.values()];
}

/** SES says there for which account it acts; from callers it would be whatever they like. Source: Amazon SES Developer Guide, "Giving permissions to Amazon SES", as it was before 2021. */
function namesReferer(conditions: Value | undefined): boolean {
  return conditions?.kind === 'map' && conditions.entries.some(({ value }) => value.kind === 'map' && value.entries.some(({ key }) => key.toLowerCase() === 'aws:referer'));
}

function draft(rule: RuleData, [first, ...others]: readonly [Door, ...Door[]], deployment: Deployment): Draft {
  return {
    location: first.value.at,
    ...wholeStatement(first.grant, first.value.at),
    message: fill(rule.message, { service: first.service, name: first.grant.holder.id }),
    related: [...first.value.via, ...others.map(({ value }) => ({ location: value.at, message: 'lets it in too' }))],
    fixes: onlyOwnAccount(rule, [first, ...others], deployment),
  };
}

function servicesIn(principal: Value | undefined): readonly Value[] {
  if (principal === undefined) return [];
  return possibilities(principal).flatMap((one) => (one.kind === 'map' ? one.entries.filter(({ key }) => key === 'Service').flatMap(({ value }) => itemsOf(value)) : [])).flatMap(possibilities);
}

function onlyOwnAccount(rule: RuleData, doors: readonly Door[], deployment: Deployment): readonly Fix[] {
  const wanted = doors.map(({ grant }) => narrowing(rule, grant, deployment)).filter((change) => change !== undefined);
  return wanted.length < doors.length ? [] : changes('Let the service act for this account only', deployment, wanted);
}

function narrowing(rule: RuleData, grant: Grant, deployment: Deployment): Change | undefined {
  const { permission } = rule.with as Parameters;
  const account: ReferenceValue = { kind: 'reference', resource: accountReference, attribute: 'Ref', at: grant.at, via: [] };
  const alone = deployment.resources.find(({ type, properties, implicit }) => type === permission.type && implicit !== true && properties.at === grant.at);
  if (alone !== undefined) return { kind: 'set', resource: alone.id, path: [permission.property], to: account };
  const statement = grant.conditions === undefined ? statementOf(grant, deployment) : undefined;
  return statement === undefined ? undefined : { kind: 'entry', map: statement, key: 'Condition', to: { StringEquals: { 'aws:SourceAccount': account } } };
}

/** The map that the statement was read from. */
function statementOf(grant: Grant, { resources }: Deployment): MapValue | undefined {
  for (const { properties } of resources) {
    const found = mapAt(properties, grant);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mapAt(value: Value, grant: Grant): MapValue | undefined {
  if (value.kind === 'map' && value.at === grant.at) return value;
  const inner = value.kind === 'map' ? value.entries.map((entry) => entry.value) : value.kind === 'list' ? value.items : value.kind === 'choice' ? value.options.map((option) => option.value) : [];
  for (const one of inner) {
    const found = mapAt(one, grant);
    if (found !== undefined) return found;
  }
  return undefined;
}
