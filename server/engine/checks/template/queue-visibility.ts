/** Reports queues that hand a message out again while a function is still at work on it. Knows no dialect. */
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { findAll } from './demand';
import { queueOf } from './dead-letter';
import { numberOf, valueAt } from '../../template/value';
import type { DeployedFunction, Resource } from '../../template/deployment';

interface Parameters {
  readonly queueType: string;
  /** The least ratio of the two. */
  readonly times: number;
  /** Seconds. */
  readonly defaultVisibility: number;
}

export const queueVisibility: Checker = {
  name: 'queue-visibility',
  over: ['deployments'],
  *run(rule, facts) {
    const { queueType, times, defaultVisibility } = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      const slowest = new Map<Resource, { readonly deployed: DeployedFunction; readonly seconds: number }>();
      for (const deployed of deployment.functions) {
        // Where it is not said the platform's default is short enough for any queue.
        const seconds = numberOf(valueAt(deployed.properties, 'Timeout'));
        if (seconds === undefined || deployed.presence !== 'always') continue;
        for (const trigger of deployed.triggers) {
          const queue = queueOf(trigger, deployment, queueType);
          if (queue !== undefined && seconds > (slowest.get(queue)?.seconds ?? 0)) slowest.set(queue, { deployed, seconds });
        }
      }
      for (const [queue, { deployed, seconds }] of slowest) {
        const [found] = findAll(queue.properties, ['VisibilityTimeout']);
        const given = found?.kind === 'value' ? numberOf(found.value) : found?.kind === 'absent' ? defaultVisibility : undefined;
        const needed = seconds * times;
        if (given === undefined || given >= needed) continue;
        yield {
          location: found?.kind === 'value' ? found.value.at : (queue.block ?? queue.at),
          message: fill(rule.message, { queue: queue.id, given: String(given), function: deployed.name, seconds: String(seconds), needed: String(needed) }),
          functions: [deployed.name],
          fixes: changes(`Hide messages for ${String(needed)} seconds`, deployment, [{ kind: 'set', resource: queue.id, path: ['VisibilityTimeout'], to: needed }], 'safe'),
        };
      }
      yield undefined;
    }
  },
};
