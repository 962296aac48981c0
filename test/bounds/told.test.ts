/** Each bound of the engine that is met is told, at information level and in one form: never silence, never a hang. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../support/analyse';

type Files = Readonly<Record<string, string>>;

const sam = 'Transform: AWS::Serverless-2016-10-31\n';
const handler = 'Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: ';
const lambda = (handlerText: string, more = ''): string => `${more}resource "aws_lambda_function" "a" {\n  function_name = "a"\n  handler = ${handlerText}\n}\n`;
const service = (handlerText: string, more = ''): string => `service: a\nprovider: { name: aws }\n${more}functions:\n  f:\n    handler: ${handlerText}\n`;
const lines = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('\n');
const stack = (body: string): Files => ({
  'stack.ts': `import { App, Stack } from 'aws-cdk-lib';\nimport * as lambda from 'aws-cdk-lib/aws-lambda';\nclass S extends Stack {\n  constructor(scope: App, id: string) {\n    super(scope, id);\n${body}\n  }\n}\nnew S(new App(), 'S');\n`,
});
const cdkFunction = (id: string, handlerText = "'a.b'"): string => `new lambda.Function(this, ${id}, { runtime: lambda.Runtime.NODEJS_22_X, handler: ${handlerText}, code: lambda.Code.fromAsset('src') });`;

/** Functions that hand data on to one another through queues, the last of which runs it. */
const queues = (count: number): Files => ({
  'template.yaml': `${sam}Resources:\n${lines(count + 1, (i) => `  Q${String(i)}: { Type: AWS::SQS::Queue }\n  F${String(i)}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs22.x\n      CodeUri: .\n      Handler: f${String(i)}.handler\n      Environment: { Variables: { NEXT: !Ref Q${String(i)} } }\n      Events: { E: ${i === 0 ? '{ Type: HttpApi, Properties: { Path: /a, Method: post } }' : `{ Type: SQS, Properties: { Queue: !GetAtt Q${String(i - 1)}.Arn } }`} }`)}\n`,
  ...Object.fromEntries(Array.from({ length: count + 1 }, (_, i) => [`f${String(i)}.mjs`, `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nimport { exec } from 'node:child_process';\nexport const handler = async (event) => {\n  const { name } = JSON.parse(${i === 0 ? 'event.body' : 'event.Records[0].body'});\n  ${i === count ? 'exec(name);' : 'await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.NEXT, MessageBody: JSON.stringify({ name }) }));'}\n};\n`])),
});
/** A function of a template whose only file this is. */
const alone = (code: string): Files => ({ 'template.yaml': `${sam}${handler}a.handler\n      Runtime: nodejs22.x\n      CodeUri: .\n      Policies: [{ Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: arn:aws:s3:::a/* }] }]\n`, 'a.mjs': code });

/** By bound: what meets it, and a part of what is told. */
const met: Readonly<Record<string, readonly [files: Files, why: string]>> = {
  'depth of YAML': [{ 'template.yaml': `${sam}${handler}${'['.repeat(1000)}` }, 'nested too deep'],
  'depth of JSON': [{ 'template.json': `{"AWSTemplateFormatVersion": "2010-09-09", "Resources": ${'['.repeat(1000)}` }, 'nested too deep'],
  'depth of HCL': [{ 'main.tf': lambda('('.repeat(1000)) }, 'nested too deep'],
  'depth of signs in HCL': [{ 'main.tf': lambda(`${'-'.repeat(1000)}1`) }, 'nested too deep'],
  'depth of Bicep': [{ 'main.bicep': `resource a 'Microsoft.Web/sites@2024-04-01' = {\n  kind: 'functionapp'\n  properties: ${'['.repeat(1000)}\n}\n` }, 'nested too deep'],
  'depth of scripts': [{ 'a.ts': `export const handler = ${'['.repeat(30_000)}` }, 'nested too deep'],
  'length of YAML': [{ 'template.yaml': `${sam}${handler}a.b\n# ${'x'.repeat(1_300_000)}\n` }, 'too large'],
  'length of templates': [{ 'template.json': `{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"A": {"Type": "AWS::S3::Bucket", "Metadata": "${'x'.repeat(2_000_000)}"}}}` }, 'too large'],
  'length of programs': [{ 'stack.ts': `import { Stack } from 'aws-cdk-lib';\n// ${'x'.repeat(700_000)}\n` }, 'too large'],
  'aliases of YAML': [{ 'template.yaml': `${sam}${handler}a.b\n      Environment:\n        Variables:\n          A: &a0 [x, x, x, x, x, x, x, x, x]\n${lines(7, (i) => `          B${String(i)}: &a${String(i + 1)} [${`*a${String(i)}, `.repeat(9)}]`)}\n` }, 'aliases'],
  'documents of YAML': [{ 'template.yaml': `${sam}${handler}a.b\n${'---\na: 1\n'.repeat(60)}` }, 'too many documents'],
  'an alias in itself': [{ 'template.yaml': `${sam}${handler}&a [*a]` }, ''],
  'depth of functions of CloudFormation': [{ 'template.yaml': `${sam}${handler}${'!Join ["", ['.repeat(90)}a${']]'.repeat(90)}` }, 'too much to be evaluated'],
  'length of texts of CloudFormation': [{ 'template.yaml': `${sam}Parameters:\n  P: { Type: String, Default: ${'x'.repeat(2000)} }\n${handler}!Sub "${'${P}'.repeat(300)}"` }, 'too long'],
  'conditions in conditions': [{ 'template.yaml': `${sam}Conditions:\n  C: ${'!Not ['.repeat(60)}!Equals [a, b]${']'.repeat(60)}\n${handler}!If [C, a.b, c.d]` }, 'condition is nested too deep'],
  'loops of CloudFormation': [{ 'template.yaml': `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::A:\n    - X\n    - [${lines(5200, (i) => `a${String(i)},`).replaceAll('\n', ' ')}]\n    - Bucket\${X}: { Type: AWS::S3::Bucket }\n` }, 'loops make more'],
  'variables in a circle': [{ 'serverless.yml': service('${self:custom.a}', 'custom:\n  a: ${self:custom.b}\n  b: ${self:custom.a}\n') }, 'leads back to itself'],
  'variables in variables': [{ 'serverless.yml': service(`${'${self:'.repeat(30)}a${'}'.repeat(30)}`) }, 'nested too deep'],
  'variables that double': [{ 'serverless.yml': service('${self:custom.a20}', `custom:\n  a0: xxxxxxxxxx\n${lines(20, (i) => `  a${String(i + 1)}: \${self:custom.a${String(i)}}\${self:custom.a${String(i)}}`)}\n`) }, 'too long'],
  'locals in a circle': [{ 'main.tf': lambda('local.a', 'locals {\n  a = local.b\n  b = local.a\n}\n') }, 'refers to itself'],
  'locals that double': [{ 'main.tf': lambda('local.l30', `locals {\n  l0 = "xxxxxxxxxx"\n${lines(30, (i) => `  l${String(i + 1)} = "\${local.l${String(i)}}\${local.l${String(i)}}"`)}\n}\n`) }, 'too long'],
  'lists that double': [{ 'main.tf': lambda('"a.b"\n  layers = local.l20', `locals {\n  l0 = ["x"]\n${lines(20, (i) => `  l${String(i + 1)} = [local.l${String(i)}, local.l${String(i)}]`)}\n}\n`) }, 'too large'],
  'a range without end': [{ 'main.tf': lambda('join("", range(1000000000))') }, 'too long'],
  'a list that is joined': [{ 'main.tf': lambda('join("", range(1000))') }, 'too long'],
  'rounds of a comprehension': [{ 'main.tf': lambda('"a.b"\n  layers = [for i in range(1000) : i]') }, 'goes through too much'],
  'blocks that are made': [{ 'main.tf': lambda('"a.b"\n  dynamic "vpc_config" {\n    for_each = range(1000)\n    content {\n      subnet_ids = []\n    }\n  }') }, 'more than 200 blocks'],
  'resources that are made': [{ 'main.tf': lambda('each.key\n  for_each = toset([for i in range(300) : "a${i}"])') }, 'more than 60 times'],
  'resources that are counted': [{ 'main.tf': lambda('"a${count.index}"\n  count = 1000') }, 'more than 60 times'],
  'modules in modules': [Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${'m/'.repeat(i)}main.tf`, `module "m" {\n  source = "./m"\n}\n${lambda('"a.b"')}`])), 'modules call each other'],
  'documents in texts': [{ 'main.tf': `resource "aws_iam_policy" "p" {\n  policy = "[${'x'.repeat(500_000)}]"\n}\n${lambda('"a.b"')}` }, 'too long'],
  'directives in directives': [{ 'main.tf': lambda(`<<-EOT\n${'%{ if var.a }'.repeat(40)}a${'%{ endif }'.repeat(40)}\nEOT\n`, 'variable "a" {}\n') }, 'directives are nested too deep'],
  'modules that are called often': [{ 'main.tf': lines(410, (i) => `module "m${String(i)}" {\n  source = "./m"\n}`), 'm/main.tf': lambda('"a.b"') }, 'modules are called more than 400 times'],
  'items of a CDK list': [stack(`    for (const a of Array.from({ length: 300 }, (_, i) => i)) {}\n    const all: string[] = [${lines(300, (i) => `'a${String(i)}',`).replaceAll('\n', ' ')}];\n    all.forEach((one) => { ${cdkFunction('one')} });`), 'more than 200 items'],
  'options of a CDK value': [stack(`    const pick = (n: number): string => { ${lines(20, (i) => `if (process.env.A === '${String(i)}') return 'a.b${String(i)}';`).replaceAll('\n', ' ')} return 'a.b'; };\n    ${cdkFunction("'F'", 'pick(1)')}`), 'more than 12 ways'],
  'variables that pull in much': [{ 'serverless.yml': service('a.b', `custom:\n  long: ${'x'.repeat(60_000)}\n${lines(60, (i) => `  a${String(i)}: \${self:custom.long}`)}\nprovider2: a\n`).replace('handler: a.b', `handler: a.b\n    environment:\n${lines(60, (i) => `      A${String(i)}: \${self:custom.a${String(i)}}`)}`) }, 'the variables pull in too much'],
  'steps of a CDK program': [stack(`    for (const a of Array.from({ length: 200 })) {}\n${lines(3, () => '    for (let i = 0; i < 150; i++) for (let j = 0; j < 150; j++) for (let k = 0; k < 150; k++) this.node;')}\n    ${cdkFunction("'F'")}`), 'too much to be read'],
  'rounds of a CDK loop': [stack(`    for (let i = 0; i < 1000; i++) ${cdkFunction('`F${i}`')}`), 'more than 200 rounds'],
  'calls of a CDK program': [stack(`    const f = (x: string): string => f(x + x);\n    ${cdkFunction("'F'", "f('a')")}`), 'too much to be read'],
  'depth of calls': [{ 'a.ts': `import { exec } from 'node:child_process';\n${lines(400, (i) => `const f${String(i)} = (x: string): void => { f${String(i + 1)}(x); };`)}\nconst f400 = (x: string): void => { exec(x); };\nexport const handler = async (event: { body: string }) => { f0(event.body); };\n` }, 'nested too deep'],
  'length of what is followed': [{ 'a.ts': `import { exec } from 'node:child_process';\nexport const handler = async (event: { body: string }) => {\n${lines(15_000, (i) => `  const a${String(i)} = event.body + ${String(i)};`)}\n};\n` }, 'too large to be followed'],
  'exports that are handed on': [{ ...Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`m${String(i)}.ts`, `export * from './m${String(i + 1)}';\n`])), 'm150.ts': "export const f = (x: string): string => x;\n", 'a.ts': "import { f } from './m0';\nexport const handler = async (event: { body: string }) => f(event.body);\n" }, 'handed on by too many'],
  'classes that extend each other': [{ 'a.ts': `class C0 { run(x: string) { return x; } }\n${lines(60, (i) => `class C${String(i + 1)} extends C${String(i)} {}`)}\nexport const handler = async (event: { body: string }) => new C60().run(event.body);\n` }, 'classes extend each other'],
  'functions that one value may be': [{ 'a.ts': `import { exec } from 'node:child_process';\n${lines(30, (i) => `const f${String(i)} = (x: string): void => { exec(x); };`)}\nconst all = [${lines(30, (i) => `f${String(i)},`)}];\nexport const handler = async (event: { body: string; kind: number }) => { const one = all[event.kind]; one(event.body); };\n` }, 'more than 24 functions'],
  'names that stand for names': [{ 'a.ts': `import { createHash } from 'node:crypto';\nconst a0 = 'md5';\n${lines(60, (i) => `const a${String(i + 1)} = a${String(i)};`)}\nexport const handler = async (event: { body: string }) => createHash(a60).update(event.body).digest('hex');\n` }, 'too many names'],
  'modules that listen': [{ ...Object.fromEntries(Array.from({ length: 230 }, (_, i) => [`m${String(i)}.ts`, `import './m${String(i + 1)}';\nexport const a${String(i)} = 1;\n`])), 'bus.ts': "import { EventEmitter } from 'node:events';\nexport const bus = new EventEmitter();\n", 'a.ts': "import { bus } from './bus';\nimport './m0';\nexport const handler = async (event: { body: string }) => { bus.emit('order', event.body); };\n" }, '200 modules'],
  'queues behind queues': [queues(7), 'more than 4 queues'],
  'calls that name a resource': [alone(`import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';\n${lines(14, (i) => `const n${String(i)} = (x) => n${String(i + 1)}(x);`)}\nconst n14 = (x) => x;\nexport const handler = async () => { await new S3Client({}).send(new PutObjectCommand({ Bucket: n0('orders'), Key: 'a' })); };\n`), 'what `PutObject` is called on is not known'],
  'ways of a text of CloudFormation': [{ 'template.yaml': `${sam}Conditions:\n${lines(4, (i) => `  C${String(i)}: !Equals [!Ref P${String(i)}, a]`)}\nParameters:\n${lines(4, (i) => `  P${String(i)}: { Type: String }`)}\n${handler}!Join ["", [${lines(4, (i) => `!If [C${String(i)}, a${String(i)}, b${String(i)}],`).replaceAll('\n', ' ')}]]` }, 'more than 12 ways'],
  'ways of a text of the Serverless Framework': [{ 'serverless.yml': service("${env:A, 'a'}-${env:B, 'b'}-${env:C, 'c'}-${env:D, 'd'}") }, 'more than 12 ways'],
  'ways of a text of Terraform': [{ 'main.tf': lambda('"${var.a ? "a" : "b"}${var.b ? "a" : "b"}${var.c ? "a" : "b"}${var.d ? "a" : "b"}"', 'variable "a" {}\nvariable "b" {}\nvariable "c" {}\nvariable "d" {}\n') }, 'more than 12 ways'],
  'entries of a mapping': [{ 'template.yaml': `${sam}Mappings:\n  M:\n${lines(20, (i) => `    k${String(i)}: { v: a${String(i)} }`)}\n${handler}!FindInMap [M, !Ref AWS::Region, v]` }, 'more than 12 entries'],
  'templates that may nest': [{ ...Object.fromEntries(Array.from({ length: 310 }, (_, i) => [`other/t${String(i)}.yaml`, 'a: 1\n'])), 'other/parent.yaml': `${sam}Resources:\n  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ../template.yaml, Parameters: { P: a } } }\n`, 'template.yaml': `${sam}Parameters:\n  P: { Type: String }\n${handler}!Ref P` }, '300 files'],
  'files with values of stages': [{ 'template.yaml': `${sam}Parameters:\n  Stage: { Type: String }\n${handler}a.b`, 'parameters.prod.json': '[{ "ParameterKey": "Stage", "ParameterValue": "prod" }]', ...Object.fromEntries(Array.from({ length: 210 }, (_, i) => [`data/d${String(i)}.json`, '{}'])) }, '200 JSON files'],
  'callers that give a name': [alone(`import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';\nconst put = (name) => new S3Client({}).send(new PutObjectCommand({ Bucket: name, Key: 'a' }));\nexport const handler = async () => {\n${lines(50, (i) => `  await put('orders${String(i)}');`)}\n};\n`), 'more than 40 callers'],
  'classes that hold a name': [alone(`import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';\nclass C0 { constructor() { this.bucket = 'orders'; } }\n${lines(60, (i) => `class C${String(i + 1)} extends C${String(i)} {}`)}\nexport const handler = async () => { await new S3Client({}).send(new PutObjectCommand({ Bucket: new C60().bucket, Key: 'a' })); };\n`), 'classes extend each other'],
  'classes of a CDK program': [{ 'stack.ts': `import { App, Stack } from 'aws-cdk-lib';\nimport * as lambda from 'aws-cdk-lib/aws-lambda';\nclass C0 { name(): string { return 'a.b'; } }\n${lines(60, (i) => `class C${String(i + 1)} extends C${String(i)} {}`)}\nclass S extends Stack {\n  constructor(scope: App, id: string) {\n    super(scope, id);\n    ${cdkFunction("'F'", 'new C60().name()')}\n  }\n}\nnew S(new App(), 'S');\n` }, 'classes extend each other'],
  'length of regular expressions': [{ 'a.ts': `export const handler = async (event: { body: string }) => /^(${'ab|'.repeat(1000)}c)+$/.test(event.body);\n` }, 'too much to be judged'],
  'depth of regular expressions': [{ 'a.ts': `export const handler = async (event: { body: string }) => /^${'('.repeat(60)}a+${')+'.repeat(60)}$/.test(event.body);\n` }, 'too much to be judged'],
  'parameters of ARM in a circle': [{ 'main.json': JSON.stringify({ $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', variables: { a: "[variables('b')]", b: "[variables('a')]" }, resources: [{ type: 'Microsoft.Web/sites', kind: 'functionapp', name: 'a', properties: { siteConfig: { appSettings: [{ name: 'A', value: "[variables('a')]" }] } } }] }) }, 'leads back to itself'],
  'variables of Bicep in a circle': [{ 'main.bicep': "var a = b\nvar b = a\nresource site 'Microsoft.Web/sites@2024-04-01' = {\n  name: 'x'\n  kind: 'functionapp'\n  properties: { siteConfig: { appSettings: [ { name: 'A', value: a } ] } }\n}\n" }, 'leads back to itself'],
};

describe('a bound that is met is told:', () => {
  test.each(Object.entries(met))('%s', { timeout: 60_000 }, (_name, [files, why]) => {
    const before = process.cpuUsage();
    const { crashes, problems } = analyse(files);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(10_000);
    expect(crashes).toEqual([]);
    const told = problems.filter(({ code }) => code === 'too-complex');
    for (const { severity, message } of told) {
      expect(severity).toBe('information');
      expect(message).toMatch(/^Too complex to analyse: /);
    }
    if (why === '') return;
    expect(told.map(({ message }) => message).join('\n') || problems).toContain(why);
    // Once for each reason, however often it is met.
    expect(new Set(told.map(({ message, location }) => `${location.uri} ${message}`)).size).toBe(told.length);
  });
});
