/** Reports secrets that stand as plain text in functions' environments. Knows no dialect. */
import type { Facts } from '../facts/facts';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import type { Cloud, DeployedFunction, Deployment, EnvironmentVariable } from '../template/deployment';
import { storeName } from '../template/plain-write';
import { possibilities, stringOf, type Value } from '../template/value';
import { compareLocations, type Location } from '../text/span';
import { changes } from './change';
import { fill, type Checker } from './checker';
import { listed } from './holder';
import { moveToStore, type Holding } from './secret-accessor';
import { compileSecrets, isSecretName, isSecretValue, secretsIn, type SecretKnowledge } from './secret-text';
import { addTo } from '../text/groups';

/** One variable as written, and the functions that it is for. */
interface Shared {
  readonly variable: EnvironmentVariable;
  readonly functions: DeployedFunction[];
}

export const environmentSecret: Checker = {
  name: 'environment-secret',
  over: ['deployments'],
  *run(rule, facts) {
    const knowledge = secretKnowledge(facts);
    for (const deployment of facts.deployments) {
      for (const shared of variablesOf(deployment, facts)) yield* inVariable(rule, shared, deployment, knowledge, facts);
      yield undefined;
    }
  },
};

export function secretKnowledge(facts: Facts): SecretKnowledge {
  const model = facts.models['secrets'];
  if (typeof model !== 'object' || model === null) throw new Error('the model "secrets" is missing');
  return facts.snapshot.memo.of('secret-knowledge', model, compileSecrets);
}

/** A variable that is set for many functions at once is one. */
export function variablesOf(deployment: Deployment, { snapshot }: Facts): readonly Shared[] {
  return snapshot.memo.of('variables', deployment, sharedIn);
}

function sharedIn(deployment: Deployment): readonly Shared[] {
  const byPlace = new Map<string, Shared>();
  for (const deployed of deployment.functions) {
    for (const variable of deployed.environment) {
      const place = `${variable.name} ${variable.value.at.uri} ${variable.value.at.span.start}`;
      const known = byPlace.get(place);
      if (known === undefined) byPlace.set(place, { variable, functions: [deployed] });
      else known.functions.push(deployed);
    }
  }
  return [...byPlace.values()];
}

/** By name: every function that is given a secret under it. A fix has to move them all, as they may run through the same code. */
export function holdingsOf({ handlers, snapshot }: Facts, knowledge: SecretKnowledge): ReadonlyMap<string, readonly Holding[]> {
  return snapshot.memo.of('holdings', handlers, () => {
    const byName = new Map<string, Holding[]>();
    for (const handler of handlers) {
      for (const variable of handler.function.environment) {
        if (!possibilities(variable.value).some((value) => reasonFor(variable.name, value, knowledge) !== undefined)) continue;
        addTo(byName, variable.name, { variable, handler });
      }
    }
    return byName;
  });
}

/** Where a file holds secrets that environments are given, as offsets; also where a template that is code keeps them in a variable: they are told once. */
export function givenSecretsIn(uri: string, knowledge: SecretKnowledge, facts: Facts): readonly number[] {
  return facts.derived('given secrets in', uri, ({ handlers, snapshot }) => snapshot.memo.of('given secrets', handlers, () => {
    const byFile = new Map<string, number[]>();
    for (const { function: deployed } of handlers) {
      for (const { uri: file, span } of snapshot.memo.of('given secrets of', deployed, () => givenSecrets(deployed, knowledge))) addTo(byFile, file, span.start);
    }
    return byFile;
  }).get(uri) ?? []);
}

function givenSecrets({ environment }: DeployedFunction, knowledge: SecretKnowledge): readonly Location[] {
  return environment.flatMap(({ name, value }) => possibilities(value).flatMap((one) => (reasonFor(name, one, knowledge) === undefined ? [] : [value.at, one.at, ...one.via.map((hop) => hop.location)])));
}

function* inVariable(rule: RuleData, { variable, functions }: Shared, deployment: Deployment, knowledge: SecretKnowledge, facts: Facts): Generator<Draft> {
  const value = possibilities(variable.value).find((one) => reasonFor(variable.name, one, knowledge) !== undefined);
  const [first] = functions;
  if (value === undefined || first === undefined) return;
  const { cloud } = deployment;
  const names = functions.map((deployed) => deployed.name);
  const source = value.via[0];
  const where = source === undefined ? 'as plain text' : `as plain text: it comes from ${source.message}`;
  yield {
    location: variable.value.at,
    message: fill(rule.message, { variable: variable.name, what: reasonFor(variable.name, value, knowledge) ?? '', functions: listed(names), where, store: storeOf(rule, cloud) }),
    related: value.via,
    functions: names,
    fixes: cloud === undefined ? moveToStore(variable.name, (one) => compareLocations(one.variable.value.at, variable.value.at) === 0, () => holdingsOf(facts, knowledge), facts) : changes(fill(parametersOf(rule).moves[cloud] ?? '', { variable: variable.name, secret: storeName(variable.name) }), deployment, [{ kind: 'from-store', variable, function: first.name }]),
  };
}

/** Where a secret belongs. */
function storeOf(rule: RuleData, cloud: Cloud | undefined): string {
  return parametersOf(rule).stores[cloud ?? 'aws'] ?? '';
}

/** By cloud: where a secret belongs, and what a fix that takes it from there is called, with `{variable}` and `{secret}`. */
function parametersOf(rule: RuleData): { readonly stores: Readonly<Record<string, string>>; readonly moves: Readonly<Partial<Record<Cloud, string>>> } {
  return rule.with as ReturnType<typeof parametersOf>;
}

/** What kind of secret the value is; undefined where it is none or is not known. */
export function reasonFor(name: string, value: Value, knowledge: SecretKnowledge): string | undefined {
  const text = stringOf(value);
  if (text === undefined) return undefined;
  const [shaped] = secretsIn(text, knowledge);
  if (shaped !== undefined) return `a ${shaped.what}`;
  return isSecretName(name, knowledge) && isSecretValue(name, text, knowledge) ? 'a secret' : undefined;
}
