/** The stages of a template: what SAM's configuration, parameter files and allowed values say. Knows parameters by name only. */
import type { DataMap, DataNode } from '../../syntax/data';
import { child, entryOf } from '../../syntax/data';
import { parseDocument } from '../../syntax/document';
import { tooComplex } from '../../syntax/limits';
import { parseToml } from '../../syntax/toml';
import { at, type Location } from '../../text/span';
import { extensionOf, folderOf, join, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Reading, Stage } from '../dialect';
import { once } from '../documents';
import { isStageName, stageKeys } from '../stage-names';
import { scalar, type MapEntry } from '../value';
import { configurationFiles, section } from './vocabulary';

/** The sets of values that files name; where there are none, the values that a stage's own parameter may take. Mappings may hold more for each. */
export function stagesOf(file: SourceFile, tree: DataMap, reading: Reading): readonly Stage[] {
  const named = [...configured(file, reading), ...parameterFiles(file, tree, reading)];
  const mapped = mappedTo(file, tree);
  const known = named.length > 0 ? named : allowed(file, tree);
  const missing = [...mapped].filter(([name]) => !known.some((one) => one.name === name)).map(([name, { at: place }]) => stage(name, place, []));
  return [...known, ...(known.length === 0 ? missing : [])].map((one) => {
    const more = mapped.get(one.name)?.entries ?? [];
    return more.length === 0 ? one : { ...one, values: { ...one.values, entries: [...one.values.entries, ...more] } };
  });
}

/** What mappings hold for each stage, as `Mapping.Key`: no parameter is called so. */
function mappedTo({ uri }: SourceFile, tree: DataMap): ReadonlyMap<string, { readonly at: Location; readonly entries: readonly MapEntry[] }> {
  const found = new Map<string, { readonly at: Location; readonly entries: MapEntry[] }>();
  const mappings = child(tree, section.mappings);
  for (const { key: mapping, value: all } of mappings?.kind === 'map' ? mappings.entries : []) {
    if (all.kind !== 'map' || all.entries.length < 2 || !all.entries.every(({ key }) => isStageName(key))) continue;
    for (const { key: name, keySpan, value } of all.entries) {
      const known = found.get(name) ?? { at: at(uri, keySpan.start, keySpan.end), entries: [] };
      found.set(name, known);
      for (const inner of value.kind === 'map' ? value.entries : []) {
        if (inner.value.kind === 'scalar') known.entries.push({ key: `${mapping}.${inner.key}`, keyAt: at(uri, inner.keySpan.start, inner.keySpan.end), value: scalar(inner.value.value, at(uri, inner.value.span.start, inner.value.span.end)) });
      }
    }
  }
  return found;
}

/** `[prod.deploy.parameters]` of samconfig.toml, in SAM's YAML form too. */
function configured(file: SourceFile, reading: Reading): readonly Stage[] {
  const configuration = configurationFiles.map((name) => reading.file(join(folderOf(file.uri), name))).find((one) => one?.omitted === undefined && one !== undefined);
  if (configuration === undefined) return [];
  return once('samconfig', configuration, reading, stagesIn);
}

function stagesIn(configuration: SourceFile): readonly Stage[] {
  const { tree } = extensionOf(configuration.uri) === '.toml' ? parseToml(configuration) : parseDocument(configuration);
  if (tree?.kind !== 'map') return [];
  return tree.entries.flatMap(({ key, keySpan, value }): readonly Stage[] => {
    const nodes = ['global', 'deploy'].flatMap((command) => child(value, command, 'parameters', 'parameter_overrides') ?? []);
    const entries = nodes.flatMap((node) => overrides(node, configuration));
    return entries.length === 0 ? [] : [stage(key, at(configuration.uri, keySpan.start, keySpan.end), entries)];
  });
}

/** `Name=value Other="two words"` in one text or a list of such, or a map. */
function overrides(node: DataNode, { uri, text }: SourceFile): readonly MapEntry[] {
  if (node.kind === 'map') return node.entries.flatMap(({ key, keySpan, value }) => (value.kind === 'scalar' ? [{ key, keyAt: at(uri, keySpan.start, keySpan.end), value: scalar(value.value, at(uri, value.span.start, value.span.end)) }] : []));
  if (node.kind === 'list') return node.items.flatMap((item) => overrides(item, { uri, text }));
  const { start, end } = node.span;
  return [...text.slice(start, end).matchAll(/([A-Za-z0-9]{1,255})=(?:\\?"([^"\\]*)\\?"|'([^']*)'|([^\s"'\\,]*))/g)].map((match) => {
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const from = start + match.index + match[0].lastIndexOf(value);
    return { key: match[1] ?? '', keyAt: at(uri, start + match.index, start + match.index + (match[1] ?? '').length), value: scalar(value, at(uri, from, from + value.length)) };
  });
}

/** CloudFormation takes 200 parameters of 4,096 characters: longer files hold something else. */
const longest = 1_000_000;
const mostFiles = 200;

/** JSON files near the template that give values to its parameters, called after what they are for. */
function parameterFiles(file: SourceFile, tree: DataMap, reading: Reading): readonly Stage[] {
  const home = folderOf(file.uri);
  const near = once('json-files-near', reading.under(home), reading, (uris) => uris.filter((uri) => extensionOf(uri) === '.json' && uri.slice(home.length + 1).split('/').length <= 2 && !/(?:package|lock|tsconfig|cdk)[\w.-]*\.json$/.test(uri)));
  const uris = near.filter((uri) => uri !== file.uri);
  const parameters = child(tree, section.parameters);
  if (uris.length > mostFiles) reading.overrun?.(tooComplex(at(file.uri, 0, 0), `the values of stages are looked for in ${String(mostFiles)} JSON files near this template, and there are more: secrets that stages share may not be seen`));
  return uris.slice(0, mostFiles).flatMap((uri): readonly Stage[] => {
    const given = reading.file(uri);
    const entries = given === undefined ? [] : once('parameter-values', given, reading, valuesIn).filter(({ key }) => entryOf(parameters, key) !== undefined);
    return entries.length === 0 ? [] : [stage(nameOf(uri).replace(/\.json$/, '').replace(/^(?:parameters?|params)[.-]|[.-](?:parameters?|params)$/i, ''), at(uri, 0, 0), entries)];
  });
}

/** The forms that the command line of CloudFormation takes. */
function valuesIn(file: SourceFile): readonly MapEntry[] {
  const { uri, text, omitted } = file;
  if (omitted !== undefined || text.length > longest || !/"(?:ParameterKey|Parameters)"/.test(text)) return [];
  const { tree: content } = parseDocument(file);
  const entry = (key: string, node: DataNode | undefined): readonly MapEntry[] => (node?.kind === 'scalar' ? [{ key, keyAt: at(uri, node.span.start, node.span.end), value: scalar(node.value, at(uri, node.span.start, node.span.end)) }] : []);
  if (content?.kind === 'list') {
    return content.items.flatMap((item) => {
      const key = child(item, 'ParameterKey');
      return key?.kind === 'scalar' ? entry(String(key.value), child(item, 'ParameterValue')) : [];
    });
  }
  const map = child(content, section.parameters);
  return map?.kind === 'map' ? map.entries.flatMap(({ key, value }) => entry(key, value)) : [];
}

/** A parameter that is called like a stage, and the stages that it may be. */
function allowed({ uri }: SourceFile, tree: DataMap): readonly Stage[] {
  const parameters = child(tree, section.parameters);
  if (parameters?.kind !== 'map') return [];
  const own = parameters.entries.find(({ key }) => stageKeys.test(key));
  const values = own === undefined ? undefined : child(own.value, 'AllowedValues');
  if (own === undefined || values?.kind !== 'list') return [];
  return values.items.flatMap((node): readonly Stage[] => {
    const place = at(uri, node.span.start, node.span.end);
    return node.kind === 'scalar' && node.value !== null ? [stage(String(node.value), place, [{ key: own.key, keyAt: place, value: scalar(node.value, place) }])] : [];
  });
}

function stage(name: string, place: Location, entries: readonly MapEntry[]): Stage {
  return { name, at: place, values: { kind: 'map', entries, at: place, via: [] } };
}
