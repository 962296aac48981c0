/** Event data is followed through the language: each flow with its exact steps. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../support/analyse';
import { reached, story } from '../support/flows';

const handler = (body: string, imports = ''): string => `${imports}\nexport const handler = async (event) => {\n${body}\n};\n`;
const exec = "import { exec } from 'node:child_process';\n";

test('across three files, through a class and a helper', () => {
  const report = analyse({
    'src/handler.ts': "import type { APIGatewayProxyEventV2 } from 'aws-lambda';\nimport { repository } from './repository';\nexport const handler = async (event: APIGatewayProxyEventV2) => repository.find(event.queryStringParameters?.name ?? '');\n",
    'src/repository.ts': "import { Pool } from 'pg';\nimport { clause } from './clause';\nclass Repository {\n  constructor(private readonly pool: Pool) {}\n  async find(name: string) {\n    const text = 'select * from users where ' + clause(name);\n    return this.pool.query(text);\n  }\n}\nexport const repository = new Repository(new Pool());\n",
    'src/clause.ts': 'export function clause(name: string) {\n  return `name = \'${name}\'`;\n}\n',
  });
  expect(story(report, 'sql')).toEqual([
    'src/handler.ts `event.queryStringParameters?.name` comes from the query string',
    "src/handler.ts `event.queryStringParameters?.name ?? ''` passed to `Repository.find`",
    'src/repository.ts `name` passed to `clause`',
    "src/clause.ts ``name = '${name}'`` joined into text",
    'src/repository.ts `clause(name)` returned by `clause`',
    "src/repository.ts `'select * from users where ' + clause(name)` joined into text",
    'src/repository.ts `text` becomes part of a SQL statement',
  ]);
});

test('through a chain of promises', () => {
  const report = analyse({
    'handler.ts': `${exec}async function load(event) { return JSON.parse(event.body); }\nexport const handler = (event) => load(event).then((data) => data.file).then((file) => exec('cat ' + file)).catch(() => undefined);\n`,
  });
  expect(story(report, 'command')).toEqual([
    'handler.ts `event.body` comes from the request body',
    'handler.ts `load(event)` returned by `load`',
    "handler.ts `'cat ' + file` becomes part of a shell command",
  ]);
});

test('through the records of a queue', () => {
  const report = analyse({
    'handler.ts': `${exec}import type { SQSEvent, SQSRecord } from 'aws-lambda';\nexport async function handler(event: SQSEvent) {\n  for (const record of event.Records) await work(record);\n}\nasync function work(record: SQSRecord) {\n  const { job } = JSON.parse(record.body);\n  exec(\`run \${job.name}\`);\n}\n`,
  });
  expect(reached(report)).toEqual(['command: record.body.job.name']);
  expect(story(report, 'command')).toEqual([
    'handler.ts `record.body` comes from the message',
    'handler.ts ``run ${job.name}`` becomes part of a shell command',
  ]);
});

test('through an instance that keeps it', () => {
  const report = analyse({
    'handler.ts': `${exec}class Job {\n  private name = '';\n  setName(name: string) { this.name = name; return this; }\n  get command() { return 'run ' + this.name; }\n  start() { exec(this.command); }\n}\nexport const handler = async (event) => {\n  const job = new Job();\n  job.setName(event.queryStringParameters.job);\n  job.start();\n};\n`,
  });
  expect(reached(report)).toEqual(['command: event.queryStringParameters.job']);
});

test.each([
  ['destructuring with defaults', 'const { queryStringParameters: { name = "x" } = {} } = event; exec(name);', 'event.queryStringParameters.name'],
  ['rest of a destructuring', 'const { a, ...rest } = JSON.parse(event.body); exec(rest.b);', 'body.b'],
  ['spread into an object', 'const order = { id: 1, ...JSON.parse(event.body) }; exec(order.name);', 'body.name'],
  ['an array and its join', 'const parts = ["list"]; parts.push(event.pathParameters.id); exec(parts.join(" "));', 'event.pathParameters.id'],
  ['callbacks of array methods', 'JSON.parse(event.body).files.filter(Boolean).map((file) => file.name).forEach((name) => exec(name));', 'body.files[].name'],
  ['reduce', 'exec(JSON.parse(event.body).words.reduce((all, word) => all + word, ""));', 'body.words[]'],
  ['a Map', 'const cache = new Map(); cache.set("name", event.headers.name); exec(cache.get("name"));', 'event.headers.name'],
  ['URLSearchParams', 'const form = new URLSearchParams(event.body); exec(form.get("file"));', 'body.file'],
  ['base64', 'exec(Buffer.from(event.body, "base64").toString("utf8"));', 'body'],
  ['reassignment in a branch', 'let name = "x"; if (event.isBase64Encoded) { name = event.body; } exec(name);', 'body'],
  ['a closure that writes outside', 'let all = ""; event.headers.list.split(",").forEach((one) => { all += one; }); exec(all);', 'event.headers.list'],
  ['optional chaining and assertions', 'exec((event.body as any)?.a!.b);', 'body.a.b'],
  ['a promise that resolves', 'const name = await new Promise((resolve) => resolve(event.body)); exec(name);', 'body'],
  ['Promise.all', 'const [a] = await Promise.all([Promise.resolve(event.body)]); exec(a);', 'body'],
  ['an object of functions', 'const jobs = { run: (name) => exec(name) }; jobs.run(event.body);', 'body'],
  ['a function given as an argument', 'const twice = (run, value) => { run(value); }; twice((name) => exec(name), event.body);', 'body'],
  ['try and finally', 'let name; try { name = event.body; } finally { exec(name); }', 'body'],
  ['a switch that keeps it', 'let name = ""; switch (event.httpMethod) { case "GET": name = event.body; break; default: } exec(name);', 'body'],
  ['a loop with a counter', 'const list = JSON.parse(event.body); for (let i = 0; i < list.length; i++) { exec(list[i]); }', 'body[]'],
  ['bind, call and apply', 'const run = function (name) { exec(name); }; run.call(null, event.body);', 'body'],
])('%s', (_what, body, label) => {
  expect(reached(analyse({ 'handler.ts': handler(body, exec) }))).toEqual([`command: ${label}`]);
});

test('a re-export, an index file, a path of tsconfig, a package of the workspace, require and a dynamic import all lead to the function', () => {
  const report = analyse({
    'package.json': '{ "name": "app", "workspaces": ["packages/*"] }',
    'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } } }',
    'packages/jobs/package.json': '{ "name": "@app/jobs", "main": "dist/index.js" }',
    'packages/jobs/src/index.ts': `${exec}export const fromPackage = (name) => exec('package ' + name);\n`,
    'src/lib/index.ts': "export { run as start } from './run.js';\nexport * from './other';\n",
    'src/lib/run.ts': `${exec}export function run(name) { exec('run ' + name); }\n`,
    'src/lib/other.ts': `${exec}export default {};\nexport function other(name) { exec('other ' + name); }\n`,
    'src/lib/common.js': "const { exec } = require('child_process');\nmodule.exports = { common(name) { exec('common ' + name); } };\n",
    'src/lib/late.ts': `${exec}export function late(name) { exec('late ' + name); }\n`,
    'src/handler.ts': "import { start, other } from './lib';\nimport { run } from '@lib/run';\nimport { fromPackage } from '@app/jobs';\nconst { common } = require('./lib/common');\nexport const handler = async (event) => {\n  start(event.headers.a);\n  other(event.headers.b);\n  run(event.headers.c);\n  fromPackage(event.headers.d);\n  common(event.headers.e);\n  const { late } = await import('./lib/late');\n  late(event.headers.f);\n};\n",
  });
  expect(reached(report)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `command: event.headers.${name}`));
});

describe('a name leads to its file', () => {
  const run = `${exec}export function run(name) { exec('run ' + name); }\n`;
  const using = (specifier: string): string => `import { run } from '${specifier}';\nexport const handler = async (event) => run(event.body);\n`;
  test.each([
    ['by the exports of a package, built from its sources', { 'packages/jobs/package.json': '{ "name": "@app/jobs", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.mjs" } } }', 'packages/jobs/src/index.ts': run, 'handler.ts': using('@app/jobs') }],
    ['by a path among the exports', { 'packages/jobs/package.json': '{ "name": "jobs", "exports": { "./run": { "import": { "default": "./lib/cmd/run.js" } } } }', 'packages/jobs/lib/cmd/run.ts': run, 'handler.ts': using('jobs/run') }],
    ['by a pattern among the exports', { 'packages/jobs/package.json': '{ "name": "jobs", "exports": { "./*": "./lib/*.js" } }', 'packages/jobs/lib/run.ts': run, 'handler.ts': using('jobs/run') }],
    ['by the imports of its own package', { 'package.json': '{ "name": "app", "imports": { "#lib/*": "./src/lib/*.js" } }', 'src/lib/run.ts': run, 'src/handler.ts': using('#lib/run') }],
    ['by a configuration that is extended', { 'tsconfig.base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["shared/*"] } } }', 'app/tsconfig.json': '{ "extends": "../tsconfig.base.json" }', 'shared/run.ts': run, 'app/handler.ts': using('@lib/run') }],
    ['by the last of several that are extended', { 'one.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./nowhere/*"] } } }', 'two.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./shared/*"] } } }', 'tsconfig.json': '{ "extends": ["./one.json", "./two.json"] }', 'shared/run.ts': run, 'handler.ts': using('@lib/run') }],
    ['by a configuration of a package', { 'config/package.json': '{ "name": "@app/config" }', 'config/base.json': '{ "compilerOptions": { "paths": { "~/*": ["${configDir}/src/*"] } } }', 'app/tsconfig.json': '{ "extends": "@app/config/base.json" }', 'app/src/run.ts': run, 'app/handler.ts': using('~/run') }],
    ['by a barrel of namespaces', { 'lib/run.ts': run, 'lib/index.ts': "export * as jobs from './run';\n", 'handler.ts': "import { jobs } from './lib';\nexport const handler = async (event) => jobs.run(event.body);\n" }],
  ])('%s', (_how, files) => {
    expect(reached(analyse(files))).toEqual(['command: body']);
  });
});

test.each([
  ['by TypeScript', "var __importStar = (this && this.__importStar) || (function (m) { return m; });\nconst cp = __importStar(require('child_process'));"],
  ['by TypeScript with tslib', "const tslib_1 = require('tslib');\nconst cp = tslib_1.__importStar(require('child_process'));"],
  ['by Babel', "function _interopRequireWildcard(m) { return m; }\nvar cp = _interopRequireWildcard(require('child_process'));"],
  ['by esbuild', "var __toESM = (mod, isNodeMode, target) => (target = mod);\nvar cp = __toESM(require('child_process'));"],
])('what was compiled %s still names its packages', (_how, text) => {
  expect(reached(analyse({ 'handler.js': `${text}\nexports.handler = async (event) => { (0, cp.exec)(event.body); };\n` }))).toEqual(['command: body']);
});

test('a listener that another module adds to the emitter is called', () => {
  const report = analyse({
    'bus.ts': "import { EventEmitter } from 'node:events';\nclass Bus extends EventEmitter {}\nexport const bus = new Bus();\n",
    'worker.ts': `${exec}import { bus } from './bus';\nbus.on('job', ({ name }) => exec(name));\nbus.on('other', ({ name }) => exec('x' + name));\n`,
    'handler.ts': "import './worker';\nimport { bus } from './bus';\nexport const handler = async (event) => { bus.emit('job', JSON.parse(event.body)); };\n",
  });
  expect(reached(report)).toEqual(['command: body.name']);
});

test('what a class has of the package’s class that it extends is the package’s', () => {
  const report = analyse({ 'handler.ts': "import { Pool } from 'pg';\nclass Orders extends Pool {\n  connect() { return this; }\n  find(id) { return this.query('select ' + id); }\n}\nconst orders = new Orders();\nexport const handler = async (event) => orders.find(event.headers.id);\n" });
  expect(reached(report)).toEqual(['sql: event.headers.id']);
});

test('a client that is made elsewhere, injected, wrapped in a promise or named by its type is still the package’s', () => {
  const report = analyse({
    'db.js': "const mysql = require('mysql2/promise');\nlet pool;\nmodule.exports.getPool = () => { if (!pool) pool = mysql.createPool({}); return pool; };\n",
    'query.ts': "import type { Client } from 'pg';\nexport const byType = async (client: Client, id: string) => client.query(`select ${id}`);\n",
    'handler.js': "const { getPool } = require('./db');\nconst { byType } = require('./query');\nconst util = require('util');\nconst run = util.promisify(require('child_process').exec);\nexports.handler = async (event) => {\n  await getPool().query('select ' + event.headers.a);\n  await byType(global.client, event.headers.b);\n  await run(event.headers.c);\n};\n",
  });
  expect(reached(report)).toEqual(['command: event.headers.c', 'sql: event.headers.a', 'sql: event.headers.b']);
});

test('functions that call themselves or each other come to an end', () => {
  const report = analyse({
    'handler.ts': handler("walk(JSON.parse(event.body)); ping(event.headers.x, 3);", `${exec}function walk(tree) { exec(tree.name); for (const child of tree.children) walk(child); }\nfunction ping(x, n) { return n === 0 ? exec(x) : pong(x, n - 1); }\nfunction pong(x, n) { return ping(x + 'a', n); }\n`),
  });
  expect(reached(report)).toContain('command: body.name');
  expect(reached(report)).toContain('command: event.headers.x');
  expect(report.facts.entries.map((entry) => entry.report.incomplete)).toEqual([undefined]);
});

test('modules that import each other come to an end', () => {
  const report = analyse({
    'a.ts': "import { b } from './b';\nexport const a = (x) => b(x);\nexport const handler = async (event) => a(event.body);\n",
    'b.ts': `${exec}import { a } from './a';\nexport const b = (x) => (x.deep ? a(x.deep) : exec(x.name));\n`,
  });
  expect(reached(report)).toContain('command: body.name');
});

test('data of `this` and of a caller is told apart', () => {
  const report = analyse({
    'handler.ts': handler("show(event.headers.bad); show('fixed'); keep(event.headers.kept);", `${exec}function show(x) { exec(x); }\nfunction keep(x) { return { x }; }\n`),
  });
  expect(reached(report)).toEqual(['command: event.headers.bad']);
});
