/** Hostile nesting and self-reference in every language: the file becomes a problem or says nothing, and nothing throws or takes long. */
import { expect, test } from 'vitest';
import { analyse } from '../support/analyse';

const times = 30_000;
const sam = 'Transform: AWS::Serverless-2016-10-31\nResources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n';
const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 12 }, (_, i) => `b${String(i)}: &${String.fromCharCode(98 + i)} [${`*${String.fromCharCode(97 + i)}, `.repeat(9)}]`)].join('\n');

/** Values hold others many times over without taking their memory; so must whatever is done with them. */
const doubling = (name: string, seed: string): string => `const ${name}0 = { k: ${seed} };\n${Array.from({ length: 60 }, (_, i) => `const ${name}${String(i + 1)} = { x: ${name}${String(i)}, y: ${name}${String(i)} };`).join('\n')}\n`;
const doubled = (use: string): string => `import { exec } from 'node:child_process';\nimport Ajv from 'ajv';\nimport { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nexport const handler = async (event: { body: string; other: string }) => {\n${doubling('a', 'event.body')}${doubling('b', 'event.other')}${use}};\n`;

const hostile: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'keys in keys of YAML': { 'template.yaml': `${sam}      Handler: ${' ? a :'.repeat(times)}` },
  'sequences in sequences of YAML': { 'template.yaml': `${sam}${'- '.repeat(times)}` },
  'brackets of YAML': { 'template.yaml': `${sam}      Handler: ${'['.repeat(times)}` },
  'aliases that multiply': { 'template.yaml': `${sam}      Environment:\n${bomb.replace(/^/gm, '        ')}` },
  'an alias in its own anchor': { 'template.yaml': `${sam}      Environment: &a [*a, *a]` },
  'brackets of JSON': { 'template.json': `{"Resources": ${'['.repeat(times)}` },
  'substitutions that never end': { 'template.yaml': `${sam}      Handler: !Sub "${'${'.repeat(times)}"` },
  'parameters of substitutions in each other': { 'template.yaml': `${sam}      Handler: ${'!Sub ["${A}", {A: '.repeat(500)}` },
  'conditions in a circle': { 'template.yaml': `Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\n${sam}      Handler: !If [A, a.b, c.d]` },
  'variables in a circle': { 'serverless.yml': 'service: a\nprovider: aws\ncustom:\n  a: ${self:custom.b}\n  b: ${self:custom.a}x${self:custom.a}\nfunctions:\n  f:\n    handler: ${self:custom.a}\n' },
  'a service that is its own variable': { 'serverless.yml': 'service: a\nprovider: aws\ncustom: ${self:}\nfunctions: ${file(./serverless.yml):functions}\n' },
  'variables in variables': { 'serverless.yml': `service: a\nprovider: aws\nfunctions:\n  f:\n    handler: ${'${self:'.repeat(2000)}a${'}'.repeat(2000)}\n` },
  'brackets of HCL': { 'main.tf': `resource "aws_lambda_function" "a" {\n  handler = ${'('.repeat(times)}` },
  'templates of HCL in each other': { 'main.tf': `resource "aws_lambda_function" "a" {\n  handler = ${'"${'.repeat(times)}` },
  'locals in a circle': { 'main.tf': 'locals {\n  a = "${local.b}${local.b}"\n  b = "${local.a}${local.a}"\n}\nresource "aws_lambda_function" "a" {\n  handler = local.a\n}\n' },
  'locals that double': { 'main.tf': `locals {\n  l0 = "xxxxxxxxxx"\n${Array.from({ length: 60 }, (_, i) => `  l${String(i + 1)} = "\${local.l${String(i)}}\${local.l${String(i)}}"`).join('\n')}\n}\nresource "aws_lambda_function" "a" {\n  handler = local.l60\n}\n` },
  'a count without end': { 'main.tf': 'resource "aws_lambda_function" "a" {\n  count = 1000000000\n  handler = join("", range(1000000000))\n}\n' },
  'a module in itself': { 'main.tf': 'module "a" {\n  source = "./"\n}\nmodule "b" {\n  source = "."\n}\n' },
  'functions that all read a table and fill it': Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${String(i)}.mjs`, `import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';\nimport { exec } from 'node:child_process';\nexport const handler = async (event) => {\n  const { Item } = await DynamoDBDocument.from({}).get({ TableName: 'orders', Key: { id: 'a' } });\n  ${i === 0 ? 'exec(Item.a);' : `await DynamoDBDocument.from({}).put({ TableName: 'orders', Item: { id: '${String(i)}', a: Item.a } });`}\n};\n`])),
  'brackets of a configuration': { 'a.ts': "import { f } from 'x';\nexport const handler = async (event: unknown) => f(event);", 'tsconfig.json': '['.repeat(times), 'package.json': `{"a":`.repeat(times) },
  'brackets of TypeScript': { 'a.ts': `export const handler = ${'['.repeat(times)}` },
  'sums of TypeScript': { 'a.ts': `import { exec } from 'node:child_process';\nexport const handler = async (event: { a: string }) => { exec(event.a${' + event.a'.repeat(times)}); };` },
  'members of members of TypeScript': { 'a.ts': `import { exec } from 'node:child_process';\nimpa${'.a'.repeat(times)};\nexport const handler = async (event: { a: string }) => { exec(event.a); b${'.c'.repeat(times)}(event.a); };` },
  'objects that double, where ways of control meet': { 'a.ts': doubled('const c = event.body ? a60 : b60;\nconsole.log(c);\nexec(c.x.x.x.k);\n') },
  'objects that double, handed on': { 'a.ts': doubled('const f = (x: unknown, y: unknown) => { unknown(x, y); return `${x}${y}`; };\nexec(f(a60, [b60, a60]));\nunseen(a60, { ...b60 });\nreturn { statusCode: 200, body: JSON.stringify([a60, b60]) };\n') },
  'objects that double, put elsewhere': { 'a.ts': doubled('await new SQSClient().send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: JSON.stringify(a60), MessageAttributes: b60 }));\n') },
  'objects that double, as a schema': { 'a.ts': doubled("const s0 = { type: 'object', properties: { x: { type: 'string' } } };\n" + Array.from({ length: 40 }, (_, i) => `const s${String(i + 1)} = { type: 'object', properties: { x: s${String(i)}, y: s${String(i)}, z: s${String(i)}, v: s${String(i)}, w: s${String(i)} } };`).join('\n') + '\nconst validate = new Ajv().compile(s40);\nif (!validate(a60)) return;\nexec(a60.x.k);\n') },
  'objects that are wide, put elsewhere': { 'a.ts': doubled(`const w0 = { k: event.body };\n${Array.from({ length: 6 }, (_, i) => `const w${String(i + 1)} = { ${Array.from({ length: 40 }, (_, k) => `f${String(k)}: w${String(i)}`).join(', ')} };`).join('\n')}\nawait new SQSClient().send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: JSON.stringify(w6) }));\nexec(w6);\nconsole.log(w6);\nreturn { statusCode: 200, body: w6 };\n`) },
  'objects that grow': { 'a.ts': `export const handler = async (event: { body: string }) => {\nlet x: unknown = { k: event.body };\n${'x = { x, y: x };\nconsole.log(x);\n'.repeat(400)}};\n` },
  'members of members, by a name': { 'a.ts': `import { createHash } from 'node:crypto';\nimport { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nconst table = a${'.a'.repeat(times / 6)};\nconst made = a${'.b()'.repeat(times / 6)};\nconst found = table${'?.c'.repeat(times / 6)};\nconst sure = table${'!'.repeat(times / 6)};\nexport const handler = async (event: { a: string }) => { createHash(table).update(made); await new S3Client(made).send(new GetObjectCommand({ Bucket: table, Key: found })); console.log(sure, made${'.d(event)'.repeat(times / 6)}); };\n`, 'template.yaml': `${sam}      Runtime: nodejs22.x\n      CodeUri: .\n      Handler: a.handler\n      Policies: [{ Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' }] }]\n` },
  'modules in a circle': { 'a.ts': "export * from './b';\nimport { f } from './b';\nexport const handler = async (event: unknown) => f(event);", 'b.ts': "export * from './a';\nimport { handler } from './a';\nexport const f = (event: unknown) => handler(event);" },
  'functions that call themselves and each other': { 'a.ts': "import { exec } from 'node:child_process';\nconst f = (x: string): string => g(x) + f(x);\nconst g = (x: string): string => f(x) + g(g(x));\nexport const handler = async (event: { a: string }) => { exec(f(event.a)); };" },
};

test.each(Object.entries(hostile))('%s', { timeout: 60_000 }, (_name, files) => {
  const before = process.cpuUsage();
  const report = analyse(files);
  const { user } = process.cpuUsage(before);
  expect(report.crashes).toEqual([]);
  // Of the processor, with the compiler's loading; a hang would be minutes.
  expect(user / 1000).toBeLessThan(10_000);
});
