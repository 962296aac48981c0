/**
 * Writes changes into data files of clouds that have no language of their own in them, and into Bicep: values, entries, properties, with comments and
 * layout kept. What a cloud does in its own way its dialect adds. Knows no cloud.
 */
import { entryOf, type DataEntry, type DataMap, type DataNode } from '../syntax/data';
import { removeEntry, removeItem, replaceNode, setEntry, type DataDocument } from '../syntax/data-edit';
import type { Content } from '../syntax/data-text';
import type { FileEdit, TextEdit } from '../text/edit';
import type { Location, Span } from '../text/span';
import type { SourceFile } from '../workspace';
import { find, type Place } from './cloudformation';
import type { Change, Deployment, Plain, Resource } from './deployment';
import type { MapValue, Value } from './value';

export type Edits = readonly FileEdit[] | undefined;

export interface PlainDocument extends DataDocument {
  readonly file: SourceFile;
  readonly tree: DataNode | undefined;
  /** Set where the tree is TOML's: its tables are lines, and their entries stand on lines of their own. */
  readonly toml?: boolean;
}

export function documentOf(file: SourceFile, tree: DataNode | undefined, syntax: 'json' | 'yaml' | 'toml' | 'bicep'): PlainDocument {
  return { file, text: file.text, tree, json: syntax !== 'yaml', ...(syntax === 'toml' ? { toml: true } : {}), ...(syntax === 'bicep' ? { bicep: true } : {}) };
}

/** `own` is asked first, and answers undefined for what every data file does alike. */
export function plainWriter(document: PlainDocument, resources: readonly Resource[], own: (change: Change) => Edits = () => undefined): Deployment['write'] {
  return (change) => own(change) ?? writtenPlain(change, document, resources);
}

function writtenPlain(change: Change, document: PlainDocument, resources: readonly Resource[]): Edits {
  switch (change.kind) {
    case 'replace': return replaced(document, change.value, change.by);
    case 'remove': return removed(document, change.value.at);
    case 'entry': return entered(document, change.map, change.key, change.to);
    case 'set': {
      const resource = resources.find(({ id }) => id === change.resource);
      const root = resource === undefined ? undefined : placeAt(document, resource.properties.at)?.node;
      return root === undefined ? undefined : setBelow(document, root, change.path, change.to);
    }
    default: return undefined;
  }
}

export function edited({ file }: PlainDocument, edits: readonly TextEdit[]): Edits {
  return edits.length === 0 ? undefined : [{ uri: file.uri, edits }];
}

export function placeAt({ file, tree }: PlainDocument, at: Location): Place | undefined {
  return tree === undefined || at.uri !== file.uri ? undefined : find(tree, at.span);
}

/** Where the value comes from by references, it is changed at the place that gives it. */
function replaced(document: PlainDocument, value: Value, by: Plain): Edits {
  const origin = value.via.at(-1)?.location ?? value.at;
  const place = placeAt(document, origin);
  const content = contentOf(by);
  if (place === undefined || content === undefined || value.kind !== 'scalar' || place.node.kind !== 'scalar' || place.node.value !== value.value) return undefined;
  return edited(document, replaceNode(document, place.node, content, place.inFlow));
}

export function removed(document: PlainDocument, at: Location): Edits {
  const place = placeAt(document, at);
  if (place?.parent === undefined) return undefined;
  const { node, parent, entry } = place;
  if (parent.kind === 'list') return edited(document, removeItem(document, parent, node));
  return entry === undefined ? undefined : edited(document, withoutEntry(document, parent, entry));
}

function withoutEntry(document: PlainDocument, parent: Place['parent'] & { readonly kind: 'map' }, entry: DataEntry): readonly TextEdit[] {
  if (document.toml !== true || parent.flow === true) return removeEntry(document, parent, entry);
  const span = wholeLines(document.text, { start: entry.keySpan.start, end: entry.value.span.end });
  return span === undefined ? [] : [{ span, newText: '' }];
}

/** The lines of what stands alone on them but for a comment. */
function wholeLines(text: string, { start, end }: Span): Span | undefined {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(?:#[^\r\n]*)?(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  return /^[ \t]*(?:[\w"'-]+[ \t]*\.[ \t]*)*$/.test(text.slice(from, start)) && rest !== undefined ? { start: from, end: end + rest.length } : undefined;
}

function entered(document: PlainDocument, map: MapValue, key: string, to: Plain): Edits {
  const place = placeAt(document, map.at);
  const content = contentOf(to);
  if (place !== undefined && document.toml === true) {
    // A list of one table covers what its table does.
    const node = place.node.kind === 'list' && place.node.items.length === 1 ? place.node.items[0] : place.node;
    return node?.kind === 'map' ? edited(document, tomlEntry(document, node, key, content)) : undefined;
  }
  return place?.node.kind !== 'map' || content === undefined ? undefined : edited(document, setEntry(document, place.node, key, content, place.inFlow));
}

/** One more line of a table whose entries stand on lines of their own, indented as those are. */
function tomlEntry({ text }: PlainDocument, { entries, flow }: DataMap, key: string, content: Content | undefined): readonly TextEdit[] {
  const last = entries.at(-1);
  if (last === undefined || flow === true || typeof content !== 'string' || entries.some((one) => one.key === key)) return [];
  const start = text.lastIndexOf('\n', last.keySpan.start - 1) + 1;
  const pad = text.slice(start, last.keySpan.start);
  const end = /^[ \t]*(?:#[^\r\n]*)?/.exec(text.slice(last.value.span.end))?.[0].length ?? 0;
  const at = last.value.span.end + end;
  return pad.trim() === '' ? [{ span: { start: at, end: at }, newText: `${/\r?\n/.exec(text)?.[0] ?? '\n'}${pad}${key} = ${JSON.stringify(content)}` }] : [];
}

/** Where secrets are set beside the configuration, a variable that has one is not in it. */
export function withoutSecret(change: Change, document: PlainDocument): Edits {
  return change.kind === 'from-store' ? removed(document, change.variable.value.at) : undefined;
}

/** Sets a property of a map in the document, making the maps on the way. */
export function setBelow(document: PlainDocument, root: DataNode, path: readonly string[], to: Plain): Edits {
  const content = contentOf(to);
  if (content === undefined || document.toml === true) return undefined;
  let node = root;
  for (const [index, key] of path.entries()) {
    if (node.kind !== 'map' || node.tag !== undefined) return undefined;
    const next = entryOf(node, key);
    const rest = path.slice(index + 1).reduceRight<Content>((inner, name) => ({ [name]: inner }), content);
    if (next === undefined || index === path.length - 1) return edited(document, setEntry(document, node, key, rest));
    node = next.value;
  }
  return undefined;
}

/** Undefined for references: a data file has no resources to refer to. */
function contentOf(plain: Plain): Content | undefined {
  if (plain === null || typeof plain !== 'object') return plain;
  if (Array.isArray(plain)) {
    const items = (plain as readonly Plain[]).map(contentOf);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if ('kind' in plain && plain['kind'] === 'reference') return undefined;
  const entries = Object.entries(plain).map(([key, one]) => [key, contentOf(one as Plain)] as const);
  return entries.some(([, one]) => one === undefined) ? undefined : (Object.fromEntries(entries) as Content);
}

/** A store's name for what a program calls so: `db-password` for `DB_PASSWORD`. */
export function storeName(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1-$2').replace(/[^A-Za-z\d]+/g, '-').toLowerCase();
}
