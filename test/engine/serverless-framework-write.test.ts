/** Changes written into Serverless Framework documents: the text after them, and that it says what was asked for. */
import { describe, expect, it } from 'vitest';
import type { Change, Deployment } from '../../server/engine/template/deployment';
import { serverlessFramework } from '../../server/engine/template/serverless-framework';
import { valueAt, type ReferenceValue, type Value } from '../../server/engine/template/value';
import { applyEdits } from '../../server/engine/text/edit';
import type { SourceFile } from '../../server/engine/workspace';

const folder = 'file:///project/service';
const head = 'service: s\nprovider:\n  name: aws\n';

interface Written {
  readonly texts: Readonly<Record<string, string>>;
  readonly deployment: Deployment;
}

function lowered(files: Readonly<Record<string, string>>, main: string): Deployment {
  const sources = new Map(Object.entries(files).map(([name, text]): [string, SourceFile] => [`${folder}/${name}`, { uri: `${folder}/${name}`, text }]));
  const file = sources.get(`${folder}/${main}`);
  const [deployment] = file === undefined ? [] : serverlessFramework.lower(file, { file: (uri) => sources.get(uri), under: () => [], rootOf: () => 'file:///project' });
  if (deployment === undefined) throw new Error('nothing was lowered');
  return deployment;
}

/** Applies the change that `asked` makes of the deployment; undefined where it cannot be written. */
function write(files: Readonly<Record<string, string>>, asked: (deployment: Deployment) => Change, main = 'serverless.yml'): Written | undefined {
  const before = lowered(files, main);
  const edits = before.write(asked(before));
  if (edits === undefined) return undefined;
  const texts = { ...files };
  for (const { uri, edits: own } of edits) texts[uri.slice(folder.length + 1)] = applyEdits(files[uri.slice(folder.length + 1)] ?? '', own);
  const deployment = lowered(texts, main);
  expect(deployment.problems).toEqual([]);
  return { texts, deployment };
}

function writeYaml(text: string, asked: (deployment: Deployment) => Change): string | undefined {
  return write({ 'serverless.yml': text }, asked)?.texts['serverless.yml'];
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not found');
  return value;
}

function variable(deployment: Deployment, name: string): Value {
  return found(deployment.functions[0]?.environment.find((one) => one.name === name)?.value);
}

const queue: ReferenceValue = { kind: 'reference', resource: 'Q', attribute: 'Arn', at: { uri: '', span: { start: 0, end: 0 } }, via: [] };

describe('replace', () => {
  it('changes the value where it stands', () => {
    expect(writeYaml(`${head}functions:\n  f:\n    handler: a.b\n    environment:\n      KEY: plain # why\n`, (d) => ({ kind: 'replace', value: variable(d, 'KEY'), by: 'new' })))
      .toBe(`${head}functions:\n  f:\n    handler: a.b\n    environment:\n      KEY: new # why\n`);
  });

  it('follows variables in the same file', () => {
    const text = `${head}custom:\n  key: plain\n  same: \${self:custom.key}\nfunctions:\n  f:\n    handler: a.b\n    environment:\n      KEY: \${self:custom.same}\n`;
    expect(writeYaml(text, (d) => ({ kind: 'replace', value: variable(d, 'KEY'), by: 'new' }))).toBe(text.replace('key: plain', 'key: new'));
  });

  it('changes the use where the value stands in another file or is joined', () => {
    const outside = `${head}functions:\n  f:\n    handler: a.b\n    environment:\n      KEY: \${file(c.yml):k}\n`;
    const written = write({ 'serverless.yml': outside, 'c.yml': 'k: plain\n' }, (d) => ({ kind: 'replace', value: variable(d, 'KEY'), by: 'new' }));
    expect(written?.texts).toEqual({ 'serverless.yml': outside.replace('${file(c.yml):k}', 'new'), 'c.yml': 'k: plain\n' });
    const joined = `${head}custom:\n  key: plain\nfunctions:\n  f:\n    handler: a.b\n    environment:\n      KEY: x-\${self:custom.key}\n`;
    expect(writeYaml(joined, (d) => ({ kind: 'replace', value: variable(d, 'KEY'), by: queue }))).toBe(joined.replace('x-${self:custom.key}', '!GetAtt Q.Arn'));
  });
});

describe('replace of any origin', () => {
  it('writes the long form of cors', () => {
    const text = `${head}  httpApi:\n    cors: true\nfunctions:\n  f:\n    handler: a.b\n    events:\n      - httpApi: GET /\n      - http:\n          path: a\n          method: get\n          cors: true\n`;
    const star = (cors: { readonly origins: readonly Value[] } | undefined): Change => ({ kind: 'replace', value: found(cors?.origins[0]), by: 'https://shop.example' });
    expect(writeYaml(text, (d) => star(d.apis.find(({ kind }) => kind === 'http')?.cors))).toContain('  httpApi:\n    cors:\n      allowedOrigins:\n        - https://shop.example\nfunctions:');
    expect(writeYaml(text, (d) => star(d.functions[0]?.triggers[1]?.route?.cors))).toContain('          cors:\n            origin: https://shop.example\n');
  });
});

describe('remove and entry', () => {
  it('take variables out and put them in', () => {
    const text = `${head}functions:\n  f:\n    handler: a.b\n    environment:\n      KEY: plain\n      B: c\n`;
    expect(writeYaml(text, (d) => ({ kind: 'remove', value: variable(d, 'KEY') }))).toBe(text.replace('      KEY: plain\n', ''));
    const environment = (d: Deployment): Change => {
      const map = valueAt(d.functions[0]?.properties, 'Environment', 'Variables');
      if (map?.kind !== 'map') throw new Error('no environment');
      return { kind: 'entry', map, key: 'NEW', to: queue };
    };
    expect(writeYaml(text, environment)).toBe(`${text}      NEW: !GetAtt Q.Arn\n`);
  });
});

describe('set', () => {
  const text = `${head}functions:\n  f:\n    handler: a.b\nresources:\n  Resources:\n    Q:\n      Type: AWS::SQS::Queue\n`;
  const set = (resource: string, path: readonly string[], to: Extract<Change, { kind: 'set' }>['to']): string | undefined => writeYaml(text, () => ({ kind: 'set', resource, path, to }));

  it('uses the framework\'s keys for functions', () => {
    expect(set('f', ['Timeout'], 20)).toBe(text.replace('a.b\n', 'a.b\n    timeout: 20\n'));
    expect(set('FLambdaFunction', ['Environment', 'Variables', 'X'], 'new')).toBe(text.replace('a.b\n', 'a.b\n    environment:\n      X: new\n'));
    expect(set('f', ['TracingConfig', 'Mode'], 'Active')).toBe(text.replace('a.b\n', 'a.b\n    tracing: true\n'));
    expect(set('FLogGroup', ['RetentionInDays'], 30)).toBe(text.replace('a.b\n', 'a.b\n    logRetentionInDays: 30\n'));
  });

  it('uses CloudFormation\'s for resources, and extensions for what the framework has no key for', () => {
    expect(set('Q', ['KmsMasterKeyId'], 'alias/x')).toBe(`${text}      Properties:\n        KmsMasterKeyId: alias/x\n`);
    expect(set('f', ['CodeSigningConfigArn'], 'x')).toBe(`${text}  extensions:\n    FLambdaFunction:\n      Properties:\n        CodeSigningConfigArn: x\n`);
    expect(set('Nothing', ['A'], 1)).toBeUndefined();
  });

  it('reaches resources in other files', () => {
    const files = { 'serverless.yml': `${head}resources:\n  Resources:\n    Q: \${file(q.yml)}\n`, 'q.yml': 'Type: AWS::SQS::Queue\nProperties:\n  QueueName: q\n' };
    expect(write(files, () => ({ kind: 'set', resource: 'Q', path: ['KmsMasterKeyId'], to: 'alias/x' }))?.texts).toEqual({ ...files, 'q.yml': `${files['q.yml']}  KmsMasterKeyId: alias/x\n` });
  });
});

describe('statement', () => {
  it('rewrites the provider\'s statements', () => {
    const text = `${head}  iam:\n    role:\n      statements:\n        - Effect: Allow\n          Action:\n            - s3:*\n          Resource: '*'\nfunctions:\n  f:\n    handler: a.b\n`;
    const written = writeYaml(text, (d) => ({ kind: 'statement', grant: found(d.grants[0]), actions: ['s3:GetObject'], resources: [queue, 'arn:aws:s3:::x'] }));
    expect(written).toBe(text.replace('- s3:*', '- s3:GetObject').replace("Resource: '*'", 'Resource:\n            - !GetAtt Q.Arn\n            - arn:aws:s3:::x'));
  });
});

describe('authorize', () => {
  const asked = (d: Deployment): Change => ({ kind: 'authorize', trigger: found(d.functions[0]?.triggers[0]), function: 'f', by: 'iam' });
  const authorized = (events: string): string | undefined => {
    const written = write({ 'serverless.yml': `${head}functions:\n  f:\n    handler: a.b\n${events}` }, asked);
    expect(written?.deployment.functions[0]?.triggers[0]?.exposure).toBe('authenticated');
    return written?.texts['serverless.yml']?.slice(`${head}functions:\n  f:\n    handler: a.b\n`.length);
  };

  it('makes the short form long', () => {
    expect(authorized('    events:\n      - http: POST orders\n')).toBe('    events:\n      - http:\n          method: POST\n          path: orders\n          authorizer: aws_iam\n');
    expect(authorized("    events:\n      - httpApi: 'GET /a'\n")).toBe('    events:\n      - httpApi:\n          method: GET\n          path: /a\n          authorizer:\n            type: aws_iam\n');
    expect(authorized("    events:\n      - httpApi: '*'\n")).toContain('type: aws_iam');
  });

  it('adds to the long form and to URLs', () => {
    expect(authorized('    events:\n      - http:\n          path: a\n          method: get # all\n')).toBe('    events:\n      - http:\n          path: a\n          method: get # all\n          authorizer: aws_iam\n');
    expect(authorized('    events:\n      - http: {path: a, method: get}\n')).toBe('    events:\n      - http: {path: a, method: get, authorizer: aws_iam}\n');
    expect(authorized('    url: true\n')).toBe('    url:\n      authorizer: aws_iam\n');
    expect(authorized('    url:\n      cors: true\n')).toBe('    url:\n      cors: true\n      authorizer: aws_iam\n');
  });

  it('works in JSON', () => {
    const text = '{\n  "service": "s",\n  "provider": {"name": "aws"},\n  "functions": {\n    "f": {\n      "handler": "a.b",\n      "events": [{"http": "GET /a"}]\n    }\n  }\n}\n';
    const written = write({ 'serverless.json': text }, asked, 'serverless.json');
    expect(written?.deployment.functions[0]?.triggers[0]).toMatchObject({ label: 'GET /a', exposure: 'authenticated' });
  });
});

describe('grant', () => {
  const asked = (): Change => ({ kind: 'grant', function: 'f', actions: ['sqs:SendMessage'], resources: [queue] });
  const tail = 'resources:\n  Resources:\n    Q:\n      Type: AWS::SQS::Queue\n';
  const granted = (text: string): string | undefined => {
    const written = write({ 'serverless.yml': text }, asked);
    expect(written?.deployment.grants.at(-1)).toMatchObject({ actions: [{ value: 'sqs:SendMessage' }], resources: [{ kind: 'reference', resource: 'Q' }], holder: { functions: ['f'] } });
    return written?.texts['serverless.yml'];
  };

  it('joins what is there', () => {
    const shared = `${head}  iam:\n    role:\n      statements:\n        - Effect: Allow\n          Action: s3:GetObject\n          Resource: '*'\nfunctions:\n  f:\n    handler: a.b\n${tail}`;
    expect(granted(shared)).toBe(shared.replace("Resource: '*'\n", "Resource: '*'\n        - Effect: Allow\n          Action:\n            - sqs:SendMessage\n          Resource: !GetAtt Q.Arn\n"));
    expect(granted(`${head}functions:\n  f:\n    handler: a.b\n    iamRoleStatements:\n      - {Effect: Allow, Action: 'a:b', Resource: '*'}\n${tail}`)).toContain("      - {Effect: Allow, Action: 'a:b', Resource: '*'}\n      - Effect: Allow\n        Action:\n          - sqs:SendMessage\n");
  });

  it('makes the place where there is none', () => {
    expect(granted(`${head}functions:\n  f:\n    handler: a.b\n${tail}`)).toBe(`${head}  iam:\n    role:\n      statements:\n        - Effect: Allow\n          Action:\n            - sqs:SendMessage\n          Resource: !GetAtt Q.Arn\nfunctions:\n  f:\n    handler: a.b\n${tail}`);
  });
});

describe('services in scripts', () => {
  const text = (environment: string, rest = ''): string => `export default {\n  service: 's',\n  provider: { name: 'aws' },\n  functions: {\n    f: {\n      handler: 'a.b',\n      environment: {${environment}},${rest}\n    },\n  },\n};\n`;

  it('are written as TypeScript is', () => {
    const before = text(" KEY: 'plain', OTHER: 'x' ");
    expect(write({ 'serverless.ts': before }, (d) => ({ kind: 'replace', value: variable(d, 'KEY'), by: 'new' }), 'serverless.ts')?.texts['serverless.ts']).toBe(text(" KEY: 'new', OTHER: 'x' "));
    expect(write({ 'serverless.ts': before }, (d) => ({ kind: 'remove', value: variable(d, 'KEY') }), 'serverless.ts')?.texts['serverless.ts']).toBe(text(" OTHER: 'x' "));
    expect(write({ 'serverless.ts': before }, () => ({ kind: 'set', resource: 'f', path: ['Timeout'], to: 5 }), 'serverless.ts')?.texts['serverless.ts']).toBe(text(" KEY: 'plain', OTHER: 'x' ", '\n      timeout: 5,'));
  });

  it('take statements', () => {
    const after = write({ 'serverless.ts': text('') }, () => ({ kind: 'grant', function: 'f', actions: ['sqs:SendMessage'], resources: [queue] }), 'serverless.ts');
    expect(after?.deployment.grants).toHaveLength(1);
    expect(after?.texts['serverless.ts']).toContain("provider: { name: 'aws', iam: { role: { statements: [{ Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: { 'Fn::GetAtt': ['Q', 'Arn'] } }] } } },\n");
  });

  it('are written where the value stands', () => {
    const files = { 'serverless.ts': "import { f } from './f';\nexport default { service: 's', provider: { name: 'aws' }, functions: { f } };\n", 'f.ts': "export const f = { handler: 'a.b', environment: { KEY: 'plain' } };\n" };
    expect(write(files, (d) => ({ kind: 'replace', value: variable(d, 'KEY'), by: 'new' }), 'serverless.ts')?.texts).toEqual({ ...files, 'f.ts': files['f.ts'].replace('plain', 'new') });
  });
});
