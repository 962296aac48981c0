/** Reports switches that are on: environment variables, template properties, options in code. Which, it is told by the rule. */
import { codeFacts } from '../facts/code-calls';
import type { Facts } from '../facts/facts';
import type { Draft, Fix } from '../finding';
import type { RuleData } from '../rules/rule';
import type { Deployment, Resource } from '../template/deployment';
import { booleanOf, possibilities, stringOf, valueAt, type MapValue, type Value } from '../template/value';
import { changes } from './change';
import { fill, type Checker } from './checker';
import { draftsOfCalls, type CallPattern } from './code/call';
import { hintsOf } from './code/pattern';
import { variablesOf } from './environment';
import { listed } from './holder';

interface Parameters {
  /** Variables that switch something on where they are true. */
  readonly environment: readonly Switch[];
  /** Keys anywhere in a resource's properties; not where the sibling `unless.key` has the value `unless.is`. */
  readonly keys: readonly (Switch & { readonly unless?: { readonly key: string; readonly is: string } })[];
  /** Calls with the option, or without one that would take the sting out. */
  readonly calls: readonly CallPattern[];
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
      yield* inEnvironment(rule, parameters, deployment, facts);
      for (const resource of deployment.resources) yield* inProperties(rule, parameters, resource, resource.properties, deployment);
      yield undefined;
    }
    const code = codeFacts(facts);
    for (const uri of code.mentioning(hintsOf(parameters.calls, code))) {
      yield* draftsOfCalls(rule, uri, parameters.calls, code, facts);
      yield undefined;
    }
  },
};

function isOn(value: Value): boolean {
  return booleanOf(value) === true || stringOf(value) === '1' || (value.kind === 'scalar' && value.value === 1);
}

function* inEnvironment(rule: RuleData, parameters: Parameters, deployment: Deployment, facts: Facts): Generator<Draft> {
  for (const { variable, functions } of variablesOf(deployment, facts)) {
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
