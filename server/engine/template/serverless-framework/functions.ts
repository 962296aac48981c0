/** A function of the document as a deployed function, the provider's defaults merged in. Knows nothing of events and roles' contents. */
import { folderOf } from '../../text/uri';
import type { EnvironmentVariable, HandlerReference } from '../deployment';
import { booleanOf, entryAt, scalar, stringOf, valueAt, type MapEntry, type MapValue, type Value } from '../value';
import type { DeclaredFunction, Service } from './service';
import { isNothing, MapBuilder, mapAt, mapOf, mapValue, wordOf } from './values';
import { functionProperties, inheritedKeys } from './vocabulary';
import { own as entryOfTable } from '../../text/own';

export interface Environment {
  readonly variables: readonly EnvironmentVariable[];
  /** True where variables may be missing. */
  readonly open: boolean;
  readonly map: MapValue | undefined;
}

/** The provider's variables, then the function's own, which win. A variable set to null is not there. */
export function environmentOf(declared: DeclaredFunction, service: Service): Environment {
  const own = valueAt(mapOf(declared.value), 'environment');
  const shared = service.at('provider', 'environment');
  const byName = new Map<string, MapEntry>();
  let open = false;
  for (const value of [shared, own]) {
    if (value === undefined || isNothing(value)) continue;
    const map = mapOf(value);
    if (value.kind !== 'map' || map?.open === true) open = true;
    for (const entry of map?.entries ?? []) {
      byName.delete(entry.key);
      if (!(entry.value.kind === 'scalar' && entry.value.value === null)) byName.set(entry.key, entry);
    }
  }
  const entries = [...byName.values()];
  const at = (own ?? shared)?.at ?? declared.at;
  return {
    variables: entries.map((entry) => ({ name: entry.key, at: entry.keyAt, value: entry.value })),
    open,
    map: entries.length === 0 && !open ? undefined : mapValue(at, entries, open),
  };
}

export function codeOf(declared: DeclaredFunction, service: Service): HandlerReference {
  const map = mapOf(declared.value);
  const handler = valueAt(map, 'handler');
  const reference: HandlerReference = { handler, folders: [folderOf(service.file.uri)], entryPoints: [] };
  if (!isNothing(valueAt(map, 'image'))) return { ...reference, unbound: 'it runs a container image' };
  if (mapOf(declared.value) === undefined) return { ...reference, unbound: 'its declaration is not known' };
  return reference;
}

export function runtimeOf(declared: DeclaredFunction, service: Service): Value | undefined {
  return valueAt(mapOf(declared.value), 'runtime') ?? service.at('provider', 'runtime');
}

/** In the shape of AWS::Lambda::Function, without its role. */
export function propertiesOf(declared: DeclaredFunction, environment: Environment, service: Service): MapValue {
  const own = mapOf(declared.value);
  const builder = new MapBuilder(declared.value.at);
  const set = (key: string, entry: { readonly keyAt: MapEntry['keyAt']; readonly value: Value }): void => {
    const path = entryOfTable(functionProperties, key);
    if (path === undefined || isNothing(entry.value)) return;
    const isArchitecture = key === 'architecture';
    builder.set(path, entry.keyAt, isArchitecture ? { kind: 'list', items: [entry.value], at: entry.value.at, via: [] } : entry.value);
  };
  // Until version 3 the key stood at the service.
  const key = service.at('service', 'awsKmsKeyArn');
  if (key !== undefined) set('kmsKeyArn', { keyAt: key.at, value: key });
  for (const key of inheritedKeys) {
    const value = service.at('provider', key);
    if (value !== undefined) set(key, { keyAt: value.at, value });
  }
  for (const entry of own?.entries ?? []) set(entry.key, entry);
  const { map } = environment;
  if (map !== undefined) builder.set(['Environment', 'Variables'], map.at, map);
  setTracing(builder, valueAt(own, 'tracing') ?? service.at('provider', 'tracing', 'lambda'));
  setNetwork(builder, valueAt(own, 'vpc') ?? service.at('provider', 'vpc'));
  return builder.build();
}

function setTracing(builder: MapBuilder, value: Value | undefined): void {
  if (value === undefined || isNothing(value)) return;
  const on = booleanOf(value);
  const mode = on === undefined ? value : scalar(on ? 'Active' : 'PassThrough', value.at, value.via);
  builder.set(['TracingConfig', 'Mode'], value.at, mode);
}

/** `vpc: ~` takes a function out of the provider's network. */
function setNetwork(builder: MapBuilder, value: Value | undefined): void {
  const map = mapOf(value);
  if (map !== undefined) {
    for (const entry of map.entries) {
      const property = entry.key === 'securityGroupIds' ? 'SecurityGroupIds' : entry.key === 'subnetIds' ? 'SubnetIds' : undefined;
      if (property !== undefined) builder.set(['VpcConfig', property], entry.keyAt, entry.value);
    }
  } else if (value !== undefined && !isNothing(value)) builder.set(['VpcConfig'], value.at, value);
}

/** How a function comes by its role. */
export type RoleChoice =
  /** Its own, with the statements it lists. */
  | { readonly kind: 'own'; readonly statements: readonly Value[]; readonly inherits: boolean | 'unknown'; readonly managed: Value | undefined }
  /** The service's common role. */
  | { readonly kind: 'shared' }
  /** A role declared elsewhere: a resource's id, or undefined where it is not one of the document's. */
  | { readonly kind: 'named'; readonly resource: string | undefined };

export function roleOf(declared: DeclaredFunction, service: Service): RoleChoice {
  const map = mapOf(declared.value);
  const role = valueAt(map, 'role');
  if (role !== undefined && !isNothing(role)) return { kind: 'named', resource: roleResource(role) };
  const own = valueAt(map, 'iamRoleStatements') ?? valueAt(mapAt(map, 'iam', 'role'), 'statements');
  const managed = valueAt(map, 'iamManagedPolicies') ?? valueAt(mapAt(map, 'iam', 'role'), 'managedPolicies');
  if (own !== undefined || managed !== undefined) {
    const inherit = valueAt(map, 'iamRoleStatementsInherit') ?? valueAt(map, 'iam', 'inheritStatements') ?? service.at('custom', 'serverless-iam-roles-per-function', 'defaultInherit');
    // Without the plugin the framework passes over a function's own list: the common role is what runs.
    const unread = entryAt(map, 'iamRoleStatements') !== undefined && service.pluginsKnown && !service.plugins.some((plugin) => ownRolePlugin.test(plugin));
    const inherits = unread ? true : inherit === undefined || isNothing(inherit) ? false : (booleanOf(inherit) ?? 'unknown');
    return { kind: 'own', statements: own === undefined ? [] : [own], inherits, managed };
  }
  const common = service.at('provider', 'iam', 'role') ?? service.at('provider', 'role');
  // A map that is no reference configures the common role.
  if (common === undefined || common.kind === 'map') return { kind: 'shared' };
  return { kind: 'named', resource: roleResource(common) };
}

const ownRolePlugin = /iam-roles?-per-function/;

/** A role is named by logical id, by reference, or by an ARN that leads out of the document. */
function roleResource(role: Value): string | undefined {
  if (role.kind === 'reference') return role.resource;
  const text = stringOf(role);
  return text === undefined || text.includes(':') ? undefined : text;
}

export function isHosted(service: Service): boolean {
  const name = wordOf(service.at('provider', 'name')) ?? wordOf(service.at('provider'));
  return name === undefined || name === 'aws';
}
