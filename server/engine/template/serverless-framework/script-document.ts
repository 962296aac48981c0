/**
 * A service written as an object of a script, made into the tree that a document of data would give. Knows scripts and trees, no
 * key of the service. What no tree can hold – values that are not known, what stands in other files – is planted: a text
 * stands for it, and `planted` says what it is.
 */
import type { DataEntry, DataNode, DataScalar } from '../../syntax/data';
import type { Location } from '../../text/span';
import { folderOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import { callFunction, openProgram, valueOf, type Thing } from '../cdk/script';
import type { Reading } from '../dialect';
import { unknown, type Value } from '../value';
import type { Placed } from './resolver';
import { mayHoldVariable } from './variables';

export interface ScriptDocument {
  readonly tree: DataNode | undefined;
  readonly planted: ReadonlyMap<DataNode, Placed | Value>;
  /** The parts of the tree that stand in each file. */
  readonly parts: ReadonlyMap<string, readonly DataNode[]>;
}

/** What stands for a planted value: it must look as if it held a variable, so that it is asked about. */
export const plantedText = '${planted}';

const maximumDepth = 60;
const maximumNodes = 60_000;

/** What the script gives to others under this name, `default` meaning `module.exports` too; a function is asked for what it returns. */
export function readScriptDocument(file: SourceFile, reading: Reading, name = 'default'): ScriptDocument {
  const root = reading.rootOf(file.uri) ?? folderOf(file.uri);
  const program = openProgram(reading, folderOf(file.uri), root);
  const here: Location = { uri: file.uri, span: { start: 0, end: 0 } };
  program.run(file.uri);
  const given = program.exported(file.uri, name, here) ?? (name === 'default' ? program.exported(file.uri, 'module.exports', here) : undefined);
  const thing = given?.kind === 'function' ? callFunction(program, given, [], here) : given;
  return new Conversion().document(thing, file.uri);
}

class Conversion {
  private readonly planted = new Map<DataNode, Placed | Value>();
  private readonly parts = new Map<string, DataNode[]>();
  private left = maximumNodes;

  document(thing: Thing | undefined, uri: string): ScriptDocument {
    const isData = thing?.kind === 'object' || thing?.kind === 'list';
    const home = isData ? (thing.written ?? thing.at).uri : uri;
    const tree = isData && home === uri ? this.node(thing, uri, 0) : isData ? this.node({ ...thing, at: { uri, span: { start: 0, end: 0 } } }, uri, 0) : undefined;
    if (tree !== undefined) this.partsOf(uri).push(tree);
    return { tree, planted: this.planted, parts: this.parts };
  }

  /** The node for a thing inside a tree of this file. */
  private node(thing: Thing, uri: string, depth: number): DataNode {
    const { at } = thing;
    if (depth > maximumDepth || --this.left < 0) return this.plant(unknown('it is too much to be read', 'limit', at), at, uri);
    switch (thing.kind) {
      case 'constant': {
        const home = thing.via.at(-1)?.location ?? at;
        const scalar = scalarAt(thing.value ?? null, home);
        if (home === at && at.uri === uri) return scalar;
        this.partsOf(home.uri).push(scalar);
        return this.plant({ kind: 'placed', node: scalar, uri: home.uri, at, via: thing.via }, at, uri);
      }
      case 'object': case 'list': {
        const home = thing.written ?? at;
        if (home.uri === uri) return this.collection(thing, home, uri, depth);
        const node = this.collection(thing, home, home.uri, depth);
        this.partsOf(home.uri).push(node);
        return this.plant({ kind: 'placed', node, uri: home.uri, at, via: [{ location: home, message: 'where it is written' }] }, at, uri);
      }
      default: return this.plant(plain(valueOf(thing, nothingKnown(() => --this.left > 0))), at, uri);
    }
  }

  private collection(thing: Extract<Thing, { kind: 'object' | 'list' }>, { span }: Location, uri: string, depth: number): DataNode {
    if (thing.kind === 'list') return { kind: 'list', items: thing.items.map((item) => this.node(item, uri, depth + 1)), span, flow: true };
    const entries = [...thing.entries].filter(([, { thing: value }]) => !(value.kind === 'constant' && value.value === undefined)).map(([key, { keyAt, thing: value }]): DataEntry => ({
      key,
      // A key that is spread from another file has no place of its own in this one.
      keySpan: keyAt.uri === uri ? keyAt.span : { start: span.start, end: span.start },
      value: keyAt.uri === uri ? this.node(value, uri, depth + 1) : this.elsewhere(value, keyAt, uri, depth),
    }));
    return { kind: 'map', entries, span, flow: true };
  }

  private elsewhere(thing: Thing, keyAt: Location, uri: string, depth: number): DataNode {
    const node = this.node(thing, keyAt.uri, depth + 1);
    this.partsOf(keyAt.uri).push(node);
    const at = { uri: keyAt.uri, span: node.span };
    return this.plant({ kind: 'placed', node, uri: keyAt.uri, at, via: [] }, at, uri);
  }

  private plant(found: Placed | Value, at: Location, uri: string): DataScalar {
    const node = scalarAt(plantedText, at.uri === uri ? at : { uri, span: { start: 0, end: 0 } });
    this.planted.set(node, found);
    return node;
  }

  private partsOf(uri: string): DataNode[] {
    const known = this.parts.get(uri) ?? [];
    this.parts.set(uri, known);
    return known;
  }
}

function scalarAt(value: DataScalar['value'], { span }: Location): DataScalar {
  const isText = typeof value === 'string' && span.end - span.start === value.length + 2;
  return isText ? { kind: 'scalar', value, style: 'double', span, textStart: span.start + 1 } : { kind: 'scalar', value, style: typeof value === 'string' ? 'double' : 'plain', span };
}

function nothingKnown(spend: () => boolean): Parameters<typeof valueOf>[1] {
  return { resourceOf: () => undefined, isElsewhere: () => false, spend, parameter: () => undefined };
}

/** A text that is known in part only cannot be searched for variables of the framework. */
function plain(value: Value): Value {
  const texts = value.kind === 'text' ? value.parts.filter((part) => typeof part === 'string') : value.kind === 'choice' ? value.options.flatMap(({ value: option }) => (option.kind === 'scalar' && typeof option.value === 'string' ? [option.value] : [])) : [];
  return texts.some(mayHoldVariable) ? unknown('it is put together when the script runs', 'unresolved', value.at, value.via) : value;
}
