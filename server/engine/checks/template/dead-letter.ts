/** Reports what fails without a trace: events, messages and records that nobody keeps once all retries are used up. Knows no dialect. */
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import type { DeployedFunction, Deployment, Resource, Trigger, TriggerKind } from '../../template/deployment';
import { referencesIn, valueAt, type ReferenceValue } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { listed } from '../holder';
import { findAll } from './demand';
import { blockOf, idOf, referred } from './function-place';

interface Parameters {
  /** Triggers that hand an event over and do not wait: Lambda retries, then drops it. */
  readonly asynchronous: readonly TriggerKind[];
  /** Triggers that read records in order from a mapping of their own. */
  readonly streams: readonly TriggerKind[];
  /** Triggers whose sender waits for the answer, and learns of the failure. */
  readonly synchronous: readonly TriggerKind[];
  readonly queueType: string;
  readonly invokeConfigType: string;
}

export const deadLetter: Checker = {
  name: 'dead-letter',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      // Other clouds keep what fails by rules of their own.
      if (deployment.cloud !== undefined) continue;
      for (const deployed of deployment.functions) {
        if (deployed.presence === 'always') {
          yield* ofFunction(rule, parameters, deployed, deployment);
          yield* ofStreams(rule, parameters, deployed);
        }
      }
      yield* ofQueues(rule, parameters, deployment);
      yield undefined;
    }
  },
};

function* ofFunction(rule: RuleData, parameters: Parameters, deployed: DeployedFunction, deployment: Deployment): Generator<Draft> {
  const { name, triggers } = deployed;
  if (keepsFailures(deployed, deployment, parameters) !== false) return;
  const asynchronous = triggers.filter(({ kind }) => parameters.asynchronous.includes(kind));
  const answered = [...parameters.synchronous, ...parameters.streams, 'queue'];
  // Something that is not seen may call it and not wait.
  const perhaps = triggers.length === 0 || triggers.some(({ kind }) => !answered.includes(kind));
  if (asynchronous.length === 0 && !perhaps) return;
  const cause = asynchronous.length === 0 ? 'whoever calls it without waiting' : asynchronous.slice(0, 2).map(({ label }) => label).join(' and ');
  yield {
    location: placeOf(deployed, deployment),
    message: fill(rule.message, { what: `Events that function \`${name}\` cannot handle are dropped after its retries (from ${cause})`, way: 'Give it a dead-letter queue or an on-failure destination' }),
    functions: [name],
    ...(asynchronous.length === 0 ? { only: 'strict' as const } : {}),
    fixes: toFailureQueue(deployed, deployment, parameters),
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
  const configs = deployment.resources.filter(({ type }) => type === invokeConfigType);
  for (const config of configs) {
    const target = valueAt(config.properties, 'FunctionName');
    const mine = target === undefined ? [] : referencesIn(target);
    if (mine.some(({ resource }) => resource === id) || (mine.length === 0 && target?.kind !== 'scalar')) {
      if (findAll(config.properties, ['DestinationConfig', 'OnFailure', 'Destination']).some(({ kind }) => kind !== 'absent')) return true;
    }
  }
  return false;
}

/** A queue that failures go to already takes those of one more function. */
function toFailureQueue(deployed: DeployedFunction, deployment: Deployment, { queueType }: Parameters): readonly Fix[] {
  const sources = new Set(deployment.functions.flatMap(({ triggers }) => triggers).map(({ source }) => referred(source, deployment)?.id));
  const candidates = deployment.resources.filter(({ id, type, presence }) => type === queueType && presence === 'always' && !sources.has(id) && /dlq|dead.?letter|fail/i.test(id));
  const [queue, other] = candidates;
  if (queue === undefined || other !== undefined) return [];
  const to: ReferenceValue = { kind: 'reference', resource: queue.id, attribute: 'Arn', at: queue.at, via: [] };
  return changes(`Send failed events to ${queue.id}`, deployment, [{ kind: 'set', resource: idOf(deployed, deployment), path: ['DeadLetterConfig', 'TargetArn'], to }]);
}

function* ofStreams(rule: RuleData, { streams }: Parameters, { name, triggers }: DeployedFunction): Generator<Draft> {
  for (const { kind, at, label, properties } of triggers) {
    if (!streams.includes(kind)) continue;
    if (properties !== undefined && findAll(properties, ['DestinationConfig', 'OnFailure', 'Destination']).some((found) => found.kind !== 'absent')) continue;
    yield {
      location: at,
      message: fill(rule.message, { what: `Records of ${label} that function \`${name}\` cannot handle block their shard and are lost when they expire`, way: 'Give the mapping an on-failure destination and a limit of retries' }),
      functions: [name],
    };
  }
}

/** What a queue's function cannot handle comes back until it expires, unless the queue itself moves it away. */
function* ofQueues(rule: RuleData, { queueType }: Parameters, deployment: Deployment): Generator<Draft> {
  const readers = new Map<Resource, string[]>();
  for (const { name, triggers } of deployment.functions) {
    for (const trigger of triggers) {
      const queue = queueOf(trigger, deployment, queueType);
      if (queue !== undefined) readers.set(queue, [...(readers.get(queue) ?? []), name]);
    }
  }
  for (const [queue, functions] of readers) {
    const { id, at, block = at, properties } = queue;
    const [found] = findAll(properties, ['RedrivePolicy', 'deadLetterTargetArn']);
    if (found?.kind !== 'absent') continue;
    yield {
      location: found.within ?? block,
      message: fill(rule.message, { what: `Messages of queue \`${id}\` that ${listed([...new Set(functions)])} cannot handle come back until they expire`, way: 'Give the queue a `RedrivePolicy` with a dead-letter queue' }),
      functions,
    };
  }
}

/** The queue that a trigger reads, where the deployment has it for sure. */
export function queueOf({ kind, source }: Trigger, deployment: Deployment, queueType: string): Resource | undefined {
  if (kind !== 'queue') return undefined;
  const queue = referred(source, deployment);
  return queue?.type === queueType && queue.presence === 'always' ? queue : undefined;
}
