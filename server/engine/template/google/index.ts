/** Google Cloud: firebase.json, Cloud Run services and builds that deploy with gcloud. Terraform's google_ resources are read by its own dialect. Knows nothing of rules. */
import { child, type DataNode } from '../../syntax/data';
import { parseJson } from '../../syntax/json';
import { parseYaml } from '../../syntax/yaml';
import type { Location } from '../../text/span';
import { folderOf, join, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { DeployedFunction, Deployment, EnvironmentVariable, Resource, Trigger } from '../deployment';
import type { Dialect, Reading } from '../dialect';
import { pairs } from '../edge';
import { documentOf, plainWriter } from '../plain-write';
import { eventTriggerOf } from './events';
import { sourcesIn } from './sources';
import { boundSecret, commandChange } from './write';
import { httpTrigger, plainDeployment, plainFunction, plainValue, type CodePlace } from '../plain';
import { scalar, unknown, type Value } from '../value';

export const google: Dialect = { name: 'google', recognises: (file) => readerOf(file) !== undefined, lower: (file, reading) => readerOf(file)?.(file, reading) ?? [] };

function readerOf({ uri, text, omitted }: SourceFile): ((file: SourceFile, reading: Reading) => readonly Deployment[]) | undefined {
  if (omitted !== undefined || !/\.(?:json|ya?ml)$/.test(uri)) return undefined;
  if (nameOf(uri) === 'firebase.json') return firebase;
  if (!/\.ya?ml$/.test(uri)) return undefined;
  if (/^apiVersion:\s*serving\.knative\.dev\/v1/m.test(text) && /^kind:\s*Service\b/m.test(text)) return service;
  return /^cloudbuild[\w.-]*\.ya?ml$/.test(nameOf(uri)) && /gcloud|\bdeploy\b/.test(text) ? build : undefined;
}

/** Hosting's headers, and the runtime of each folder of functions. */
function firebase(file: SourceFile): readonly Deployment[] {
  const { tree, problems } = parseJson(file);
  const { uri } = file;
  const hosting = itemsOf(child(tree, 'hosting')).flatMap((site) => itemsOf(child(site, 'headers')));
  const resources = hosting.map((rule, index): Resource => {
    const at = { uri, span: rule.span };
    return { id: `headers ${String(index + 1)}`, type: 'Web::Headers', at, properties: { kind: 'map', entries: pairs(child(rule, 'headers'), uri), at, via: [] }, presence: 'always' };
  });
  const functions = itemsOf(child(tree, 'functions')).flatMap((codebase): readonly DeployedFunction[] => {
    const runtime = child(codebase, 'runtime');
    const source = child(codebase, 'source');
    const name = source?.kind === 'scalar' ? String(source.value) : 'functions';
    return codebase.kind !== 'map' ? [] : [plainFunction({ name, at: { uri, span: codebase.span }, code: { within: [join(folderOf(uri), name)] }, ...(runtime === undefined ? {} : { runtime: plainValue(runtime, uri) }) })];
  });
  return [{ ...plainDeployment(file, 'google', { functions, resources, problems }), write: plainWriter(documentOf(file, tree, 'json'), resources) }];
}

/** Who may call a service is said elsewhere; what it is given stands here. */
function service(file: SourceFile): readonly Deployment[] {
  const { tree, problems } = parseYaml(file);
  const { uri } = file;
  const name = child(tree, 'metadata', 'name');
  const at = { uri, span: (name ?? tree ?? { span: { start: 0, end: 0 } }).span };
  const containers = itemsOf(child(tree, 'spec', 'template', 'spec', 'containers'));
  const environment = containers.flatMap((container) => itemsOf(child(container, 'env'))).flatMap((one): readonly EnvironmentVariable[] => {
    const key = child(one, 'name');
    const value = child(one, 'value');
    return key?.kind === 'scalar' && value !== undefined ? [{ name: String(key.value), at: { uri, span: key.span }, value: plainValue(value, uri) }] : [];
  });
  const document = documentOf(file, tree, 'yaml');
  return [{ ...plainDeployment(file, 'google', { functions: [plainFunction({ name: name?.kind === 'scalar' ? String(name.value) : 'service', at, environment })], problems }), write: plainWriter(document, [], (change) => boundSecret(change, document)) }];
}

interface Word {
  readonly text: string;
  readonly at: Location;
}

/** Steps that run `gcloud functions deploy` or `gcloud run deploy`, as arguments or in a script. */
function build(file: SourceFile, reading: Reading): readonly Deployment[] {
  const { tree, problems } = parseYaml(file);
  const functions = itemsOf(child(tree, 'steps')).flatMap((step) => commandsOf(step, file).flatMap((words) => deployedBy(words, file, reading)));
  return [{ ...plainDeployment(file, 'google', { functions, problems }), write: (change) => commandChange(change, file) }];
}

function commandsOf(step: DataNode, file: SourceFile): readonly (readonly Word[])[] {
  const scripts: DataNode[] = [];
  const script = child(step, 'script');
  if (script !== undefined) scripts.push(script);
  const args = itemsOf(child(step, 'args'));
  const entry = child(step, 'entrypoint');
  if (entry?.kind === 'scalar' && /bash|sh$/.test(String(entry.value))) scripts.push(...args);
  else if (args.length > 0) return [args.flatMap((one) => (one.kind === 'scalar' ? [{ text: String(one.value), at: { uri: file.uri, span: one.span } }] : []))];
  return scripts.flatMap((node) => linesOf(node, file));
}

/** Words of each command of a script, lines that go on joined. */
function linesOf({ span }: DataNode, { uri, text }: SourceFile): readonly (readonly Word[])[] {
  const commands: Word[][] = [[]];
  for (const match of text.slice(span.start, span.end).matchAll(/\\\r?\n|(?:&&|\|\||[;\r\n])|(?:'[^'\r\n]*'|"[^"\r\n]*"|[^\s;&|'"\\]|\\.)+/g)) {
    const [word] = match;
    const start = span.start + match.index;
    if (/^\\\r?\n$/.test(word)) continue;
    if (/^(?:&&|\|\||[;\r\n])$/.test(word)) commands.push([]);
    else commands.at(-1)?.push({ text: word.replaceAll(/^['"]|['"]$/g, ''), at: { uri, span: { start, end: start + word.length } } });
  }
  return commands;
}

function deployedBy(words: readonly Word[], file: SourceFile, reading: Reading): readonly DeployedFunction[] {
  const at = words.findIndex(({ text }, index) => text === 'deploy' && /^(?:functions|run)$/.test(words[index - 1]?.text ?? ''));
  const name = words.slice(at + 1).find(({ text }) => !text.startsWith('-'));
  if (at < 0 || name === undefined) return [];
  const runtime = flag(words, '--runtime');
  const environment = ['--set-env-vars', '--update-env-vars'].flatMap((key) => assignments(flag(words, key)));
  const isFunction = words[at - 1]?.text === 'functions';
  const code = codeOf(flag(words, '--source')?.text ?? '.', flag(words, isFunction ? '--entry-point' : '--function')?.text ?? (isFunction ? name.text : undefined), file, reading);
  return [plainFunction({ name: name.text, at: name.at, triggers: triggersOf(words, name, file.uri), environment, code, ...(runtime === undefined ? {} : { runtime: valueOf(runtime.text, runtime.at) }) })];
}

/** Who may call it, and what else starts it. Source: the reference of `gcloud functions deploy`. */
function triggersOf(words: readonly Word[], name: Word, uri: string): readonly Trigger[] {
  const found: Trigger[] = [];
  const open = words.find(({ text }) => text === '--allow-unauthenticated');
  const closed = words.find(({ text }) => text === '--no-allow-unauthenticated');
  const label = `the address of ${name.text}`;
  if (open !== undefined) found.push(httpTrigger(uri, 'ANY', label, name.at, { authorizer: 'none', exposure: 'anonymous', because: 'it is deployed with --allow-unauthenticated', at: open.at }));
  else if (closed !== undefined) found.push(httpTrigger(uri, 'ANY', label, name.at, { authorizer: 'iam', exposure: 'authenticated', because: 'it is deployed with --no-allow-unauthenticated', at: closed.at }));
  else if (words.some(({ text }) => text === '--trigger-http')) found.push(httpTrigger(uri, 'ANY', label, name.at, { authorizer: 'unknown', exposure: 'unknown', because: 'whether it asks who calls is not said here' }));
  for (const [key, type] of [['--trigger-topic', 'pubsub'], ['--trigger-bucket', 'bucket']] as const) {
    const source = flag(words, key);
    if (source !== undefined) found.push(eventTriggerOf(type, source.text, source.at));
  }
  const filters = flag(words, '--trigger-event-filters');
  const type = flag(words, '--trigger-event') ?? (filters === undefined ? undefined : { text: /(?:^|,)type=([^,]+)/.exec(filters.text)?.[1] ?? '', at: filters.at });
  if (type !== undefined) found.push(eventTriggerOf(type.text, flag(words, '--trigger-resource')?.text ?? (filters === undefined ? undefined : /(?:^|,)bucket=([^,]+)/.exec(filters.text)?.[1]), type.at));
  return found;
}

function codeOf(source: string, entry: string | undefined, { uri }: SourceFile, reading: Reading): CodePlace | undefined {
  return entry === undefined || /[$:]/.test(source + entry) ? undefined : sourcesIn(join(folderOf(uri), source), entry, reading);
}

/** `--name value` or `--name=value`. */
function flag(words: readonly Word[], name: string): Word | undefined {
  const index = words.findIndex(({ text }) => text === name || text.startsWith(`${name}=`));
  const word = words[index];
  if (word === undefined) return undefined;
  if (word.text === name) return words[index + 1];
  return { text: word.text.slice(name.length + 1).replaceAll(/^['"]|['"]$/g, ''), at: word.at };
}

function assignments(word: Word | undefined): readonly EnvironmentVariable[] {
  return (word?.text.split(',') ?? []).flatMap((pair): readonly EnvironmentVariable[] => {
    const mark = pair.indexOf('=');
    return mark <= 0 || word === undefined ? [] : [{ name: pair.slice(0, mark), at: word.at, value: valueOf(pair.slice(mark + 1), word.at) }];
  });
}

function valueOf(text: string, at: Location): Value {
  return /\$/.test(text) ? unknown('it is given when the build runs', 'parameter', at, [], text) : scalar(text, at);
}

/** The items of a list; a single value is a list of one. */
function itemsOf(node: DataNode | undefined): readonly DataNode[] {
  return node === undefined ? [] : node.kind === 'list' ? node.items : [node];
}
