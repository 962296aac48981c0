/** Reports functions that strangers or a full queue can start as often as the account allows. Knows no dialect. */
import type { DeployedFunction, Deployment, Trigger } from '../../template/deployment';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { listed } from '../holder';
import { findAll, isAtFault } from './demand';
import { blockOf, idOf } from './function-place';
import { gathered } from './property';

interface Parameters {
  /** What a fix writes. */
  readonly suggested: number;
  readonly gather: number;
}

export const concurrency: Checker = {
  name: 'concurrency',
  over: ['deployments'],
  *run(rule, facts) {
    const { suggested, gather } = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      const boundless = deployment.functions.filter((deployed) => deployed.presence === 'always' && isBoundless(deployed)).map((deployed) => ({ deployed, at: blockOf(deployed, deployment) }));
      const open = boundless.filter(({ deployed }) => deployed.triggers.some(needsBound));
      // Nothing in the template starts them: what does may have no bound.
      const unseen = boundless.filter(({ deployed }) => deployed.triggers.length === 0);
      for (const group of [...gathered(open, gather), ...gathered(unseen, gather)]) {
        const [first, ...others] = group;
        if (first === undefined) continue;
        const names = group.map(({ deployed }) => deployed.name);
        const cause = first.deployed.triggers.find(needsBound);
        const why = first.deployed.triggers.length === 0 ? 'what starts it does not stand in the template' : others.length === 0 && cause !== undefined ? reasonOf(cause) : 'anyone, or a queue that fills up, can start them';
        yield {
          location: first.at,
          message: fill(rule.message, { functions: listed(names), cause: why }),
          ...(first.deployed.triggers.length === 0 ? { only: 'strict' as const } : {}),
          related: others.map(({ at, deployed }) => ({ location: at, message: `\`${deployed.name}\`` })),
          functions: names,
          fixes: reserve(suggested, group.map(({ deployed }) => deployed), deployment),
        };
      }
      yield undefined;
    }
  },
};

function reserve(suggested: number, functions: readonly DeployedFunction[], deployment: Deployment): ReturnType<typeof changes> {
  const wanted = functions.map((deployed) => ({ kind: 'set', resource: idOf(deployed, deployment), path: ['ReservedConcurrentExecutions'], to: suggested }) as const);
  return changes(`Run at most ${String(suggested)} at a time`, deployment, wanted);
}

/** Terraform writes -1 for no reservation. */
function isBoundless({ properties }: DeployedFunction): boolean {
  return findAll(properties, ['ReservedConcurrentExecutions']).every((found) => isAtFault(found, { absent: true, is: [-1] }) === true);
}

/** Replicas at the edge take no reservation; what runs before the caller is known is bounded by its API. */
function needsBound({ kind, exposure, properties }: Trigger): boolean {
  if (kind === 'queue') return properties === undefined || findAll(properties, ['ScalingConfig', 'MaximumConcurrency']).every((found) => found.kind === 'absent');
  return exposure === 'anonymous' && kind !== 'edge' && kind !== 'authorizer';
}

function reasonOf({ kind, label }: Trigger): string {
  return kind === 'queue' ? `${label} may fill up` : `anyone can send to it (${label})`;
}
