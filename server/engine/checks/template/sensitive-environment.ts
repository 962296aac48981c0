/** Reports functions whose environment holds what looks sensitive and is not encrypted with a key of their own. Knows no dialect. */
import { fill, type Checker } from '../checker';
import { secretKnowledge } from '../environment';
import { listed } from '../holder';
import { isSecretName } from '../secret-text';
import { findAll } from './demand';
import { blockOf } from './function-place';

export const sensitiveEnvironment: Checker = {
  name: 'sensitive-environment',
  over: ['deployments'],
  *run(rule, facts) {
    const knowledge = secretKnowledge(facts);
    for (const deployment of facts.deployments) {
      for (const deployed of deployment.functions) {
        if (deployed.presence !== 'always' || findAll(deployed.properties, ['KmsKeyArn']).some(({ kind }) => kind !== 'absent')) continue;
        const names = deployed.environment.map(({ name }) => name).filter((name) => isSecretName(name, knowledge));
        if (names.length === 0) continue;
        yield { location: blockOf(deployed, deployment), message: fill(rule.message, { function: deployed.name, names: listed(names) }), functions: [deployed.name] };
      }
      yield undefined;
    }
  },
};
