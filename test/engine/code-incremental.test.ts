/** What is kept between two states of a workspace gives the same answers as starting over. */
import { expect, test } from 'vitest';
import { run, type Engine, type Workspace } from '../../server/engine';
import { analyse, newEngine, root, summary, workspaceOf } from '../support/analyse';

const files: Readonly<Record<string, string>> = {
  'handler.ts': "import { run } from './run';\nimport { other } from './other';\nexport const handler = async (event) => { run(event.body); other(event.headers.x); };\n",
  'run.ts': "import { exec } from 'child_process';\nimport { clean } from './clean';\nexport function run(name) { exec('x ' + clean(name)); }\n",
  'clean.ts': 'export function clean(name) { return name; }\n',
  'other.ts': "import { exec } from 'child_process';\nexport function other(name) { exec('y ' + name); }\n",
};

/** The same files, one of them replaced; the others stay the same objects. */
function edited(before: Workspace, path: string, text: string): Workspace {
  const uri = `${root}/${path}`;
  return { ...before, files: new Map([...before.files, [uri, { uri, text }]]) };
}

const edits: readonly (readonly [string, string])[] = [
  ['clean.ts', 'export function clean(name) { return Number(name); }\n'],
  ['clean.ts', '\n\n\nexport function clean(name) { return name; }\n'],
  ['other.ts', "import { exec } from 'child_process';\nexport function other(name) { if (!/^[a-z]+$/.test(name)) return; exec('y ' + name); }\n"],
  ['handler.ts', "import { run } from './run';\nexport const handler = async (event) => { run(event.queryStringParameters.id); };\n"],
  ['run.ts', "import { exec } from 'child_process';\nexport function run(name) { exec('half "],
  ['run.ts', files['run.ts'] ?? ''],
  ['tsconfig.json', '{ "compilerOptions": { "paths": { "./*": ["./*"] } } }'],
  ['paths.ts', "import { run } from '@/run';\nexport const handler = async (event) => { run(event.body); };\n"],
  ['tsconfig.json', '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }'],
  ['new.ts', "import { run } from './run';\nexport const handler = async (event) => { run(event.body); };\n"],
];

test('after every edit the report is that of a fresh engine', () => {
  const engine = newEngine();
  let workspace = workspaceOf(files);
  expect(summary(run(engine.analyse(workspace))).length).toBe(2);
  for (const [path, text] of edits) {
    workspace = edited(workspace, path, text);
    const kept = run(engine.analyse(workspace));
    const fresh = run(newEngine().analyse(workspace));
    expect(kept.crashes).toEqual([]);
    expect(kept.findings.map(({ rule, message, location, flow }) => ({ rule, message, location, flow }))).toEqual(fresh.findings.map(({ rule, message, location, flow }) => ({ rule, message, location, flow })));
    expect(kept.facts.entries.map((entry) => entry.report)).toEqual(fresh.facts.entries.map((entry) => entry.report));
  }
});

test('what a function does with an event is told apart by what starts it', () => {
  const events = ['{ Type: HttpApi }', '{ Type: Api, Properties: { Path: /a, Method: get } }', '{ Type: SQS, Properties: { Queue: "arn:aws:sqs:eu-west-1:111122223333:a" } }', '{ Type: S3, Properties: { Bucket: !Ref B, Events: "s3:ObjectCreated:*" } }', '{ Type: Cognito, Properties: { UserPool: !Ref P, Trigger: PreSignUp } }', '{ Type: EventBridgeRule, Properties: { Pattern: {} } }', 'nothing'];
  const template = (event: string): string => `Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.handler\n      Events: { E: ${event} }\n`;
  const code = "import { exec } from 'child_process';\nconst tokenOf = (header) => header.slice(7);\nexport const handler = async (event) => {\n  const token = tokenOf(event.authorizationToken);\n  exec(event.body + event.detail + token);\n  for (const one of event.Records) exec(one.body + one.s3.object.key);\n  console.error({ error: token });\n};\n";
  const empty = workspaceOf({ 'a.js': code });
  const states = events.map((event) => ({ event, workspace: edited(empty, 'template.yaml', template(event)) }));
  const reports = ({ analyse: of }: Engine, workspace: Workspace): readonly unknown[] => run(of(workspace)).facts.entries.map((entry) => entry.report);
  const fresh = new Map(states.map(({ event, workspace }) => [event, reports(newEngine(), workspace)]));
  for (const first of states) {
    const engine = newEngine();
    for (const { event, workspace } of [first, ...states]) expect(reports(engine, workspace), `${first.event} before ${event}`).toEqual(fresh.get(event));
  }
});

/** Below a handler, what it uses; each statement in two forms. */
const below: readonly (readonly [string, string])[] = [
  ['const lib = crypto;', 'const lib = { createHash() { return { update() {} }; } };'],
  ["const names = { key: 'md5' };", "const names = { key: 'sha256' };"],
  ["names.other = 'md5';", "names.another = 'md5';"],
  ["function inner() { this.hash = 'md5'; }", "function inner() { this.hash = 'sha512'; }"],
  ['const clean = (name) => name;', 'const clean = (name) => Number(name);'],
  ['const start = exec;', 'const start = console.info;'],
  ['function execute(name) { start(clean(name)); }', 'function execute(name) { start(clean(name).length); }'],
  ['class Box { run(name) { execute(name); } }', 'class Box { run(name) { execute(String(name.length)); } }'],
  ['const box = new Box();', 'const box = { run() {} };'],
  ['jobs.run = exec;', 'jobs.run = console.info;'],
];

test('what stands above an edit is judged by what stands below it now', () => {
  const above = [
    "import crypto from 'node:crypto';", "import { exec } from 'node:child_process';", 'const jobs = {};',
    "export const handler = async (event) => {\n  const password = lib.createHash('md5').update(event.body);\n  crypto.createHash(names.key).update(event.body.password);\n  crypto.createHash(names.other).update(event.body.password);\n  box.run(event.body);\n  jobs.run(event.headers.job);\n};",
    "function digest(password) { return crypto.createHash(this.hash).update(password); }", 'export {};', 'const one = 1;',
  ];
  const forms = below.map(() => 0);
  const text = (): string => [...above, ...below.map((two, i) => two[forms[i] ?? 0])].join('\n');
  const engine = newEngine();
  let workspace = workspaceOf({ 'handler.ts': text() });
  run(engine.analyse(workspace));
  const base = summary(run(engine.analyse(workspace)));
  // Each there and back, then many at once.
  for (const [step, turn] of [...below.keys()].flatMap((i) => [i, i]).concat(3, 6, 0, 4, 5, 8, 1, 6).entries()) {
    forms[turn] = 1 - (forms[turn] ?? 0);
    workspace = edited(workspace, 'handler.ts', text());
    const fresh = newEngine();
    for (const near of [{ uris: new Set([`${root}/handler.ts`]), deployed: false }, undefined]) {
      const kept = run(engine.analyse(workspace, near));
      const anew = run(fresh.analyse(workspace, near));
      expect(kept.crashes).toEqual([]);
      expect(summary(kept)).toEqual(summary(anew));
      expect(kept.facts.entries.map((entry) => entry.report)).toEqual(anew.facts.entries.map((entry) => entry.report));
      if (step < 2 * below.length && step % 2 === 0) expect(summary(kept), below[turn]?.[1]).not.toEqual(base);
    }
  }
});

test('an instance that is handed on is that of the class as it is now', () => {
  const classes: Readonly<Record<string, string>> = {
    'shell.ts': "import { exec } from 'child_process';\nexport class Shell {\n  private readonly options = {};\n  run(command) { exec('x ' + command, this.options); }\n}\n",
    'jobs.ts': "import { Shell } from './shell';\nexport class Jobs {\n  constructor(private readonly shell: Shell) {}\n  start(name) { this.shell.run(name); }\n}\nexport const jobs = new Jobs(new Shell());\n",
    'handler.ts': "import { jobs } from './jobs';\nexport const handler = async (event) => { jobs.start(event.body); };\n",
  };
  const engine = newEngine();
  const before = workspaceOf(classes);
  expect(summary(run(engine.analyse(before))).length).toBe(1);
  const after = edited(before, 'shell.ts', classes['shell.ts']?.replace('{};', '{ };') ?? '');
  const kept = run(engine.analyse(after));
  const fresh = run(newEngine().analyse(after));
  expect(kept.facts.entries.map((entry) => entry.report)).toEqual(fresh.facts.entries.map((entry) => entry.report));
});

test('work that is dropped anywhere and done again gives the same', () => {
  const whole = summary(run(newEngine().analyse(workspaceOf(files))));
  for (let steps = 1; steps < 40; steps += 3) {
    const engine = newEngine();
    const workspace = workspaceOf(files);
    const work = engine.analyse(workspace);
    for (let i = 0; i < steps; i++) work.next();
    expect(summary(run(engine.analyse(workspace)))).toEqual(whole);
  }
});

test('code cut off anywhere is no reason to stop', () => {
  const text = "import { exec } from 'child_process';\nclass A { #x = `${1}`; get y() { return this.#x; } static z = (a, { b = 1, ...c } = {}) => a?.[b] ?? c; }\nexport const handler = async (event, context) => {\n  try { for (const { body: [first, ...rest] } of event.Records) switch (first) { case 1: exec(`a ${rest}`); break; default: throw new A(); } } catch ({ message }) { return { statusCode: 500, body: message }; }\n};\n";
  for (let length = 0; length <= text.length; length++) {
    const report = analyse({ 'handler.ts': text.slice(0, length) });
    expect(report.crashes, text.slice(0, length)).toEqual([]);
  }
});

test('a bound on depth is met at the same place, whatever was followed from nearer before', () => {
  const chain = (name: string, count: number, last: string): string => `${Array.from({ length: count }, (_, i) => `export const ${name}${String(i)} = (x) => ${i + 1 < count ? `${name}${String(i + 1)}(x)` : last};`).join('\n')}\n`;
  const lower = `import { exec } from 'child_process';\n${chain('low', 200, 'exec(x)')}`;
  const upper = `import { low0 } from './low';\n${chain('high', 200, 'low0(x)')}`;
  const near = "import { low0 } from './low';\nexport const handler = async (event) => { low0(event.body); };\n";
  const far = "import { high0 } from './high';\nexport const handler = async (event) => { high0(event.body); };\n";
  const engine = newEngine();
  const before = workspaceOf({ 'low.ts': lower, 'high.ts': upper, 'near.ts': near, 'z.ts': 'export const none = 1;\n' });
  expect(run(engine.analyse(before)).facts.entries.map(({ report }) => report.incomplete)).toEqual([undefined]);
  const after = edited(before, 'z.ts', far);
  const kept = run(engine.analyse(after));
  const fresh = run(newEngine().analyse(after));
  expect(fresh.facts.entries.map(({ report }) => report.incomplete === undefined)).toEqual([true, false]);
  expect(kept.facts.entries.map((entry) => entry.report)).toEqual(fresh.facts.entries.map((entry) => entry.report));
  expect(kept.problems).toEqual(fresh.problems);
});
