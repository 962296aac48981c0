/** Reports what fails without a trace: events, messages and records that nobody keeps once all retries are used up. Knows no dialect. */
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import type { Change, DeployedFunction, Deployment, Plain, Resource, Trigger, TriggerKind } from '../../template/deployment';
import { booleanOf, entryAt, referencesIn, stringOf, valueAt, type MapValue, type ReferenceValue, type Value } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { listed } from '../holder';
import { findAll } from './demand';
import { blockOf, idOf, referenceTo, referred } from './function-place';
import { resourceWithId, resourcesOfType, resourcesReferringTo } from '../../template/resources';

interface Parameters {
  /** Triggers that hand an event over and do not wait: Lambda retries, then drops it. */
  readonly asynchronous: readonly TriggerKind[];
  /** Triggers that read records in order from a mapping of their own. */
  readonly streams: readonly TriggerKind[];
  /** Triggers whose sender waits for the answer, and learns of the failure. */
  readonly synchronous: readonly TriggerKind[];
  readonly queueType: string;
  readonly invokeConfigType: string;
  /** What a fix writes of a queue for failures. */
  readonly suggested: { readonly [key: string]: Plain };
  /** How often a message is handed out before it goes there. */
  readonly receives: number;
  /** What takes messages elsewhere, by the type of its resource: the setting that keeps failures, in the words of the configuration. */
  readonly consumers: readonly { readonly type: string; readonly keeps: string; readonly way: string }[];
}

export const deadLetter: Checker = {
  name: 'dead-letter',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      yield* ofConsumers(rule, parameters, deployment);
      // Other clouds keep what fails by rules of their own.
      if (deployment.cloud !== undefined) continue;
      for (const deployed of deployment.functions) {
        if (deployed.presence === 'always') {
          yield* ofFunction(rule, parameters, deployed, deployment);
          yield* ofStreams(rule, parameters, deployed, deployment);
        }
      }
      yield* ofQueues(rule, parameters, deployment);
      yield undefined;
    }
  },
};

/** Messages that are thrown away after some retries, unless the consumer says where they go. */
function* ofConsumers(rule: RuleData, { consumers }: Parameters, deployment: Deployment): Generator<Draft> {
  for (const { id, type, at, properties, presence } of deployment.resources) {
    const consumer = consumers.find((one) => one.type === type);
    if (consumer === undefined || presence !== 'always' || properties.open === true) continue;
    // A queue that takes failures is worked off by hand, and what fails there again is given up.
    if (/dlq|dead.?letter|fail/i.test(id) || deployment.resources.some((other) => stringOf(valueAt(other.properties, consumer.keeps)) === id)) continue;
    const kept = valueAt(properties, consumer.keeps);
    if (kept !== undefined && !(kept.kind === 'scalar' && (kept.value === null || kept.value === ''))) continue;
    const failures = `${id}-dead-letters`;
    yield {
      location: at,
      message: fill(rule.message, { what: `Messages of queue \`${id}\` that cannot be handled are dropped after its retries`, way: consumer.way }),
      fixes: changes(`Send what fails to the queue ${failures} (make it first)`, deployment, [{ kind: 'entry', map: properties, key: consumer.keeps, to: failures }]),
    };
  }
}

function* ofFunction(rule: RuleData, parameters: Parameters, deployed: DeployedFunction, deployment: Deployment): Generator<Draft> {
  const { name, triggers } = deployed;
  if (keepsFailures(deployed, deployment, parameters) !== false) return;
  const asynchronous = triggers.filter(({ kind }) => parameters.asynchronous.includes(kind));
  const answered = [...parameters.synchronous, ...parameters.streams, 'queue'];
  // Something that is not seen may call it and not wait.
  const perhaps = triggers.length === 0 || triggers.some(({ kind }) => !answered.includes(kind));
  if (asynchronous.length === 0 && !perhaps) return;
  const cause = asynchronous.length === 0 ? 'whoever calls it without waiting' : [...new Set(asynchronous.map(({ label }) => label))].slice(0, 2).join(' and ');
  yield {
    location: placeOf(deployed, deployment),
    message: fill(rule.message, { what: `Events that function \`${name}\` cannot handle are dropped after its retries (from ${cause})`, way: 'Give it a dead-letter queue or an on-failure destination' }),
    functions: [name],
    ...(asynchronous.length === 0 ? { only: 'strict' as const } : {}),
    fixes: toFailureQueue(deployment, parameters, idOf(deployed, deployment), false, 'DeadLetters', (to) => [{ kind: 'set', resource: idOf(deployed, deployment), path: ['DeadLetterConfig', 'TargetArn'], to }]),
  };
}

/** An unfinished setting is the place where there is one. */
function placeOf(deployed: DeployedFunction, deployment: Deployment): Draft['location'] {
  const [found] = findAll(deployed.properties, ['DeadLetterConfig', 'TargetArn']);
  return found?.kind === 'absent' && found.within !== undefined ? found.within : blockOf(deployed, deployment);
}

/** Undefined where it is not known. */
function keepsFailures(deployed: DeployedFunction, deployment: Deployment, { invokeConfigType }: Parameters): boolean | undefined {
  const found = [['DeadLetterConfig', 'TargetArn'], ['EventInvokeConfig', 'DestinationConfig', 'OnFailure']].flatMap((path) => findAll(deployed.properties, path));
  if (found.some(({ kind }) => kind === 'value')) return true;
  if (found.some(({ kind }) => kind === 'unknown')) return undefined;
  const id = idOf(deployed, deployment);
  const configs = resourcesOfType(invokeConfigType, deployment);
  for (const config of configs) {
    const target = valueAt(config.properties, 'FunctionName');
    const mine = target === undefined ? [] : referencesIn(target);
    if (mine.some(({ resource }) => resource === id) || (mine.length === 0 && target?.kind !== 'scalar')) {
      if (findAll(config.properties, ['DestinationConfig', 'OnFailure', 'Destination']).some(({ kind }) => kind !== 'absent')) return true;
    }
  }
  return false;
}

/** A queue that failures go to already takes those of one more; else there is to be one. `beside`: what it is for. */
function toFailureQueue(deployment: Deployment, { queueType, suggested }: Parameters, beside: string, ordered: boolean, suffix: string, sent: (to: ReferenceValue) => readonly Change[]): readonly Fix[] {
  const named = resourcesOfType(queueType, deployment).filter(({ id, presence, properties }) => presence === 'always' && id !== beside && /dlq|dead.?letter|fail/i.test(id) && isOrdered(properties) === ordered);
  const sources = new Set(named.length === 0 ? [] : deployment.functions.flatMap(({ triggers }) => triggers).map(({ source }) => referred(source, deployment)?.id));
  const candidates = named.filter(({ id }) => !sources.has(id));
  const [queue, other] = candidates;
  if (queue !== undefined && other === undefined) return changes(`Send what fails to ${queue.id}`, deployment, sent(referenceTo(queue, 'Arn')));
  const neighbour = resourceWithId(beside, deployment);
  if (neighbour === undefined) return [];
  const properties = ordered ? { FifoQueue: true, ...suggested } : suggested;
  return changes('Send what fails to a queue of its own', deployment, [{ kind: 'add', resource: { type: queueType, properties, beside, suffix }, then: (id) => sent(referenceTo({ id, at: neighbour.at }, 'Arn')) }]);
}

/** Failures of a queue that keeps an order go to one that does. Undefined where it is not known. */
function isOrdered(queue: MapValue): boolean | undefined {
  const entry = entryAt(queue, 'FifoQueue');
  if (entry === undefined) return queue.open === true ? undefined : false;
  return booleanOf(entry.value);
}

function* ofStreams(rule: RuleData, parameters: Parameters, deployed: DeployedFunction, deployment: Deployment): Generator<Draft> {
  const { name } = deployed;
  for (const trigger of deployed.triggers) {
    const { kind, at, label, properties } = trigger;
    if (!parameters.streams.includes(kind)) continue;
    if (properties !== undefined && findAll(properties, ['DestinationConfig', 'OnFailure', 'Destination']).some((found) => found.kind !== 'absent')) continue;
    yield {
      location: at,
      message: fill(rule.message, { what: `Records of ${label} that function \`${name}\` cannot handle block their shard and are lost when they expire`, way: 'Give the mapping an on-failure destination and a limit of retries' }),
      functions: [name],
      fixes: toFailureQueue(deployment, parameters, idOf(deployed, deployment), false, 'FailedRecords', (to) => [{ kind: 'keep-failures', trigger, function: name, to }]),
    };
  }
}

/** What a queue's function cannot handle comes back until it expires, unless the queue itself moves it away. */
function* ofQueues(rule: RuleData, parameters: Parameters, deployment: Deployment): Generator<Draft> {
  const readers = new Map<Resource, string[]>();
  for (const { name, triggers } of deployment.functions) {
    for (const trigger of triggers) {
      const queue = queueOf(trigger, deployment, parameters.queueType);
      if (queue !== undefined) readers.set(queue, [...(readers.get(queue) ?? []), name]);
    }
  }
  for (const [queue, functions] of readers) {
    const { id, at, block = at, properties } = queue;
    if (takesFailures(id, deployment, parameters.queueType)) continue;
    const [found] = findAll(properties, ['RedrivePolicy', 'deadLetterTargetArn']);
    if (found?.kind !== 'absent') continue;
    const ordered = isOrdered(properties);
    yield {
      location: found.within ?? block,
      message: fill(rule.message, { what: `Messages of queue \`${id}\` that ${listed([...new Set(functions)])} cannot handle come back until they expire`, way: 'Give the queue a `RedrivePolicy` with a dead-letter queue' }),
      functions,
      fixes: ordered === undefined ? [] : toFailureQueue(deployment, parameters, id, ordered, 'DeadLetters', (to) => [{ kind: 'set', resource: id, path: ['RedrivePolicy'], to: { deadLetterTargetArn: to, maxReceiveCount: parameters.receives } }]),
    };
  }
}

function referencesTo(value: Value | undefined): readonly ReferenceValue[] {
  return value === undefined ? [] : referencesIn(value);
}

/** Whoever works off what others could not handle leaves the rest where it is. */
function takesFailures(id: string, deployment: Deployment, queueType: string): boolean {
  return resourcesReferringTo(id, deployment).some(({ type, properties }) => type === queueType && referencesTo(valueAt(properties, 'RedrivePolicy', 'deadLetterTargetArn')).some(({ resource }) => resource === id));
}

/** The queue that a trigger reads, where the deployment has it for sure. */
export function queueOf({ kind, source }: Trigger, deployment: Deployment, queueType: string): Resource | undefined {
  if (kind !== 'queue') return undefined;
  const queue = referred(source, deployment);
  return queue?.type === queueType && queue.presence === 'always' ? queue : undefined;
}
