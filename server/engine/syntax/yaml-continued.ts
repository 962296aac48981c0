/** The tree of a YAML text out of that of an older one: only the innermost entry is read anew in which all that is different stands. Knows nothing of what documents mean. */
import { commonEnd, commonStart } from '../text/common';
import type { Span } from '../text/span';
import type { DataEntry, DataMap, DataNode } from './data';
import { maximumLength, parseYamlPart } from './yaml';

/** Where a text is different from an older one. */
interface Change {
  readonly text: string;
  readonly old: string;
  /** Offsets in the old text. */
  readonly start: number;
  readonly end: number;
  /** By how much what stands behind it has moved. */
  readonly by: number;
}

/** `outside`: more than the map has changed. `broken`: what stands in it now is not well. */
type Continued<T> = T | 'outside' | 'broken';

/**
 * The tree comes out as it would without the older one; undefined where that cannot be said. `root` is the only document of `old`, and all is well with it.
 * An entry of a block map ends where the next one begins, or one of the maps around it: what is read up to there rests on nothing that follows, as long as it stays further
 * in and is complete by itself.
 */
export function continuedYaml(root: DataNode, old: string, text: string): DataNode | undefined {
  if (root.kind !== 'map' || text.length > maximumLength || reachesOut(old.replace(/^---\r?\n/, ''))) return undefined;
  const start = commonStart(old, text);
  const end = old.length - commonEnd(old, text, start);
  const tree = continuedMap(root, { text, old, start, end, by: text.length - old.length }, old.length, 0);
  return typeof tree === 'string' ? undefined : tree;
}

/** Names for parts that others stand for, merged maps, directives and further documents mean something for more than the part that they stand in. */
function reachesOut(text: string): boolean {
  return /(?:^|[\s[{,:])&[^\s&]|<<["']?\s*:|^(?:%|---|\.\.\.)/m.test(text);
}

/** `limit` is where the map ends at the latest, in the old text. */
function continuedMap(map: DataMap, change: Change, limit: number, depth: number): Continued<DataMap> {
  const { entries } = map;
  const i = entries.findLastIndex(({ keySpan }) => keySpan.start < change.start);
  const entry = entries[i];
  const next = entries[i + 1];
  if (map.flow !== false || entry === undefined) return 'outside';
  const start = startOfLine(entry, change.old);
  const end = next === undefined ? limit : startOfLine(next, change.old);
  if (start === undefined || end === undefined || change.end > end) return 'outside';
  const inner = entry.value.kind === 'map' ? continuedMap(entry.value, change, end, depth + 1) : 'outside';
  const now = inner === 'outside' ? readAnew(change, { start, end }, entry.keySpan.start - start, depth) : inner === 'broken' ? inner : [{ ...entry, value: inner }];
  if (typeof now === 'string') return now;
  const all = [...entries.slice(0, i), ...now, ...entries.slice(i + 1).map((one) => movedEntry(one, change.by))];
  if (inner === 'outside' && new Set(all.map(({ key }) => key)).size < all.length) return 'broken';
  return { ...map, entries: all, span: { start: map.span.start, end: all.at(-1)?.value.span.end ?? map.span.end } };
}

/** Undefined where something else than spaces stands before the key. */
function startOfLine({ keySpan }: DataEntry, text: string): number | undefined {
  const start = text.lastIndexOf('\n', keySpan.start) + 1;
  return /^ *$/.test(text.slice(start, keySpan.start)) && /[\w"']/.test(text.charAt(keySpan.start)) ? start : undefined;
}

/** The entries that stand in a part by now; `indent` is that of its first key, which stands where it stood. */
function readAnew({ text, old, by }: Change, { start, end }: Span, indent: number, depth: number): Continued<readonly DataEntry[]> {
  const part = text.slice(start, end + by);
  if ((end < old.length && !part.endsWith('\n')) || isFurtherOut(part, indent)) return 'outside';
  // What a tab stands for depends on what is around it.
  const tree = reachesOut(part) || part.includes('\t') ? undefined : parseYamlPart(part, depth);
  return tree?.kind === 'map' && tree.flow === false && tree.tag === undefined && tree.span.start === indent ? tree.entries.map((entry) => movedEntry(entry, start)) : 'broken';
}

/** Whether a line is less indented than the first; comments may be. */
function isFurtherOut(part: string, indent: number): boolean {
  return indent > 0 && new RegExp(`^ {0,${String(indent - 1)}}[^ \r\n#]`, 'm').test(part);
}

function movedEntry(entry: DataEntry, by: number): DataEntry {
  return by === 0 ? entry : { key: entry.key, keySpan: moved(entry.keySpan, by), value: movedNode(entry.value, by) };
}

function movedNode(node: DataNode, by: number): DataNode {
  const span = moved(node.span, by);
  const tag = node.tagSpan === undefined ? undefined : { tagSpan: moved(node.tagSpan, by) };
  switch (node.kind) {
    case 'scalar': return { ...node, span, ...tag, ...(node.textStart === undefined ? undefined : { textStart: node.textStart + by }) };
    case 'list': return { ...node, span, ...tag, items: node.items.map((item) => movedNode(item, by)) };
    case 'map': return { ...node, span, ...tag, entries: node.entries.map((entry) => movedEntry(entry, by)) };
  }
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
