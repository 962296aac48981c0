/** Reports applications that raise no alarm when functions fail. Knows no dialect. */
import { findAll, isAtFault } from './demand';
import { fill, type Checker } from '../checker';

interface Parameters {
  readonly alarmType: string;
  /** Where the numbers of functions and their queues are counted. */
  readonly namespaces: readonly string[];
}

export const noAlarms: Checker = {
  name: 'no-alarms',
  over: ['deployments'],
  *run(rule, facts) {
    const { alarmType, namespaces } = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      // Other clouds raise theirs elsewhere.
      if (deployment.cloud !== undefined) continue;
      const [first] = deployment.functions;
      const watched = deployment.resources.some(({ type, properties }) => type === alarmType && findAll(properties, ['Namespace']).some((found) => isAtFault(found, { not: namespaces }) !== true));
      if (first === undefined || watched) continue;
      yield { location: first.at, message: fill(rule.message, { template: deployment.name, functions: String(deployment.functions.length) }), functions: deployment.functions.map(({ name }) => name) };
      yield undefined;
    }
  },
};
