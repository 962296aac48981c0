/** Serverless Framework documents as deployments: functions, triggers, roles, APIs and resources. */
import { describe, expect, it } from 'vitest';
import type { Deployment, Trigger } from '../../server/engine/template/deployment';
import { serverlessFramework } from '../../server/engine/template/serverless-framework';
import { patternOf, stringOf, valueAt } from '../../server/engine/template/value';
import { join } from '../../server/engine/text/uri';
import type { SourceFile } from '../../server/engine/workspace';

const folder = 'file:///project/service';

function deploy(text: string, others: Readonly<Record<string, string>> = {}, name = 'serverless.yml'): Deployment {
  const main: SourceFile = { uri: `${folder}/${name}`, text };
  const files = new Map([main, ...Object.entries(others).map(([path, content]) => ({ uri: join(folder, path), text: content }))].map((file) => [file.uri, file]));
  expect(serverlessFramework.recognises(main)).toBe(true);
  const [deployment] = serverlessFramework.lower(main, { file: (uri) => files.get(uri), under: () => [], rootOf: () => 'file:///project' });
  if (deployment === undefined) throw new Error('nothing was lowered');
  return deployment;
}

function triggersOf(deployment: Deployment, name: string): readonly Trigger[] {
  return deployment.functions.find((one) => one.name === name)?.triggers ?? [];
}

/** The triggers of the function `f` with these events. */
function triggered(events: string, rest = ''): readonly Trigger[] {
  return triggersOf(deploy(`service: s\nprovider:\n  name: aws\nfunctions:\n  f:\n    handler: a.b\n    events:\n${events.replace(/^/gm, '      ')}\n${rest}`), 'f');
}

describe('recognition', () => {
  const recognised = (name: string, text: string): boolean => serverlessFramework.recognises({ uri: `${folder}/${name}`, text });

  it('takes documents with a service and a provider', () => {
    expect(recognised('serverless.yml', 'service: a\nprovider:\n  name: aws\n')).toBe(true);
    expect(recognised('serverless.json', '{"service": "a", "provider": {"name": "aws"}}')).toBe(true);
    expect(recognised('api.yml', 'service: a\nprovider:\n  name: aws\nfunctions: {}\n')).toBe(true);
  });

  it('leaves all else alone', () => {
    expect(recognised('serverless.yml', 'name: a\n')).toBe(false);
    expect(recognised('docker-compose.yml', 'services:\n  provider: x\n')).toBe(false);
    expect(recognised('package.json', '{"service": 1, "provider": 2}')).toBe(false);
    expect(serverlessFramework.lower({ uri: `${folder}/serverless.yml`, text: 'service: a\nprovider:\n  name: google\n' }, { file: () => undefined, under: () => [], rootOf: () => undefined })).toEqual([]);
  });
});

describe('functions', () => {
  const text = `service: shop
provider:
  name: aws
  runtime: nodejs22.x
  timeout: 10
  tracing:
    lambda: true
  environment:
    STAGE: \${sls:stage}
    SHARED: provider
functions:
  create-order:
    handler: src/create.handler
    memorySize: 512
    environment:
      SHARED: own
      TABLE: !Ref Orders
      GONE: null
  packed:
    image: account.dkr.ecr.region.amazonaws.com/repository:tag
resources:
  Resources:
    Orders:
      Type: AWS::DynamoDB::Table
`;

  it('merge the provider\'s defaults', () => {
    const deployment = deploy(text);
    const [created, packed] = deployment.functions;
    expect(created?.environment.map(({ name, value }) => [name, value.kind === 'reference' ? value.resource : stringOf(value)])).toEqual([['STAGE', 'dev'], ['SHARED', 'own'], ['TABLE', 'Orders']]);
    expect(stringOf(created?.runtime)).toBe('nodejs22.x');
    expect(created?.properties.entries.map((entry) => entry.key)).toEqual(['Runtime', 'Timeout', 'Handler', 'MemorySize', 'Environment', 'TracingConfig', 'Role']);
    expect(created?.code).toMatchObject({ handler: { value: 'src/create.handler' }, folders: [folder] });
    expect(packed?.code.unbound).toBe('it runs a container image');
    expect(created?.triggers).toEqual([]);
    expect(deployment.resources.map((resource) => [resource.id, resource.type, resource.implicit ?? false])).toEqual([
      ['CreateDashorderLambdaFunction', 'AWS::Lambda::Function', false],
      ['PackedLambdaFunction', 'AWS::Lambda::Function', false],
      ['IamRoleLambdaExecution', 'AWS::IAM::Role', true],
      ['Orders', 'AWS::DynamoDB::Table', false],
    ]);
  });

  it('may be a list, and may stand in other files', () => {
    const deployment = deploy("service: s\nprovider:\n  name: aws\nfunctions:\n  - ${file(functions/a.yml)}\n  - two:\n      handler: two.h\n  - three: ${file(functions/three.yml):three}\n", {
      'functions/a.yml': 'one:\n  handler: one.h\n  events:\n    - httpApi: GET /one\n',
      'functions/three.yml': 'three:\n  handler: three.h\n',
    });
    expect(deployment.functions.map(({ name, code }) => [name, stringOf(code.handler)])).toEqual([['one', 'one.h'], ['two', 'two.h'], ['three', 'three.h']]);
    expect(deployment.functions[0]?.at.uri).toBe(`${folder}/functions/a.yml`);
    expect(deployment.functions[0]?.triggers).toMatchObject([{ label: 'GET /one' }]);
  });

  it('have an open environment where it is not known', () => {
    const [deployed] = deploy('service: s\nprovider:\n  name: aws\n  environment: ${file(env.js)}\nfunctions:\n  f:\n    handler: a.b\n').functions;
    expect(deployed).toMatchObject({ environmentOpen: true, environment: [] });
  });

  it('are read from JSON too', () => {
    const deployment = deploy('{"service": "s", "provider": {"name": "aws"}, "functions": {"f": {"handler": "a.b", "environment": {"T": {"Fn::GetAtt": ["Q", "Arn"]}}}}, "resources": {"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}}', {}, 'serverless.json');
    expect(deployment.functions[0]?.environment).toMatchObject([{ name: 'T', value: { kind: 'reference', resource: 'Q', attribute: 'Arn' } }]);
  });
});

describe('HTTP events', () => {
  const one = (events: string, rest?: string): Trigger | undefined => triggered(events, rest)[0];

  it('are anonymous without an authorizer, in short and long form', () => {
    expect(one('- http: get orders/{id}')).toMatchObject({ kind: 'http', label: 'GET /orders/{id}', exposure: 'anonymous', because: 'it has no authorizer', route: { authorizer: 'none' } });
    expect(one('- httpApi: "*"')).toMatchObject({ label: 'ANY *', exposure: 'anonymous' });
    expect(one('- http:\n    path: /\n    method: any\n    cors: true\n    request:\n      schemas:\n        application/json: x')).toMatchObject({ label: 'ANY /', route: { requestModel: true, cors: { origins: [{ value: '*' }] } } });
  });

  it('know every form of authorizer', () => {
    const authorizer = (text: string, kind = 'http', rest = ''): unknown => one(`- ${kind}:\n    path: /\n    method: get\n    ${text}`, rest)?.route?.authorizer;
    expect(authorizer('authorizer: aws_iam')).toBe('iam');
    expect(authorizer('authorizer: check')).toBe('custom');
    expect(authorizer('authorizer:\n      type: COGNITO_USER_POOLS\n      authorizerId: !Ref Pool')).toBe('jwt');
    expect(authorizer('authorizer: arn:aws:cognito-idp:eu-west-1:123456789012:userpool/x')).toBe('jwt');
    expect(authorizer('authorizer:\n      arn: !GetAtt FLambdaFunction.Arn')).toBe('custom');
    expect(authorizer('authorizer: ${env:AUTHORIZER}')).toBe('unknown');
    expect(authorizer('authorizer:\n      type: aws_iam', 'httpApi')).toBe('iam');
    expect(authorizer('authorizer: null')).toBe('none');
    const declared = "provider:\n  name: aws\n  httpApi:\n    authorizers:\n      token:\n        type: jwt\n      own:\n        type: request\n        functionName: f\n";
    const authorizers = deploy(`service: s\n${declared}functions:\n  f:\n    handler: a.b\n    events:\n      - httpApi: {method: get, path: /a, authorizer: token}\n      - httpApi: {method: get, path: /b, authorizer: {name: own}}\n`).functions[0]?.triggers;
    expect(authorizers?.map(({ kind, route }) => route?.authorizer ?? kind)).toEqual(['jwt', 'custom', 'authorizer']);
  });

  it('know keys, private APIs and resource policies', () => {
    expect(one('- http: {path: a, method: get, private: true}')).toMatchObject({ exposure: 'authenticated', because: 'it asks for an API key', route: { apiKey: true } });
    const within = (provider: string): Trigger | undefined => deploy(`service: s\nprovider:\n  name: aws\n${provider}\nfunctions:\n  f:\n    handler: a.b\n    events:\n      - http: get a\n`).functions[0]?.triggers[0];
    expect(within('  endpointType: PRIVATE')).toMatchObject({ exposure: 'account' });
    expect(within('  apiGateway:\n    resourcePolicy:\n      - Effect: Allow\n        Principal: "*"\n        Action: execute-api:Invoke\n        Resource: "*"')).toMatchObject({ exposure: 'unknown' });
  });

  it('let $connect decide for a WebSocket', () => {
    const triggers = triggered('- websocket: $default\n- websocket:\n    route: $connect\n    authorizer: check');
    expect(triggers.map(({ exposure }) => exposure)).toEqual(['authenticated', 'authenticated']);
    expect(triggered('- websocket: $default')).toMatchObject([{ kind: 'websocket', exposure: 'anonymous' }]);
  });

  it('include function URLs', () => {
    const url = (text: string): unknown => triggersOf(deploy(`service: s\nprovider:\n  name: aws\nfunctions:\n  f:\n    handler: a.b\n    url: ${text}\n`), 'f')[0];
    expect(url('true')).toMatchObject({ kind: 'url', label: 'the URL of f', exposure: 'anonymous', because: 'its URL has no authorizer' });
    expect(url('{authorizer: aws_iam}')).toMatchObject({ exposure: 'authenticated' });
    expect(url('false')).toBeUndefined();
  });
});

describe('other events', () => {
  const table: readonly (readonly [events: string, expected: Readonly<Partial<Trigger>>])[] = [
    ['- sqs: arn:aws:sqs:eu-west-1:123456789012:jobs', { kind: 'queue', label: 'queue jobs', exposure: 'external-data' }],
    ['- sns: news', { kind: 'topic', label: 'topic news', exposure: 'external-data' }],
    ['- s3: uploads', { kind: 'bucket', label: 'bucket uploads', exposure: 'external-data' }],
    ['- stream: arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2020', { kind: 'table-stream', label: 'table orders', exposure: 'external-data' }],
    ['- stream: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks', { kind: 'stream', label: 'stream clicks' }],
    ['- schedule: rate(5 minutes)', { kind: 'schedule', label: 'every 5 minutes', exposure: 'schedule' }],
    ['- schedule:\n    rate: cron(0 5 * * ? *)', { kind: 'schedule', label: 'schedule cron(0 5 * * ? *)' }],
    ['- eventBridge:\n    schedule: rate(1 hour)', { kind: 'schedule', label: 'every hour' }],
    ['- eventBridge:\n    pattern:\n      source: [shop.orders]', { kind: 'event', exposure: 'account' }],
    ['- eventBridge:\n    eventBus: x\n    pattern:\n      source: [aws.partner/shop.com/1]', { kind: 'event', exposure: 'external-data' }],
    ['- cognitoUserPool:\n    pool: users\n    trigger: PreSignUp', { kind: 'cognito', exposure: 'external-data' }],
    ['- iot:\n    sql: SELECT *', { kind: 'iot', exposure: 'external-data' }],
    ['- alb:\n    listenerArn: x\n    conditions:\n      path: /a', { kind: 'load-balancer', label: 'ANY /a', exposure: 'unknown' }],
    ['- cloudFront:\n    eventType: viewer-request', { kind: 'edge', exposure: 'anonymous' }],
    ['- msk:\n    arn: arn:aws:kafka:eu-west-1:123456789012:cluster/c\n    topic: clicks', { kind: 'kafka', label: 'topic clicks' }],
    ['- rabbitmq:\n    queue: jobs', { kind: 'mq', label: 'queue jobs' }],
    ['- alexaSkill', { kind: 'other', exposure: 'external-data' }],
    ['- cloudwatchLog: /aws/lambda/x', { kind: 'logs', exposure: 'external-data' }],
    ['- cloudwatchEvent:\n    event:\n      source: [aws.ec2]', { kind: 'event', exposure: 'account' }],
    ['- somethingNew: x', { kind: 'other', exposure: 'unknown' }],
  ];

  it.each(table)('%s', (events, expected) => {
    expect(triggered(events)).toMatchObject([expected]);
  });

  it('say what the mapping says', () => {
    const [trigger] = triggered('- sqs:\n    arn: arn:aws:sqs:eu-west-1:123456789012:jobs\n    functionResponseType: ReportBatchItemFailures\n    maximumConcurrency: 5');
    expect(valueAt(trigger?.properties, 'FunctionResponseTypes')).toMatchObject({ items: [{ value: 'ReportBatchItemFailures' }] });
    expect(valueAt(trigger?.properties, 'ScalingConfig', 'MaximumConcurrency')).toMatchObject({ value: 5 });
  });

  it('are as open as their source', () => {
    const [trigger] = triggered('- sqs:\n    arn: !GetAtt Jobs.Arn', `resources:
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
    Policy:
      Type: AWS::SQS::QueuePolicy
      Properties:
        Queues: [!Ref Jobs]
        PolicyDocument:
          Statement: [{Effect: Allow, Principal: "*", Action: sqs:SendMessage, Resource: !GetAtt Jobs.Arn}]
`);
    expect(trigger).toMatchObject({ exposure: 'anonymous', because: 'anyone may send to the queue' });
  });

  it('include state machines and queues that plugins bring along', () => {
    const deployment = deploy("service: s\nprovider:\n  name: aws\nfunctions:\n  pay:\n    handler: a.b\nstepFunctions:\n  stateMachines:\n    order:\n      definition:\n        States:\n          Pay:\n            Type: Task\n            Resource: !GetAtt pay.Arn\nconstructs:\n  jobs:\n    type: queue\n    worker:\n      handler: worker.run\n");
    expect(triggersOf(deployment, 'pay')).toMatchObject([{ kind: 'state-machine', label: 'state machine order', exposure: 'account' }]);
    expect(triggersOf(deployment, 'jobsWorker')).toMatchObject([{ kind: 'queue', label: 'queue jobs', exposure: 'external-data' }]);
  });

  it('make buckets and topics that do not exist yet', () => {
    const { resources } = deploy('service: s\nprovider:\n  name: aws\nfunctions:\n  f:\n    handler: a.b\n    events:\n      - s3: my-uploads\n      - s3: {bucket: old, existing: true}\n      - sns: news\n');
    expect(resources.filter(({ type }) => type.startsWith('AWS::S') && type !== 'AWS::SQS::Queue')).toMatchObject([{ id: 'S3BucketMyuploads', implicit: true }, { id: 'SNSTopicNews', implicit: true }]);
  });
});

describe('roles', () => {
  const functions = (text: string): string => `functions:\n  a:\n    handler: a.b\n  b:\n    handler: b.b\n${text}`;

  it('hold the provider\'s statements for all that share them', () => {
    const { grants, attachments } = deploy(`service: s\nplugins: [serverless-iam-roles-per-function]\nprovider:\n  name: aws\n  iam:\n    role:\n      managedPolicies:\n        - arn:aws:iam::aws:policy/AmazonS3FullAccess\n      statements:\n        - Effect: Allow\n          Action: s3:*\n          Resource: '*'\n${functions('    iamRoleStatements:\n      - Effect: Allow\n        Action: [sqs:SendMessage]\n        Resource: !GetAtt Q.Arn\nresources:\n  Resources:\n    Q:\n      Type: AWS::SQS::Queue\n')}`);
    expect(grants.map(({ actions, holder }) => [actions.map(stringOf), holder])).toEqual([
      [['s3:*'], { kind: 'role', id: 'IamRoleLambdaExecution', functions: ['a'] }],
      [['sqs:SendMessage'], { kind: 'role', id: 'BIamRoleLambdaExecution', functions: ['b'] }],
    ]);
    expect(attachments).toMatchObject([{ policy: { value: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' }, holder: { functions: ['a'] } }]);
  });

  it('inherit the provider\'s statements where told so', () => {
    const { grants } = deploy(`service: s\nprovider:\n  name: aws\n  iamRoleStatements:\n    - {Effect: Allow, Action: 's3:GetObject', Resource: '*'}\n${functions('    iamRoleStatementsInherit: true\n    iamRoleStatements: []\n')}`);
    expect(grants.map(({ holder }) => holder)).toMatchObject([{ id: 'IamRoleLambdaExecution', functions: ['a'] }, { id: 'BIamRoleLambdaExecution', functions: ['b'] }]);
  });

  it('may be resources of the document', () => {
    const { functions: [a, b], grants } = deploy(`service: s\nprovider:\n  name: aws\n  iam:\n    role: Common\n${functions('    role: arn:aws:iam::123456789012:role/x\n')}resources:\n  Resources:\n    Common:\n      Type: AWS::IAM::Role\n      Properties:\n        Policies:\n          - PolicyDocument:\n              Statement:\n                - {Effect: Allow, Action: 'sns:*', Resource: '*'}\n`);
    expect([a?.role, b?.role]).toEqual(['Common', undefined]);
    expect(grants).toMatchObject([{ holder: { kind: 'role', id: 'Common', functions: ['a'] } }]);
  });

  it('point at statements in other files', () => {
    const { grants } = deploy('service: s\nprovider:\n  name: aws\n  iam:\n    role:\n      statements: ${file(iam.yml):statements}\nfunctions:\n  f:\n    handler: a.b\n', { 'iam.yml': 'statements:\n  - Effect: Allow\n    Action: s3:*\n    Resource: "*"\n' });
    expect(grants).toMatchObject([{ at: { uri: `${folder}/iam.yml` }, actions: [{ value: 's3:*' }] }]);
  });
});

describe('resources', () => {
  it('may come from several files, with variables inside', () => {
    const { resources } = deploy('service: s\nprovider:\n  name: aws\ncustom:\n  name: uploads-${sls:stage}\nresources:\n  - ${file(a.yml)}\n  - Resources:\n      Two: ${file(two.yml)}\n      Three:\n        Type: AWS::SNS::Topic\n        Properties:\n          TopicName: !Sub "${self:custom.name}-${AWS::Region}"\n', {
      'a.yml': 'Resources:\n  One:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: ${self:custom.name}\n',
      'two.yml': 'Type: AWS::SQS::Queue\nProperties:\n  QueueName: ${self:service}-q\n',
    });
    expect(resources.map(({ id, type, at }) => [id, type, at.uri.slice(folder.length)])).toEqual([['One', 'AWS::S3::Bucket', '/a.yml'], ['Two', 'AWS::SQS::Queue', '/two.yml'], ['Three', 'AWS::SNS::Topic', '/serverless.yml']]);
    expect(resources.map(({ properties }) => patternOf(properties.entries[0]?.value ?? properties))).toEqual(['uploads-dev', 's-q', 'uploads-dev-*']);
  });

  it('may extend what the framework makes', () => {
    const [f] = deploy('service: s\nprovider:\n  name: aws\nfunctions:\n  f:\n    handler: a.b\nresources:\n  extensions:\n    FLambdaFunction:\n      Properties:\n        CodeSigningConfigArn: x\n').functions;
    expect(stringOf(valueAt(f?.properties, 'CodeSigningConfigArn'))).toBe('x');
  });

  it('include the service\'s APIs', () => {
    const { apis } = deploy('service: s\nprovider:\n  name: aws\n  httpApi:\n    cors: true\nfunctions:\n  f:\n    handler: a.b\n    url: {cors: {allowCredentials: true}}\n    events:\n      - httpApi: GET /\n      - http: GET /\n');
    expect(apis).toMatchObject([{ id: 'ApiGatewayRestApi', kind: 'rest' }, { id: 'HttpApi', kind: 'http', cors: { origins: [{ value: '*' }] } }, { id: 'FLambdaFunctionUrl', kind: 'url', cors: { origins: [{ value: '*' }], credentials: { value: true } } }]);
  });
});

describe('broken documents', () => {
  const whole = "service: s\nprovider:\n  name: aws\n  environment: &e\n    A: ${self:custom.a}\n  iam:\n    role:\n      statements:\n        - Effect: Allow\n          Action: s3:*\n          Resource: '*'\ncustom:\n  a: ${file(./x.yml):b, 'c'}\n  all: ${self:}\nfunctions:\n  f:\n    handler: src/a.b\n    environment:\n      <<: *e\n      ALL: ${self:custom}\n    events:\n      - http: GET /a\n      - sqs:\n          arn: !GetAtt Q.Arn\nresources:\n  Resources:\n    Q:\n      Type: AWS::SQS::Queue\n";

  it('never throw, wherever they end', () => {
    for (let end = 0; end < whole.length; end++) {
      const file = { uri: `${folder}/serverless.yml`, text: whole.slice(0, end) };
      if (!serverlessFramework.recognises(file)) continue;
      serverlessFramework.lower(file, { file: () => undefined, under: () => [], rootOf: () => undefined });
    }
    expect(deploy(whole).functions).toHaveLength(1);
  });

  it('give models for what is healthy, and problems for the rest', () => {
    const deployment = deploy('service: s\nprovider:\n  name: aws\nfunctions:\n  f:\n    handler: a.b\n    timeout: [\n');
    expect(deployment.problems).not.toEqual([]);
    expect(deployment.functions).toMatchObject([{ name: 'f' }]);
  });

  it('with variables that hold themselves end', () => {
    const deployment = deploy('service: s\nprovider:\n  name: aws\n  environment: ${self:provider}\ncustom: ${self:custom}\nfunctions:\n  f:\n    handler: ${self:functions.f.handler}\n    environment: ${self:functions}\n');
    expect(deployment.functions[0]?.code.handler).toMatchObject({ kind: 'unknown', source: 'limit' });
  });
});

describe('services in scripts', () => {
  const head = "import type { AWS } from '@serverless/typescript';\n";

  it('reads the object that is exported', () => {
    const deployment = deploy(`${head}const stage = 'prod';\nconst config: AWS = { service: 's', provider: { name: 'aws', environment: { STAGE: stage } }, custom: { table: 'orders' },\n  functions: { f: { handler: 'src/f.handler', environment: { TABLE: '\${self:custom.table}', KEY: process.env.KEY } } } };\nexport default config;\n`, {}, 'serverless.ts');
    expect(stringOf(deployment.functions[0]?.code.handler)).toBe('src/f.handler');
    const environment = Object.fromEntries((deployment.functions[0]?.environment ?? []).map(({ name, value }) => [name, value.kind === 'unknown' ? value.source : stringOf(value)]));
    expect(environment).toEqual({ STAGE: 'prod', TABLE: 'orders', KEY: 'environment' });
  });

  it('reads module.exports, what is spread in, and what a function returns', () => {
    const text = (exported: string): string => `const shared = { memorySize: 512 };\nmodule.exports = ${exported};\n`;
    const object = "{ service: 's', provider: { name: 'aws' }, functions: { f: { handler: 'a.b', ...shared } } }";
    for (const one of [object, `() => (${object})`, `async () => { return ${object}; }`]) {
      const deployment = deploy(text(one), {}, 'serverless.js');
      expect(valueAt(deployment.functions[0]?.properties, 'MemorySize')).toMatchObject({ value: 512 });
    }
  });

  it('follows imports, and says where a value stands', () => {
    const deployment = deploy(`${head}import hello from './functions/hello';\nimport { resources } from './resources';\nexport default { service: 's', provider: { name: 'aws' }, functions: { hello }, resources } satisfies AWS;\n`, {
      'functions/hello/index.ts': "import { handlerPath } from '../../libs/handler-resolver';\nexport default { handler: `${handlerPath(__dirname)}/handler.main`, events: [{ http: { method: 'post', path: 'hello' } }] };\n",
      'libs/handler-resolver.ts': "export const handlerPath = (context: string) => `${context.split(process.cwd())[1].substring(1).replace(/\\\\/g, '/')}`;\n",
      'resources.ts': "export const resources = { Resources: { Q: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 30 } } } };\n",
    }, 'serverless.ts');
    expect(stringOf(deployment.functions[0]?.code.handler)).toBe('functions/hello/handler.main');
    expect(triggersOf(deployment, 'hello')[0]).toMatchObject({ kind: 'http', label: 'POST /hello', exposure: 'anonymous', at: { uri: `${folder}/functions/hello/index.ts` } });
    const made = deployment.resources.find(({ id }) => id === 'Q');
    expect(valueAt(made?.properties, 'VisibilityTimeout')).toMatchObject({ value: 30, at: { uri: `${folder}/resources.ts` } });
  });

  it('reads data that a variable takes out of a script, and runs nothing', () => {
    const yaml = (variable: string): string => `service: s\nprovider:\n  name: aws\nfunctions:\n  f:\n    handler: a.b\n    timeout: ${variable}\n`;
    const files = { 'limits.js': "module.exports = { timeout: 7, later: () => fetch('x') };\nmodule.exports.own = { timeout: 9 };\n", 'named.js': 'module.exports.timeout = 9;\n', 'made.js': 'module.exports = () => ({ timeout: 11 });\n' };
    const timeout = (variable: string): unknown => valueAt(deploy(yaml(variable), files).functions[0]?.properties, 'Timeout');
    expect(timeout('${file(./limits.js):timeout}')).toMatchObject({ value: 7 });
    expect(timeout('${file(./named.js):timeout}')).toMatchObject({ value: 9 });
    expect(timeout('${file(./made.js):timeout}')).toMatchObject({ value: 11 });
    expect(timeout('${file(./limits.js):later}')).toMatchObject({ kind: 'unknown', reason: 'it is a function' });
  });

  it('ends with objects that hold themselves', () => {
    const deployment = deploy("const a = { service: 's', provider: { name: 'aws' }, functions: { f: { handler: 'a.b' } } };\na.custom = a;\nexport default a;\n", {}, 'serverless.ts');
    expect(deployment.functions).toHaveLength(1);
  });
});

describe('compose files', () => {
  it('give parameters to the services that they name', () => {
    const deployment = deploy('service: s\nprovider:\n  name: aws\nfunctions:\n  f:\n    handler: a.b\n    environment:\n      TABLE: ${param:table}\n      QUEUE: ${param:queue}\n      OTHER: ${param:other}\n', {
      '../serverless-compose.yml': 'services:\n  one:\n    path: other\n    params:\n      other: x\n  two:\n    path: service\n    params:\n      table: orders\n      queue: ${one.queueUrl}\n',
    });
    const environment = Object.fromEntries((deployment.functions[0]?.environment ?? []).map(({ name, value }) => [name, value.kind === 'unknown' ? value.source : stringOf(value)]));
    expect(environment).toEqual({ TABLE: 'orders', QUEUE: 'import', OTHER: 'parameter' });
  });
});
