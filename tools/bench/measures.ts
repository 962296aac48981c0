/** What is measured, each against a yardstick in the same run. Knows no table. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parseDocument } from 'yaml';
import { dist, packagePath } from '../paths';
import type { Programs } from './programs';
import { longHandler, places, writeProject } from './project';
import { Session } from './session';
import { median } from './statistics';
import { runWhole, type Cost } from './whole-process';

export interface Bench {
  readonly programs: Programs;
  /** A folder for files of ours. */
  readonly work: string;
  /** How often each whole process is run. */
  readonly repeats: number;
}

const command = join(dist, 'cli', 'main.js');
const server = join(dist, 'server', 'node.js');

/** A scan of a folder as a whole process, and the engine alone in another. Times in milliseconds, memory in MB. */
export interface ScanCost {
  readonly name: string;
  readonly files: number;
  readonly characters: number;
  readonly scan: number;
  readonly scanMemory: number;
  /** A bare parse of the scripts alone. */
  readonly scripts: number;
  /** A bare parse of scripts, YAML and JSON. */
  readonly all: number;
  readonly allMemory: number;
  /** The same two in time of the processor. */
  readonly scanProcessor?: number;
  readonly allProcessor?: number;
  readonly engineFirst: number;
  readonly engineAgain: number;
  /** What a scan leaves in memory beyond the texts. */
  readonly kept: number;
}

export async function scanCost(bench: Bench, name: string, folder: string): Promise<ScanCost> {
  const scans: Cost[] = [];
  const scripts: Cost[] = [];
  const alls: Cost[] = [];
  // One after another in turns, so that a busy moment of the machine meets all of them.
  for (let i = 0; i < bench.repeats; i++) {
    scans.push(await runWhole(process.execPath, [command, 'scan', folder, '--include-tests', '--fail-on', 'never', '--format', 'json', '--output', join(bench.work, 'report.json')], bench.work));
    scripts.push(await runWhole(process.execPath, [bench.programs.bareParse, folder, '--scripts'], bench.work));
    alls.push(await runWhole(process.execPath, [bench.programs.bareParse, folder], bench.work));
  }
  const alone = await runWhole(process.execPath, ['--expose-gc', bench.programs.engineAlone, folder], bench.work);
  const engine = JSON.parse(alone.output) as { files: number; first: number; again: number; kept: number };
  const { characters } = JSON.parse(alls[0]?.output ?? '{}') as { characters: number };
  const time = (costs: readonly Cost[]): number => median(costs.map(({ milliseconds }) => milliseconds));
  const processor = (costs: readonly Cost[]): number => median(costs.map(({ processor: own }) => own ?? 0));
  const memory = (costs: readonly Cost[]): number => median(costs.map(({ megabytes }) => megabytes ?? 0));
  return {
    name, files: engine.files, characters, scan: time(scans), scanMemory: memory(scans), scanProcessor: processor(scans), allProcessor: processor(alls), scripts: time(scripts), all: time(alls), allMemory: memory(alls),
    engineFirst: engine.first, engineAgain: engine.again, kept: engine.kept,
  };
}

export async function generatedScan(bench: Bench, count: number): Promise<ScanCost> {
  const folder = projectOf(bench, count);
  try {
    return await scanCost(bench, `${String(count)} generated files`, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function projectOf(bench: Bench, count: number): string {
  const folder = join(bench.work, `project-${String(count)}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeProject(folder, count);
  return folder;
}

/** From a keystroke to the diagnostics of the file itself, beside the bare parse of that file and a bare round trip. Milliseconds. */
export interface EditCost {
  readonly name: string;
  readonly lines: number;
  readonly edit: number;
  /** To the report about all files. */
  readonly whole?: number;
  /** Of all edits the share after which the report about all files said something else of the file itself. */
  readonly again?: number;
  readonly parse: number;
  readonly roundTrip: number;
}

export interface EditorCosts {
  readonly edits: readonly EditCost[];
  /** From the start of the server's process to the first diagnostics of a file that was open from the start. */
  readonly firstDiagnostic: number;
  /** The same of a server that does nothing. */
  readonly firstEcho: number;
}

/** As many as somebody types in a minute or two; by then both the server and the yardsticks run as they do all day. */
const editsEach = 200;

/** What is typed, a character an edit, again and again: half of the states are no complete code. */
const typed = { script: "\n  console.log('stored', parsed.name.trim());", template: '\n    # Kept for thirty days.', hub: '\n  // As the printed form wants it.' };

/** Edits in a project of so many files. */
export async function editorCosts(bench: Bench, count: number): Promise<EditorCosts> {
  const folder = projectOf(bench, count);
  const texts = {
    leaf: readFileSync(join(folder, places.leaf), 'utf8'),
    hub: readFileSync(join(folder, places.hub), 'utf8'),
    template: readFileSync(join(folder, places.template), 'utf8'),
    long: longHandler(1000),
  };
  const echoStarted = performance.now();
  const echo = await Session.open(bench.programs.echoServer, folder);
  const roundTrips: number[] = [];
  await echo.show(join(folder, places.leaf), texts.leaf);
  const firstEcho = performance.now() - echoStarted;
  const started = performance.now();
  const session = await Session.open(server, folder);
  try {
    const leaf = join(folder, places.leaf);
    await session.show(leaf, texts.leaf);
    const firstDiagnostic = performance.now() - started;
    // Until all is known, an edit has only the open files looked at.
    await session.edit(leaf, wholeOf(texts.leaf), texts.leaf, 'report');
    const edits: EditCost[] = [];
    const measure = async (name: string, path: string, text: string, keys: string, parse: () => void): Promise<void> => {
      const lines = text.split('\n');
      const cursor = { line: lines.length - 4, character: lines.at(-4)?.length ?? 0 };
      const costs: { readonly own: number; readonly whole: number; readonly again: boolean }[] = [];
      const parses: number[] = [];
      for (let i = 0; i < editsEach; i++) {
        const key = keys.charAt(i % keys.length);
        // Nobody types faster than all is said.
        costs.push(await session.editToEnd(path, { start: cursor, end: cursor }, key));
        if (key === '\n') Object.assign(cursor, { line: cursor.line + 1, character: 0 });
        else cursor.character++;
        roundTrips.push(await echo.edit(leaf, lineAt(0), ' '));
        const parseStarted = performance.now();
        parse();
        parses.push(performance.now() - parseStarted);
      }
      edits.push({
        name, lines: lines.length, edit: median(costs.map(({ own }) => own)), whole: median(costs.map(({ whole }) => whole)), again: costs.filter(({ again }) => again).length / costs.length,
        parse: median(parses), roundTrip: median(roundTrips),
      });
    };
    await measure('a handler', leaf, texts.leaf, typed.script, () => { parseScript(texts.leaf); });
    const hub = join(folder, places.hub);
    await session.edit(leaf, wholeOf(texts.leaf), texts.long, 'diagnostics');
    await measure('a long handler', leaf, texts.long, typed.script, () => { parseScript(texts.long); });
    await session.show(join(folder, places.template), texts.template);
    await measure('a template', join(folder, places.template), texts.template, typed.template, () => { parseDocument(texts.template); });
    await session.show(hub, texts.hub, 'report');
    await measure('a module that many import', hub, texts.hub, typed.hub, () => { parseScript(texts.hub); });
    return { edits, firstDiagnostic, firstEcho };
  } finally {
    await session.close();
    await echo.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function lineAt(line: number): { start: { line: number; character: number }; end: { line: number; character: number } } {
  return { start: { line, character: 0 }, end: { line, character: 0 } };
}

function wholeOf(text: string): { start: { line: number; character: number }; end: { line: number; character: number } } {
  return { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } };
}

function parseScript(text: string): void {
  ts.createSourceFile('parsed.ts', text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false);
}

export interface StartCost {
  readonly command: number;
  readonly node: number;
}

/** The command line's start, beside that of Node itself. */
export async function startCost(bench: Bench): Promise<StartCost> {
  const commands: number[] = [];
  const nodes: number[] = [];
  for (let i = 0; i < bench.repeats + 2; i++) {
    commands.push((await runWhole(process.execPath, [command, '--version'], bench.work)).milliseconds);
    nodes.push((await runWhole(process.execPath, ['--eval', '0'], bench.work)).milliseconds);
  }
  return { command: median(commands), node: median(nodes) };
}

/** Bytes by name, of what is shipped. */
export function sizes(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  if (existsSync(packagePath)) found.set('serverless-warden.vsix', statSync(packagePath).size);
  for (const path of readdirSync(dist, { recursive: true }).map(String).sort()) if (path.endsWith('.js')) found.set(`dist/${path.replaceAll('\\', '/')}`, statSync(join(dist, path)).size);
  return found;
}
