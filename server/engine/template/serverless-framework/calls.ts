/** What starts functions from elsewhere in the document: APIs that name them as authorizers, state machines, sources of GraphQL. Knows no event. */
import { graphqlAccess, sourceTrigger } from '../cloudformation/triggers';
import type { Trigger } from '../deployment';
import { itemsOf, possibilities, stringOf, valueAt, type Value } from '../value';
import type { Service } from './service';
import { mapOf } from './values';
import { functionId } from './vocabulary';

/** By function name; of several equal ones the first. */
export function callsOf(service: Service): ReadonlyMap<string, readonly Trigger[]> {
  const nameOf = new Map(service.functions.flatMap(({ name }) => [[name, name], [functionId(name), name]] as const));
  const calls = new Map<string, Trigger[]>();
  const add = (name: string | undefined, trigger: Trigger): void => {
    if (name === undefined) return;
    const known = calls.get(name) ?? [];
    if (!known.some(({ kind, label }) => kind === trigger.kind && label === trigger.label)) calls.set(name, [...known, trigger]);
  };

  for (const authorizer of authorizersOf(service)) {
    const word = authorizer.kind === 'reference' ? authorizer.resource : stringOf(authorizer);
    if (word !== undefined) add(nameOf.get(word), sourceTrigger('authorizer', authorizer.at, undefined, { name: 'its API' }));
  }
  // Plugin serverless-step-functions: functions are named by their key in the document or by their logical id.
  for (const machine of mapOf(service.at('stepFunctions', 'stateMachines'))?.entries ?? []) {
    for (const called of namedIn(machine.value)) add(nameOf.get(called.name), sourceTrigger('state-machine', called.value.at, undefined, { name: machine.key }));
  }
  // Plugin serverless-appsync-plugin, in its second and its first version.
  for (const api of [...itemsOf(service.at('appSync')), ...itemsOf(service.at('custom', 'appSync'))]) {
    const map = mapOf(api);
    const access = graphqlAccess(stringOf(valueAt(map, 'authenticationType')) ?? stringOf(valueAt(mapOf(valueAt(map, 'authentication')), 'type')));
    for (const config of functionSources(api)) {
      for (const key of ['functionName', 'functionArn', 'lambdaFunctionArn']) {
        const named = valueAt(config, key);
        const word = stringOf(named) ?? (named === undefined ? undefined : namedIn(named)[0]?.name);
        if (named !== undefined && word !== undefined) add(nameOf.get(word), sourceTrigger('graphql', named.at, undefined, { name: stringOf(valueAt(map, 'name')) ?? 'of AppSync', ...access }));
      }
    }
  }
  return calls;
}

/** What data sources that are functions say of them, wherever they stand. */
function functionSources(value: Value): readonly Value[] {
  const inner = value.kind === 'map' ? value.entries.map((entry) => entry.value) : value.kind === 'list' ? value.items : value.kind === 'choice' ? value.options.map((option) => option.value) : [];
  const own = stringOf(valueAt(value, 'type')) === 'AWS_LAMBDA' ? valueAt(value, 'config') : undefined;
  return [...(own === undefined ? [] : [own]), ...inner.flatMap(functionSources)];
}

function authorizersOf(service: Service): readonly Value[] {
  const events = service.functions.flatMap(({ value }) => itemsOf(valueAt(mapOf(value), 'events')));
  const ofEvents = events.flatMap((event) => alternatives(valueAt(mapOf(valueAt(mapOf(event), 'http') ?? valueAt(mapOf(event), 'websocket')), 'authorizer'), ['name', 'arn']));
  const ofApi = (mapOf(service.at('provider', 'httpApi', 'authorizers'))?.entries ?? []).flatMap((entry) => alternatives(entry.value, ['functionName', 'functionArn']));
  return [...ofEvents, ...ofApi];
}

function alternatives(value: Value | undefined, keys: readonly string[]): readonly Value[] {
  if (value === undefined) return [];
  return possibilities(value).flatMap((option) => (option.kind === 'map' ? keys.flatMap((key) => valueAt(option, key) ?? []) : [option]));
}

/** Names that references lead to, also where they lead to no resource. */
function namedIn(value: Value): readonly { readonly name: string; readonly value: Value }[] {
  switch (value.kind) {
    case 'reference': return [{ name: value.resource, value }];
    case 'unknown': {
      const name = /^\$\{([\w-]+)\.Arn\}$/.exec(value.expression ?? '')?.[1];
      return name === undefined ? [] : [{ name, value }];
    }
    case 'list': return value.items.flatMap(namedIn);
    case 'map': return value.entries.flatMap((entry) => namedIn(entry.value));
    case 'choice': return value.options.flatMap((option) => namedIn(option.value));
    case 'text': return value.parts.flatMap((part) => (typeof part === 'string' ? [] : namedIn(part)));
    case 'scalar': return [];
  }
}
