/**
 * One service document, opened: its variables resolved, its CloudFormation blocks at hand, its functions listed. Knows how
 * the document is put together, not what functions, events and roles mean.
 */
import type { Problem } from '../../finding';
import type { DataEntry, DataMap, DataNode, DataScalar } from '../../syntax/data';
import { isScript } from '../../syntax/script';
import type { Location } from '../../text/span';
import { addTo } from '../../text/groups';
import { folderOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import { openResources, type Block, type LoweredResources, type OpenedResources, type OutsideFunction } from '../cloudformation';
import type { Reading } from '../dialect';
import { documentOf } from '../documents';
import type { Value } from '../value';
import { itemsOf, stringOf, unknown, valueAt } from '../value';
import { place, Resolver, type Found } from './resolver';
import { plantedText, readScriptDocument } from './script-document';
import { isNothing, mapOf } from './values';
import { mayHoldVariable } from './variables';
import { fixedResources, functionId, functionType, functionUrlId, layerId, layerType, logGroupId, logGroupType } from './vocabulary';

export interface Service {
  readonly file: SourceFile;
  readonly tree: DataNode | undefined;
  readonly problems: readonly Problem[];
  /** The value at a path of the document, all below it evaluated; undefined where nothing, or null, is written. */
  readonly at: (...path: readonly string[]) => Value | undefined;
  /** In the document's order; of equal names the last. */
  readonly functions: readonly DeclaredFunction[];
  /** Those that have this name, or one of whose resources has this id. */
  readonly functionsBehind: (id: string) => readonly DeclaredFunction[];
  /** False where functions may be missing because something that lists them is unknown. */
  readonly functionsKnown: boolean;
  /** Names of plugins; those that are not known are left out. */
  readonly plugins: readonly string[];
  /** False where plugins may be missing from the list. */
  readonly pluginsKnown: boolean;
  /** The CloudFormation blocks, wherever they stand. */
  readonly blocks: readonly Block[];
  /** The node at a path of the document and the file it stands in, variables followed; undefined where no node stands. */
  readonly nodeAt: (...path: readonly string[]) => { readonly node: DataNode; readonly uri: string } | undefined;
  /** A file that the document is made of. */
  readonly open: (uri: string) => { readonly file: SourceFile; readonly tree: DataNode } | undefined;
  /** Lowers the document's CloudFormation blocks together with generated resources. */
  readonly lower: (generated: readonly Generated[], outside: readonly OutsideFunction[]) => LoweredResources;
}

export interface DeclaredFunction {
  readonly name: string;
  readonly at: Location;
  readonly value: Value;
  /** The name of the `constructs:` queue that the function works for (plugin serverless-lift). */
  readonly queue?: string;
}

/** A resource that the framework makes, in CloudFormation's shape. */
export interface Generated {
  readonly id: string;
  readonly type: string;
  readonly at: Location;
  readonly properties: readonly (readonly [path: readonly string[], value: Value])[];
}

/** Variables that lead into documents that lead into variables: deeper is not written by people. */
const deepest = 25;

export function openService(file: SourceFile, reading: Reading): Service {
  const problems: Problem[] = [];
  const trees = new Map<string, DataNode | undefined>();
  const treeOf = (source: SourceFile): DataNode | undefined => {
    if (!trees.has(source.uri)) {
      const parsed = documentOf(source, reading);
      problems.push(...parsed.problems);
      trees.set(source.uri, parsed.tree);
    }
    return trees.get(source.uri);
  };
  const fileOf = (uri: string): SourceFile | undefined => (uri === file.uri ? file : reading.file(uri));

  const planted = new Map<DataNode, Found>();
  // These keep the places that they have.
  const made = new Map<DataNode, Value>();
  const parts = new Map<string, readonly DataNode[]>();
  const scriptOf = (source: SourceFile, name?: string): DataNode | undefined => {
    const read = readScriptDocument(source, reading, name);
    read.planted.forEach((found, node) => planted.set(node, found));
    read.parts.forEach((nodes, uri) => parts.set(uri, [...(parts.get(uri) ?? []), ...nodes]));
    return read.tree;
  };

  const tree = isScript(file.uri) ? scriptOf(file) : treeOf(file);
  const entered = new Set<DataNode>();
  // Blocks are found by variables before they can be opened; until then nothing can be evaluated.
  const stack: { opened?: OpenedResources } = {};

  const evaluate = (found: Found): Value => {
    if (found.kind !== 'placed') return found;
    const source = fileOf(found.uri);
    if (stack.opened === undefined || source === undefined) return unknown('it is not known yet', 'unresolved', found.at, found.via);
    if (entered.has(found.node) || entered.size > deepest) return unknown('the variable leads back to itself', 'limit', found.at, found.via);
    entered.add(found.node);
    const value = stack.opened.evaluate(found.node, source);
    entered.delete(found.node);
    return { ...value, at: found.at, via: [...found.via, ...value.via] };
  };
  const main = place(tree ?? nullAt({ uri: file.uri, span: { start: 0, end: 0 } }), file.uri);
  const root = reading.rootOf(file.uri) ?? folderOf(file.uri);
  const resolver = new Resolver({ main, root, stage: reading.stage, file: fileOf, tree: treeOf, script: scriptOf, planted: (node) => planted.get(node), evaluate });
  const resolve = (text: string, location: Location, node: DataNode): Value | undefined => {
    const ready = made.get(node);
    if (ready !== undefined) return ready;
    if (!mayHoldVariable(text) && !planted.has(node)) return undefined;
    const scalar: DataNode = node.kind === 'scalar' && node.value === text ? node : { kind: 'scalar', value: text, style: 'plain', span: location.span };
    return evaluate(resolver.expand({ kind: 'placed', node: scalar, uri: location.uri, at: location, via: [] }));
  };

  const listed = listFunctions(resolver, resolver.at(main, ['functions']), resolver.at(main, ['constructs']));
  const known = new Map([
    ...fixedResources,
    ...listed.functions.flatMap(({ name }) => [[functionId(name), functionType], [logGroupId(name), logGroupType]] as const),
    ...keysOf(resolver.at(main, ['layers'])).map((name) => [layerId(name), layerType] as const),
  ]);
  const blocks = blocksOf(resolver, resolver.at(main, ['resources']), fileOf);
  stack.opened = openResources(blocks, reading, { resolve, known });

  const values = new Map<string, Value | undefined>();
  const at = (...path: readonly string[]): Value | undefined => {
    const key = path.join('.');
    if (!values.has(key)) {
      const found = resolver.at(main, path);
      const value = found === undefined ? undefined : evaluate(found);
      values.set(key, isNothing(value) ? undefined : value);
    }
    return values.get(key);
  };
  const functions = listed.functions.map(({ found, ...declared }): DeclaredFunction => ({ ...declared, value: evaluate(found) }));
  const behind = new Map<string, DeclaredFunction[]>();
  for (const declared of functions) for (const id of new Set([declared.name, functionId(declared.name), functionUrlId(declared.name), logGroupId(declared.name)])) addTo(behind, id, declared);
  return {
    file,
    tree,
    problems,
    blocks,
    at,
    nodeAt: (...path) => {
      const found = resolver.at(main, path);
      return found?.kind === 'placed' ? { node: found.node, uri: found.uri } : undefined;
    },
    open: (uri) => {
      const source = fileOf(uri);
      const content = source === undefined ? undefined : isScript(uri) ? together(parts.get(uri) ?? []) : treeOf(source);
      return source === undefined || content === undefined ? undefined : { file: source, tree: content };
    },
    functions,
    functionsBehind: (id) => behind.get(id) ?? [],
    functionsKnown: listed.complete,
    plugins: itemsOf(pluginList(at('plugins'))).flatMap((plugin) => stringOf(plugin) ?? []),
    pluginsKnown: itemsOf(pluginList(at('plugins'))).every((plugin) => stringOf(plugin) !== undefined),
    lower: (generated, outside) => {
      const block = generatedBlock(generated, file, made);
      return openResources([block, ...blocks], reading, { resolve, known }).lower(outside);
    },
  };
}

/** `plugins:` is a list, or a map with the list in `modules`. */
function pluginList(value: Value | undefined): Value | undefined {
  return mapOf(value) === undefined ? value : valueAt(mapOf(value), 'modules');
}

interface ListedFunction {
  readonly name: string;
  readonly at: Location;
  readonly found: Found;
  readonly queue?: string;
}

/**
 * `functions:` is a map, or a list of maps; each of them, and each function, may be a variable. A queue of `constructs:`
 * brings its worker along.
 */
function listFunctions(resolver: Resolver, found: Found | undefined, constructs: Found | undefined): { readonly functions: readonly ListedFunction[]; readonly complete: boolean } {
  const byName = new Map<string, ListedFunction>();
  let complete = true;
  const add = (listed: ListedFunction): void => {
    byName.delete(listed.name);
    byName.set(listed.name, listed);
  };
  const visit = (current: Found | undefined): void => {
    if (current?.kind === 'unknown' || current?.kind === 'choice') complete = false;
    if (current?.kind === 'map') current.entries.forEach((entry) => { add({ name: entry.key, at: entry.keyAt, found: entry.value }); });
    if (current?.kind !== 'placed') return;
    const { node, uri } = current;
    if (node.kind === 'map') for (const entry of node.entries) add({ name: entry.key, at: { uri, span: entry.keySpan }, found: place(entry.value, uri) });
  };
  if (found?.kind === 'placed' && found.node.kind === 'list') for (const item of found.node.items) visit(resolver.expand(place(item, found.uri)));
  else visit(found);
  for (const construct of keysOf(constructs)) {
    const worker = constructs === undefined ? undefined : resolver.at(constructs, [construct, 'worker']);
    if (worker?.kind === 'placed') add({ name: `${construct}Worker`, at: worker.at, found: worker, queue: construct });
  }
  return { functions: [...byName.values()].filter(({ found: declared }) => !isEmpty(declared)), complete };
}

function keysOf(found: Found | undefined): readonly string[] {
  if (found?.kind === 'placed') return found.node.kind === 'map' ? found.node.entries.map((entry) => entry.key) : [];
  return found?.kind === 'map' ? found.entries.map((entry) => entry.key) : [];
}

function isEmpty(found: Found): boolean {
  return found.kind === 'placed' && found.node.kind === 'scalar' && found.node.value === null;
}

/** `resources:` is a map of sections, or a list of such maps; sections and single resources may stand in other files. */
function blocksOf(resolver: Resolver, found: Found | undefined, fileOf: (uri: string) => SourceFile | undefined): readonly Block[] {
  if (found?.kind !== 'placed') return [];
  if (found.node.kind === 'list') {
    return found.node.items.flatMap((item) => blocksOf(resolver, resolver.expand(place(item, found.uri)), fileOf));
  }
  const blocks: Block[] = [];
  const add = (uri: string, sections: DataMap): void => {
    const file = fileOf(uri);
    if (file !== undefined) blocks.push({ file, sections });
  };
  if (found.node.kind !== 'map') return [];
  const own: DataEntry[] = [];
  for (const section of found.node.entries) {
    const content = resolver.expand(place(section.value, found.uri));
    if (content.kind !== 'placed' || content.node.kind !== 'map') continue;
    const kept: DataEntry[] = [];
    for (const entry of content.node.entries) {
      const inner = resolver.expand(place(entry.value, content.uri));
      if (inner.kind !== 'placed' || inner.node === entry.value) kept.push(entry);
      else if (inner.uri === content.uri) kept.push({ ...entry, value: inner.node });
      else add(inner.uri, wrapped(section, [{ ...entry, keySpan: { start: inner.node.span.start, end: inner.node.span.start }, value: inner.node }], inner.node));
    }
    if (content.uri === found.uri) own.push({ ...section, value: { ...content.node, entries: kept } });
    else add(content.uri, wrapped(section, kept, content.node));
  }
  add(found.uri, { ...found.node, entries: own });
  return blocks;
}

function wrapped(section: DataEntry, entries: readonly DataEntry[], around: DataNode): DataMap {
  return mapAt(around.span, [{ ...section, keySpan: around.span, value: mapAt(around.span, entries) }]);
}

/** Values cannot stand in a tree: a planted text stands for each, and `resolve` gives the value back. */
function generatedBlock(generated: readonly Generated[], file: SourceFile, made: Map<DataNode, Value>): Block {
  const resources = generated.map(({ id, type, at, properties }): DataEntry => {
    const plant = (value: Value): DataNode => {
      const node: DataScalar = { kind: 'scalar', value: plantedText, style: 'plain', span: at.span };
      made.set(node, value);
      return node;
    };
    const entry = (key: string, value: DataNode): DataEntry => ({ key, keySpan: at.span, value });
    const nest = (entries: readonly (readonly [readonly string[], Value])[]): DataMap => {
      const keys = [...new Set(entries.flatMap(([[key]]) => key ?? []))];
      return mapAt(at.span, keys.map((key) => {
        const below = entries.filter(([path]) => path[0] === key).map(([path, value]) => [path.slice(1), value] as const);
        const leaf = below.findLast(([path]) => path.length === 0);
        return entry(key, leaf === undefined ? nest(below) : plant(leaf[1]));
      }));
    };
    return entry(id, mapAt(at.span, [entry('Type', { kind: 'scalar', value: type, style: 'plain', span: at.span }), entry('Properties', nest(properties))]));
  });
  const span = { start: 0, end: 0 };
  return { file, sections: mapAt(span, [{ key: 'Resources', keySpan: span, value: mapAt(span, resources) }]) };
}

/** One tree for the objects of a script that a service is made of. */
function together(parts: readonly DataNode[]): DataNode {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { kind: 'list', items: parts, span: { start: 0, end: 0 }, flow: true };
}

function mapAt(span: Location['span'], entries: readonly DataEntry[]): DataMap {
  return { kind: 'map', span, entries };
}

function nullAt({ span }: Location): DataScalar {
  return { kind: 'scalar', value: null, style: 'plain', span };
}
