/** Data files as deployments of clouds that have no language of their own in them: values as they are written. Knows no cloud. */
import type { DataNode } from '../syntax/data';
import type { Location } from '../text/span';
import { nameOf } from '../text/uri';
import type { SourceFile } from '../workspace';
import type { Api, Authorization, Cloud, DeployedFunction, Deployment, EnvironmentVariable, Exposure, Resource, Trigger, TriggerKind } from './deployment';
import { scalar, unknown, type MapValue, type Value } from './value';

/** `textValue` answers for texts that hold a reference; undefined where the text is what it says. */
export function plainValue(node: DataNode, uri: string, textValue?: (text: string, at: Location) => Value | undefined): Value {
  const at: Location = { uri, span: node.span };
  if (node.kind === 'scalar') return (typeof node.value === 'string' ? textValue?.(node.value, at) : undefined) ?? scalar(node.value, at);
  if (node.kind === 'list') return { kind: 'list', items: node.items.map((item) => plainValue(item, uri, textValue)), at, via: [] };
  return { kind: 'map', entries: node.entries.map(({ key, keySpan, value }) => ({ key, keyAt: { uri, span: keySpan }, value: plainValue(value, uri, textValue) })), at, via: [] };
}

/** A text that a step before the deployment fills in: the platform itself knows no `${NAME}`. */
export function filledLater(text: string, at: Location): Value | undefined {
  return /\$\{\w+\}/.test(text) ? unknown('it is filled in before the file is used', 'environment', at, [], text) : undefined;
}

/** A place for what a file says by being there. */
export function startOf(uri: string): Location {
  return { uri, span: { start: 0, end: 0 } };
}

interface Described {
  readonly name: string;
  readonly at: Location;
  readonly environment?: readonly EnvironmentVariable[];
  readonly triggers?: readonly Trigger[];
  readonly runtime?: Value | undefined;
  /** Where the code is, as far as the configuration says. */
  readonly code?: CodePlace | undefined;
}

/** The file of one function and its export, or the folders of all. */
export type CodePlace = { readonly files: readonly string[]; readonly export: string } | { readonly within: readonly string[] };

/** Where nothing says where its code is, it is found by its own shape. */
export function plainFunction({ name, at, environment = [], triggers = [], runtime, code: place }: Described): DeployedFunction {
  const properties: MapValue = { kind: 'map', entries: [], at, via: [], open: true };
  const nowhere = { handler: undefined, folders: [], entryPoints: [] };
  const code = place === undefined ? { ...nowhere, unbound: 'its code is found by its own shape' }
    : 'files' in place ? { ...nowhere, entryPoints: place.files, export: place.export }
    : { ...nowhere, within: place.within, unbound: `it is all that stands under ${place.within.map((folder) => `\`${nameOf(folder)}\``).join(', ')}` };
  return { name, at, code, runtime, environment, environmentOpen: true, triggers, role: undefined, properties, presence: 'always' };
}

/** The entries of a map as environment variables. */
export function variablesIn(map: Value | undefined): readonly EnvironmentVariable[] {
  return map?.kind === 'map' ? map.entries.map(({ key, keyAt, value }) => ({ name: key, at: keyAt, value })) : [];
}

/** A route of its own, without a gateway in front. */
export function httpTrigger(api: string, method: string, path: string, at: Location, guard: { readonly authorizer: Authorization; readonly apiKey?: boolean; readonly at?: Location; readonly exposure: Exposure; readonly because: string }): Trigger {
  return {
    kind: 'http', at, label: `${method === 'ANY' ? '' : `${method} `}${path}`, exposure: guard.exposure, because: guard.because,
    route: { api, method, path, authorizer: guard.authorizer, apiKey: guard.apiKey ?? false, decidedAt: guard.at ?? at, requestModel: false },
  };
}

export function eventTrigger(kind: TriggerKind, label: string, at: Location, exposure: Exposure, because: string): Trigger {
  return { kind, at, label, exposure, because };
}

export function plainDeployment(file: SourceFile, cloud: Cloud, parts: Pick<Deployment, 'problems'> & { readonly functions?: readonly DeployedFunction[]; readonly resources?: readonly Resource[]; readonly apis?: readonly Api[] }): Deployment {
  return { uri: file.uri, name: nameOf(file.uri), cloud, functions: [], resources: [], apis: [], grants: [], attachments: [], parameters: [], write: () => undefined, ...parts };
}
