/** What somebody who has taken a function over could do with its role: read, change, let others in, and gain more rights. Knows no rule. */
import { actionsMatching, isEveryAction, matches, serviceOf } from '../../iam/actions';
import { serviceName } from '../../iam/services';
import type { Facts, Handler } from '../facts';
import { marksIn } from './patterns';
import { rightsOf, within, type Right } from './rights';
import { meansOf, waysIn } from './ways';

/** In one service. */
export interface Reachable {
  /** "DynamoDB"; "every service" for a right to all. */
  readonly service: string;
  readonly reads: boolean;
  readonly changes: boolean;
  /** Changes who else may. */
  readonly opens: boolean;
  /** As people name them; "everything" for all that there is. */
  readonly on: readonly string[];
}

/** A known way to more rights. */
export interface Escalation {
  readonly name: string;
  /** To follow "can". */
  readonly how: string;
  readonly actions: readonly string[];
  /** Something that it is used on must exist. */
  readonly depends: boolean;
}

export interface Takeover {
  readonly reachable: readonly Reachable[];
  readonly escalations: readonly Escalation[];
  /** Why it may be more or less. */
  readonly open: string | undefined;
}

export function takeoverOf(handler: Handler, { models, snapshot }: Pick<Facts, 'models' | 'snapshot'>): Takeover {
  const { rights, open, boundary } = rightsOf(handler, snapshot);
  const allowed = rights.filter((right) => right.effect === 'Allow');
  const allowing = boundary === undefined ? allowed : allowed.flatMap((right) => within(right, boundary));
  const forbidden = rights.filter((right) => right.effect === 'Deny' && right.sure && !right.narrowed && isEverywhere(right)).flatMap((right) => right.actions.map(({ pattern }) => pattern));
  const services = new Map<string, { reads: boolean; changes: boolean; opens: boolean; on: Set<string> }>();
  for (const right of allowing) {
    for (const { pattern } of right.actions) {
      if (isOwnLog(pattern)) continue;
      const every = right.except || isEveryAction(pattern);
      const name = every ? 'every service' : serviceName(serviceOf(pattern));
      const known = services.get(name) ?? { reads: false, changes: false, opens: false, on: new Set<string>() };
      const actions = every ? [] : (actionsMatching(pattern) ?? []).filter((action) => !forbidden.some((one) => matches(one, action.name)));
      services.set(name, {
        reads: known.reads || every || actions.some(({ access }) => access === 'read'),
        changes: known.changes || every || actions.some(({ access }) => access === 'write'),
        opens: known.opens || every || actions.some(({ access }) => access === 'permissions'),
        on: new Set([...known.on, ...right.resources.map(({ patterns }) => thingIn(patterns))]),
      });
    }
  }
  return {
    reachable: [...services].map(([service, { on, ...rest }]) => ({ service, ...rest, on: on.has('everything') ? ['everything'] : [...on] })),
    escalations: escalationsOf(allowing, forbidden, models), open,
  };
}

function isOwnLog(pattern: string): boolean {
  return /^(?:logs:(?:CreateLogGroup|CreateLogStream|PutLogEvents)|xray:.*)$/i.test(pattern);
}

function isEverywhere(right: Right): boolean {
  return right.resources.some(({ patterns }) => patterns.includes('*'));
}

/** The resource of the template, or the name that is written out. */
function thingIn(patterns: readonly string[]): string {
  const [pattern = '*'] = patterns;
  const [mark] = marksIn(pattern);
  if (mark !== undefined) return mark;
  const last = pattern.split(':').slice(5).join(':');
  return pattern === '*' || last === '*' || /^[\w-]+[/:]\*$/.test(last) || last === '*/*' ? 'everything' : last;
}

function escalationsOf(rights: readonly Right[], forbidden: readonly string[], models: Readonly<Record<string, unknown>>): readonly Escalation[] {
  const allows = (action: string, everywhere: boolean): boolean => !forbidden.some((pattern) => matches(pattern, action))
    && rights.some((right) => !right.narrowed && (!everywhere || isEverywhere(right)) && right.except !== right.actions.some(({ pattern }) => matches(pattern, action)));
  return waysIn(models).flatMap((way): readonly Escalation[] => {
    const actions = meansOf(way, (action) => (allows(action, way.everywhere === true) ? action : undefined));
    return actions.length === 0 ? [] : [{ name: way.name, how: way.how, actions, depends: way.alone !== true }];
  });
}

/** A line for each service and each way to more rights; in backticks what the template names. */
export function takeoverInWords({ reachable, escalations, open }: Takeover): readonly string[] {
  const lines = reachable.map(({ service, reads, changes, opens, on }) => {
    const verbs = [...(reads ? ['read'] : []), ...(changes ? ['change'] : []), ...(opens ? ['open to others'] : [])];
    const things = on.map((thing) => (thing === 'everything' ? thing : `\`${thing}\``));
    return `${service}: ${verbs.length === 0 ? 'use' : verbs.join(', ')} ${things.slice(0, 6).join(', ')}${things.length > 6 ? ` and ${things.length - 6} more` : ''}`;
  });
  const ways = escalations.slice(0, 8).map(({ how, actions, depends }) => `More rights: ${how} (${actions.map((action) => `\`${action}\``).join(', ')})${depends ? ', where there is one' : ''}`);
  const more = escalations.length > 8 ? [`More rights: ${escalations.length - 8} other ways`] : [];
  const none = lines.length === 0 && open === undefined ? ['Nothing but its own log'] : [];
  return [...lines, ...none, ...ways, ...more, ...(open === undefined ? [] : [`Not all is known: ${open}`])];
}
