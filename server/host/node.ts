/** The language server in a process of its own: Node's clock and disk, and whatever connection the arguments name (`--node-ipc`, `--stdio`). */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import book from 'virtual:rules';
import type { SourceFile } from '../engine';
import type { Host, HostFolder } from '../lsp/host';
import { serve } from '../lsp/server';
import { Folder, pathOfUri, writeWhole } from './disk';

/** Reading a folder lets messages through at least this often. */
const sliceMilliseconds = 8;

const host: Host = {
  now: () => performance.now(),
  today: () => new Date().toISOString().slice(0, 10),
  later: (resume) => void setImmediate(resume),
  folder: (root) => {
    const path = pathOfUri(root);
    return path === undefined ? undefined : hostFolder(path);
  },
};

function hostFolder(path: string): HostFolder {
  const folder = new Folder(path);
  const pathIn = (uri: string): string => pathOfUri(uri) ?? path;
  return {
    files: (limits, below) => sliced(below === undefined ? folder.files(limits) : folder.below(pathIn(below), limits)),
    read: (uri, limits) => Promise.resolve(folder.read(pathIn(uri), limits)),
    ignores: (uri) => folder.ignores(pathIn(uri)),
    write: (uri, text) => writeWhole(pathIn(uri), text, path),
  };
}

async function* sliced(files: Iterable<SourceFile | undefined>): AsyncGenerator<SourceFile> {
  let start = performance.now();
  for (const file of files) {
    if (file !== undefined) yield file;
    if (performance.now() - start < sliceMilliseconds) continue;
    await nextTurn();
    start = performance.now();
  }
}

// An editor that died says no goodbye.
process.on('disconnect', () => process.exit());
serve(createConnection(ProposedFeatures.all), host, book);
