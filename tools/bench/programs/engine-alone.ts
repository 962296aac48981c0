/** The engine over a folder in one process without a protocol: first scan, the same again, and what is in memory after it. Prints JSON. */
import book from 'virtual:rules';
import { createEngine, run, type SourceFile } from '../../../server/engine';
import { Folder, uriOfPath } from '../../../server/host/disk';
import { editorLimits } from '../../../server/lsp/relevant';

const [folder = '.'] = process.argv.slice(2);
const files = new Map<string, SourceFile>();
for (const file of new Folder(folder).files(editorLimits)) if (file !== undefined) files.set(file.uri, file);
const workspace = { roots: [uriOfPath(folder)], files, today: '2026-11-01', settings: {} };
const engine = createEngine(book);

/** Time of the processor: other programs on the machine have no part in it. Then nobody types for a while. */
function timed(): { readonly milliseconds: number; readonly findings: number } {
  const before = process.cpuUsage();
  const { findings, facts } = run(engine.analyse({ ...workspace, files: new Map(files) }));
  const { user, system } = process.cpuUsage(before);
  facts.snapshot.rest();
  return { milliseconds: (user + system) / 1000, findings: findings.length };
}

/** Those of the files alone are not the engine's. */
function megabytes(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

const before = megabytes();
const first = timed();
const again = timed();
console.log(JSON.stringify({ files: files.size, findings: first.findings, first: first.milliseconds, again: again.milliseconds, kept: megabytes() - before }));
