/** Reports switches that are on: environment variables, template properties, options in code. Which, it is told by the rule. */
import type { Draft, Fix } from '../finding';
import type { RuleData } from '../rules/rule';
import { importsOf, isWhole } from '../syntax/imports';
import { spanOf, ts, walk, type Script } from '../syntax/script';
import type { Deployment, Resource } from '../template/deployment';
import { booleanOf, possibilities, stringOf, valueAt, type MapValue, type Value } from '../template/value';
import { changes } from './change';
import { fill, type Checker } from './checker';
import { variablesOf } from './environment';
import { listed } from './holder';

interface Parameters {
  /** Variables that switch something on where they are true. */
  readonly environment: readonly Switch[];
  /** Keys anywhere in a resource's properties; not where the sibling `unless.key` has the value `unless.is`. */
  readonly keys: readonly (Switch & { readonly unless?: { readonly key: string; readonly is: string } })[];
  /** Options of a call: `f({ option: true })`, in any argument. */
  readonly options: readonly (Switch & { readonly callee: string })[];
  /** Calls of a function imported from a module that lack an option which would take the sting out. */
  readonly lacking: readonly (Switch & { readonly module: string })[];
}

interface Switch {
  readonly name: string;
  /** What it does when on, as a sentence's end: "logs …". */
  readonly effect: string;
}

export const switchedOn: Checker = {
  name: 'switched-on',
  over: ['deployments', 'scripts'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      yield* inEnvironment(rule, parameters, deployment);
      for (const resource of deployment.resources) yield* inProperties(rule, parameters, resource, resource.properties, deployment);
      yield undefined;
    }
    const words = [...parameters.options.map(({ callee }) => callee), ...parameters.lacking.map(({ module }) => module)];
    for (const uri of facts.scripts) {
      const text = facts.snapshot.file(uri)?.text ?? '';
      const script = words.some((word) => text.includes(word)) ? facts.snapshot.script(uri) : undefined;
      if (script !== undefined) yield* inScript(rule, parameters, uri, script);
      yield undefined;
    }
  },
};

function isOn(value: Value): boolean {
  return booleanOf(value) === true || stringOf(value) === '1' || (value.kind === 'scalar' && value.value === 1);
}

function* inEnvironment(rule: RuleData, parameters: Parameters, deployment: Deployment): Generator<Draft> {
  for (const { variable, functions } of variablesOf(deployment)) {
    const known = parameters.environment.find(({ name }) => name === variable.name);
    const value = known === undefined ? undefined : possibilities(variable.value).find(isOn);
    if (known === undefined || value === undefined) continue;
    const names = functions.map((deployed) => deployed.name);
    yield {
      location: variable.value.at,
      message: fill(rule.message, { option: known.name, effect: known.effect, where: ` in ${listed(names)}` }),
      functions: names,
      related: value.via,
      fixes: offFix(known.name, value, typeof (value.kind === 'scalar' ? value.value : '') === 'string' ? 'false' : false, deployment),
    };
  }
}

function* inProperties(rule: RuleData, parameters: Parameters, resource: Resource, value: Value, deployment: Deployment): Generator<Draft> {
  if (value.kind === 'list') for (const item of value.items) yield* inProperties(rule, parameters, resource, item, deployment);
  if (value.kind !== 'map') return;
  for (const entry of value.entries) {
    const known = parameters.keys.find(({ name }) => name === entry.key);
    const on = known === undefined || isExcused(known.unless, value) ? undefined : possibilities(entry.value).find(isOn);
    if (known !== undefined && on !== undefined) {
      yield {
        location: entry.value.at,
        message: fill(rule.message, { option: known.name, effect: known.effect, where: ` for \`${resource.id}\`` }),
        related: on.via,
        fixes: offFix(known.name, on, typeof (on.kind === 'scalar' ? on.value : '') === 'string' ? 'false' : false, deployment),
      };
    } else yield* inProperties(rule, parameters, resource, entry.value, deployment);
  }
}

function isExcused(unless: { readonly key: string; readonly is: string } | undefined, map: MapValue): boolean {
  return unless !== undefined && stringOf(valueAt(map, unless.key)) === unless.is;
}

/** A value that stands elsewhere (a parameter's default) decides about more than this. */
function offFix(name: string, value: Value, by: string | boolean, deployment: Deployment): readonly Fix[] {
  return value.via.length > 0 ? [] : changes(`Switch ${name} off`, deployment, [{ kind: 'replace', value, by }], 'safe');
}

function* inScript(rule: RuleData, parameters: Parameters, uri: string, script: Script): Generator<Draft> {
  const imports = importsOf(script);
  for (const call of callsIn(script)) {
    const callee = calledName(call);
    for (const known of parameters.options) {
      const value = callee === known.callee ? optionOf(call, known.name) : undefined;
      if (value?.kind !== ts.SyntaxKind.TrueKeyword) continue;
      const span = spanOf(value, script);
      yield {
        location: { uri, span },
        message: fill(rule.message, { option: known.name, effect: known.effect, where: '' }),
        fixes: [{ title: `Switch ${known.name} off`, kind: 'safe', edits: () => [{ uri, edits: [{ span, newText: 'false' }] }] }],
      };
    }
    for (const known of parameters.lacking) {
      const imported = callee === undefined || !ts.isIdentifier(call.expression) ? undefined : imports.get(callee);
      if (callee === undefined || imported?.module !== known.module || !isWhole(imported) || mayHave(call, known.name)) continue;
      yield { location: { uri, span: spanOf(call, script) }, message: fill(rule.message, { option: callee, effect: known.effect, where: '' }) };
    }
  }
}

function callsIn(script: Script): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  walk(script, (node) => {
    if (ts.isCallExpression(node)) calls.push(node);
    return undefined;
  });
  return calls;
}

function calledName(call: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(call.expression)) return call.expression.text;
  return ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : undefined;
}

function optionOf(call: ts.CallExpression, name: string): ts.Expression | undefined {
  for (const argument of call.arguments) {
    if (!ts.isObjectLiteralExpression(argument)) continue;
    const property = argument.properties.find((one) => ts.isPropertyAssignment(one) && (ts.isIdentifier(one.name) || ts.isStringLiteral(one.name)) && one.name.text === name);
    if (property !== undefined && ts.isPropertyAssignment(property)) return property.initializer;
  }
  return undefined;
}

/** True unless the call's arguments are all written out and the option is not among them. */
function mayHave(call: ts.CallExpression, name: string): boolean {
  return call.arguments.some((argument) => !ts.isObjectLiteralExpression(argument) || argument.properties.some((one) => ts.isSpreadAssignment(one) || (ts.isIdentifier(one.name) && one.name.text === name)));
}
