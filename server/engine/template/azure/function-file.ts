/** One `function.json`: what starts the function of its folder. Knows no code and no site. */
import { child, type DataNode } from '../../syntax/data';
import { parseJson } from '../../syntax/json';
import { folderOf, join, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Deployment, Trigger } from '../deployment';
import type { Reading } from '../dialect';
import { eventTrigger, plainDeployment, plainFunction, startOf } from '../plain';
import { documentOf, plainWriter } from '../plain-write';
import { routePrefixOf } from './app';
import { openness } from './levels';
import { levels, sources } from './vocabulary';
import { keyedBinding } from './write';
import { own } from '../../text/own';

export function lowerFunctionFile(file: SourceFile, reading: Reading): readonly Deployment[] {
  const { tree, problems } = parseJson(file);
  const bindings = child(tree, 'bindings');
  if (bindings?.kind !== 'list') return [];
  const name = nameOf(folderOf(file.uri));
  const prefix = routePrefixOf(file.uri, reading);
  const triggers = bindings.items.flatMap((binding) => triggersOf(binding, name, file.uri, prefix));
  const folder = folderOf(file.uri);
  const script = text(child(tree, 'scriptFile'));
  const files = script === undefined ? ['index.js', 'index.ts', 'run.js', 'run.ts'].map((one) => join(folder, one)) : [join(folder, script)];
  const document = documentOf(file, tree, 'json');
  return [{ ...plainDeployment(file, 'azure', { functions: [plainFunction({ name, at: startOf(file.uri), triggers, code: { files, export: text(child(tree, 'entryPoint')) ?? '*' } })], problems }), write: plainWriter(document, [], (change) => keyedBinding(change, document)) }];
}

function text(node: DataNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

function triggersOf(binding: DataNode, name: string, uri: string, prefix: string): readonly Trigger[] {
  const type = text(child(binding, 'type')) ?? '';
  const at = { uri, span: binding.span };
  if (type !== 'httpTrigger') {
    const source = own(sources, type);
    return source === undefined ? [] : [eventTrigger(source.kind, source.what, at, source.exposure, source.because)];
  }
  const level = child(binding, 'authLevel');
  const methods = child(binding, 'methods');
  const words = methods?.kind === 'list' ? methods.items.flatMap((one) => text(one)?.toUpperCase() ?? []) : [];
  const said = level === undefined ? levels.ofFile : text(level);
  const levelAt = level === undefined ? at : { uri, span: level.span };
  return (words.length === 0 ? ['ANY'] : words).map((method) => openness(said, { app: folderOf(folderOf(uri)), method, route: text(child(binding, 'route')) ?? name, at, levelAt, prefix }));
}
