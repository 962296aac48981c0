/** Writes properties, entries and removals into Terraform's JSON form. What would need a reference or a document in a text is left to the native form. */
import { entryOf, type DataNode } from '../../syntax/data';
import { parseJson } from '../../syntax/json';
import type { Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Plain } from '../deployment';
import { documentOf, placeAt, removed, setBelow, type PlainDocument } from '../plain-write';
import type { Edits } from './edits';

export function isJsonForm(uri: string): boolean {
  return uri.endsWith('.tf.json') || uri.endsWith('.tofu.json');
}

/** `path` and the keys of `to` in Terraform's words. */
export function setInJson(file: SourceFile, block: Location, path: readonly string[], to: Plain): Edits {
  const document = jsonDocument(file);
  const root = placeAt(document, block)?.node;
  if (root === undefined || isTemplate(to)) return undefined;
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

function jsonDocument(file: SourceFile): PlainDocument {
  return documentOf(file, parseJson(file).tree, 'json');
}

/** A text that Terraform would read something into. */
function isTemplate(plain: Plain): boolean {
  if (typeof plain === 'string') return /[$%]\{/.test(plain);
  if (plain === null || typeof plain !== 'object') return false;
  return Object.values(plain).some((one) => isTemplate(one as Plain));
}
