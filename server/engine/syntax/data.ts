/** The tree that YAML and JSON documents share. Knows positions and layout, nothing of what the data means. */
import type { Span } from '../text/span';

export type DataNode = DataScalar | DataList | DataMap;

interface DataNodeBase {
  /** Of the value itself, without key or tag; for a block collection from its first key/dash to the end of its last value. */
  readonly span: Span;
  /** A local YAML tag such as `!Sub`, as written. */
  readonly tag?: string;
  readonly tagSpan?: Span;
  /** True for JSON and for YAML's `{}`/`[]` style. */
  readonly flow?: boolean;
}

export interface DataScalar extends DataNodeBase {
  readonly kind: 'scalar';
  /** `!!binary` and timestamps stay text. */
  readonly value: string | number | boolean | null;
  /** How it is written: edits keep it. */
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /**
   * Where `value` is a string written without escapes or folding: the offset of its first character, so that parts of it
   * can be located by adding an index.
   */
  readonly textStart?: number;
}

export interface DataList extends DataNodeBase {
  readonly kind: 'list';
  readonly items: readonly DataNode[];
}

export interface DataEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** A null scalar where the document gives none. */
  readonly value: DataNode;
}

/** Of entries with the same key the last wins on lookup; `get` in data queries sees to it. Merge keys (`<<`) are expanded. */
export interface DataMap extends DataNodeBase {
  readonly kind: 'map';
  readonly entries: readonly DataEntry[];
}

export function entryOf(node: DataNode | undefined, key: string): DataEntry | undefined {
  if (node?.kind !== 'map') return undefined;
  return node.entries.findLast((entry) => entry.key === key);
}

/** The value at a path of keys, without looking into intrinsic functions. */
export function child(node: DataNode | undefined, ...path: readonly string[]): DataNode | undefined {
  let current = node;
  for (const key of path) current = entryOf(current, key)?.value;
  return current;
}
