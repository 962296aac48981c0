/** Vercel and Netlify: vercel.json and netlify.toml. Headers that the platform adds, environments, runtimes. Knows nothing of rules. */
import { child, type DataNode } from '../../syntax/data';
import { parseJson } from '../../syntax/json';
import { parseToml } from '../../syntax/toml';
import { folderOf, join, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { DeployedFunction, Deployment, EnvironmentVariable, Resource } from '../deployment';
import type { Dialect } from '../dialect';
import { documentOf, plainWriter, withoutSecret } from '../plain-write';
import { eventTrigger, filledLater, plainDeployment, plainFunction, plainValue, startOf, variablesIn } from '../plain';
import type { MapEntry } from '../value';

export const edge: Dialect = {
  name: 'edge',
  recognises: (file) => file.omitted === undefined && ['vercel.json', 'netlify.toml'].includes(nameOf(file.uri)),
  lower: (file) => (nameOf(file.uri) === 'vercel.json' ? vercel(file) : netlify(file)),
};

function vercel(file: SourceFile): readonly Deployment[] {
  const { tree, problems } = parseJson(file);
  const { uri } = file;
  const build = environmentAt(tree, uri, 'build', 'env');
  const headers = itemsOf(child(tree, 'headers')).map((rule, index) => headersOf(`headers ${String(index + 1)}`, rule, uri, pairs(child(rule, 'headers'), uri)));
  const runtimes = child(tree, 'functions');
  const functions = runtimes?.kind !== 'map' ? [] : runtimes.entries.map(({ key, keySpan, value }): DeployedFunction => {
    const runtime = child(value, 'runtime');
    return plainFunction({ name: key, at: { uri, span: keySpan }, ...(runtime === undefined ? {} : { runtime: plainValue(runtime, uri) }) });
  });
  const document = documentOf(file, tree, 'json');
  return [{ ...plainDeployment(file, 'vercel', { functions: [project('the project', uri, environmentAt(tree, uri, 'env'), folderOf(uri)), ...(build.length === 0 ? [] : [project('the project', uri, build)]), ...functions], resources: headers, problems }), write: plainWriter(document, headers, (change) => withoutSecret(change, document)) }];
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
  const document = documentOf(file, tree, 'toml');
  return [{ ...plainDeployment(file, 'netlify', { functions: [project('the site', uri, environmentAt(tree, uri, 'build', 'environment')), ...own, ...scheduled(tree, uri)], resources: headers, problems }), write: plainWriter(document, headers, (change) => withoutSecret(change, document)) }];
}

/** `[functions."name"]` may say when one is run. */
function scheduled(tree: DataNode | undefined, uri: string): readonly DeployedFunction[] {
  const functions = child(tree, 'functions');
  const folder = child(functions, 'directory') ?? child(tree, 'build', 'functions');
  const home = join(folderOf(uri), folder?.kind === 'scalar' && typeof folder.value === 'string' ? folder.value : 'netlify/functions');
  return functions?.kind !== 'map' ? [] : functions.entries.flatMap(({ key, keySpan, value }): readonly DeployedFunction[] => {
    const schedule = child(value, 'schedule');
    if (schedule === undefined) return [];
    const at = { uri, span: keySpan };
    return [plainFunction({ name: key, at, triggers: [eventTrigger('schedule', 'schedule', { uri, span: schedule.span }, 'schedule', 'a schedule sends it')], code: { files: ['ts', 'mts', 'js', 'mjs'].flatMap((extension) => [join(home, `${key}.${extension}`), join(home, `${key}/${key}.${extension}`)]), export: '*' } })];
  });
}

/** All functions below the folder are given the variables; without one, only the build is. Sources: "Environment variables and functions", Netlify Docs; "Project configuration", Vercel. */
function project(name: string, uri: string, environment: readonly EnvironmentVariable[], folder?: string): DeployedFunction {
  const made = plainFunction({ name, at: startOf(uri), environment, ...(folder === undefined ? {} : { code: { within: [folder] } }) });
  return folder === undefined ? { ...made, builds: true } : made;
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
