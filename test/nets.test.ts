/** The three nets around the engine hold: each test plants a violation outside of the tree and sees it caught. */
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import { build, type Plugin } from 'esbuild';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Engine from '../server/engine';
import { root } from '../tools/paths';
import { rulesPlugin } from '../tools/rules-plugin';
import { run } from '../tools/run';

describe("the engine's own tsconfig", () => {
  /** What the compiler says of a file, as if it stood in server/engine. */
  function complaints(text: string): readonly string[] {
    const folder = join(root, 'server', 'engine');
    const file = join(folder, 'planted.ts');
    const read = ts.readConfigFile(join(folder, 'tsconfig.json'), (path) => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, folder);
    const host = ts.createCompilerHost(options);
    const fromDisk = host.getSourceFile.bind(host);
    host.getSourceFile = (path, ...rest) => (path === file ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022) : fromDisk(path, ...rest));
    const program = ts.createProgram([file], options, host);
    return program.getSemanticDiagnostics(program.getSourceFile(file)).map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
  }

  it.each(['process.cwd()', "Buffer.from('')", 'document.title', 'setTimeout(() => 1)', 'console.log(1)', "require('fs')"])('refuses %s', (use) => {
    expect(complaints(`export const planted: unknown = ${use};`)).toEqual([expect.stringContaining(`Cannot find name '${/^\w+/.exec(use)?.[0] ?? ''}'`)]);
  });

  it('takes what every JavaScript has', () => {
    expect(complaints("export const planted: unknown = new Map([['a', [3, 1].toSorted()]]);")).toEqual([]);
  });
});

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

describe('the layer rules', () => {
  /** By rule: a file that breaks it, and its text. */
  const plants: Readonly<Record<string, readonly [file: string, text: string]>> = {
    'no-cycles': ['server/engine/text/planted-a.ts', "import { b } from './planted-b'; export const a = (): unknown => b;"],
    'engine-knows-no-host': ['server/engine/facts/planted-host.ts', "import type { Uri } from 'vscode'; export type Planted = Uri;"],
    'engine-knows-no-node-module': ['server/engine/facts/planted-node.ts', "import type { Stats } from 'node:fs'; export type Planted = Stats;"],
    'engine-knows-nobody-above': ['server/engine/facts/planted-above.ts', "import type * as above from '../../lsp/protocol'; export type Planted = typeof above;"],
    'engine-parsers-only': ['server/engine/syntax/planted-library.ts', "import type { URI } from 'vscode-uri'; export type Planted = URI;"],
    'parsers-behind-syntax': ['server/engine/template/planted-parser.ts', "import type { Document } from 'yaml'; export type Planted = Document;"],
    'compiler-behind-script': ['server/engine/syntax/planted-compiler.ts', "import type ts from 'typescript'; export type Planted = ts.Node;"],
    'text-is-the-ground': ['server/engine/text/planted-up.ts', "import type { Finding } from '../finding'; export type Planted = Finding;"],
    'shared-types-know-texts-only': ['server/engine/finding.ts', "import type * as up from './facts/facts'; export type Planted = typeof up;"],
    'syntax-and-iam-know-texts-only': ['server/engine/iam/planted-up.ts', "import type { Deployment } from '../template/deployment'; export type Planted = Deployment;"],
    'project-files-judge-nothing': ['server/engine/project/planted-up.ts', "import type { Deployment } from '../template/deployment'; export type Planted = Deployment;"],
    'snapshot-is-below-the-models': ['server/engine/memo.ts', "import type { Deployment } from './template/deployment'; export type Planted = Deployment;"],
    'code-never-asks-templates': ['server/engine/code/planted-up.ts', "import type { Deployment } from '../template/deployment'; export type Planted = Deployment;"],
    'template-reads-no-code': ['server/engine/template/planted-across.ts', "import type * as across from '../code/report'; export type Planted = typeof across;"],
    'cdk-is-a-template-too': ['server/engine/template/cdk/planted-up.ts', "import type * as up from '../../facts/facts'; export type Planted = typeof up;"],
    'facts-judge-nothing': ['server/engine/facts/planted-up.ts', "import type { RuleData } from '../rules/rule'; export type Planted = RuleData;"],
    'judges-are-called': ['server/engine/checks/planted-up.ts', "import type { Report } from '../analysis'; export type Planted = Report;"],
    'rules-know-no-checker': ['server/engine/rules/planted-up.ts', "import type * as up from '../facts/facts'; export type Planted = typeof up;"],
    'engine-has-one-door': ['server/lsp/planted-door.ts', "import type { Deployment } from '../engine/template/deployment'; export type Planted = Deployment;"],
    'features-know-no-host': ['server/lsp/planted-up.ts', "import type * as up from '../host/disk'; export type Planted = typeof up;"],
    'entry-points-stand-alone': ['server/cli/planted-entry.ts', "import '../host/node';"],
    'client-analyses-nothing': ['client/planted.ts', "import type { Finding } from '../server/engine'; export type Planted = Finding;"],
    'protocol-pulls-nothing-along': ['server/lsp/protocol.ts', "import { createEngine } from '../engine'; export const planted = createEngine;"],
    'server-knows-no-client': ['server/lsp/planted-client.ts', "import type * as up from '../../client/extension'; export type Planted = typeof up;"],
    'product-without-its-tests': ['server/lsp/planted-test.ts', "import type * as up from '../../tools/paths'; export type Planted = typeof up;"],
    'resolvable': ['server/lsp/planted-nothing.ts', "import type { Nothing } from './nothing'; export type Planted = Nothing;"],
  };
  let folder: string;
  let violations: readonly Violation[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'serverless-warden-layers-'));
    for (const part of ['client', 'server', 'tools', 'tsconfig.json', 'tsconfig.base.json', 'package.json', '.dependency-cruiser.cjs']) {
      await cp(join(root, part), join(folder, part), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    await write('server/engine/text/planted-b.ts', "import { a } from './planted-a'; export const b = (): unknown => a;");
    for (const [file, text] of Object.values(plants)) await write(file, text);
    const cruise = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
    const { output } = await run(process.execPath, [cruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'client', 'server'], { folder });
    violations = (JSON.parse(output) as { summary: { violations: readonly Violation[] } }).summary.violations;
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }

  it.each(Object.entries(plants))('%s', (rule, [file]) => {
    expect(violations).toContainEqual(expect.objectContaining({ from: file, rule: expect.objectContaining({ name: rule }) as unknown }));
  });

  it('are all planted against', () => {
    const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { readonly forbidden: readonly { readonly name: string }[] };
    expect(Object.keys(plants).sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });
});

describe('a bare realm', () => {
  /** Bundles the engine and its rules as a browser would get them and runs `use` where there is nothing but JavaScript itself. */
  async function inBareRealm(use: string, plugins: readonly Plugin[] = []): Promise<unknown> {
    const { outputFiles } = await build({
      stdin: { contents: "export * from './server/engine'; export { default as book } from 'virtual:rules';", resolveDir: root, loader: 'ts' },
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      globalName: 'warden',
      target: 'es2022',
      legalComments: 'none',
      logLevel: 'silent',
      plugins: [rulesPlugin, ...plugins],
    });
    return vm.runInContext(`${outputFiles[0]?.text ?? ''}\n${use}`, vm.createContext({}));
  }

  const files = {
    'template.yaml': `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
  Print:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: src
      Handler: print.handler
      Policies:
        - Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }]
      Events:
        Print: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /print, Method: post } }
`,
    'src/print.js': "const { exec } = require('child_process');\nexports.handler = async (event) => {\n  exec('lpr ' + JSON.parse(event.body).name);\n};\n",
  };
  const analysis = `JSON.stringify((() => {
    const files = new Map(Object.entries(${JSON.stringify(files)}).map(([path, text]) => ['file:///app/' + path, { uri: 'file:///app/' + path, text }]));
    const report = warden.run(warden.createEngine(warden.book).analyse({ roots: ['file:///app'], files, today: '2026-11-01', settings: {} }));
    return { crashes: report.crashes, rules: report.findings.map((finding) => finding.rule) };
  })())`;

  it('is enough for the engine', async () => {
    const report = JSON.parse((await inBareRealm(analysis)) as string) as { readonly crashes: Engine.Report['crashes']; readonly rules: readonly string[] };
    expect(report.crashes).toEqual([]);
    expect(report.rules).toEqual(expect.arrayContaining(['iam/wildcard-action', 'injection/command']));
  });

  it('has nothing to offer to a planted process.cwd()', async () => {
    const plant: Plugin = {
      name: 'plant',
      setup: (bundler) => {
        bundler.onLoad({ filter: /engine[/\\]text[/\\]lines\.ts$/ }, async ({ path }) => ({ contents: `${await readFile(path, 'utf8')}\nprocess.cwd();`, loader: 'ts' }));
      },
    };
    await expect(inBareRealm(analysis, [plant])).rejects.toThrow('process is not defined');
  });
});
