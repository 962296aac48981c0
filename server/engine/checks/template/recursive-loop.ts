/** Reports functions that write to what starts them, directly or by way of others. Knows no dialect. */
import type { Facts, Handler } from '../../facts/facts';
import { handlersIn } from '../../facts/lookup';
import { aimsOf } from '../../facts/needs/aims';
import { needsOfHandler } from '../../facts/rights/diff';
import type { Deployment, Trigger, TriggerKind } from '../../template/deployment';
import { itemsOf, referencesIn, stringOf, valueAt } from '../../template/value';
import { fill, type Checker } from '../checker';
import { findAll } from './demand';
import { referred } from './function-place';

interface Parameters {
  /** By trigger kind: the actions that make what it sends. */
  readonly writes: Readonly<Partial<Record<TriggerKind, readonly string[]>>>;
  /** Actions that a right to them tells of where the code is not known: who may both read and write mostly reads. */
  readonly byRights: readonly string[];
}

/** That a function, by writing there, starts another. */
interface Step {
  readonly to: Handler;
  readonly trigger: Trigger;
  readonly resource: string;
  /** The code says so, not only a right. */
  readonly sure: boolean;
}

export const recursiveLoop: Checker = {
  name: 'recursive-loop',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      const handlers = handlersIn(deployment, facts);
      const steps = new Map(handlers.map((handler) => [handler, stepsFrom(handler, handlers, parameters, facts)] as const));
      const told = new Set<string>();
      for (const handler of handlers) {
        const loop = loopFrom(handler, steps);
        const [last] = loop.slice(-1);
        if (last === undefined) continue;
        const round = loop.map(({ resource }) => resource).sort().join(' ');
        if (told.has(round)) continue;
        told.add(round);
        const sure = loop.every(({ sure: known }) => known);
        const way = loop.map(({ resource, to }) => `\`${resource}\`, which starts \`${to.function.name}\``).join(sure ? ', which writes to ' : ', which may write to ');
        yield {
          location: last.trigger.at,
          message: fill(rule.message, { function: handler.function.name, starts: sure ? 'starts itself: it writes to' : 'may start itself: it is allowed to write to', way }),
          ...(sure ? {} : { severity: 'warning' as const }),
          related: loop.slice(0, -1).map(({ trigger, resource }) => ({ location: trigger.at, message: `\`${resource}\`` })),
          functions: loop.map(({ to }) => to.function.name),
        };
      }
      yield undefined;
    }
  },
};

function stepsFrom(handler: Handler, handlers: readonly Handler[], { writes, byRights }: Parameters, facts: Facts): readonly Step[] {
  if (!handlers.some((to) => to.function.triggers.some((trigger) => writes[trigger.kind] !== undefined && referred(trigger.source, handler.deployment) !== undefined))) return [];
  const sure = handler.binding.kind === 'bound';
  const written = sure ? calledBy(handler, facts) : allowedTo(handler, byRights);
  return handlers.flatMap((to) => to.function.triggers.flatMap((trigger): readonly Step[] => {
    const resource = referred(trigger.source, handler.deployment)?.id;
    const actions = resource === undefined ? undefined : written.get(resource);
    if (resource === undefined || actions === undefined || isFiltered(trigger, handler.deployment)) return [];
    return writes[trigger.kind]?.some((action) => actions.has(action)) === true ? [{ to, trigger, resource, sure }] : [];
  }));
}

/** By resource, the actions that the code calls on it. */
function calledBy(handler: Handler, facts: Facts): ReadonlyMap<string, ReadonlySet<string>> {
  const called = new Map<string, Set<string>>();
  for (const need of needsOfHandler(handler, facts)?.needs ?? []) {
    for (const part of aimsOf(need, handler).flatMap(({ arn }) => arn)) {
      if (typeof part !== 'string') called.set(part.resource, new Set([...(called.get(part.resource) ?? []), need.action]));
    }
  }
  return called;
}

/** By resource, what statements grant by name to this function alone. */
function allowedTo({ function: deployed, deployment }: Handler, byRights: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const allowed = new Map<string, Set<string>>();
  for (const { holder, effect, presence, from, actions, resources } of deployment.grants) {
    const mine = holder.kind === 'role' && holder.functions.length === 1 && holder.functions[0] === deployed.name;
    if (!mine || effect !== 'Allow' || presence !== 'always' || from !== undefined) continue;
    const named = actions.flatMap((value) => stringOf(value) ?? []).filter((action) => byRights.includes(action));
    for (const { resource } of resources.flatMap(referencesIn)) allowed.set(resource, new Set([...(allowed.get(resource) ?? []), ...named]));
  }
  return allowed;
}

/** Only some objects or records start it: those that it writes may be others. */
function isFiltered(trigger: Trigger, deployment: Deployment): boolean {
  if (trigger.properties !== undefined && ['FilterCriteria', 'Filter', 'FilterPolicy', 'Pattern', 'rules'].some((key) => findAll(trigger.properties ?? { kind: 'map', entries: [], at: trigger.at, via: [] }, [key]).some(({ kind }) => kind !== 'absent'))) return true;
  if (trigger.kind !== 'bucket') return false;
  const bucket = referred(trigger.source, deployment);
  const notifications = itemsOf(valueAt(bucket?.properties, 'NotificationConfiguration', 'LambdaConfigurations'));
  if (notifications.some((one) => one.at === trigger.at && valueAt(one, 'Filter') !== undefined)) return true;
  return notifications.length === 0 && trigger.properties === undefined;
}

/** The shortest way that leads back; empty where there is none. */
function loopFrom(start: Handler, steps: ReadonlyMap<Handler, readonly Step[]>): readonly Step[] {
  const pending: (readonly Step[])[] = (steps.get(start) ?? []).map((step) => [step]);
  const seen = new Set<Handler>();
  // Grows while it is walked.
  for (const way of pending) {
    const [last] = way.slice(-1);
    if (last === undefined || seen.has(last.to)) continue;
    if (last.to === start) return way;
    seen.add(last.to);
    for (const step of steps.get(last.to) ?? []) pending.push([...way, step]);
  }
  return [];
}
