/** Reports secrets that are resolved into environments, stand in plain parameters, or are never changed. Knows no dialect. */
import type { Facts } from '../../facts/facts';
import type { Fix } from '../../finding';
import type { DeployedFunction, Deployment, EnvironmentVariable, Resource } from '../../template/deployment';
import { possibilities, referencesIn, stringOf, valueAt, type UnknownValue, type Value } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { secretKnowledge, variablesOf } from '../environment';
import { listed } from '../holder';
import { parameterStore, readFromStore, secretStore, type Stored } from '../secret-accessor';
import { isSecretName, isSecretValue, type SecretKnowledge } from '../secret-text';
import { findAll, isAtFault } from './demand';
import { idOf } from './function-place';
import { kept } from './kept-parameter';

export const resolvedSecret: Checker = {
  name: 'resolved-secret',
  over: ['deployments'],
  *run(rule, facts) {
    const knowledge = secretKnowledge(facts);
    for (const deployment of facts.deployments) {
      // Elsewhere the platform hands over what its store holds, and a configuration shows the reference alone.
      if (deployment.cloud !== undefined) continue;
      for (const { variable, functions } of variablesOf(deployment, facts)) {
        const source = sourceOf(variable.name, variable.value, knowledge);
        if (source === undefined) continue;
        const names = functions.map(({ name }) => name);
        yield {
          location: variable.value.at,
          message: fill(rule.message, { variable: variable.name, store: source.source === 'secret-store' ? 'Secrets Manager or a SecureString' : 'the parameter store', functions: listed(names) }),
          related: variable.value.via,
          functions: names,
          fixes: fromStore(variable, deployment, facts),
        };
      }
      yield undefined;
    }
  },
};

/** Only where the reference is the whole value and says which: then it stands for itself at run time. All that are given the variable must mean the same. */
function fromStore({ name, value }: EnvironmentVariable, deployment: Deployment, facts: Facts): readonly Fix[] {
  const stored = deployment.cloud === undefined ? storedIn(value) : undefined;
  const holdings = facts.handlers.flatMap((handler) => handler.function.environment.filter((variable) => variable.name === name).map((variable) => ({ variable, handler })));
  const isSame = holdings.every(({ variable }) => variable.value.kind === 'unknown' && value.kind === 'unknown' && variable.value.expression === value.expression);
  return stored === undefined || !isSame ? [] : readFromStore(name, stored, holdings, facts);
}

/** What a reference of CloudFormation's or the Serverless Framework's names. */
function storedIn(value: Value): Stored | undefined {
  const expression = value.kind === 'unknown' ? value.expression ?? '' : '';
  const [, id, key] = /^\{\{resolve:secretsmanager:([\w/+=.@-]+)(?::SecretString(?::(\w+))?)?\}\}$/.exec(expression) ?? [];
  if (id !== undefined) return { store: secretStore, id, ...(key === undefined ? {} : { key }) };
  const [, parameter] = /^\{\{resolve:ssm(?:-secure)?:([\w/.-]+)(?::\d+)?\}\}$/.exec(expression) ?? /^\$?\{?ssm(?:\([\w-]+\))?:([\w/.-]+)\}?$/.exec(expression) ?? [];
  return parameter === undefined || parameter.startsWith('/aws/reference/') ? undefined : { store: parameterStore, id: parameter };
}

/** The part that a store gives at deployment. A parameter is a secret only if the variable is named like one. */
function sourceOf(name: string, value: Value, knowledge: SecretKnowledge): UnknownValue | undefined {
  const parts = possibilities(value).flatMap((one): readonly (string | Value)[] => (one.kind === 'text' ? one.parts : [one]));
  return parts.find((part): part is UnknownValue => typeof part !== 'string' && part.kind === 'unknown' && (part.source === 'secret-store' || (part.source === 'parameter-store' && isSecretName(name, knowledge))));
}

interface StoreParameters {
  readonly parameterType: string;
}

export const plainParameter: Checker = {
  name: 'plain-parameter',
  over: ['deployments'],
  *run(rule, facts) {
    const { parameterType } = rule.with as StoreParameters;
    const knowledge = secretKnowledge(facts);
    for (const deployment of facts.deployments) {
      for (const resource of deployment.resources) {
        if (resource.type !== parameterType || resource.presence !== 'always' || findAll(resource.properties, ['Type']).some((found) => isAtFault(found, { is: ['String', 'StringList'] }) !== true)) continue;
        const name = secretNameOf(resource, knowledge);
        const value = valueAt(resource.properties, 'Value');
        if (name === undefined || value === undefined || !mayBeSecret(name, value, knowledge)) continue;
        yield { location: value.at, message: fill(rule.message, { parameter: name }), related: value.via, fixes: kept(resource, name, value, deployment, facts) };
      }
      yield undefined;
    }
  },
};

function secretNameOf({ id, properties }: Resource, knowledge: SecretKnowledge): string | undefined {
  const given = stringOf(valueAt(properties, 'Name'));
  const last = given?.split('/').at(-1);
  if (last !== undefined) return isSecretName(last, knowledge) ? given : undefined;
  return isSecretName(id, knowledge) ? id : undefined;
}

/** A text must look like a secret; of what a parameter gives nothing more is known than the name. References lead to names. */
function mayBeSecret(name: string, value: Value, knowledge: SecretKnowledge): boolean {
  return possibilities(value).some((one) => {
    const text = stringOf(one);
    if (text !== undefined) return isSecretValue(name.split('/').at(-1) ?? name, text, knowledge);
    return one.kind === 'unknown' && (one.source === 'parameter' || one.source === 'secret-store');
  });
}

interface RotationParameters {
  readonly secretType: string;
  readonly rotationTypes: readonly string[];
  /** What a fix writes: days between two changes. */
  readonly suggested: number;
  /** What only a function that rotates secrets is allowed to do. */
  readonly right: string;
  /** The last step that a rotating function is asked for, which its code names. */
  readonly step: string;
}

export const unrotatedSecret: Checker = {
  name: 'unrotated-secret',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as RotationParameters;
    const { secretType, rotationTypes, suggested } = parameters;
    for (const deployment of facts.deployments) {
      for (const secret of deployment.resources) {
        if (secret.type !== secretType || secret.presence !== 'always' || isRotated(secret, deployment, rotationTypes)) continue;
        const rotator = rotatorOf(secret, deployment, parameters, facts);
        const fixes = rotator === undefined ? [] : changes(`Have ${rotator.name} change it every ${String(suggested)} days`, deployment, [{ kind: 'rotate', secret: secret.id, by: idOf(rotator, deployment), days: suggested }]);
        yield { location: secret.at, message: fill(rule.message, { secret: secret.id }), fixes };
      }
      yield undefined;
    }
  },
};

/** True too where it is not known which secret is rotated. */
function isRotated(secret: Resource, { resources }: Deployment, rotationTypes: readonly string[]): boolean {
  return resources.filter(({ type }) => rotationTypes.includes(type)).some(({ properties }) => {
    const target = valueAt(properties, 'SecretId');
    const references = target === undefined ? [] : referencesIn(target);
    return references.length === 0 ? target?.kind !== 'scalar' : references.some(({ resource }) => resource === secret.id);
  });
}

/** The one function that is made to rotate this secret; undefined where none is, or it is not sure which. */
function rotatorOf(secret: Resource, deployment: Deployment, { right, step }: RotationParameters, facts: Facts): DeployedFunction | undefined {
  const mayRotate = deployment.grants.filter(({ effect, presence, actions }) => effect === 'Allow' && presence === 'always' && actions.some((action) => stringOf(action)?.toLowerCase() === right.toLowerCase()));
  const named = mayRotate.filter(({ resources }) => resources.some((one) => referencesIn(one).some(({ resource }) => resource === secret.id)));
  const any = mayRotate.filter(({ resources }) => resources.every((one) => referencesIn(one).length === 0));
  const running = new Set((named.length > 0 ? named : any).flatMap(({ holder }) => (holder.kind === 'role' ? holder.functions : [])));
  const [first, ...others] = deployment.functions.filter((deployed) => deployed.presence === 'always' && (running.size > 0 ? running.has(deployed.name) : hasStep(deployed, step, facts)));
  return others.length > 0 ? undefined : first;
}

function hasStep(deployed: DeployedFunction, step: string, facts: Facts): boolean {
  return facts.handlers.some((handler) => handler.function === deployed && handler.binding.kind === 'bound' && facts.snapshot.file(handler.binding.uri)?.text.includes(step) === true);
}
