/** Parses a data file by what its text looks like. Knows nothing of what documents mean. */
import { extensionOf } from '../text/uri';
import type { DataNode } from './data';
import { parseJson } from './json';
import type { Parsed } from './parsed';
import { parseYaml, parseYamlDocuments } from './yaml';
import { continuedYaml } from './yaml-continued';

/** JSON where the name or the first character says so, else YAML. */
export function parseDocument(file: { readonly uri: string; readonly text: string }): Parsed<DataNode | undefined> {
  return isJson(file) ? parseJson(file) : parseYaml(file);
}

/** A text and the documents in it, one after the other; one at least. */
export interface Documents {
  readonly text: string;
  readonly all: readonly Parsed<DataNode | undefined>[];
}

/** The same for a file that may hold several documents. Those of an older text of the file save reading what is the same in both. */
export function parseDocuments(file: { readonly uri: string; readonly text: string }, older?: Documents): Documents {
  const { text } = file;
  if (isJson(file)) return { text, all: [parseJson(file)] };
  const [only, ...more] = older?.all ?? [];
  const tree = older === undefined || only?.tree === undefined || more.length + only.problems.length > 0 ? undefined : continuedYaml(only.tree, older.text, text);
  return { text, all: tree === undefined ? parseYamlDocuments(file) : [{ tree, problems: [] }] };
}

/** True for `.json` files, and for files that start with a brace unless their name says YAML. */
export function isJson(file: { readonly uri: string; readonly text: string }): boolean {
  const extension = extensionOf(file.uri);
  if (extension === '.json' || extension === '.jsonc') return true;
  return extension !== '.yaml' && extension !== '.yml' && /^\s*\{/.test(file.text);
}
