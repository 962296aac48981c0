/** Reports functions whose environment is not encrypted with a key of their own, above all where it holds what looks sensitive. Knows no dialect. */
import type { Fix } from '../../finding';
import type { Change, DeployedFunction, Deployment } from '../../template/deployment';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { secretKnowledge } from '../environment';
import { listed } from '../holder';
import { isSecretName } from '../secret-text';
import { keyType } from '../vocabulary';
import { findAll } from './demand';
import { blockOf } from './function-place';
import { resourcesAt, resourcesOfType } from '../../template/resources';

interface Parameters {
  /** Said where nothing in the environment looks sensitive. */
  readonly harmless: string;
}

export const sensitiveEnvironment: Checker = {
  name: 'sensitive-environment',
  over: ['deployments'],
  *run(rule, facts) {
    const { harmless } = rule.with as Parameters;
    const knowledge = secretKnowledge(facts);
    for (const deployment of facts.deployments) {
      for (const deployed of deployment.functions) {
        if (deployed.presence !== 'always' || findAll(deployed.properties, ['KmsKeyArn']).some(({ kind }) => kind !== 'absent')) continue;
        if (deployed.environment.length === 0) continue;
        const names = deployed.environment.map(({ name }) => name).filter((name) => isSecretName(name, knowledge));
        const sensitive = names.length > 0;
        yield {
          location: blockOf(deployed, deployment),
          message: fill(sensitive ? rule.message : harmless, { function: deployed.name, names: listed(names) }),
          functions: [deployed.name],
          fixes: withKeyOf(deployed, deployment),
          ...(sensitive ? {} : { severity: 'hint', only: 'strict' }),
        };
      }
      yield undefined;
    }
  },
};

/** Where the template has one key, that is the one that is meant; where it has none, it gets one. */
function withKeyOf({ at, name }: DeployedFunction, deployment: Deployment): readonly Fix[] {
  const keys = resourcesOfType(keyType, deployment);
  const own = resourcesAt(at, deployment)[0];
  const [key] = keys;
  if (own === undefined || keys.length > 1 || key?.presence === 'maybe') return [];
  const using = (id: string): Change => ({ kind: 'set', resource: own.id, path: ['KmsKeyArn'], to: { kind: 'reference', resource: id, attribute: 'Arn', at, via: [] } });
  if (key !== undefined) return changes(`Encrypt the environment of ${name} with ${key.id}`, deployment, [using(key.id)]);
  const properties = { Description: `Environment of ${name}`, EnableKeyRotation: true };
  return changes(`Encrypt the environment of ${name} with a key of its own`, deployment, [{ kind: 'add', resource: { type: keyType, properties, beside: own.id, suffix: 'Key' }, then: (id) => [using(id)] }]);
}
