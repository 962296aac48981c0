/** What lowering reads besides its own file: parsed and gone through once, whoever asks. Knows no dialect. */
import type { DataNode } from '../syntax/data';
import { parseDocuments, type Documents } from '../syntax/document';
import type { Parsed } from '../syntax/parsed';
import type { SourceFile } from '../workspace';
import type { Reading } from './dialect';

/** One at least. */
export function documentsOf(file: SourceFile, reading: Reading): readonly Parsed<DataNode | undefined>[] {
  return once('documents', file, reading, () => readAfter(file, reading.lastRead));
}

/** As long as what was read last is well, it makes the next text of the file cheaper. */
function readAfter(file: SourceFile, lastRead?: Map<string, Documents>): Documents['all'] {
  const older = lastRead?.get(file.uri);
  const read = parseDocuments(file, older);
  if (older === undefined || read.all.every(({ problems }) => problems.length === 0)) lastRead?.set(file.uri, read);
  return read.all;
}

/** The first, where only that counts. */
export function documentOf(file: SourceFile, reading: Reading): Parsed<DataNode | undefined> {
  return documentsOf(file, reading)[0] ?? { tree: undefined, problems: [] };
}

/** What is derived from `key` alone, once for all who ask under this name. */
export function once<K extends object, V>(name: string, key: K, { kept }: Reading, derive: (key: K) => V): V {
  return kept === undefined ? derive(key) : kept(name, key, derive);
}
