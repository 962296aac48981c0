/** Broken, half-typed, huge and hostile input gives a clear problem or nothing: never an exception, never a long step. */
import { describe, expect, test } from 'vitest';
import type { Report } from '../server/engine';
import { newEngine, workspaceOf } from './support/analyse';

/** What no single step may take, in milliseconds of processor time. A hang, not a speed, is looked for. */
const longestStep = 2000;

function analyseInSteps(files: Readonly<Record<string, string>>): Report {
  const work = newEngine().analyse(workspaceOf(files));
  for (;;) {
    // Processor time: what else the machine does must not count.
    const start = process.cpuUsage();
    const step = work.next();
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(longestStep);
    if (step.done === true) {
      expect(step.value.crashes).toEqual([]);
      return step.value;
    }
  }
}

const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Create:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: handler.handler
      Runtime: nodejs22.x
      Events:
        Post:
          Type: HttpApi
          Properties: { Path: /orders, Method: post }
`;
const handler = `import { exec } from 'node:child_process';
export const handler = async (event: { queryStringParameters?: Record<string, string> }) => {
  exec('list ' + event.queryStringParameters?.name);
  return { statusCode: 200, body: '' };
};
`;

function finds(report: Report, rule: string): boolean {
  return report.findings.some((finding) => finding.rule === rule);
}

describe('scripts', () => {
  test('a half-typed line leaves the findings of the rest', () => {
    const report = analyseInSteps({ 'template.yaml': template, 'handler.ts': handler.replace('  return', '  const x = event.\n  return') });
    expect(finds(report, 'injection/command')).toBe(true);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('cut after %i tenths', (tenths) => {
    analyseInSteps({ 'template.yaml': template, 'handler.ts': handler.slice(0, Math.floor((handler.length * tenths) / 10)) });
  });

  test('byte order mark, carriage returns and no last line break', () => {
    const report = analyseInSteps({ 'template.yaml': template, 'handler.ts': `\uFEFF${handler.replaceAll('\n', '\r\n').trimEnd()}` });
    expect(finds(report, 'injection/command')).toBe(true);
  });

  test('20,000 nested brackets are one problem', () => {
    const report = analyseInSteps({ 'deep.ts': `export const x = ${'['.repeat(20_000)}${']'.repeat(20_000)};`, 'template.yaml': template, 'handler.ts': handler });
    expect(report.problems.map((problem) => problem.code)).toContain('too-complex');
    expect(finds(report, 'injection/command')).toBe(true);
  });

  test('a long chain of operators and calls', () => {
    analyseInSteps({ 'template.yaml': template, 'handler.ts': handler.replace("'list ' +", "'a' + ".repeat(5000)) });
    analyseInSteps({ 'template.yaml': template, 'handler.ts': handler.replace('event.queryStringParameters?.name', `event.queryStringParameters?.name${'.trim()'.repeat(2000)}`) });
  });

  test('five megabytes', () => {
    analyseInSteps({ 'template.yaml': template, 'handler.ts': handler, 'large.ts': `export const rows = [\n${"  { id: 1, name: 'row', tags: ['a', 'b'] },\n".repeat(40_000)}];\n` });
  });

  test('a binary named .ts', () => {
    const bytes = Array.from({ length: 50_000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join('');
    analyseInSteps({ 'template.yaml': template, 'handler.ts': bytes });
  });

  test('imports in a circle, an import of itself and of nothing', () => {
    const report = analyseInSteps({
      'template.yaml': template,
      'handler.ts': `import { a } from './a';\nimport './handler';\nimport { gone } from './gone';\n${handler.replace('exec(', 'gone(a(event));\n  exec(')}`,
      'a.ts': `import { b } from './b';\nexport const a = (x: unknown): unknown => b(x);\nexport * from './b';\n`,
      'b.ts': `import { a } from './a';\nexport const b = (x: unknown): unknown => (Math.random() > 2 ? a(x) : x);\nexport * from './a';\n`,
    });
    expect(finds(report, 'injection/command')).toBe(true);
  });
});

describe('templates', () => {
  test.each([
    ['tabs', template.replace('      CodeUri', '\tCodeUri')],
    ['an open quote', template.replace("'2010-09-09'", "'2010-09-09")],
    ['an open brace', template.replace('method: post }', 'method: post')],
    ['only a key', 'Resources'],
    ['a list for a map', 'AWSTemplateFormatVersion: x\nResources: [1, 2]\n'],
    ['numbers for functions', 'AWSTemplateFormatVersion: x\nResources: { A: 1, B: { Type: AWS::Lambda::Function }, C: { Type: 7, Properties: 8 } }\n'],
    ['null everywhere', 'AWSTemplateFormatVersion:\nTransform: AWS::Serverless-2016-10-31\nGlobals:\nParameters:\nResources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n'],
    ['intrinsics of the wrong shape', 'AWSTemplateFormatVersion: x\nResources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: !Sub [1]\n      Role: !GetAtt 3\n      Code: !Join x\n      Runtime: !If [a]\n'],
    ['a byte order mark and carriage returns', `\uFEFF${template.replaceAll('\n', '\r\n')}`],
  ])('%s', (_name, text) => {
    analyseInSteps({ 'template.yaml': text, 'handler.ts': handler });
  });

  test('a broken part leaves a model of the healthy one', () => {
    const report = analyseInSteps({ 'template.yaml': `${template}  Broken:\n    Type: AWS::SQS::Queue\n    Properties: {a: [b\n`, 'handler.ts': handler });
    expect(report.facts.deployments.flatMap((deployment) => deployment.functions.map((deployed) => deployed.name))).toContain('Create');
    expect(report.problems.some((problem) => problem.code === 'syntax')).toBe(true);
  });

  test('duplicate keys are a problem at the second', () => {
    const report = analyseInSteps({ 'template.yaml': template.replace('      CodeUri: .\n', '      CodeUri: .\n      CodeUri: src\n'), 'handler.ts': handler });
    expect(report.problems.map((problem) => problem.message).join('\n')).toMatch(/CodeUri/);
  });

  test('anchors, aliases and merge keys', () => {
    const report = analyseInSteps({ 'template.yaml': template.replace('  Create:', '  Base: &base\n    Type: AWS::SQS::Queue\n  Second: *base\n  Third:\n    <<: *base\n  Create:'), 'handler.ts': handler });
    expect(report.facts.deployments[0]?.resources.filter((resource) => resource.type === 'AWS::SQS::Queue').map((resource) => resource.id)).toEqual(['Base', 'Second', 'Third']);
  });

  test('an alias bomb', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `  l${String(i + 1)}: &l${String(i + 1)} [${`*l${String(i)}, `.repeat(9)}*l${String(i)}]`).join('\n');
    const report = analyseInSteps({ 'template.yaml': `${template}Mappings:\n  l0: &l0 [x]\n${levels}\n`, 'handler.ts': handler });
    expect(report.problems.length).toBeGreaterThan(0);
  });

  test('a bomb of !Sub and !Join', () => {
    const parameters = Array.from({ length: 40 }, (_, i) => `  R${String(i + 1)}:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub\n        - '\${a}\${a}'\n        - a: !Sub ['\${b}\${b}', { b: !Join ['', [!GetAtt R${String(i)}.Arn, !Ref R${String(i)}]] }]`).join('\n');
    analyseInSteps({ 'template.yaml': `${template}${parameters}\n`, 'handler.ts': handler });
  });

  test('nesting ten thousand deep', () => {
    analyseInSteps({ 'template.json': `{"AWSTemplateFormatVersion":"x","Resources":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`, 'handler.ts': handler });
    analyseInSteps({ 'template.yaml': `${template}${Array.from({ length: 2000 }, (_, i) => `${'  '.repeat(i + 1)}k:`).join('\n')}`, 'handler.ts': handler });
    analyseInSteps({ 'template.yaml': `${template}Metadata: ${'['.repeat(10_000)}`, 'handler.ts': handler });
  });

  test('variables that lack brackets, one in another', () => {
    const report = analyseInSteps({ 'serverless.yml': `service: a\nprovider: { name: aws }\ncustom:\n  a: '${'${e:& ${e(Z}}${e:& ${e(Z'.repeat(60)}'\nfunctions:\n  f: { handler: handler.handler, environment: { A: '\${self:custom.a}' } }\n`, 'handler.ts': handler });
    expect(report).toBeDefined();
  });

  test('five megabytes of JSON', () => {
    const queues = Array.from({ length: 30_000 }, (_, i) => `"Queue${String(i)}": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": { "Fn::Sub": "orders-${String(i)}-\${AWS::Region}" }, "VisibilityTimeout": 30 } }`);
    analyseInSteps({ 'template.json': `{ "AWSTemplateFormatVersion": "2010-09-09", "Resources": { ${queues.join(',\n')} } }`, 'handler.ts': handler });
  });

  // CloudFormation takes no template over one megabyte; larger YAML is left out by the editor's size limit.
  test('one megabyte of YAML', () => {
    const queues = Array.from({ length: 7_000 }, (_, i) => `  Queue${String(i)}:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub 'orders-${String(i)}-\${AWS::Region}'\n      VisibilityTimeout: 30\n`);
    analyseInSteps({ 'template.yaml': template + queues.join(''), 'handler.ts': handler });
  });

  test('variables in a circle and a bomb of variables', () => {
    const bomb = Array.from({ length: 40 }, (_, i) => `  v${String(i + 1)}: '\${self:custom.v${String(i)}}\${self:custom.v${String(i)}}'`).join('\n');
    const report = analyseInSteps({
      'serverless.yml': `service: x\nprovider: { name: aws, runtime: nodejs22.x, stage: '\${self:provider.stage}' }\ncustom:\n  a: \${self:custom.b}\n  b: \${self:custom.a}\n  c: \${file(./serverless.yml):custom.c}\n  v0: xxxxxxxxxx\n${bomb}\nfunctions:\n  create:\n    handler: handler.handler\n    environment: { A: '\${self:custom.a}', C: '\${self:custom.c}', V: '\${self:custom.v40}' }\n    events:\n      - http: POST /orders\n`,
      'handler.ts': handler,
    });
    expect(finds(report, 'injection/command')).toBe(true);
  });
});

test('what has the name of something that every object has is none of ours', () => {
  const names = ['constructor', 'hasOwnProperty', 'toString', 'valueOf', '__proto__'];
  const tf = names.map((name) => `resource "${name}" "a" {\n  b = data.${name}.c.d\n  ${name} { x = 1 }\n}\ndata "${name}" "c" {}\n`).join('');
  const cfn = `Resources:\n${names.map((name) => `  A${name.replace(/\W/g, '')}:\n    Type: ${name}\n    Properties: { ${name}: 1 }\n`).join('')}`;
  const sls = `service: a\nprovider: { name: aws, ${names.map((name) => `${name}: 1`).join(', ')} }\nfunctions:\n  b:\n    handler: b.c\n${names.map((name) => `    ${name}: 1\n`).join('')}    events: [${names.map((name) => `{ ${name}: 1 }`).join(', ')}]\n`;
  const azure = JSON.stringify({ bindings: names.map((type) => ({ type, direction: 'in', name: 'a' })) });
  const code = `import { app } from '@azure/functions';\n${names.map((name) => `app.${name}('a', { handler: async () => 1 });\n`).join('')}`;
  const pulumi = `import * as aws from '@pulumi/aws';\n${names.map((name) => `new aws.s3.${name}('a', { ${name}: 1 });\nnew aws.${name}.Bucket('b', {});\n`).join('')}`;
  const cdk = `import * as cdk from 'aws-cdk-lib';\nimport * as s3 from 'aws-cdk-lib/aws-s3';\nexport class A extends cdk.Stack { constructor(b: never, c: string) { super(b, c); ${names.map((name) => `new s3.${name}(this, 'a', { ${name}: 1 });`).join(' ')} } }\n`;
  const settings = `models:\n${names.map((name) => `  ${name}: [{ call: a, kind: ${name} }]\n`).join('')}`;
  analyseInSteps({ 'main.tf': tf, 'cfn.yaml': `AWSTemplateFormatVersion: '2010-09-09'\n${cfn}`, 'serverless.yml': sls, 'host.json': '{}', 'f/function.json': azure, 'app.ts': code, 'Pulumi.yaml': 'name: a\nruntime: nodejs\n', 'index.ts': pulumi, 'cdk.json': '{ "app": "x" }', 'lib/a.ts': cdk, '.serverless-warden.yml': settings });
});

test('a sum as long as a file, in a template of HCL', () => {
  analyseInSteps({ 'main.tf': `locals {\n  a = "\${${'a *'.repeat(20_000)} a}"\n}\nresource "aws_sns_topic" "b" {\n  name = local.a\n}\n` });
});
