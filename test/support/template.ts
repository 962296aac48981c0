/** Lowers template texts in tests. */
import { cloudformation } from '../../server/engine/template/cloudformation';
import type { DeployedFunction, Deployment, Trigger } from '../../server/engine/template/deployment';
import type { Reading } from '../../server/engine/template/dialect';
import { valueAt, type Value } from '../../server/engine/template/value';
import type { SourceFile } from '../../server/engine/workspace';

const root = 'file:///app';

export function reading(files: Readonly<Record<string, string>> = {}): Reading {
  const sources = new Map(Object.entries(files).map(([path, text]): [string, SourceFile] => [`${root}/${path}`, { uri: `${root}/${path}`, text }]));
  return {
    file: (uri) => sources.get(uri),
    under: (folder) => [...sources.keys()].filter((uri) => uri.startsWith(`${folder}/`)),
    rootOf: (uri) => (uri.startsWith(root) ? root : undefined),
  };
}

/** The deployment of `template.yaml` with this text (JSON is YAML too). */
export function lowered(text: string, files: Readonly<Record<string, string>> = {}, name = 'template.yaml'): Deployment {
  const [deployment] = cloudformation.lower({ uri: `${root}/${name}`, text }, reading(files));
  if (deployment === undefined) throw new Error('not a template');
  return deployment;
}

export function resourceProperty(deployment: Deployment, id: string, ...path: readonly string[]): Value | undefined {
  const resource = deployment.resources.find((one) => one.id === id);
  if (resource === undefined) throw new Error(`no resource ${id}`);
  return valueAt(resource.properties, ...path);
}

export function functionNamed(deployment: Deployment, name: string): DeployedFunction {
  const found = deployment.functions.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
}

export function triggersOf(deployment: Deployment, name: string): readonly Trigger[] {
  return functionNamed(deployment, name).triggers;
}

/** A value in a line, for expectations: `?source` for unknown, `@Resource.Attribute` for references. */
export function said(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined: return undefined;
    case 'scalar': return value.value;
    case 'text': return value.parts.map((part) => (typeof part === 'string' ? part : String(said(part)))).join('');
    case 'list': return value.items.map(said);
    case 'map': return Object.fromEntries(value.entries.map((entry) => [entry.key, said(entry.value)]));
    case 'reference': return `@${value.resource}.${value.attribute}`;
    case 'choice': return value.options.map((option) => `${option.when}: ${String(said(option.value))}`);
    case 'unknown': return `?${value.source}`;
  }
}
