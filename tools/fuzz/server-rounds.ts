/**
 * One round through the real server: edits, opens, closes, renames, cancelled requests and changes of settings; after each batch what it has published
 * must be what a fresh engine finds in the same files. The server must be built.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource, CodeActionRequest, ConfigurationRequest, createProtocolConnection, DidChangeConfigurationNotification, DidChangeTextDocumentNotification, DidChangeWatchedFilesNotification, DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification, FileChangeType, HoverRequest, InitializedNotification, InitializeRequest, IPCMessageReader, IPCMessageWriter, LogMessageNotification, PublishDiagnosticsNotification, RegistrationRequest,
  type Diagnostic, type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { createEngine, run, type RuleBook, type SourceFile } from '../../server/engine';
import { uriOfPath } from '../../server/host/disk';
import { engineUri } from '../../server/lsp/border';
import { diagnosticsOf } from '../../server/lsp/diagnostics';
import { editorLimits, isRelevantPath, sourceOf } from '../../server/lsp/relevant';
import { readSettings } from '../../server/lsp/settings';
import { dist } from '../paths';
import { mutated } from './mutations';
import type { Random } from './random';
import type { Failure } from './rounds';
import type { Sample } from './samples';

const batches = 6;
/** Of the server's processor, in milliseconds: longer than any answer takes. */
const patience = 20_000;
/** Of the clock: a server that has done nothing for so long does nothing any more. */
const silence = 5000;

interface Client {
  readonly folder: string;
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly published: Map<string, Diagnostic[]>;
  readonly errors: string[];
  readonly disk: Map<string, string>;
  readonly open: Map<string, { text: string; version: number }>;
  settings: unknown;
}

export async function* serverRound(sample: Sample, all: readonly Sample[], random: Random, book: RuleBook): AsyncGenerator<Failure | undefined> {
  const client = await start(sample);
  const files = (): ReadonlyMap<string, string> => new Map([...client.disk, ...[...client.open].map(([path, { text }]) => [path, text] as const)]);
  const failure = (kind: Failure['kind'], what: string): Failure => ({ kind, what, sample: `server: ${sample.name}`, files: files(), settings: sample.settings });
  try {
    for (let i = 0; i < batches; i++) {
      for (let actions = i === 0 ? 0 : 1 + random.below(8); actions > 0; actions--) await act(client, all, random);
      const difference = await untilSame(client, book);
      if (client.errors.length > 0) yield failure('crash', client.errors.splice(0).join('\n'));
      if (difference !== undefined) yield failure(difference.hangs ? 'hang' : 'divergence', difference.what);
      if (difference?.hangs === true) return;
      yield undefined;
    }
  } finally {
    await stop(client);
  }
}

async function start(sample: Sample): Promise<Client> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'serverless-warden-fuzz-')));
  const child = fork(join(dist, 'server', 'node.js'), ['--node-ipc'], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const client: Client = { folder, child, connection, published: new Map(), errors: [], disk: new Map(), open: new Map(), settings: { includeTests: true } };
  child.stderr?.on('data', (chunk: Buffer) => { client.errors.push(chunk.toString()); });
  child.on('exit', (code, signal) => { if (signal !== 'SIGKILL') client.errors.push(`the server ended: ${String(signal ?? code)}`); });
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => { client.published.set(engineUri(uri), diagnostics); });
  connection.onNotification(LogMessageNotification.type, ({ type, message }) => { if (type === 1) client.errors.push(message); });
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => client.settings));
  connection.onRequest(RegistrationRequest.type, () => undefined);
  connection.listen();
  for (const [path, text] of sample.files) write(client, path, text);
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires it
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).toString(), name: 'fuzzed' }],
    capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { publishDiagnostics: { relatedInformation: true } } },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return client;
}

async function stop({ child, connection, folder }: Client): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  connection.dispose();
  rmSync(folder, { recursive: true, force: true });
}

function write({ folder, disk }: Client, path: string, text: string): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  // What a disk cannot keep as it is: half of a pair becomes a sign of its own.
  disk.set(path, Buffer.from(text).toString());
}

function uriOf({ folder }: Client, path: string): string {
  return pathToFileURL(join(folder, path)).toString();
}

async function act(client: Client, all: readonly Sample[], random: Random): Promise<void> {
  const { connection, disk, open } = client;
  const other = random.pick(all);
  const [otherPath, otherText] = random.pick([...other.files]);
  const paths = [...new Set([...disk.keys(), ...open.keys()])];
  const path = paths.length === 0 ? otherPath : random.pick(paths);
  const uri = uriOf(client, path);
  const opened = open.get(path);
  const changed = (type: FileChangeType, which = path): Promise<void> => connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: uriOf(client, which), type }] });
  const remove = async (): Promise<void> => {
    rmSync(join(client.folder, path), { force: true });
    disk.delete(path);
    await changed(FileChangeType.Deleted);
  };
  switch (random.below(10)) {
    case 0:
      if (isUsable(client, otherPath)) {
        write(client, otherPath, otherText);
        await changed(disk.has(otherPath) ? FileChangeType.Changed : FileChangeType.Created, otherPath);
      }
      return;
    case 1:
      await remove();
      return;
    case 2: {
      const moved = `moved/${path}`;
      if (disk.has(path) && isUsable(client, moved)) {
        write(client, moved, disk.get(path) ?? '');
        await remove();
        await changed(FileChangeType.Created, moved);
      }
      return;
    }
    case 3:
      client.settings = random.pick<unknown>([{}, { includeTests: true }, { profile: 'strict' }, { rules: { injection: 'off' } }, null, { nonsense: 7 }]);
      await connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      return;
    case 4:
      if (opened !== undefined) {
        open.delete(path);
        await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
      }
      return;
    case 5: {
      const source = new CancellationTokenSource();
      const place = { line: random.below(40), character: random.below(80) };
      const asked = random.oneIn(2)
        ? connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: place }, source.token)
        : connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range: { start: place, end: place }, context: { diagnostics: [] } }, source.token);
      if (random.oneIn(2)) source.cancel();
      await asked.catch(() => undefined);
      return;
    }
    case 6:
      if (disk.has(path)) {
        write(client, path, mutated(path, disk.get(path) ?? '', random, otherText).slice(0, 300_000));
        await changed(FileChangeType.Changed);
      }
      return;
    default: {
      if (opened === undefined) {
        const text = disk.get(path) ?? otherText;
        open.set(path, { text, version: 1 });
        await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'plaintext', version: 1, text } });
        return;
      }
      opened.text = mutated(path, opened.text, random, otherText).slice(0, 300_000);
      opened.version++;
      await connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version: opened.version }, contentChanges: [{ text: opened.text }] });
    }
  }
}

/** No file where a folder is, and none below a file. */
function isUsable({ disk, open }: Client, path: string): boolean {
  const all = [...disk.keys(), ...open.keys()];
  return !all.some((known) => known.startsWith(`${path}/`) || path.startsWith(`${known}/`));
}

interface Difference {
  readonly hangs: boolean;
  readonly what: string;
}

/** How long a server has worked, of its processor where the system tells that, else of the clock; on a busy machine these are far apart. */
class Stopwatch {
  private readonly started: number;
  private last: number;
  private lastAt = Date.now();

  constructor(private readonly pid: number | undefined) {
    this.started = this.last = this.now();
  }

  get worked(): number {
    return this.now() - this.started;
  }

  /** True once it has not worked for a while. */
  get isIdle(): boolean {
    const now = this.now();
    // What it takes to be asked whether it is there does not count.
    if (now > this.last + 50) [this.last, this.lastAt] = [now, Date.now()];
    return Date.now() - this.lastAt > silence;
  }

  private now(): number {
    try {
      // User and system time in hundredths of a second, behind the name in brackets.
      const fields = readFileSync(`/proc/${String(this.pid)}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return Date.now();
    }
  }
}

/** Undefined as soon as the server has said what a fresh engine says. */
async function untilSame(client: Client, book: RuleBook): Promise<Difference | undefined> {
  const wanted = expected(client, book);
  const watch = new Stopwatch(client.child.pid);
  let asked = 0;
  for (;;) {
    const answered = client.connection.sendRequest(HoverRequest.type, { textDocument: { uri: uriOf(client, 'none.ts') }, position: { line: 0, character: 0 } }).then(() => true, () => true);
    while (!(await Promise.race([answered, pause(200)]))) {
      if (watch.worked > patience || watch.isIdle) return { hangs: true, what: `no answer after ${String(watch.worked)} ms of work` };
    }
    const seen = shown(client.published);
    if (seen === wanted) return undefined;
    if (watch.worked > patience || watch.isIdle) return { hangs: false, what: differenceOf(seen, wanted) };
    await pause(asked++ < 50 ? 20 : 500);
  }
}

function pause(milliseconds: number): Promise<false> {
  return new Promise((resolve) => { setTimeout(() => { resolve(false); }, milliseconds); });
}

function differenceOf(seen: string, wanted: string): string {
  const [a, b] = [seen.split('\n'), wanted.split('\n')];
  return `only the server:\n${a.filter((line) => !b.includes(line)).join('\n')}\nonly a fresh engine:\n${b.filter((line) => !a.includes(line)).join('\n')}`;
}

function expected(client: Client, book: RuleBook): string {
  const root = uriOfPath(client.folder);
  const files = new Map<string, SourceFile>();
  for (const [path, text] of [...client.disk, ...[...client.open].map(([path, document]) => [path, document.text] as const)]) {
    if (!isRelevantPath(path)) continue;
    const uri = `${root}/${path}`;
    files.set(uri, sourceOf(uri, text, editorLimits));
  }
  const { engine: settings } = readSettings(client.settings);
  const report = run(createEngine(book).analyse({ roots: [root], files, today: new Date().toISOString().slice(0, 10), settings }));
  const open = new Set([...client.open.keys()].map((path) => `${root}/${path}`));
  return shown(diagnosticsOf(report.findings, report.problems, report.facts.snapshot, { isOpen: (uri) => open.has(uri), rulePages: false, related: true }));
}

function shown(byFile: ReadonlyMap<string, readonly Diagnostic[]>): string {
  return [...byFile].flatMap(([uri, diagnostics]) => diagnostics.map(({ code, range, message }) => JSON.stringify([uri, code, range, message]))).sort().join('\n');
}
