/** What other templates of the workspace export by a name. Knows no resources. */
import { child, entryOf, type DataNode } from '../../syntax/data';
import { tooComplex } from '../../syntax/limits';
import type { SourceFile } from '../../workspace';
import type { Reading } from '../dialect';
import { documentOf, once } from '../documents';
import { section } from './vocabulary';

/** An output that has an export. */
export interface Exported {
  readonly file: SourceFile;
  readonly tree: DataNode;
  readonly output: string;
  readonly name: DataNode;
  readonly value: DataNode;
}

const mostTemplates = 300;

/** Of all templates below the root but one. */
export function exportsBeside(uri: string, reading: Reading): readonly Exported[] {
  const root = reading.rootOf(uri);
  if (root === undefined) return [];
  const templates = reading.under(root).filter((one) => one !== uri && /\.(?:ya?ml|json|template)$/.test(one));
  if (templates.length > mostTemplates) reading.overrun?.(tooComplex({ uri, span: { start: 0, end: 0 } }, `what this template imports is looked for in ${String(mostTemplates)} files, and there are more: what it imports may have values that are not seen`));
  return templates.slice(0, mostTemplates).flatMap((one): readonly Exported[] => {
    const file = reading.file(one);
    return file === undefined ? [] : once('exports', file, reading, () => exportsOf(file, reading));
  });
}

function exportsOf(file: SourceFile, reading: Reading): readonly Exported[] {
  if (file.omitted !== undefined || !/\bOutputs\b/.test(file.text) || !/\bExport\b/.test(file.text)) return [];
  const { tree } = documentOf(file, reading);
  const outputs = tree === undefined ? undefined : child(tree, section.outputs);
  if (tree === undefined || outputs?.kind !== 'map' || child(tree, section.resources)?.kind !== 'map') return [];
  return outputs.entries.flatMap(({ key, value: output }) => {
    const name = entryOf(child(output, 'Export'), 'Name')?.value;
    const value = child(output, 'Value');
    return name === undefined || value === undefined ? [] : [{ file, tree, output: key, name, value }];
  });
}
