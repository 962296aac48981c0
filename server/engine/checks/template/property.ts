/** Reports properties of resources that are missing or have a value that is asked to be another. Which, it is told by the rule. Knows no dialect. */
import type { Facts } from '../../facts/facts';
import type { Draft, Fix } from '../../finding';
import { subjectsOf, type Subject } from '../../facts/subjects';
import type { RuleData } from '../../rules/rule';
import type { Change, Deployment, Plain } from '../../template/deployment';
import { referencesIn, valueAt, type MapValue, type Value } from '../../template/value';
import { addTo } from '../../text/groups';
import type { Location } from '../../text/span';
import type { Profile, Severity } from '../../workspace';
import { changes } from '../change';
import { fill, inNumber, type Checker } from '../checker';
import { fewLines, firstLine } from '../excerpt';
import { listed } from '../holder';
import { accountReference } from '../vocabulary';
import { findAll, isAtFault, type Fault } from './demand';
import { referred } from './function-place';
import { functionNamed, resourcesOfType, resourcesReferringTo } from '../../template/resources';
import { grantsOf } from '../../template/statements';

interface Parameters {
  readonly demands: readonly Demand[];
  /** More findings of one demand in a template than this are one finding. */
  readonly gather?: number;
  /** In profile `strict` each is told by itself. */
  readonly apart?: boolean;
}

interface Demand {
  /** Resource types. */
  readonly of: readonly string[];
  /** A list of which each item is judged by itself: `path` and `where` start at it. */
  readonly each?: string;
  /** Dotted; `*` is every item of a list. */
  readonly path: string;
  readonly fault: Fault;
  /** Only where each of these surely holds. */
  readonly where?: readonly (Fault & { readonly path: string })[];
  /** Only where this leads to a resource of the template for which each of these surely holds. */
  readonly through?: { readonly path: string; readonly where: readonly (Fault & { readonly path: string })[] };
  /** Not where a resource of this type refers to it: what is asked for stands there. */
  readonly unless?: { readonly type: string; readonly path: string };
  /** What is wrong, with `{names}` for the resources, `{one|several}` for what is said of one or of more of them, and `{value}` for what stands there: fills `{what}` of the rule's message. */
  readonly what: string;
  readonly fix?: {
    readonly title: string;
    /** The property's own path where it is not said. */
    readonly path?: string;
    readonly to?: Plain;
    /** The account that it is deployed to takes the value's place. */
    readonly toAccount?: boolean;
    /** Not where a service of the cloud sends to it, which the new value would keep out. */
    readonly unlessServicesSend?: boolean;
    readonly remove?: boolean;
    readonly safe?: boolean;
    /** A resource of its own, which `to` refers to by `{ added: Arn }`. */
    readonly add?: { readonly type: string; readonly properties: { readonly [key: string]: Plain }; readonly suffix: string };
  };
  readonly severity?: Severity;
  /** Asked in profile `strict` only. */
  readonly strict?: boolean;
}

interface Violation {
  readonly subject: Subject;
  readonly at: Location;
  /** What stands there; undefined where nothing does. */
  readonly value: Value | undefined;
}

export const property: Checker = {
  name: 'property',
  over: ['deployments'],
  *run(rule, facts) {
    const { demands, gather, apart } = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      const subjects = facts.snapshot.memo.of('subjects', deployment, subjectsByType);
      for (const demand of demands) {
        const violations = subjectsAmong(subjects, demand.of).flatMap(({ subject }) => violationsOf(subject, demand, deployment));
        for (const { items, only } of gatheredByProfile(violations, gather, apart)) {
          if (demand.strict !== true) yield { ...draft(rule, demand, items, deployment, facts), ...(only === undefined ? {} : { only }) };
          else if (only !== 'recommended') yield { ...draft(rule, demand, items, deployment, facts), only: 'strict' };
        }
      }
      yield undefined;
    }
  },
};

/** A subject and how many stand before it in its template. */
interface Placed {
  readonly subject: Subject;
  readonly place: number;
}

function subjectsByType(deployment: Deployment): ReadonlyMap<string, readonly Placed[]> {
  const byType = new Map<string, Placed[]>();
  for (const [place, subject] of subjectsOf(deployment).entries()) if (subject.presence === 'always') addTo(byType, subject.type, { subject, place });
  return byType;
}

/** In template order. */
function subjectsAmong(byType: ReadonlyMap<string, readonly Placed[]>, types: readonly string[]): readonly Placed[] {
  return types.flatMap((type) => byType.get(type) ?? []).sort((a, b) => a.place - b.place);
}

function violationsOf(subject: Subject, demand: Demand, deployment: Deployment): readonly Violation[] {
  const judged = judgedIn(subject, demand).filter(({ properties }) => holds(properties, demand.where ?? []));
  if (judged.length === 0) return [];
  if (demand.through !== undefined) {
    const target = referred(valueAt(subject.properties, ...demand.through.path.split('.')), deployment);
    if (target === undefined || !holds(target.properties, demand.through.where)) return [];
  }
  const { unless } = demand;
  if (unless !== undefined && resourcesOfType(unless.type, deployment).some(({ properties }) => leadsTo(valueAt(properties, ...unless.path.split('.')), subject.id))) return [];
  const seen = new Set<Location>();
  return judged.flatMap(({ properties, block }) => findAll(properties, demand.path.split('.')).flatMap((one): readonly Violation[] => {
    if (isAtFault(one, demand.fault) !== true) return [];
    const value = one.kind === 'value' ? one.value : undefined;
    const at = value?.at ?? (one.kind === 'absent' ? one.within : undefined) ?? block;
    if (seen.has(at)) return [];
    seen.add(at);
    return [{ subject, at, value }];
  }));
}

function leadsTo(value: Value | undefined, id: string): boolean {
  if (value === undefined) return false;
  const references = referencesIn(value);
  return references.length > 0 ? references.some(({ resource }) => resource === id) : value.kind === 'unknown' && value.source !== 'undeclared';
}

/** The resource itself, or those items of its list that are known. */
function judgedIn({ properties, block }: Subject, { each }: Demand): readonly { readonly properties: MapValue; readonly block: Location }[] {
  if (each === undefined) return [{ properties, block }];
  return findAll(properties, [...each.split('.'), '*']).flatMap((one) => (one.kind === 'value' && one.value.kind === 'map' ? [{ properties: one.value, block: one.value.at }] : []));
}

/** True if each surely does. */
function holds(properties: MapValue, tests: readonly (Fault & { readonly path: string })[]): boolean {
  return tests.every(({ path, ...test }) => {
    const found = findAll(properties, path.split('.'));
    return found.length > 0 && found.every((one) => isAtFault(one, test) === true);
  });
}

/** Violations at one place are one finding; so are those of a template that lacks one thing many times. */
export function gathered<Item extends { readonly at: Location }>(items: readonly Item[], limit = Number.POSITIVE_INFINITY): readonly (readonly Item[])[] {
  const places = new Map<string, Item[]>();
  for (const item of items) {
    const place = `${item.at.uri} ${item.at.span.start} ${item.at.span.end}`;
    places.set(place, [...(places.get(place) ?? []), item]);
  }
  const groups = [...places.values()];
  return groups.length > limit ? [groups.flat()] : groups;
}

/** The same as each profile wants to hear it: one after the other in `strict`. */
export function gatheredByProfile<Item extends { readonly at: Location }>(items: readonly Item[], limit?: number, apart = false): readonly { readonly items: readonly Item[]; readonly only?: Profile }[] {
  const places = gathered(items);
  const folded = gathered(items, limit);
  if (!apart || folded.length === places.length) return folded.map((group) => ({ items: group }));
  return [...folded.map((group) => ({ items: group, only: 'recommended' as const })), ...places.map((group) => ({ items: group, only: 'strict' as const }))];
}

function draft(rule: RuleData, demand: Demand, group: readonly Violation[], deployment: Deployment, facts: Facts): Draft {
  const [first] = group;
  if (first === undefined) throw new Error('a group of violations is never empty');
  const names = [...new Set(group.map(({ subject }) => subject.name))];
  const shown = first.value?.kind === 'scalar' ? String(first.value.value) : undefined;
  const others = group.filter(({ at }) => at !== first.at);
  const functions = names.filter((name) => functionNamed(name, deployment) !== undefined);
  return {
    location: firstLine(first.at, facts),
    ...fewLines(first.subject.at, first.at, facts),
    message: fill(rule.message, { what: fill(inNumber(demand.what, names.length), { names: listed(names), value: shown }) }),
    related: others.length > 0 ? others.map(({ at, subject }) => ({ location: at, message: `\`${subject.name}\`` })) : (first.value?.via ?? []),
    ...(demand.severity === undefined ? {} : { severity: demand.severity }),
    functions,
    fixes: fixesOf(demand, group, deployment),
  };
}

function fixesOf(demand: Demand, group: readonly Violation[], deployment: Deployment): readonly Fix[] {
  const { fix } = demand;
  if (fix === undefined || (fix.unlessServicesSend === true && group.some(({ subject }) => isSentToByServices(subject.id, deployment)))) return [];
  const wanted = group.map(({ subject, value }): Change => {
    if (fix.remove === true && value !== undefined) return { kind: 'remove', value };
    if (fix.toAccount === true && value !== undefined) return { kind: 'replace', value, by: { kind: 'reference', resource: accountReference, attribute: 'Ref', at: value.at, via: [] } };
    // What stands in a list has no path of its own.
    if (value !== undefined && fix.path === undefined && (demand.each !== undefined || demand.path.includes('*'))) return { kind: 'replace', value, by: fix.to ?? null };
    const set = (to: Plain): Change => ({ kind: 'set', resource: subject.id, path: [...subject.prefix, ...(fix.path ?? demand.path).split('.')], to });
    if (fix.add === undefined) return set(fix.to ?? null);
    return { kind: 'add', resource: { ...fix.add, beside: subject.id }, then: (id) => [set(referring(fix.to ?? null, id, subject.at))] };
  });
  return changes(fix.title, deployment, wanted, fix.safe === true ? 'safe' : 'review');
}

/** What names a topic and sends nothing to it by itself. */
const bystanders = /^AWS::(?:IAM|Lambda|SSM|Serverless)::|^AWS::SNS::|^AWS::SQS::QueuePolicy$/;

/** Its policy lets more in than the account's own roles, or an alarm, a rule, a bucket … names it. */
function isSentToByServices(id: string, deployment: Deployment): boolean {
  return grantsOf('resource', id, deployment).some(({ effect }) => effect !== 'Deny')
    || resourcesReferringTo(id, deployment).some((resource) => resource.id !== id && !bystanders.test(resource.type));
}

/** `{ added: Arn }` as the reference that it stands for. */
function referring(plain: Plain, id: string, at: Location): Plain {
  if (plain === null || typeof plain !== 'object') return plain;
  if (Array.isArray(plain)) return (plain as readonly Plain[]).map((item) => referring(item, id, at));
  const entries = Object.entries(plain as { readonly [key: string]: Plain });
  const [first] = entries;
  if (first?.[0] === 'added' && typeof first[1] === 'string') return { kind: 'reference', resource: id, attribute: first[1], at, via: [] };
  return Object.fromEntries(entries.map(([key, value]) => [key, referring(value, id, at)]));
}
