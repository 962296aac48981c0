/** Data files of a project, parsed once. Knows nothing of what they mean. */
import type { Snapshot } from '../snapshot';
import type { DataNode } from '../syntax/data';
import { parseDocument } from '../syntax/document';
import { folderOf, isWithin, join } from '../text/uri';
import type { SourceFile } from '../workspace';

/** The file's tree; undefined where it was not read or holds nothing. */
export function treeOf(file: SourceFile, snapshot: Snapshot): DataNode | undefined {
  return file.omitted === undefined ? snapshot.memo.of('project-document', file, (key) => parseDocument(key).tree) : undefined;
}

/** The folder of a file and those above it, innermost first, up to the file's root. */
export function* foldersAbove(uri: string, snapshot: Snapshot): Generator<string> {
  const root = snapshot.rootOf(uri);
  for (let folder = folderOf(uri); root !== undefined && isWithin(root, folder); folder = folderOf(folder)) yield folder;
}

/** The file of this name in the nearest folder that has one. */
export function nearest(name: string, uri: string, snapshot: Snapshot): SourceFile | undefined {
  for (const folder of foldersAbove(uri, snapshot)) {
    const file = snapshot.file(join(folder, name));
    if (file !== undefined) return file;
  }
  return undefined;
}
