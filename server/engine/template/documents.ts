/** The documents of data files as lowering reads them: parsed once, whoever asks. Knows no dialect. */
import type { DataNode } from '../syntax/data';
import { parseDocuments } from '../syntax/document';
import type { Parsed } from '../syntax/parsed';
import type { SourceFile } from '../workspace';
import type { Reading } from './dialect';

/** One at least. */
export function documentsOf(file: SourceFile, { documents = parseDocuments }: Reading): readonly Parsed<DataNode | undefined>[] {
  return documents(file);
}

/** The first, where only that counts. */
export function documentOf(file: SourceFile, reading: Reading): Parsed<DataNode | undefined> {
  return documentsOf(file, reading)[0] ?? { tree: undefined, problems: [] };
}
