/** Reports functions that write to what starts them, directly or by way of others. Knows no dialect. */
import type { Facts, Handler } from '../../facts/facts';
import { channelsOf, type Channels } from '../../facts/channels/channel';
import { isCaught, placeOfTrigger, placesOf, relaysTo } from '../../facts/channels/places';
import { entriesOf, handlersIn } from '../../facts/lookup';
import { aimsOf } from '../../facts/needs/aims';
import { needsOfHandler } from '../../facts/rights/diff';
import type { Deployment, Resource, Trigger, TriggerKind } from '../../template/deployment';
import { itemsOf, referencesIn, stringOf, valueAt } from '../../template/value';
import { fill, type Checker } from '../checker';
import { findAll } from './demand';
import { idOf, referred } from './function-place';
import { resourcesAt } from '../../template/resources';

interface Parameters {
  /** By trigger kind: the actions that make what it sends. */
  readonly writes: Readonly<Partial<Record<TriggerKind, readonly string[]>>>;
  /** Actions that a right to them tells of where the code is not known: who may both read and write mostly reads. */
  readonly byRights: readonly string[];
}

/** That a function, by writing there or by calling it, starts another. */
interface Step {
  readonly to: Handler;
  /** Undefined for a call. */
  readonly trigger: Trigger | undefined;
  /** What is written to, as messages name it. */
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
      const receivers = handlers.map((handler) => receiverOf(handler, facts));
      const steps = new Map(handlers.map((handler) => [handler, stepsFrom(handler, receivers, parameters, facts)] as const));
      const told = new Set<string>();
      for (const handler of handlers) {
        const loop = loopFrom(handler, steps);
        const last = loop.findLast(({ trigger }) => trigger !== undefined);
        if (last?.trigger === undefined) continue;
        const round = loop.map(({ resource }) => resource).sort().join(' ');
        if (told.has(round)) continue;
        told.add(round);
        const sure = loop.every(({ sure: known }) => known);
        const way = loop.map((step, index) => wordsOf(step, index === 0 ? 'is allowed to' : 'may', sure)).join(', which ');
        yield {
          location: last.trigger.at,
          message: fill(rule.message, { function: handler.function.name, starts: sure ? 'starts itself: it' : 'may start itself: it', way }),
          ...(sure ? {} : { severity: 'warning' as const }),
          related: loop.flatMap((step) => (step === last || step.trigger === undefined ? [] : [{ location: step.trigger.at, message: step.resource }])),
          functions: loop.map(({ to }) => to.function.name),
        };
      }
      yield undefined;
    }
  },
};

function wordsOf({ to, trigger, resource }: Step, may: string, sure: boolean): string {
  const name = `\`${to.function.name}\``;
  return trigger === undefined ? `calls ${name}` : `${sure ? 'writes' : `${may} write`} to ${resource}, which starts ${name}`;
}

/** What starts a function, found once for all that may do so. */
interface Receiver {
  readonly to: Handler;
  readonly id: string;
  /** `source` is undefined for events, which depend on who puts them. */
  readonly starts: readonly { readonly trigger: Trigger; readonly source: Resource | undefined; readonly topics: readonly string[] }[];
}

function receiverOf(to: Handler, facts: Facts): Receiver {
  const { function: deployed, deployment } = to;
  const starts = deployed.triggers.flatMap((trigger): Receiver['starts'] => {
    if (isFiltered(trigger, deployment)) return [];
    if (trigger.kind === 'event') return [{ trigger, source: undefined, topics: [] }];
    const source = referred(trigger.source, deployment);
    return source === undefined ? [] : [{ trigger, source, topics: trigger.kind === 'queue' ? topicsOf(source, deployment, facts) : [] }];
  });
  return { to, id: idOf(deployed, deployment), starts };
}

function stepsFrom(handler: Handler, receivers: readonly Receiver[], { writes, byRights }: Parameters, facts: Facts): readonly Step[] {
  if (!receivers.some(({ starts }) => starts.some(({ trigger: { kind } }) => kind === 'event' || writes[kind] !== undefined))) return [];
  const sure = handler.binding.kind === 'bound';
  const written = sure ? calledBy(handler, facts) : allowedTo(handler, byRights);
  const isWritten = (id: string, kind: TriggerKind): boolean => writes[kind]?.some((action) => written.has(done(action, id))) === true;
  return receivers.flatMap(({ to, id, starts }): readonly Step[] => {
    const started = starts.flatMap(({ trigger, source: known, topics }): readonly Step[] => {
      const source = trigger.kind === 'event' ? busOf(trigger, handler, facts) : known;
      if (source === undefined) return [];
      const through = isWritten(source.id, trigger.kind) ? [`\`${source.id}\``] : topics.filter((topic) => isWritten(topic, 'topic')).map((topic) => `\`${topic}\` by way of \`${source.id}\``);
      return through.map((resource) => ({ to, trigger, resource, sure }));
    });
    return written.has(done(calling, id)) ? [...started, { to, trigger: undefined, resource: to.function.name, sure }] : started;
  });
}

/** A function that calls itself means to; one that does so by way of a queue may not. */
const calling = 'lambda:InvokeFunction';

/** The event bus of a rule that lets all events through that the function is seen to put there. */
function busOf(trigger: Trigger, handler: Handler, facts: Facts): Resource | undefined {
  const channel = channelsIn(facts).byName.get('bus');
  const place = channel === undefined ? undefined : placeOfTrigger(trigger, channel, handler.deployment);
  if (channel === undefined || place?.declared === undefined) return undefined;
  const puts = entriesOf(handler, facts).flatMap(({ report }) => report.puts).filter(({ to }) => placesOf(to, channel, handler, undefined)?.some(({ key }) => key === place.key) === true);
  return puts.some(({ to }) => isCaught(trigger, to.marks)) ? place.declared.resource : undefined;
}

/** The topics that hand on all they are given to a queue. */
function topicsOf(queue: Resource, deployment: Deployment, facts: Facts): readonly string[] {
  return relaysTo(queue, deployment, channelsIn(facts), facts.snapshot.memo).flatMap(({ channel, from, at }) => (channel.name === 'topic' && from.declared !== undefined && !hasPolicy(at, deployment) ? [from.declared.resource.id] : []));
}

function channelsIn({ snapshot, models }: Facts): Channels {
  return snapshot.memo.of('channels', models, channelsOf);
}

/** A subscription that lets only some messages through. */
function hasPolicy(at: Trigger['at'], deployment: Deployment): boolean {
  return resourcesAt(at, deployment).some(({ properties }) => valueAt(properties, 'FilterPolicy') !== undefined);
}

function done(action: string, resource: string): string {
  return `${action} ${resource}`;
}

/** What the code calls on resources of the template. */
function calledBy(handler: Handler, facts: Facts): ReadonlySet<string> {
  return new Set(facts.derived('called on resources', handler, (all) => (needsOfHandler(handler, all)?.needs ?? [])
    .flatMap((need) => aimsOf(need, handler).flatMap(({ arn }) => arn.flatMap((part) => (typeof part === 'string' ? [] : [done(need.action, part.resource)]))))));
}

/** What statements grant by name to this function alone. */
function allowedTo({ function: deployed, deployment }: Handler, byRights: readonly string[]): ReadonlySet<string> {
  const allowed = new Set<string>();
  for (const { holder, effect, presence, from, actions, resources } of deployment.grants) {
    const mine = holder.kind === 'role' && holder.functions.length === 1 && holder.functions[0] === deployed.name;
    if (!mine || effect !== 'Allow' || presence !== 'always' || from !== undefined) continue;
    const named = actions.flatMap((value) => stringOf(value) ?? []).filter((action) => byRights.includes(action));
    for (const { resource } of resources.flatMap(referencesIn)) for (const action of named) allowed.add(done(action, resource));
  }
  return allowed;
}

/** Only some objects or records start it: those that it writes may be others. */
function isFiltered(trigger: Trigger, deployment: Deployment): boolean {
  // What a rule lets through was looked at before.
  if (trigger.kind === 'event') return false;
  if (trigger.kind === 'topic' && hasPolicy(trigger.at, deployment)) return true;
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
    if (last.to === start) {
      if (way.some(({ trigger }) => trigger !== undefined)) return way;
      continue;
    }
    seen.add(last.to);
    for (const step of steps.get(last.to) ?? []) pending.push([...way, step]);
  }
  return [];
}
