/** Parses a data file by what its text looks like. Knows nothing of what documents mean. */
import { extensionOf } from '../text/uri';
import type { DataNode } from './data';
import { parseJson } from './json';
import type { Parsed } from './parsed';
import { parseYaml, parseYamlDocuments } from './yaml';

/** JSON where the name or the first character says so, else YAML. */
export function parseDocument(file: { readonly uri: string; readonly text: string }): Parsed<DataNode | undefined> {
  return isJson(file) ? parseJson(file) : parseYaml(file);
}

/** The same for a file that may hold several documents, one after the other; one at least. */
export function parseDocuments(file: { readonly uri: string; readonly text: string }): readonly Parsed<DataNode | undefined>[] {
  return isJson(file) ? [parseJson(file)] : parseYamlDocuments(file);
}

/** True for `.json` files, and for files that start with a brace unless their name says YAML. */
export function isJson(file: { readonly uri: string; readonly text: string }): boolean {
  const extension = extensionOf(file.uri);
  if (extension === '.json' || extension === '.jsonc') return true;
  return extension !== '.yaml' && extension !== '.yml' && /^\s*\{/.test(file.text);
}
