/** Measured costs as a page: ratios first, each target beside what was measured. Measures nothing. */
import type { ActivationCost } from './activation';
import type { EditorCosts, ScanCost, StartCost } from './measures';
import type { PeerCost } from './peers';
import { exponent } from './statistics';

export interface Results {
  readonly version: string;
  readonly packageName: string;
  /** How many programs wanted a processor at the end; much above `processors`, times say little. */
  readonly load: number;
  readonly processors: number;
  readonly start: StartCost;
  readonly editor: EditorCosts;
  /** Undefined where no editor can be had. */
  readonly activation: ActivationCost | undefined;
  readonly scans: readonly ScanCost[];
  readonly peers: readonly PeerCost[];
  readonly sizes: ReadonlyMap<string, number>;
}

export interface Target {
  readonly name: string;
  readonly measured: number;
  readonly atMost: number;
  readonly unit: string;
}

/** The scans of generated projects: they alone grow. */
function generated(results: Results): readonly ScanCost[] {
  return results.scans.filter(({ name }) => name.endsWith('generated files'));
}

export function targets(results: Results): readonly Target[] {
  const found: Target[] = [];
  const add = (name: string, measured: number, atMost: number, unit = '×'): void => { found.push({ name, measured, atMost, unit }); };
  for (const scan of results.scans) {
    if (scan.files < 90) continue;
    add(`whole scan to bare parse of the same files, ${scan.name}`, scan.scan / scan.all, 2);
    add(`peak memory to that of the bare parse, ${scan.name}`, scan.scanMemory / scan.allMemory, 1.5);
    add(`second scan to the first, ${scan.name}`, (100 * scan.engineAgain) / scan.engineFirst, 1, '%');
  }
  for (const { name, lines, edit, parse, roundTrip } of results.editor.edits) {
    if (name === 'a module that many import') continue;
    const factor = name === 'a template' ? 2 : 3;
    add(`edit in ${name} (${String(lines)} lines), to the diagnostics of that file, to ${String(factor)} parses and a round trip`, edit / (factor * parse + roundTrip), 1);
  }
  const growing = generated(results);
  const from = growing.find(({ files }) => files >= 90);
  const to = growing.at(-1);
  if (from !== undefined && to !== undefined && from !== to) add(`growth of the engine's time from ${from.name} to ${to.name}`, exponent({ size: from.characters, cost: from.engineFirst }, { size: to.characters, cost: to.engineFirst }), 1.05, 'exponent');
  const { activation } = results;
  if (activation !== undefined) add('activation to that of an empty extension with the same language client', activation.ours / activation.empty, 2);
  const packed = results.sizes.get(results.packageName);
  if (packed !== undefined) add('size of the package', packed / 1024 / 1024, 3, 'MB');
  const [eslint] = results.peers;
  const thousand = growing.find(({ name }) => name.startsWith('1000 '));
  if (eslint?.milliseconds !== undefined && thousand !== undefined) add(`whole scan to ${eslint.name}`, thousand.scan / eslint.milliseconds, 1 / 3);
  return found;
}

/** All threads count: what two processors do side by side is told twice. */
function processorRatio({ scanProcessor, allProcessor }: ScanCost): string {
  return scanProcessor === undefined || allProcessor === undefined ? '' : `${two(scanProcessor / allProcessor)} ×`;
}

export function toMarkdown(results: Results): string {
  const lines = [
    '# Performance',
    '',
    '`npm run bench` measures the built product and writes this page. What counts is the ratio to a yardstick that runs beside it, in turns, on the same',
    'machine: *parse* reads the same files and parses them (scripts with the TypeScript compiler as npm has it, YAML and JSON with the parsers that the product uses),',
    'and keeps the trees; *round trip* is a language server that answers each change with one diagnostic and does nothing else. Milliseconds and megabytes are',
    'there to give the ratios a size; they are of the machine that ran it last. Projects are generated from the examples: the same number gives the same files.',
    '',
    `The machine that ran it last has ${String(results.processors)} processors; at the end ${two(results.load)} programs wanted one.`,
    '',
    '## Targets',
    '',
    ...table(['what', 'measured', 'at most', ''], targets(results).map(({ name, measured, atMost, unit }) => [name, `${two(measured)} ${unit}`, `${two(atMost)} ${unit}`, measured <= atMost ? 'met' : 'missed'])),
    '',
    '## Scans',
    '',
    'As whole processes, from start to exit.',
    '',
    ...table(['project', 'files', 'source MB', 'scan', 'parse of all', 'parse of scripts', 'scan : parse', 'of processor time', 'scan memory', 'parse memory'], results.scans.map((scan) => [
      scan.name, String(scan.files), two(scan.characters / 1e6), ms(scan.scan), ms(scan.all), ms(scan.scripts), `${two(scan.scan / scan.all)} ×`, processorRatio(scan), mb(scan.scanMemory), mb(scan.allMemory),
    ])),
    '',
    'The engine alone, without start and reading. *Kept* is what a scan leaves in memory beyond the texts.',
    '',
    ...table(['project', 'first scan', 'again, unchanged', 'kept', 'kept : source'], results.scans.map((scan) => [
      scan.name, ms(scan.engineFirst), ms(scan.engineAgain), mb(scan.kept), `${two(scan.kept / ((2 * scan.characters) / 1024 / 1024))} ×`,
    ])),
    '',
    'Growth: the exponent of the engine’s time over the size of the source, from each size to the next.',
    '',
    ...table(['from', 'to', 'exponent'], pairs(generated(results)).map(([from, to]) => [from.name, to.name, two(exponent({ size: from.characters, cost: from.engineFirst }, { size: to.characters, cost: to.engineFirst }))])),
    '',
    '## While typing',
    '',
    'From a keystroke in a project of 200 files to the diagnostics of the file that is typed in, through the real server; medians of 200, as statements and comments are',
    'typed. *To all* is the time to the report about all files: what depends on how functions are deployed is judged anew by then, and what stands in other files; the next',
    'key comes after it. *Said again* is the share of edits after which that report said something else of the file itself than what had come before it.',
    '',
    ...table(['edit in', 'lines', 'to diagnostics', 'to all', 'said again', 'parse of that file', 'round trip', '(edit − round trip) : parse', '(to all − round trip) : parse'], results.editor.edits.map(({ name, lines: length, edit, whole = edit, again = 0, parse, roundTrip }) => [
      name, String(length), `${two(edit)} ms`, `${two(whole)} ms`, `${String(Math.round(100 * again))} %`, `${two(parse)} ms`, `${two(roundTrip)} ms`, `${two((edit - roundTrip) / parse)} ×`, `${two((whole - roundTrip) / parse)} ×`,
    ])),
    '',
    '## Start and size',
    '',
    ...table(['what', 'measured', 'yardstick', 'ratio'], [
      ['`serverless-warden --version`', ms(results.start.command), `${ms(results.start.node)} (an empty Node program)`, `${two(results.start.command / results.start.node)} ×`],
      ...(results.activation === undefined ? [] : [['activation in the editor', ms(results.activation.ours), `${ms(results.activation.empty)} (an empty extension with the same language client)`, `${two(results.activation.ours / results.activation.empty)} ×`]]),
      ['server start to the first diagnostics, 200 files', ms(results.editor.firstDiagnostic), `${ms(results.editor.firstEcho)} (a server that does nothing)`, `${two(results.editor.firstDiagnostic / results.editor.firstEcho)} ×`],
    ]),
    '',
    ...table(['file', 'KB'], [...results.sizes].map(([name, size]) => [name, String(Math.round(size / 1024))])),
    '',
  ];
  if (results.peers.length > 0) {
    const thousand = generated(results).find(({ name }) => name.startsWith('1000 '))?.scan;
    lines.push(
      '## Beside other tools',
      '',
      'Whole processes over the same 1,000 generated files. None of the others joins code to templates or follows data across files.',
      '',
      ...table(['tool', 'time', 'to ours'], [
        ['serverless-warden', ms(thousand ?? 0), '1'],
        ...results.peers.map(({ name, milliseconds }) => [name, milliseconds === undefined ? 'does not run here' : ms(milliseconds), milliseconds === undefined || thousand === undefined ? '' : `${two(milliseconds / thousand)} ×`]),
      ]),
      '',
    );
  }
  return lines.join('\n');
}

function pairs<T>(list: readonly T[]): readonly (readonly [T, T])[] {
  return list.slice(1).flatMap((to, i) => {
    const from = list[i];
    return from === undefined ? [] : [[from, to] as const];
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function two(value: number): string {
  return value.toFixed(2);
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} ms`;
}

function mb(value: number): string {
  return `${String(Math.round(value))} MB`;
}
