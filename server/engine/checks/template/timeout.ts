/** Reports functions whose time limit nobody has set, or that may run longer than anybody waits for them. Knows no dialect. */
import type { Draft } from '../../finding';
import type { RuleData } from '../../rules/rule';
import type { Api, DeployedFunction, Deployment, Trigger, TriggerKind } from '../../template/deployment';
import { numberOf, valueAt } from '../../template/value';
import { own } from '../../text/own';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { listed } from '../holder';
import { findAll } from './demand';
import { blockOf, idOf } from './function-place';
import { gathered } from './property';
import { resourcesAt } from '../../template/resources';

interface Wait {
  readonly seconds: number;
  /** Who waits, e.g. "a REST API". */
  readonly who: string;
  /** A limit that is a little above misleads nobody. */
  readonly leeway?: number;
}

interface Parameters {
  readonly apis: Readonly<Partial<Record<Api['kind'], Wait>>>;
  readonly triggers: Readonly<Partial<Record<TriggerKind, Wait>>>;
  /** By CloudFront event type. */
  readonly edge: Readonly<Record<string, Wait>>;
  /** What a fix writes where nothing is said, in seconds. */
  readonly suggested: number;
  readonly gather: number;
}

export const timeLimit: Checker = {
  name: 'time-limit',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      const functions = deployment.functions.filter(({ presence }) => presence === 'always');
      for (const deployed of functions) yield* longerThanWaited(rule, parameters, deployed, deployment);
      const unset = functions.filter(({ properties }) => findAll(properties, ['Timeout']).every(({ kind }) => kind === 'absent'));
      for (const group of gathered(unset.map((deployed) => ({ deployed, at: blockOf(deployed, deployment) })), parameters.gather)) yield notSet(rule, parameters, group, deployment);
      yield undefined;
    }
  },
};

function* longerThanWaited(rule: RuleData, parameters: Parameters, deployed: DeployedFunction, deployment: Deployment): Generator<Draft> {
  const value = valueAt(deployed.properties, 'Timeout');
  const seconds = numberOf(value);
  if (value === undefined || seconds === undefined) return;
  const waits = deployed.triggers.map((trigger) => waitOf(trigger, parameters, deployment));
  let longest: Wait | undefined;
  for (const wait of waits) {
    // Started in another way too, it may well need the time.
    if (wait === undefined) return;
    if (longest === undefined || wait.seconds > longest.seconds) longest = wait;
  }
  if (longest === undefined || seconds <= longest.seconds + (longest.leeway ?? 0)) return;
  yield {
    location: value.at,
    message: fill(rule.message, { what: `Function \`${deployed.name}\` may run for ${String(seconds)} seconds, though ${longest.who} gives up after ${String(longest.seconds)}`, way: 'What runs longer is paid for and answers nobody' }),
    related: value.via,
    functions: [deployed.name],
    fixes: changes(`Stop after ${String(longest.seconds)} seconds`, deployment, [{ kind: 'set', resource: idOf(deployed, deployment), path: ['Timeout'], to: longest.seconds }]),
  };
}

function waitOf(trigger: Trigger, { apis, triggers, edge }: Parameters, deployment: Deployment): Wait | undefined {
  const { kind, route } = trigger;
  if (kind === 'edge') return own(edge, edgeEvent(trigger, deployment) ?? '');
  if (kind !== 'http' && kind !== 'websocket') return triggers[kind];
  const api = deployment.apis.find(({ id }) => id === route?.api);
  if (api === undefined || raisesLimit(trigger, deployment)) return undefined;
  return apis[api.kind];
}

/** An integration may ask for more than the preset limit, or say something that is not known. */
function raisesLimit(trigger: Trigger, deployment: Deployment): boolean {
  const method = resourcesAt(trigger.at, deployment)[0];
  const [found] = method === undefined ? [] : findAll(method.properties, ['Integration', 'TimeoutInMillis']);
  return found !== undefined && found.kind !== 'absent';
}

function edgeEvent({ at }: Trigger, deployment: Deployment): string | undefined {
  for (const { properties } of deployment.resources) {
    for (const path of [['DefaultCacheBehavior'], ['CacheBehaviors', '*']]) {
      for (const found of findAll(properties, ['DistributionConfig', ...path, 'LambdaFunctionAssociations', '*'])) {
        if (found.kind !== 'value' || found.value.at !== at) continue;
        const type = valueAt(found.value, 'EventType');
        return type?.kind === 'scalar' ? String(type.value) : undefined;
      }
    }
  }
  return undefined;
}

function notSet(rule: RuleData, { suggested }: Parameters, group: readonly { readonly deployed: DeployedFunction; readonly at: Draft['location'] }[], deployment: Deployment): Draft {
  const [first, ...others] = group;
  if (first === undefined) throw new Error('a group is never empty');
  const names = group.map(({ deployed }) => deployed.name);
  return {
    location: first.at,
    message: fill(rule.message, { what: `No timeout is set for ${listed(names)}, so the platform's default of a few seconds decides`, way: 'Set one that fits the work' }),
    related: others.map(({ at, deployed }) => ({ location: at, message: `\`${deployed.name}\`` })),
    functions: names,
    fixes: changes(`Set a timeout of ${String(suggested)} seconds`, deployment, group.map(({ deployed }) => ({ kind: 'set', resource: idOf(deployed, deployment), path: ['Timeout'], to: suggested }))),
  };
}
