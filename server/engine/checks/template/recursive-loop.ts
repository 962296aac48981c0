/** Reports functions that write to what starts them, directly or by way of others. Knows no dialect. */
import type { Facts, Handler } from '../../facts/facts';
import { sdkCallsFrom } from '../../facts/sdk-calls';
import type { Deployment, Trigger, TriggerKind } from '../../template/deployment';
import { itemsOf, referencesIn, stringOf, valueAt } from '../../template/value';
import { fill, type Checker } from '../checker';
import { findAll } from './demand';
import { referred } from './function-place';

interface Parameters {
  /** By trigger kind: the actions that make what it sends. */
  readonly writes: Readonly<Partial<Record<TriggerKind, readonly string[]>>>;
}

/** That a function, by writing there, starts another. */
interface Step {
  readonly to: Handler;
  readonly trigger: Trigger;
  readonly resource: string;
}

export const recursiveLoop: Checker = {
  name: 'recursive-loop',
  *run(rule, facts) {
    const { writes } = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      const handlers = facts.handlers.filter((handler) => handler.deployment === deployment);
      const steps = new Map(handlers.map((handler) => [handler, stepsFrom(handler, handlers, writes, facts)] as const));
      const told = new Set<string>();
      for (const handler of handlers) {
        const loop = loopFrom(handler, steps);
        const [last] = loop.slice(-1);
        if (last === undefined) continue;
        const round = loop.map(({ resource }) => resource).sort().join(' ');
        if (told.has(round)) continue;
        told.add(round);
        const way = loop.map(({ resource, to }) => `\`${resource}\`, which starts \`${to.function.name}\``).join(', which writes to ');
        yield {
          location: last.trigger.at,
          message: fill(rule.message, { function: handler.function.name, way }),
          related: loop.slice(0, -1).map(({ trigger, resource }) => ({ location: trigger.at, message: `\`${resource}\`` })),
          functions: loop.map(({ to }) => to.function.name),
        };
      }
      yield undefined;
    }
  },
};

function stepsFrom(handler: Handler, handlers: readonly Handler[], writes: Parameters['writes'], facts: Facts): readonly Step[] {
  const written = writtenBy(handler, facts);
  return handlers.flatMap((to) => to.function.triggers.flatMap((trigger): readonly Step[] => {
    const resource = referred(trigger.source, handler.deployment)?.id;
    const actions = resource === undefined ? undefined : written.get(resource);
    if (resource === undefined || actions === undefined || isFiltered(trigger, handler.deployment)) return [];
    return writes[trigger.kind]?.some((action) => actions.has(action)) === true ? [{ to, trigger, resource }] : [];
  }));
}

/** By resource, the actions on it: those that the code calls, or where it is not known, those that a statement grants by name. */
function writtenBy({ binding, function: deployed, deployment }: Handler, facts: Facts): ReadonlyMap<string, ReadonlySet<string>> {
  const written = new Map<string, Set<string>>();
  const note = (resource: string, action: string): void => {
    const actions = written.get(resource) ?? new Set();
    written.set(resource, actions.add(action));
  };
  if (binding.kind === 'bound') {
    for (const { actions, variable, bucket } of sdkCallsFrom(binding.uri, facts.snapshot) ?? []) {
      const value = deployed.environment.find(({ name }) => name === (variable ?? bucket))?.value;
      const resource = referred(value, deployment)?.id;
      if (resource !== undefined) for (const action of actions) note(resource, action);
    }
    return written;
  }
  for (const grant of deployment.grants) {
    const mine = grant.holder.kind === 'role' && grant.holder.functions.length === 1 && grant.holder.functions[0] === deployed.name;
    if (!mine || grant.effect !== 'Allow' || grant.presence !== 'always' || grant.from !== undefined) continue;
    for (const { resource } of grant.resources.flatMap(referencesIn)) for (const action of grant.actions.flatMap((value) => stringOf(value) ?? [])) note(resource, action);
  }
  return written;
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
