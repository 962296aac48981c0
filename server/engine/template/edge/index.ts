/** Vercel and Netlify: vercel.json and netlify.toml. Headers that the platform adds, environments, runtimes. Knows nothing of rules. */
import { child, type DataNode } from '../../syntax/data';
import { parseJson } from '../../syntax/json';
import { parseToml } from '../../syntax/toml';
import { nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { DeployedFunction, Deployment, EnvironmentVariable, Resource } from '../deployment';
import type { Dialect } from '../dialect';
import { filledLater, plainDeployment, plainFunction, plainValue, startOf, variablesIn } from '../plain';
import type { MapEntry } from '../value';

export const edge: Dialect = {
  name: 'edge',
  recognises: (file) => file.omitted === undefined && ['vercel.json', 'netlify.toml'].includes(nameOf(file.uri)),
  lower: (file) => (nameOf(file.uri) === 'vercel.json' ? vercel(file) : netlify(file)),
};

function vercel(file: SourceFile): readonly Deployment[] {
  const { tree, problems } = parseJson(file);
  const { uri } = file;
  const environment = [...environmentAt(tree, uri, 'env'), ...environmentAt(tree, uri, 'build', 'env')];
  const headers = itemsOf(child(tree, 'headers')).map((rule, index) => headersOf(`headers ${String(index + 1)}`, rule, uri, pairs(child(rule, 'headers'), uri)));
  const runtimes = child(tree, 'functions');
  const functions = runtimes?.kind !== 'map' ? [] : runtimes.entries.map(({ key, keySpan, value }): DeployedFunction => {
    const runtime = child(value, 'runtime');
    return plainFunction({ name: key, at: { uri, span: keySpan }, ...(runtime === undefined ? {} : { runtime: plainValue(runtime, uri) }) });
  });
  return [plainDeployment(file, 'vercel', { functions: [project('the project', uri, environment), ...functions], resources: headers, problems })];
}

/** A context's variables are those of a deployment of its own. */
function netlify(file: SourceFile): readonly Deployment[] {
  const { tree, problems } = parseToml(file);
  const { uri } = file;
  const contexts = child(tree, 'context');
  const own = contexts?.kind !== 'map' ? [] : contexts.entries.map(({ key, value }) => project(`the site (${key})`, uri, environmentAt(value, uri, 'environment')));
  const headers = itemsOf(child(tree, 'headers')).map((rule, index) => {
    const values = child(rule, 'values');
    return headersOf(`headers ${String(index + 1)}`, rule, uri, values?.kind === 'map' ? values.entries.map(({ key, keySpan, value }) => ({ key, keyAt: { uri, span: keySpan }, value: plainValue(value, uri, filledLater) })) : []);
  });
  return [plainDeployment(file, 'netlify', { functions: [project('the site', uri, environmentAt(tree, uri, 'build', 'environment')), ...own], resources: headers, problems })];
}

function project(name: string, uri: string, environment: readonly EnvironmentVariable[]): DeployedFunction {
  return plainFunction({ name, at: startOf(uri), environment });
}

function environmentAt(tree: DataNode | undefined, uri: string, ...path: readonly string[]): readonly EnvironmentVariable[] {
  const block = child(tree, ...path);
  // Vercel's `@name` refers to a secret of the project.
  return block === undefined ? [] : variablesIn(plainValue(block, uri, (text, at) => (text.startsWith('@') ? { kind: 'unknown', reason: 'it is a secret of the project', source: 'secret-store', at, via: [] } : filledLater(text, at))));
}

function headersOf(id: string, rule: DataNode, uri: string, entries: readonly MapEntry[]): Resource {
  const at = { uri, span: rule.span };
  return { id, type: 'Web::Headers', at, properties: { kind: 'map', entries, at, via: [] }, presence: 'always' };
}

/** `[{ key, value }]`. */
export function pairs(list: DataNode | undefined, uri: string): readonly MapEntry[] {
  return itemsOf(list).flatMap((one): readonly MapEntry[] => {
    const key = child(one, 'key');
    const value = child(one, 'value');
    if (key?.kind !== 'scalar' || value === undefined) return [];
    return [{ key: String(key.value), keyAt: { uri, span: key.span }, value: plainValue(value, uri, filledLater) }];
  });
}

function itemsOf(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === 'list' ? node.items : [];
}
