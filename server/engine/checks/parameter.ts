/** Reports template parameters that hold secrets and show or preset them. Knows no dialect. */
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import type { Deployment, Parameter } from '../template/deployment';
import { stringOf } from '../template/value';
import { changes } from './change';
import { fill, type Checker } from './checker';
import { secretKnowledge } from './environment';
import { isSecretName, isSecretValue, type SecretKnowledge } from './secret-text';

interface Parameters {
  /** Parameter types whose value is the name of something, not the thing; a regular expression. */
  readonly namingTypes: string;
  /** Defaults that are no secret to anybody and yet would be deployed. */
  readonly weakDefaults: readonly string[];
  /** The attribute that hides a parameter's value. */
  readonly hideBy: string;
}

export const secretParameter: Checker = {
  name: 'secret-parameter',
  over: ['deployments'],
  *run(rule, facts) {
    const knowledge = secretKnowledge(facts);
    for (const deployment of facts.deployments) {
      for (const parameter of deployment.parameters) yield* inParameter(rule, rule.with as Parameters, parameter, deployment, knowledge);
      yield undefined;
    }
  },
};

function* inParameter(rule: RuleData, parameters: Parameters, parameter: Parameter, deployment: Deployment, knowledge: SecretKnowledge): Generator<Draft> {
  const { name } = parameter;
  if (!isSecretName(name, knowledge) || new RegExp(parameters.namingTypes).test(parameter.type ?? '') || parameter.allowedValues.length > 0) return;
  const given = stringOf(parameter.default);
  const hideBy = parameter.hiddenBy ?? parameters.hideBy;
  const preset = given !== undefined && (isSecretValue(name, given, knowledge) || parameters.weakDefaults.includes(given.toLowerCase()));
  if (preset && parameter.default !== undefined) {
    yield {
      location: parameter.default.at,
      message: fill(rule.message, { parameter: name, reason: 'has a default, so the secret stands in the template and is used by whoever forgets to set it', remedy: 'Drop the default' }),
      fixes: changes(`Drop the default of ${name}`, deployment, [{ kind: 'remove', value: parameter.default }]),
    };
  }
  if (parameter.hidden === false && !namesSomething(given)) {
    yield {
      location: parameter.at,
      message: fill(rule.message, { parameter: name, reason: 'is not hidden, so whoever may look at the deployment reads it there, in the console or in its logs', remedy: /^\w+$/.test(hideBy) ? `Set \`${hideBy}\` to true` : `Write \`${hideBy}\`` }),
      fixes: changes(`Hide ${name} (${hideBy})`, deployment, [{ kind: 'entry', map: parameter.properties, key: hideBy, to: true }], 'safe'),
    };
  }
}

/** A default that is a path, an ARN or the like says that the parameter is the name of a secret. */
function namesSomething(given: string | undefined): boolean {
  return given !== undefined && /^(?:arn:|\/|ssm:|https?:)|^[\w-]+(?:\/[\w-]+)+$/.test(given);
}
