/** Reports keys of IAM users as a function's identity: handed to a client in code, or to a function by a template. Knows no dialect. */
import { codeFacts, type Call, type CodeFacts, type Place } from '../facts/code-calls';
import type { Facts } from '../facts/facts';
import { entriesImporting } from '../facts/lookup';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { spanOf, ts, unwrapped } from '../syntax/script';
import type { Deployment, EnvironmentVariable } from '../template/deployment';
import { possibilities, referencesIn, stringOf, valueAt, type Value } from '../template/value';
import { changes } from './change';
import { fill, type Checker } from './checker';
import { reasonFor, secretKnowledge, variablesOf } from './environment';
import { inFile, offered } from './fixes/fix';
import { withoutKeys } from './fixes/without-keys';
import { listed } from './holder';
import type { SecretKnowledge } from './secret-text';
import { resourcesOfType } from '../template/resources';

interface Parameters {
  /** The type of a resource that is a user's key. */
  readonly resource: string;
  /** Packages whose clients take keys. */
  readonly packages: string;
  /** What starts entry points that run where functions have roles. */
  readonly styles: readonly string[];
  readonly given: string;
  /** What a key's id and its secret look like, what variables with the secret are called, alone and beside an id; regular expressions. */
  readonly named: { readonly id: string; readonly secret: string; readonly secretNames: string; readonly beside: string; readonly message: string };
  /** The user for whom no key is made at all. */
  readonly root: { readonly user: string; readonly message: string };
}

export const longLivedKey: Checker = {
  name: 'long-lived-key',
  over: ['deployments', 'scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    yield* inCode(rule, parameters, facts);
    const knowledge = secretKnowledge(facts);
    for (const deployment of facts.deployments) {
      yield* inTemplate(parameters, deployment, facts);
      yield* inEnvironment(parameters, deployment, knowledge, facts);
      yield undefined;
    }
  },
};

function* inCode(rule: RuleData, { packages, styles }: Parameters, facts: Facts): Generator<Draft | undefined> {
  const code = codeFacts(facts);
  const client = new RegExp(packages);
  const told = new Set<string>();
  for (const uri of code.mentioning(['credentials', 'secretAccessKey'])) {
    yield undefined;
    if (!entriesImporting(uri, facts).some(({ entry }) => styles.includes(entry.style))) continue;
    for (const call of [...(code.reading(uri)?.calls.values() ?? [])].flat()) {
      const target = code.target(call);
      if (target === undefined || !client.test(target.module) || !makesClient(call, target.path)) continue;
      const key = keyOf(call, code);
      if (key === undefined) continue;
      const { script } = key.scope;
      const place = `${script.fileName} ${String(key.node.pos)}`;
      if (told.has(place)) continue;
      told.add(place);
      yield {
        location: { uri: script.fileName, span: spanOf(key.node, script) },
        message: fill(rule.message, { client: call.node.expression.getText(call.scope.script) }),
        fixes: [offered(facts, () => inFile(uri, withoutKeys(call.node, call.scope.script)))],
      };
    }
    yield undefined;
  }
}

/** `new S3Client(…)`, `new AWS.S3(…)`, `AWS.config.update(…)`. */
function makesClient({ node }: Call, path: readonly string[]): boolean {
  return ts.isNewExpression(node) || path.slice(-2).join('.') === 'config.update';
}

/** The secret key that a client is given for good; undefined for a session's keys, other endpoints than those of AWS, stand-ins for local use. */
function keyOf(call: Call, code: CodeFacts): Place | undefined {
  for (const holder of ['0.credentials', '0']) {
    const secret = code.option(call, `${holder}.secretAccessKey`);
    if (secret.kind !== 'given') continue;
    if (code.option(call, `${holder}.sessionToken`).kind !== 'absent' || code.option(call, '0.endpoint').kind !== 'absent') return undefined;
    if (secret.values.some(isOfSession) || code.texts(secret.at).some((text) => text !== '' && text.length < 30)) return undefined;
    return secret.at;
  }
  return undefined;
}

/** `assumed.Credentials.SecretAccessKey`: what the token service answers. */
function isOfSession({ node }: Place): boolean {
  const inner = unwrapped(node);
  return ts.isPropertyAccessExpression(inner) && /^(?:SecretAccessKey|SecretKey)$/.test(inner.name.text);
}

function* inTemplate({ resource: type, given, root }: Parameters, deployment: Deployment, facts: Facts): Generator<Draft> {
  const declared = resourcesOfType(type, deployment);
  const keys = new Set(declared.map(({ id }) => id));
  if (keys.size === 0) return;
  for (const { properties, presence } of declared) {
    const user = valueAt(properties, 'UserName');
    if (user !== undefined && presence === 'always' && stringOf(user)?.toLowerCase() === root.user && stringOf(valueAt(properties, 'Status')) !== 'Inactive') yield { location: user.at, message: root.message, related: user.via };
  }
  for (const { variable, functions } of variablesOf(deployment, facts)) {
    // The key's id alone opens nothing.
    const reference = referencesIn(variable.value).find(({ resource, attribute }) => keys.has(resource) && !/^(?:Ref|id|user)$/i.test(attribute));
    if (reference === undefined) continue;
    const names = functions.map((deployed) => deployed.name);
    yield {
      location: variable.value.at,
      message: fill(given, { key: reference.resource, functions: listed(names), variable: variable.name }),
      functions: names,
      fixes: changes(`Take ${variable.name} out of the environment: the function's role is enough`, deployment, [{ kind: 'remove', value: variable.value }]),
    };
  }
}

/** What is known for a secret is told by the rule about those; a key from a manual, which a real one will replace, is an identity all the same. */
function* inEnvironment({ named }: Parameters, deployment: Deployment, knowledge: SecretKnowledge, facts: Facts): Generator<Draft> {
  if (deployment.cloud !== undefined) return;
  const id = new RegExp(named.id);
  const secret = new RegExp(named.secret);
  const holds = (variable: EnvironmentVariable, pattern: RegExp): Value | undefined => possibilities(variable.value).find((one) => pattern.test(stringOf(one) ?? ''));
  for (const { variable, functions } of variablesOf(deployment, facts)) {
    const isSecret = new RegExp(named.secretNames, 'i').test(variable.name)
      || (new RegExp(named.beside, 'i').test(variable.name) && functions.every(({ environment }) => environment.some((other) => holds(other, id) !== undefined)));
    const value = holds(variable, id) ?? (isSecret ? holds(variable, secret) : undefined);
    if (value === undefined || reasonFor(variable.name, value, knowledge) !== undefined) continue;
    const names = functions.map((deployed) => deployed.name);
    yield {
      location: variable.value.at,
      message: fill(named.message, { functions: listed(names), variable: variable.name }),
      related: value.via,
      functions: names,
      fixes: changes(`Take ${variable.name} out of the environment: the function's role is enough`, deployment, [{ kind: 'remove', value: variable.value }]),
    };
  }
}
