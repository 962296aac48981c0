/** Reports applications that raise no alarm when functions fail. Knows no dialect. */
import type { Fix } from '../../finding';
import type { Change, Deployment, Plain } from '../../template/deployment';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { findAll, isAtFault } from './demand';
import { referenceTo, resourceOf } from './function-place';
import { resourcesOfType } from '../../template/resources';

interface Parameters {
  readonly alarmType: string;
  /** Where the numbers of functions and their queues are counted. */
  readonly namespaces: readonly string[];
  /** What a fix writes, beside the function that it watches. */
  readonly suggested: { readonly [key: string]: Plain };
  readonly topicType: string;
}

export const noAlarms: Checker = {
  name: 'no-alarms',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const { alarmType, namespaces } = parameters;
    for (const deployment of facts.deployments) {
      // Other clouds raise theirs elsewhere.
      if (deployment.cloud !== undefined) continue;
      const [first] = deployment.functions;
      const watched = resourcesOfType(alarmType, deployment).some(({ properties }) => findAll(properties, ['Namespace']).some((found) => isAtFault(found, { not: namespaces }) !== true));
      if (first === undefined || watched) continue;
      yield { location: first.at, message: fill(rule.message, { template: deployment.name, functions: String(deployment.functions.length) }), functions: deployment.functions.map(({ name }) => name), fixes: withAlarms(deployment, parameters) };
      yield undefined;
    }
  },
};

/** One for each function; who is told is known where there is one topic that is named for it. */
function withAlarms(deployment: Deployment, { alarmType, suggested, topicType }: Parameters): readonly Fix[] {
  const watched = deployment.functions.filter(({ presence }) => presence === 'always');
  const topics = resourcesOfType(topicType, deployment).filter(({ id, presence }) => presence === 'always' && /alarm|alert/i.test(id));
  const [topic, ...others] = topics;
  const actions = topic === undefined || others.length > 0 ? {} : { AlarmActions: [referenceTo(topic, 'Ref')] };
  const wanted = watched.flatMap((deployed): readonly Change[] => {
    const resource = resourceOf(deployed, deployment);
    const properties = resource === undefined ? {} : { ...suggested, Dimensions: [{ Name: 'FunctionName', Value: referenceTo(resource, 'Ref') }], ...actions };
    return resource === undefined ? [] : [{ kind: 'add', resource: { type: alarmType, properties, beside: resource.id, suffix: 'ErrorsAlarm' } }];
  });
  return wanted.length === 0 ? [] : changes(wanted.length === 1 ? 'Raise an alarm when it fails' : `Raise an alarm when one of the ${String(wanted.length)} functions fails`, deployment, wanted);
}
