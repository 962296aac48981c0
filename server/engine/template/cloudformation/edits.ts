/** Documents that can be edited, the places in them, and edits put together. Knows no change. */
import { replaceNode, setEntry, type DataDocument } from '../../syntax/data-edit';
import type { Content } from '../../syntax/data-text';
import { entryOf, type DataEntry, type DataNode } from '../../syntax/data';
import type { FileEdit, TextEdit } from '../../text/edit';
import type { Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Deployment, DeployedFunction, Grant, Resource } from '../deployment';
import { find, type Place } from './places';
import { typeOf, type Sections } from './sections';
import { sam } from './vocabulary';

/** A document that can be edited. */
export interface Editable extends DataDocument {
  readonly file: SourceFile;
  readonly tree: DataNode;
}

export interface Written {
  readonly document: (uri: string) => Editable | undefined;
  readonly sections: Sections;
  readonly resources: readonly Resource[];
  readonly functions: readonly DeployedFunction[];
  readonly grants: readonly Grant[];
  /** Of the whole dialect, for what is written along with a change. */
  readonly write: Deployment['write'];
}

export type Edits = readonly FileEdit[] | undefined;

export function edited(document: Editable | undefined, edits: readonly TextEdit[]): Edits {
  return document === undefined || edits.length === 0 ? undefined : [{ uri: document.file.uri, edits }];
}

export function placeAt(written: Written, at: Location): { readonly document: Editable; readonly place: Place } | undefined {
  const document = written.document(at.uri);
  const place = document === undefined ? undefined : find(document.tree, at.span);
  return document === undefined || place === undefined ? undefined : { document, place };
}

export interface Target {
  readonly document: Editable;
  readonly declared: { readonly entry: DataEntry; readonly file: SourceFile };
  readonly prefix: readonly string[];
}

/** Where a resource stands; one that SAM makes along with another stands in that one. */
export function declaredTarget(written: Written, id: string): Target | undefined {
  for (const [suffix, type, prefix] of [['', undefined, []], ['Url', sam.function, ['FunctionUrlConfig']], ['Stage', sam.api, []], ['Stage', sam.httpApi, []]] as const) {
    if (!id.endsWith(suffix)) continue;
    const declared = written.sections.resources.get(suffix === '' ? id : id.slice(0, -suffix.length));
    if (declared === undefined || (type !== undefined && typeOf(declared) !== type)) continue;
    const document = written.document(declared.file.uri);
    return document === undefined ? undefined : { document, declared, prefix };
  }
  return undefined;
}

/** Sets the value at a path below a node, making the maps that are missing. */
export function setPath(document: Editable, root: DataNode, path: readonly string[], content: Content): Edits {
  let node = root;
  let inFlow = false;
  for (const [index, key] of path.entries()) {
    const rest = path.slice(index + 1).reduceRight<Content>((inner, name) => ({ [name]: inner }), content);
    if (node.kind === 'scalar' && node.value === null) return edited(document, replaceNode(document, node, { [key]: rest }, inFlow));
    // A function or reference gives what is here: nothing can be set inside.
    if (node.tag !== undefined || (node.kind === 'map' && node.entries.some((entry) => entry.key === 'Ref' || entry.key.startsWith('Fn::')))) return undefined;
    if (node.kind === 'list') {
      const item = node.items[Number(key)];
      if (item === undefined) return undefined;
      inFlow ||= node.flow === true;
      if (index === path.length - 1) return edited(document, replaceNode(document, item, content, inFlow));
      node = item;
      continue;
    }
    if (node.kind !== 'map') return undefined;
    const next = entryOf(node, key);
    if (next === undefined || index === path.length - 1) return edited(document, setEntry(document, node, key, rest, inFlow));
    inFlow ||= node.flow === true;
    node = next.value;
  }
  return undefined;
}

/** Undefined where one of them cannot be written. */
export function allOf(all: readonly Edits[]): Edits {
  if (all.includes(undefined)) return undefined;
  const byUri = new Map<string, readonly TextEdit[]>();
  for (const { uri, edits } of all.flatMap((one) => one ?? [])) byUri.set(uri, [...(byUri.get(uri) ?? []), ...edits]);
  return [...byUri].map(([uri, edits]) => ({ uri, edits }));
}
