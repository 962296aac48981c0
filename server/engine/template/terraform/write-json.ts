/** Writes resources, properties, entries and removals into Terraform's JSON form. Knows no rights. */
import { entryOf, type DataNode } from '../../syntax/data';
import { parseJson } from '../../syntax/json';
import type { Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Plain } from '../deployment';
import { documentOf, placeAt, removed, setBelow, type PlainDocument } from '../plain-write';
import { expressionOf, isList, isReference, substituted, type Spot } from './content';
import type { Edits } from './edits';

export function isJsonForm(uri: string): boolean {
  return uri.endsWith('.tf.json') || uri.endsWith('.tofu.json');
}

/** `path` and the keys of `to` in Terraform's words; texts of `to` as they are to stand there. */
export function setInJson(file: SourceFile, block: Location, path: readonly string[], to: Plain): Edits {
  const document = jsonDocument(file);
  const root = placeAt(document, block)?.node;
  if (root === undefined) return undefined;
  let node: DataNode = root;
  for (const [index, name] of path.entries()) {
    if (index === path.length - 1) break;
    const next = entryOf(node, name)?.value;
    if (next === undefined) return setBelow(document, node, path.slice(index), to);
    // A block may stand in a list.
    const [only, ...others] = next.kind === 'list' ? next.items : [next];
    if (only === undefined || others.length > 0) return undefined;
    node = only;
  }
  return setBelow(document, node, path.slice(-1), to);
}

export function removedFromJson(file: SourceFile, at: Location): Edits {
  const document = jsonDocument(file);
  // A resource that is there for this alone would be left without it.
  const key = placeAt(document, at)?.entry?.key;
  return key === undefined || key === 'acl' || key === 'policy_arn' ? undefined : removed(document, at);
}

export function jsonDocument(file: SourceFile): PlainDocument {
  return documentOf(file, parseJson(file).tree, 'json');
}

/** Among the resources of its type, or beside those of other types; undefined where they stand in lists. */
export function addedToJson(file: SourceFile, type: string, label: string, content: Plain): Edits {
  const document = jsonDocument(file);
  return document.tree === undefined ? undefined : setBelow(document, document.tree, ['resource', type, label], content);
}

/** Data as the JSON form says it: references are templates. Undefined where a text would be read as one, or would need a source of data that nobody declares. */
export function jsonPlain(plain: Plain, spot: Spot): Plain | undefined {
  if (typeof plain === 'string') return textOf(plain, spot);
  if (plain === null || typeof plain !== 'object') return plain;
  if (isReference(plain)) return declared(`\${${expressionOf(plain, spot)}}`);
  if (isList(plain)) {
    const items = plain.map((one) => jsonPlain(one, spot));
    return items.every((one) => one !== undefined) ? items : undefined;
  }
  const entries = Object.entries(plain).map(([key, one]) => [key, jsonPlain(one, spot)] as const);
  return entries.every((entry): entry is readonly [string, Plain] => entry[1] !== undefined) ? Object.fromEntries(entries) : undefined;
}

function textOf(text: string, spot: Spot): string | undefined {
  if (!/[$%]\{/.test(text)) return text;
  const isKnown = !text.includes('%{') && [...text.matchAll(/\$\{([^}]*)\}/g)].every(([, name = '']) => /^[\w.[\]-]+\.\w+$/.test(name));
  return isKnown ? declared(substituted(text, spot).slice(1, -1).replace(/\\(["\\])/g, '$1')) : undefined;
}

/** The native form declares a source of data where one is missing; here none is. */
function declared(template: string): string | undefined {
  return template.includes('${data.') ? undefined : template;
}
