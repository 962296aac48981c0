/** The command line: what it reads, what it prints in each format, and how it ends. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, type ExitCode } from '../server/cli/command';
import { parseCommand } from '../server/cli/arguments';
import { toSarif } from '../server/cli/sarif';
import { scan, type Result } from '../server/cli/scan';
import { toText } from '../server/cli/text';
import { createEngine, run, type Finding, type FlowStep, type RuleBook } from '../server/engine';
import { readSource } from '../server/host/disk';
import { commandLineLimits } from '../server/lsp/relevant';
import { ruleBook } from './support/analyse';

const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: worker.handler
      Runtime: nodejs22.x
      Policies:
        - Statement:
            - Effect: Allow
              Action: '*'
              Resource: '*'
        - AdministratorAccess
        - AmazonS3FullAccess
`;
const harmless = "export const handler = async () => ({ statusCode: 200, body: 'ok' });\n";

let place: string;
let count = 0;

beforeAll(() => { place = realpathSync.native(mkdtempSync(join(tmpdir(), 'warden-'))); });
afterAll(() => { rmSync(place, { recursive: true, force: true }); });

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = join(place, String(++count));
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

interface Ended {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

function warden(folder: string, args: readonly string[], book: RuleBook = ruleBook(), colours = false): Ended {
  let out = '';
  let err = '';
  const code = runCommand(args, { book, version: '9.8.7', folder, today: '2026-11-01', colours, out: (text) => { out += text; }, err: (text) => { err += text; } });
  return { code, out, err };
}

function sarifOf(folder: string, args: readonly string[] = [], book?: RuleBook): { readonly log: Log; readonly run: Log['runs'][number]; readonly code: ExitCode } {
  const { out, code } = warden(folder, ['scan', '--format', 'sarif', ...args], book);
  const log = JSON.parse(out) as Log;
  const [run] = log.runs;
  if (run === undefined) throw new Error('no run');
  return { log, run, code };
}

interface JsonReport {
  readonly format: number;
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly file: string; readonly range: unknown; readonly fixes: readonly { readonly edits: readonly { readonly file: string }[] }[]; readonly fingerprint: string }[];
  readonly problems: readonly { readonly code: string; readonly file: string; readonly message: string }[];
  readonly crashes: readonly { readonly what: string }[];
}

function jsonOf(folder: string, args: readonly string[] = [], book?: RuleBook): JsonReport {
  return JSON.parse(warden(folder, ['scan', '--format', 'json', ...args], book).out) as JsonReport;
}

describe('exit codes', () => {
  const wide = { 'template.yaml': template, 'worker.ts': harmless };

  it('0 where nothing is found', () => {
    const { code, out, err } = warden(folderWith({ 'worker.ts': harmless }), ['scan']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe('✓ Nothing to report. 1 file read, 0 deployed functions.\n');
  });

  it('1 where something is found from --fail-on on', () => {
    const folder = folderWith(wide);
    expect(warden(folder, ['scan']).code).toBe(1);
    expect(warden(folder, ['scan', '--fail-on', 'error']).code).toBe(1);
    expect(warden(folder, ['scan', '--fail-on', 'never']).code).toBe(0);
    writeFileSync(join(folder, '.serverless-warden.yml'), 'severities:\n  iam: information\n');
    expect(warden(folder, ['scan', '--rule', 'iam']).code).toBe(0);
    expect(warden(folder, ['scan', '--rule', 'iam', '--fail-on', 'information']).code).toBe(1);
  });

  it.each([
    [['scann'], 'There is no command `scann`.'],
    [['scan', 'nowhere'], 'There is no file or folder `nowhere`.'],
    [['scan', '--format', 'xml'], '`--format xml` is not known. It can be text, json, sarif.'],
    [['scan', '--fail-on', 'fatal'], '`--fail-on fatal` is not known.'],
    [['scan', '--profile', 'x'], '`--profile x` is not known.'],
    [['scan', '--express-routes', 'x'], '`--express-routes x` is not known.'],
    [['scan', '--rule', 'iam/nothing'], 'There is no rule or group `iam/nothing`.'],
    [['scan', '--config', 'missing.yml'], 'The settings file `missing.yml` cannot be read.'],
    [['scan', '--root', 'nowhere'], 'The root `nowhere` is not a folder.'],
    [['scan', '/', '--root', '.'], '`/` does not lie below the root'],
    [['scan', '--what'], "Unknown option '--what'"],
    [['rules', '--quiet'], '`rules` takes no option `--quiet`.'],
    [['explain'], '`explain` takes one rule'],
    [['explain', 'iam/wildcard-actoin'], 'There is no rule `iam/wildcard-actoin`. Did you mean `iam/wildcard-action`?'],
    [['scan', '--output', '/dev/null/x'], '`/dev/null/x` cannot be written'],
  ])('2 for %j', (args, message) => {
    const { code, out, err } = warden(folderWith({}), args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).toContain('--help');
  });

  it('2 where a check of ours throws; the others go on, and every format tells', () => {
    const book: RuleBook = { ...ruleBook(), rules: ruleBook().rules.map((rule) => (rule.id === 'iam/broad-managed-policy' ? { ...rule, get message(): string { throw new Error('planted'); } } : rule)) };
    const folder = folderWith(wide);
    const { code, err, out } = warden(folder, ['scan'], book);
    expect(code).toBe(2);
    expect(err).toContain('iam/broad-managed-policy failed because of a defect of ours');
    expect(out).toContain('iam/admin-policy');
    expect(jsonOf(folder, [], book).crashes.map((crash) => crash.what)).toEqual(['iam/broad-managed-policy']);
    const { run } = sarifOf(folder, [], book);
    expect(run.invocations?.[0]?.executionSuccessful).toBe(false);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.some((one) => one.level === 'error' && one.message.text?.startsWith('iam/broad-managed-policy') === true)).toBe(true);
  });
});

describe('what is read and reported', () => {
  const application = { 'app/template.yaml': template, 'app/worker.ts': harmless, 'other/template.yaml': template };
  const places = (report: JsonReport): readonly string[] => [...new Set(report.findings.map((finding) => finding.file))];

  it('is relative to the folder that is given', () => {
    const folder = folderWith(application);
    expect(places(jsonOf(folder))).toEqual(['app/template.yaml', 'other/template.yaml']);
    expect(places(jsonOf(folder, ['app']))).toEqual(['template.yaml']);
    expect(places(jsonOf('/', [folder]))).toEqual(['app/template.yaml', 'other/template.yaml']);
    expect(places(jsonOf(folder, ['app', '--root', '.']))).toEqual(['app/template.yaml']);
    expect(places(jsonOf(folder, ['app', 'other']))).toEqual(['app/template.yaml', 'other/template.yaml']);
    expect(places(jsonOf(folder, ['other/template.yaml']))).toEqual(['other/template.yaml']);
    expect(places(jsonOf(join(folder, 'app'), ['../other/template.yaml']))).toEqual(['template.yaml']);
    writeFileSync(join(folder, '.serverless-warden.yml'), '');
    expect(places(jsonOf(join(folder, 'app'), ['../other/template.yaml']))).toEqual(['other/template.yaml']);
  });

  it('gives a file that is asked for alone its application', () => {
    const folder = folderWith(application);
    expect(jsonOf(join(folder, 'app'), ['worker.ts']).summary).toMatchObject({ functions: 1, findings: 0 });
  });

  it('leaves tests out unless they are asked for', () => {
    const folder = folderWith({ 'test/template.yaml': template });
    expect(jsonOf(folder).findings).toEqual([]);
    expect(places(jsonOf(folder, ['--include-tests']))).toEqual(['test/template.yaml']);
  });

  it('leaves out what others wrote', () => {
    expect(jsonOf(folderWith({ 'node_modules/x/template.yaml': template, 'dist/template.yaml': template })).findings).toEqual([]);
  });

  it('follows the settings file, another one with --config, and the command line over both', () => {
    const folder = folderWith({ 'template.yaml': template, '.serverless-warden.yml': 'severities:\n  iam: off\n', 'strict.yml': 'severities:\n  iam/admin-policy: hint\n', 'bad.yml': 'profil: strict\n' });
    expect(jsonOf(folder).findings.filter((finding) => finding.rule.startsWith('iam/'))).toEqual([]);
    expect(jsonOf(folder, ['--config', 'strict.yml']).findings.find((finding) => finding.rule === 'iam/admin-policy')?.severity).toBe('hint');
    expect(jsonOf(folder, ['--config', 'bad.yml']).problems).toMatchObject([{ code: 'settings' }]);
    expect(warden(folder, ['scan', '--config', 'bad.yml']).out).toContain('There is no setting `profil`. Did you mean `profile`?');
  });

  it('is one rule or group with --rule', () => {
    const folder = folderWith({ 'template.yaml': template });
    expect(new Set(jsonOf(folder, ['--rule', 'iam/admin-policy']).findings.map((finding) => finding.rule))).toEqual(new Set(['iam/admin-policy']));
    const all = jsonOf(folder).findings.map((finding) => finding.rule);
    expect(jsonOf(folder, ['--rule', 'iam', '--rule', 'trigger']).findings.map((finding) => finding.rule)).toEqual(all.filter((rule) => /^(iam|trigger)\//.test(rule)));
  });

  it('survives whatever lies in the folder', () => {
    const folder = folderWith({ 'a.ts': 'const x = {', 'b.yaml': 'a:\n\t- [', 'c.json': '{"a":', 'd.ts': '\0\0binary', 'e.yaml': '\uFEFFa: 1\r\n', 'f.ts': '('.repeat(30_000), '.serverless-warden.yml': ': : :' });
    const { code, err } = warden(folder, ['scan']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('reads folders however deep, follows links in no circle, and waits for no pipe', () => {
    const deep = `${'d/'.repeat(120)}template.yaml`;
    const folder = folderWith({ [deep]: template });
    symlinkSync(folder, join(folder, 'again'), 'junction');
    symlinkSync('loop.ts', join(folder, 'loop.ts'));
    expect(places(jsonOf(folder))).toEqual([deep]);
    if (process.platform === 'win32') return;
    const pipe = join(folder, 'pipe.ts');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect(places(jsonOf(folder))).toEqual([deep]);
    expect(warden(folder, ['scan', 'pipe.ts'])).toMatchObject({ code: 2, err: expect.stringContaining('is neither a file nor a folder') as unknown });
  });

  it('names what is too large', () => {
    const folder = folderWith({ 'a.ts': '' });
    truncateSync(join(folder, 'a.ts'), commandLineLimits.script + 1);
    expect(jsonOf(folder).problems).toMatchObject([{ code: 'too-large', file: 'a.ts', message: 'This file is too large to be analysed. The command line reads larger files than an editor.' }]);
  });

  it('leaves out what a bundler or minifier wrote, and says so; a handler is read whoever wrote it', () => {
    const shell = "import{exec as e}from'node:child_process';export const handler=async(t)=>{e(t.body)};";
    const minified = `${shell}${'function a(b){return c(b)}'.repeat(50)}`;
    const webpack = `${shell.replaceAll(';', ';\n')}\nfunction __webpack_require__(id) {\n  return id;\n}\n`;
    const data = `${shell}\nconst rows = [${"{ id: 1, name: 'a' }, ".repeat(500)}];\n`;
    const folder = folderWith({ 'template.yaml': template, 'worker.js': minified, 'a.js': minified, 'b.js': minified, 'c.js': minified, 'd.js': minified, 'webpack.js': webpack, 'data.js': data });
    const { findings, problems } = jsonOf(folder, ['--rule', 'injection']);
    expect(findings.map(({ file }) => file)).toEqual(['data.js', 'worker.js']);
    expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual(['a.js built', 'b.js built', 'c.js built', 'd.js built', 'webpack.js built']);
    expect(warden(folder, ['scan']).out).toContain('a.js, b.js, c.js and 2 others  A bundler or minifier wrote this file. It was not analysed, as nobody edits it.');
  });

  it('names what is there and cannot be read', () => {
    const name = `${'a'.repeat(300)}.ts`;
    expect(readSource(join(place, name), commandLineLimits)?.omitted).toBe('unreadable');
    expect(readSource(join(place, 'nothing.ts'), commandLineLimits)).toBeUndefined();
    const root = 'file:///app';
    const { problems } = run(createEngine(ruleBook()).analyse({ roots: [root], files: new Map([[`${root}/a.ts`, { uri: `${root}/a.ts`, text: '', omitted: 'unreadable' }]]), today: '2026-11-01', settings: {} }));
    expect(problems).toMatchObject([{ code: 'unreadable', severity: 'information' }]);
  });

  it('gives fixes for as many findings as nobody has to wait for, and tells', () => {
    const buckets = Array.from({ length: 300 }, (_, i) => `  B${String(i)}: { Type: AWS::S3::Bucket }\n`).join('');
    const folder = folderWith({ 'template.yaml': `Resources:\n${buckets}# ${'x'.repeat(900_000)}\n` });
    const { findings, problems } = jsonOf(folder, ['--profile', 'strict', '--rule', 'encryption']);
    const fixed = findings.filter(({ fixes }) => fixes.length > 0);
    expect(findings.length).toBeGreaterThan(250);
    expect(fixed.length).toBeGreaterThan(20);
    expect(fixed.length).toBeLessThan(60);
    expect(problems).toMatchObject([{ code: 'too-complex', file: 'template.yaml', message: expect.stringContaining('fixes are given for the first') as unknown }]);
  });

  it('goes to a file with --output, folders are made', () => {
    const folder = folderWith({ 'template.yaml': template });
    const { code, out } = warden(folder, ['scan', '--format', 'json', '--output', 'out/report.json']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(readFileSync(join(folder, 'out/report.json'), 'utf8'))).toMatchObject({ format: 1 });
  });
});

/** A result with a flow over two lines. */
function withFlow(): Result {
  const folder = folderWith({ 'worker.ts': "const 日本 = event.body;\n\trun(日本, name);\n" });
  const command = parseCommand(['scan']);
  if (command.name !== 'scan') throw new Error('no scan');
  const result = scan(command, createEngine(ruleBook()), folder, '2026-11-01');
  const [uri = ''] = result.report.facts.snapshot.listing;
  const step = (start: number, end: number, message: string): FlowStep => ({ location: { uri, span: { start, end } }, message });
  const finding: Finding = {
    rule: 'injection/command', severity: 'error', message: '`日本` runs', location: { uri, span: { start: 28, end: 30 } }, fingerprint: '0'.repeat(16), related: [], functions: ['Worker'],
    flow: [step(11, 21, 'comes from the request'), step(28, 30, 'runs')], fixes: [],
  };
  return { ...result, findings: [finding] };
}

describe('text', () => {
  it('shows the way of the data with carets below what is meant, wide characters and tabs too', () => {
    expect(toText(withFlow(), { colours: false, quiet: true })).toBe([
      'worker.ts',
      '',
      '  2:6  error  injection/command',
      '      `日本` runs',
      '      1 worker.ts:1:12  comes from the request',
      '        1 │ const 日本 = event.body;',
      '          │              ^^^^^^^^^^',
      '      2 worker.ts:2:6  runs',
      '        2 │ run(日本, name);',
      '          │     ^^^^',
      '',
      '',
    ].join('\n'));
  });

  it('names file, place, severity, rule, shows the line, and sums up', () => {
    const { out } = warden(folderWith({ 'template.yaml': template }), ['scan', '--rule', 'iam/admin-policy']);
    const lines = out.split('\n');
    expect(lines[0]).toBe('template.yaml');
    expect(lines).toContain('  14:11  error  iam/admin-policy');
    const excerpt = lines.findIndex((line) => line.startsWith('        14 │ '));
    expect(lines.slice(excerpt, excerpt + 2)).toEqual(['        14 │ - AdministratorAccess', '           │   ^^^^^^^^^^^^^^^^^^^']);
    expect(out).toMatch(/✗ \d+ findings? in 1 file: \d+ errors?\. 1 file read, 1 deployed function\./);
  });

  it('is the same with colours, but for the colours', () => {
    const folder = folderWith({ 'template.yaml': template });
    const plain = warden(folder, ['scan']).out;
    const coloured = warden(folder, ['scan'], ruleBook(), true).out;
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[31merror\u001b[39m');
    // eslint-disable-next-line no-control-regex -- colours are what is taken out
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
    expect(warden(folder, ['scan', '--no-color'], ruleBook(), true).out).toBe(plain);
    expect(warden(folder, ['scan', '--color']).out).toBe(coloured);
  });

  it('is only what counts with --quiet', () => {
    const folder = folderWith({ 'template.yaml': template });
    expect(warden(folder, ['scan', '--quiet']).out).not.toContain('✗');
    expect(warden(folderWith({}), ['scan', '--quiet']).out).toBe('');
  });

  it('obeys no control characters of the scanned files', () => {
    const folder = folderWith({ 'template.yaml': template.replace('- AdministratorAccess', '- AdministratorAccess # \u001b[2J\u202e\u0007') });
    const { out } = warden(folder, ['scan']);
    expect(out).toContain('- AdministratorAccess # ·[2J··');
    // eslint-disable-next-line no-control-regex -- they are what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('does not repeat secrets', () => {
    const secret = ['coppergate', 'lantern', '4471', 'quay'].join('-');
    const folder = folderWith({ 'template.yaml': template.replace('      Runtime', `      Environment:\n        Variables:\n          DB_PASSWORD: ${secret}\n      Runtime`) });
    const { out } = warden(folder, ['scan', '--rule', 'secrets']);
    expect(out).toContain('secrets/plaintext-env');
    expect(out).toContain('DB_PASSWORD: coppe•');
    expect(out).not.toContain('lantern');
    expect(sarifOf(folder).run.results?.some((result) => JSON.stringify(result).includes('lantern'))).toBe(false);
  });
});

describe('SARIF', () => {
  const examples = join(import.meta.dirname, '..', 'examples', 'orders');
  const schema = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object;
  const valid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

  it('follows the published schema, with flows, related places and fixes', () => {
    const { log, run } = sarifOf(examples);
    expect(valid(log), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
    expect(run.results?.length).toBeGreaterThan(10);
    expect(run.results?.some((result) => (result.fixes?.length ?? 0) > 0)).toBe(true);
    expect(run.results?.some((result) => (result.relatedLocations?.length ?? 0) > 0)).toBe(true);
  });

  it('shows the way of the data, step by step', () => {
    const log = JSON.parse(toSarif(withFlow(), '1')) as Log;
    expect(valid(log), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
    const steps = log.runs[0]?.results?.[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map((step) => step.location);
    expect(steps?.map((step) => [step?.message?.text, step?.physicalLocation?.artifactLocation?.uri, step?.physicalLocation?.region?.startLine])).toEqual([['comes from the request', 'worker.ts', 1], ['runs', 'worker.ts', 2]]);
  });

  it('shows the template among the steps where a queue lies between two functions', () => {
    const { log, run } = sarifOf(join(import.meta.dirname, '..', 'rules', 'injection', 'command', 'cases', 'put-on-a-queue'));
    expect(valid(log), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
    const steps = run.results?.find((result) => result.ruleId === 'injection/command')?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location?.physicalLocation?.artifactLocation?.uri);
    expect(steps).toEqual(['src/upload.ts', 'src/upload.ts', 'src/jobs.ts', 'template.yaml', 'src/convert.ts', 'src/convert.ts']);
  });

  it('would be caught by that schema if it were wrong', () => {
    expect(valid({ ...sarifOf(folderWith({})).log, version: '2.0.0' })).toBe(false);
  });

  it('describes every rule: help, CWE, severity', () => {
    const { run } = sarifOf(folderWith({}));
    expect(run.tool.driver.rules?.map((rule) => rule.id)).toEqual(ruleBook().rules.map((rule) => rule.id));
    const command = run.tool.driver.rules?.find((rule) => rule.id === 'iam/admin-policy');
    expect(command?.help?.markdown).toContain('# ');
    expect(command?.properties?.tags).toContain('external/cwe/cwe-250');
    expect(Number(command?.properties?.['security-severity'])).toBeGreaterThanOrEqual(7);
    const target = command?.relationships?.[0]?.target;
    expect(run.taxonomies?.[0]?.taxa?.[target?.index ?? -1]?.id).toBe(target?.id);
    expect(target?.id).toBe('250');
  });

  it('points each result at its rule and each region at its text, counted from one', () => {
    const { run } = sarifOf(folderWith({ 'template.yaml': template }), ['--rule', 'iam/admin-policy']);
    const result = run.results?.find((one) => one.locations?.[0]?.physicalLocation?.region?.startLine === 14);
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe('iam/admin-policy');
    expect(result?.locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 14, startColumn: 11, endLine: 14, endColumn: 30 });
    expect(Object.values(result?.partialFingerprints ?? {})).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
  });

  it('encodes paths, relative to a base that is told', () => {
    const folder = folderWith({ 'a b/ünï #1%/template.yaml': template });
    const { run } = sarifOf('/', [folder]);
    const artifact = run.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
    expect(artifact).toEqual({ uri: 'a%20b/%C3%BCn%C3%AF%20%231%25/template.yaml', uriBaseId: '%SRCROOT%' });
    expect(run.originalUriBaseIds?.['%SRCROOT%']?.uri).toBe(`file://${folder}/`);
  });

  it('keeps fingerprints when lines move', () => {
    const fingerprints = (text: string): unknown => sarifOf(folderWith({ 'template.yaml': text })).run.results?.map((result) => result.partialFingerprints);
    expect(fingerprints(`# one\n# two\n${template}`)).toEqual(fingerprints(template));
  });

  it('tells what could not be read', () => {
    const { run, log } = sarifOf(folderWith({ '.serverless-warden.yml': 'profile: harsh\n' }));
    expect(valid(log)).toBe(true);
    expect(run.invocations?.[0]?.toolExecutionNotifications).toMatchObject([{ level: 'warning', descriptor: { id: 'settings' } }]);
  });
});

describe('JSON', () => {
  it('has the promised shape', () => {
    const report = jsonOf(folderWith({ 'template.yaml': template }), ['--rule', 'iam/admin-policy']);
    expect(Object.keys(report)).toEqual(['format', 'tool', 'summary', 'findings', 'problems', 'crashes']);
    expect(Object.keys(report.findings[0] ?? {})).toEqual(['rule', 'title', 'severity', 'confidence', 'message', 'file', 'range', 'functions', 'flow', 'related', 'fixes', 'cwe', 'sas', 'fingerprint']);
    expect(report.findings.find((finding) => JSON.stringify(finding.range).includes('14'))?.range).toEqual({ start: { line: 14, column: 11 }, end: { line: 14, column: 30 } });
    expect(report.summary).toMatchObject({ files: 1, functions: 1, silencedByComments: 0 });
  });
});

describe('rules, pages, threat model, help', () => {
  it('lists every rule', () => {
    expect(warden('/', ['rules']).out.trim().split('\n').map((line) => line.split(' ')[0])).toEqual(ruleBook().rules.map((rule) => rule.id));
    expect(JSON.parse(warden('/', ['rules', '--format', 'json']).out)).toHaveLength(ruleBook().rules.length);
  });

  it('prints a page', () => {
    const page = ruleBook().rules.find((rule) => rule.id === 'iam/admin-policy')?.page ?? '';
    expect(warden('/', ['explain', 'iam/admin-policy'])).toEqual({ code: 0, out: page, err: '' });
  });

  it('prints the threat model', () => {
    const folder = folderWith({ 'template.yaml': template, 'worker.ts': harmless });
    const { code, out } = warden(folder, ['threat-model']);
    expect(code).toBe(0);
    expect(out).toContain('❌ **B5 ');
    const { models } = JSON.parse(warden(folder, ['threat-model', '--format', 'json']).out) as { readonly models: readonly { readonly functions: readonly unknown[] }[] };
    expect(models[0]?.functions[0]).toMatchObject({ key: 'template.yaml/Worker', at: { file: 'template.yaml', line: 4 } });
  });

  it.each([[[]], [['help']], [['--help']], [['scan', '-h']]])('helps with %j', (args) => {
    const { code, out } = warden('/', args);
    expect(code).toBe(0);
    for (const word of ['scan [paths]', '--fail-on', 'explain RULE', 'Exit codes']) expect(out).toContain(word);
  });

  it('tells its version', () => {
    expect(warden('/', ['--version'])).toEqual({ code: 0, out: '9.8.7\n', err: '' });
  });
});
