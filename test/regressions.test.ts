/**
 * Regressions that no rule's case would show have nets of their own: work that grows faster than its input, a memo that never lets go, a cancel that
 * nobody heeds. Each net is held against the product and against a planted defect. Calls into the network are planted in test/network, regular
 * expressions that backtrack in test/bounds, what breaks the layers or the bare realm in test/nets.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, type Engine, type Report, type SourceFile, type Workspace } from '../server/engine';
import { AnalysisLoop, type Listener } from '../server/lsp/analysis-loop';
import type { Host } from '../server/lsp/host';
import { projectFiles } from '../tools/bench/project';
import { Coverage } from '../tools/fuzz/coverage';
import { newEngine, root, ruleBook, workspaceOf } from './support/analyse';

describe('work that grows faster than its input', () => {
  let coverage: Coverage;
  beforeAll(async () => { coverage = await Coverage.start((url) => /server\/engine\/|test\/regressions/.test(url)); });
  afterAll(() => coverage.stop());

  /** How many times as much is done for twice as much, beyond what is done for any input. */
  async function growth(files: (size: number) => Readonly<Record<string, string>>, size: number, analysed: (workspace: Workspace) => unknown = (workspace) => run(newEngine().analyse(workspace))): Promise<number> {
    const work: number[] = [];
    for (const count of [size, 2 * size, 4 * size]) {
      const workspace = workspaceOf(files(count));
      await coverage.work();
      analysed(workspace);
      work.push(await coverage.work());
    }
    const [one = 0, two = 0, four = 0] = work;
    return (four - two) / (two - one);
  }

  const lines = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('\n');
  const filesOf = (count: number, files: (i: number) => Readonly<Record<string, string>>): Readonly<Record<string, string>> => Object.fromEntries(Array.from({ length: count }, (_, i) => Object.entries(files(i))).flat());
  /** By what there is more of. */
  const more: Readonly<Record<string, readonly [size: number, files: (size: number) => Readonly<Record<string, string>>]>> = {
    files: [90, (size) => Object.fromEntries(projectFiles(size))],
    'functions of a template': [20, (size) => ({ 'template.yaml': `Transform: AWS::Serverless-2016-10-31\nResources:\n${lines(size, (i) => `  F${String(i)}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.b${String(i)}\n      Policies:\n        - Statement: [{ Effect: Allow, Action: 's3:*', Resource: !Sub "\${B${String(i)}.Arn}/*" }]\n  B${String(i)}:\n    Type: AWS::S3::Bucket`)}\n` })],
    'statements of a role': [40, (size) => ({ 'template.yaml': `Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs22.x\n      CodeUri: .\n      Handler: a.handler\n      Policies:\n        - Statement:\n${lines(size, (i) => `            - { Effect: Allow, Action: ['s3:Get*', 's3:Put${String(i)}'], Resource: 'arn:aws:s3:::b${String(i)}/*' }`)}\n`, 'a.mjs': 'export const handler = async () => 1;\n' })],
    'functions of a script': [100, (size) => ({ 'a.ts': `import { exec } from 'node:child_process';\n${lines(size, (i) => `export const f${String(i)} = async (event: { body: string }) => { exec('ls ' + JSON.parse(event.body).name); };`)}\n`, 'template.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: { Handler: a.f0 }\n' })],
    'lines of a function': [60, (size) => ({ 'a.ts': `import { exec } from 'node:child_process';\nexport const handler = async (event: { body: string }) => {\n  let name = JSON.parse(event.body).name;\n${lines(size, (i) => `  const x${String(i)} = name + '${String(i)}';\n  if (x${String(i)} === 'a') exec('ls ' + x${String(i)});`)}\n};\n` })],
    'texts of an object': [1000, (size) => ({ 'a.ts': `export const texts = {\n${lines(size, (i) => `  k${String(i)}: 'v${String(i)}',`)}\n  password: process.env.PASSWORD,\n};\n` })],
    'resources of Terraform': [20, (size) => ({ 'main.tf': lines(size, (i) => `resource "aws_lambda_function" "f${String(i)}" {\n  function_name = "f${String(i)}"\n  handler = "a.b"\n  role = aws_iam_role.r${String(i)}.arn\n}\nresource "aws_iam_role" "r${String(i)}" {\n  assume_role_policy = "{}"\n}\nresource "aws_iam_role_policy" "p${String(i)}" {\n  role = aws_iam_role.r${String(i)}.id\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })\n}`) })],
    'constructs of a stack': [15, (size) => ({ 'cdk.json': '{"app":"npx tsx app.ts"}', 'app.ts': `import { App, Stack } from 'aws-cdk-lib';\nimport { Bucket } from 'aws-cdk-lib/aws-s3';\nimport { Function, Runtime, Code } from 'aws-cdk-lib/aws-lambda';\nclass S extends Stack {\n  constructor(app: App, id: string) {\n    super(app, id);\n${lines(size, (i) => `    const b${String(i)} = new Bucket(this, 'B${String(i)}');\n    const f${String(i)} = new Function(this, 'F${String(i)}', { runtime: Runtime.NODEJS_22_X, handler: 'a.handler', code: Code.fromAsset('.') });\n    b${String(i)}.grantRead(f${String(i)});`)}\n  }\n}\nnew S(new App(), 'S');\n` })],
    'queues between functions': [10, (size) => ({ 'template.yaml': `Transform: AWS::Serverless-2016-10-31\nResources:\n${lines(size, (i) => `  Q${String(i)}:\n    Type: AWS::SQS::Queue\n  P${String(i)}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.p${String(i)}\n      Runtime: nodejs22.x\n      CodeUri: .\n      Environment: { Variables: { Q: !Ref Q${String(i)} } }\n      Events: { A: { Type: HttpApi, Properties: { Path: /a${String(i)}, Method: get } } }\n  C${String(i)}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.c${String(i)}\n      Runtime: nodejs22.x\n      CodeUri: .\n      Events: { A: { Type: SQS, Properties: { Queue: !GetAtt Q${String(i)}.Arn } } }`)}\n`, 'a.ts': `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\n${lines(size, (i) => `export const p${String(i)} = async (event: { body: string }) => { await sqs.send(new SendMessageCommand({ QueueUrl: process.env.Q, MessageBody: event.body })); };\nexport const c${String(i)} = async (event: { Records: { body: string }[] }) => { for (const one of event.Records) console.log(one.body); };`)}\n` })],
    'files of a Terraform module': [40, (size) => filesOf(size, (i) => ({ [`f${String(i)}.tf`]: `variable "v${String(i)}" {\n  default = "a"\n}\nresource "aws_s3_bucket" "b${String(i)}" {\n  bucket = var.v${String(i)}\n}\n` }))],
    'templates of a folder, with files of their parameters': [20, (size) => filesOf(size, (i) => ({ [`t${String(i)}.yaml`]: `Parameters:\n  Stage: { Type: String }\nResources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: { BucketName: !Ref Stage }\n`, [`p${String(i)}.json`]: `[{ "ParameterKey": "Stage", "ParameterValue": "s${String(i)}" }]` }))],
    'templates that import from each other': [15, (size) => filesOf(size, (i) => ({ [`e${String(i)}.yaml`]: `Resources:\n  B:\n    Type: AWS::S3::Bucket\nOutputs:\n  O: { Value: !Ref B, Export: { Name: x${String(i)} } }\n`, [`i${String(i)}.yaml`]: `Resources:\n  P:\n    Type: AWS::SSM::Parameter\n    Properties: { Type: String, Value: !ImportValue x${String(i)} }\n` }))],
    'functions of a service': [20, (size) => ({ 'serverless.yml': `service: a\nprovider:\n  name: aws\ncustom:\n  stage: \${opt:stage, 'dev'}\nfunctions:\n${lines(size, (i) => `  f${String(i)}:\n    handler: a.b${String(i)}\n    environment: { S: "\${self:custom.stage}" }\n    events: [{ httpApi: 'GET /a${String(i)}' }]`)}\n` })],
  };

  test.each(Object.entries(more))('twice as many %s are twice the work', { timeout: 120_000 }, async (_what, [size, files]) => {
    const times = await growth(files, size);
    expect(times).toBeGreaterThan(1.5);
    expect(times).toBeLessThan(2.5);
  });

  test('a loop over all files for each file is seen', { timeout: 120_000 }, async () => {
    const [size, files] = more['files'] ?? [0, () => ({})];
    const times = await growth(files, size, (workspace) => {
      let seen = 0;
      for (const one of workspace.files.values()) for (const other of workspace.files.values()) if (one.text.length === other.text.length) seen++;
      return seen;
    });
    expect(times).toBeGreaterThan(3.5);
  });
});

describe('a memo that never lets go', () => {
  /** How many of the texts that were replaced are still held; the last two may be. */
  function held(engine: Engine): Promise<number> {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const before: WeakRef<SourceFile>[] = [];
    const handler = (i: number): SourceFile => ({ uri: `${root}/a.ts`, text: `import { exec } from 'node:child_process';\nexport const handler = async (event: { body: string }) => { exec('ls ${String(i)}' + event.body); };\n` });
    const template: SourceFile = { uri: `${root}/template.yaml`, text: 'Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: { Handler: a.handler }\n' };
    for (let i = 0; i < 20; i++) {
      const file = handler(i);
      before.push(new WeakRef(file));
      run(engine.analyse({ roots: [root], files: new Map([[file.uri, file], [template.uri, template]]), today: '2026-11-01', settings: {} }));
    }
    return new Promise((resolve) => {
      // What was dereferenced in a turn is held until its end.
      setTimeout(() => {
        collect();
        const count = before.filter((one) => one.deref() !== undefined).length;
        // What an engine holds counts for as long as somebody has it: had nobody, all would be gone.
        expect(engine.book.rules.length).toBeGreaterThan(0);
        resolve(count);
      }, 0);
    });
  }

  /** Nobody else has what it keeps. */
  function leaking(): Engine {
    const engine = newEngine();
    const kept: Report[] = [];
    return { book: engine.book, *analyse(workspace) {
      const report = yield* engine.analyse(workspace);
      kept.push(report);
      return report;
    } };
  }

  test('is none of ours: replaced files are gone', async () => {
    expect(await held(newEngine())).toBeLessThanOrEqual(3);
  });

  test('is seen', async () => {
    expect(await held(leaking())).toBe(20);
  });
});

describe('a cancel that nobody heeds', () => {
  /** Changes come one after another; answers how often work that a later change has made useless went on. */
  function wasted(make: (engine: Engine, host: Host, listener: Listener) => { readonly changed: () => void }): number {
    const tasks: (() => void)[] = [];
    let clock = 0;
    const host = { later: (task: () => void) => { tasks.push(task); }, now: () => clock++ } as unknown as Host;
    let newest = 0;
    let useless = 0;
    const engine: Engine = {
      book: ruleBook(),
      *analyse(): Generator<void, Report> {
        const own = ++newest;
        for (let i = 0; i < 1000; i++) {
          if (own < newest) useless++;
          yield;
        }
        return { findings: [], problems: [], crashes: [], suppressed: 0, facts: {} as Report['facts'] };
      },
    };
    const nothing = (): void => undefined;
    const loop = make(engine, host, { started: nothing, early: nothing, ahead: nothing, compared: nothing, done: nothing, failed: nothing });
    for (let i = 0; i < 10; i++) {
      loop.changed();
      for (let turns = 0; turns < 3; turns++) tasks.shift()?.();
    }
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) task();
    expect(newest).toBe(10);
    return useless;
  }

  const input = (): { workspace: Workspace; versions: ReadonlyMap<string, number> } => ({ workspace: workspaceOf({}), versions: new Map() });

  test('is none of ours: a change drops what is under way', () => {
    expect(wasted((engine, host, listener) => new AnalysisLoop(engine, host, input, listener))).toBe(0);
  });

  test('is seen', () => {
    // Each change starts a loop of its own, and none hears of the next.
    expect(wasted((engine, host, listener) => ({ changed: () => { new AnalysisLoop(engine, host, input, listener).changed(); } }))).toBeGreaterThan(100);
  });

  /** The greatest share of the whole work that one step is. */
  async function longestStep(engine: Engine): Promise<number> {
    const coverage = await Coverage.start((url) => url.includes('/server/engine/'));
    const work = engine.analyse(workspaceOf(Object.fromEntries(projectFiles(25))));
    await coverage.work();
    const steps: number[] = [];
    for (;;) {
      const { done } = work.next();
      steps.push(await coverage.work());
      if (done === true) break;
    }
    await coverage.stop();
    return Math.max(...steps) / steps.reduce((sum, one) => sum + one, 0);
  }

  test('needs places to stop: no step is a great part of the work', { timeout: 120_000 }, async () => {
    expect(await longestStep(newEngine())).toBeLessThan(0.25);
  });

  test('work in one piece is seen', { timeout: 120_000 }, async () => {
    const engine = newEngine();
    // eslint-disable-next-line require-yield -- this is what is planted
    const solid: Engine = { book: engine.book, *analyse(workspace) { return run(engine.analyse(workspace)); } };
    expect(await longestStep(solid)).toBe(1);
  });
});
