/** CDK programs as deployments: stacks, constructs, values, functions, triggers and rights. */
import { describe, expect, it } from 'vitest';
import { cdk } from '../../server/engine/template/cdk';
import type { DeployedFunction, Deployment, Grant } from '../../server/engine/template/deployment';
import { valueAt } from '../../server/engine/template/value';
import { functionNamed, reading, resourceProperty, said, triggersOf } from '../support/template';

const root = 'file:///app';

/** Every deployment of the file `lib/stack.ts` (or another one), with the files around it. */
function deployments(files: Readonly<Record<string, string>>, main = 'lib/stack.ts'): readonly Deployment[] {
  const text = files[main];
  if (text === undefined) throw new Error('no such file');
  return cdk.lower({ uri: `${root}/${main}`, text }, reading(files));
}

const imports = `import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import * as path from 'path';
`;

/** The stack with this constructor body. */
function stack(body: string, more = '', files: Readonly<Record<string, string>> = {}): Deployment {
  const text = `${imports}${more}
export class Shop extends cdk.Stack {
  constructor(scope: Construct, id: string, props: ShopProps) {
    super(scope, id, props);
${body}
  }
}
`;
  const [deployment] = deployments({ 'lib/stack.ts': text, ...files });
  if (deployment === undefined) throw new Error('no stack');
  return deployment;
}

const fn = `const fn = new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset('src') });\n`;

function variable(deployment: Deployment, name: string, of = 'Fn'): unknown {
  return said(functionNamed(deployment, of).environment.find((one) => one.name === name)?.value);
}

/** `Allow a, b on x for Fn from grantRead` of every identity's statement. */
function rights(deployment: Deployment): readonly string[] {
  return deployment.grants.filter((grant) => grant.holder.kind === 'role').map(inWords);
}

function inWords(grant: Grant): string {
  const who = grant.holder.kind === 'role' ? grant.holder.functions.join() : grant.holder.id;
  return `${grant.effect} ${grant.actions.map((one) => String(said(one))).join(' ')} on ${grant.resources.map((one) => String(said(one))).join(' ')} for ${who}${grant.from === undefined ? '' : ` from ${grant.from}`}`;
}

function environment(text: string, more = '', files: Readonly<Record<string, string>> = {}): DeployedFunction['environment'] {
  return functionNamed(stack(`${text}\nnew lambda.Function(this, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromAsset('s'), environment: { A: a } });`, more, files), 'Fn').environment;
}

function evaluated(text: string, more = '', files: Readonly<Record<string, string>> = {}): unknown {
  return said(environment(text, more, files)[0]?.value);
}

describe('recognition', () => {
  const recognised = (name: string, text: string): boolean => cdk.recognises({ uri: `${root}/${name}`, text });

  it('takes scripts that import the CDK, version 2 or 1', () => {
    expect(recognised('a.ts', "import { Stack } from 'aws-cdk-lib';")).toBe(true);
    expect(recognised('a.js', 'const s3 = require("@aws-cdk/aws-s3");')).toBe(true);
  });

  it('leaves all else alone', () => {
    expect(recognised('a.ts', "import { S3Client } from '@aws-sdk/client-s3';")).toBe(false);
    expect(recognised('package.json', '{ "dependencies": { "aws-cdk-lib": "2" } }')).toBe(false);
    expect(deployments({ 'lib/stack.ts': "import { Duration } from 'aws-cdk-lib';\nexport const wait = Duration.seconds(3);" })).toEqual([]);
  });
});

describe('stacks', () => {
  it('are told apart, each with its own constructs', () => {
    const files = { 'lib/stack.ts': `${imports}export class A extends cdk.Stack { constructor(s: Construct, id: string) { super(s, id); new s3.Bucket(this, 'One'); } }\nexport class B extends cdk.Stack { constructor(s: Construct, id: string) { super(s, id); new s3.Bucket(this, 'Two'); } }` };
    expect(deployments(files).map((one) => one.resources.map(({ id }) => id))).toEqual([['One'], ['Two']]);
  });

  const app = {
    'cdk.json': '{ "app": "npx ts-node --prefer-ts-exts bin/app.ts" }',
    'bin/app.ts': "import * as cdk from 'aws-cdk-lib';\nimport { Data, Api } from '../lib/stack';\nconst app = new cdk.App();\nconst data = new Data(app, 'Data');\nnew Api(app, 'Api', { table: data.table, stage: 'prod' });\n",
    'lib/stack.ts': `${imports}
export class Data extends cdk.Stack {
  readonly table: dynamodb.Table;
  constructor(scope: Construct, id: string) { super(scope, id); this.table = new dynamodb.Table(this, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }); }
}
export class Api extends cdk.Stack {
  constructor(scope: Construct, id: string, { table, stage }: { table: dynamodb.Table; stage: string }) {
    super(scope, id);
    const fn = new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromAsset('s'), environment: { TABLE: table.tableName, STAGE: stage } });
    table.grantReadData(fn);
  }
}
`,
  };

  it('are made with what the program that cdk.json names gives them, one deployment for those that use each other', () => {
    const [shop, ...others] = deployments(app);
    if (shop === undefined) throw new Error('no stack');
    expect(others).toEqual([]);
    expect(shop.resources.filter(({ implicit }) => implicit !== true).map(({ type }) => type)).toEqual(['AWS::DynamoDB::Table', 'AWS::Lambda::Function']);
    expect(variable(shop, 'STAGE')).toBe('prod');
    expect(variable(shop, 'TABLE')).toBe('@Table.Ref');
    expect(rights(shop)[0]).toMatch(/^Allow dynamodb:BatchGetItem .* on @Table\.Arn for Fn from grantReadData$/);
  });

  it('know nothing of their properties where nobody is seen to make them', () => {
    expect(variable(stack(`new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromAsset('s'), environment: { STAGE: props.stage } });`), 'STAGE')).toBe('?parameter');
  });

  it('may stand at the top level', () => {
    const [deployment] = deployments({ 'lib/stack.ts': `${imports}const app = new cdk.App();\nconst stack = new cdk.Stack(app, 'Shop');\nnew s3.Bucket(stack, 'Files');` });
    expect(deployment?.resources.map(({ id }) => id)).toEqual(['Files']);
  });

  it('read plain JavaScript with require and module.exports', () => {
    const files = {
      'lib/stack.js': "const { Stack } = require('aws-cdk-lib');\nconst { Files } = require('./files');\nclass Shop extends Stack { constructor(s, id, p) { super(s, id, p); new Files(this, 'Own'); } }\nmodule.exports = { Shop };",
      'lib/files.js': "const { Construct } = require('constructs');\nconst s3 = require('aws-cdk-lib/aws-s3');\nclass Files extends Construct { constructor(s, id) { super(s, id); new s3.Bucket(this, 'Bucket'); } }\nmodule.exports = { Files };",
    };
    expect(deployments(files, 'lib/stack.js')[0]?.resources.map(({ id }) => id)).toEqual(['Bucket']);
  });
});

describe('values', () => {
  it('come through variables, with the way they came', () => {
    const [found] = environment("const a = 'x';");
    expect(said(found?.value)).toBe('x');
    expect(found?.value.via.map((hop) => hop.message)).toEqual(['variable a']);
  });

  it.each([
    ["const a = `x-${'y'}`;", 'x-y'],
    ["const b = { c: 'd' }; const a = b.c;", 'd'],
    ["const { c: a = 'e' } = { d: 1 } as { c?: string };", 'e'],
    ["const names = ['x', 'y']; const a = names.map((one) => one.toUpperCase()).join('-');", 'X-Y'],
    ["const a = ['x', 'y'].includes('x') ? 'in' : 'out';", 'in'],
    ["let a = 'x'; if (1 + 1 === 2) a = 'y';", 'y'],
    ["const a = Object.entries({ k: 'v' }).map(([key, value]) => `${key}=${value}`)[0];", 'k=v'],
    ["const pick = (name: string) => { switch (name) { case 'x': return 'is x'; default: return 'other'; } }; const a = pick('x');", 'is x'],
    ['const a = Stage.Prod;', 'prod'],
    ['const a = given;', 'from elsewhere'],
    ['const a = config.db.name;', 'orders'],
  ])('are known: %s', (text, expected) => {
    expect(evaluated(text, "enum Stage { Prod = 'prod' }\nimport { given } from './given';\nimport config from './config.json';", { 'lib/given.ts': "export const given = 'from elsewhere';", 'lib/config.json': '{ "db": { "name": "orders" } }' })).toBe(expected);
  });

  it.each([
    ["const a = props.live ? 'x' : 'y';", ['props.live: x', 'not props.live: y']],
    ["const a = process.env.STAGE ?? 'dev';", ['it is given: ?environment', 'it is not given: dev']],
    ["const a = props.name || 'shop';", ['it is given: ?parameter', 'it is not given: shop']],
    ["let a = 'x'; if (props.live) { a = 'y'; }", ['it is set later: y', 'otherwise: x']],
  ])('are one of several: %s', (text, expected) => {
    expect(evaluated(text)).toEqual(expected);
  });

  it.each([
    ['const a = process.env.TOKEN;', '?environment'],
    ["const a = this.node.tryGetContext('stage');", '?parameter'],
    ["const a = cdk.Fn.importValue('x');", '?import'],
    ["const a = cdk.SecretValue.secretsManager('db').unsafeUnwrap();", '?secret-store'],
    ['const a = this.region;', '?unresolved'],
    ['const a = cdk.Aws.ACCOUNT_ID;', '?unresolved'],
    ['const a = cdk.Stack.of(this).account;', '?unresolved'],
    ['const a = somebody();', '?unresolved'],
  ])('say why they are not known: %s', (text, expected) => {
    expect(evaluated(text)).toBe(expected);
  });

  it('put texts together from what is known', () => {
    expect(evaluated("const bucket = new s3.Bucket(this, 'B'); const a = `${bucket.bucketArn}/*`;")).toBe('@B.Arn/*');
    expect(evaluated("const a = cdk.Fn.join('/', ['x', 'y']);")).toBe('x/y');
    expect(evaluated("const a = this.formatArn({ service: 'sqs', resource: 'jobs' });")).toBe('arn:?unresolved:sqs:?unresolved:?unresolved:jobs');
  });

  it('take parameters with their default', () => {
    const deployment = stack(`const stage = new cdk.CfnParameter(this, 'Stage', { default: 'dev', noEcho: true });\n${fn}fn.addEnvironment('STAGE', stage.valueAsString);`);
    expect(variable(deployment, 'STAGE')).toBe('dev');
    expect(deployment.parameters.map(({ name, hidden }) => [name, hidden])).toEqual([['Stage', true]]);
  });
});

describe('constructs', () => {
  it('become resources in the terms of CloudFormation', () => {
    const deployment = stack(`
    const dead = new sqs.Queue(this, 'Dead');
    new sqs.Queue(this, 'Jobs', { visibilityTimeout: cdk.Duration.minutes(2), deadLetterQueue: { queue: dead, maxReceiveCount: 3 }, encryption: sqs.QueueEncryption.KMS_MANAGED });
    new s3.Bucket(this, 'Files', { versioned: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, encryption: s3.BucketEncryption.S3_MANAGED });
    new dynamodb.Table(this, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, billingMode: dynamodb.BillingMode.PAY_PER_REQUEST, pointInTimeRecovery: true });`);
    expect(said(deployment.resources.find(({ id }) => id === 'Jobs')?.properties)).toEqual({ VisibilityTimeout: 120, RedrivePolicy: { deadLetterTargetArn: '@Dead.Arn', maxReceiveCount: 3 }, KmsMasterKeyId: 'alias/aws/sqs' });
    expect(said(resourceProperty(deployment, 'Files', 'VersioningConfiguration'))).toEqual({ Status: 'Enabled' });
    expect(said(resourceProperty(deployment, 'Files', 'PublicAccessBlockConfiguration'))).toEqual({ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true });
    expect(said(resourceProperty(deployment, 'Orders', 'BillingMode'))).toBe('PAY_PER_REQUEST');
    expect(said(resourceProperty(deployment, 'Orders', 'PointInTimeRecoverySpecification'))).toEqual({ PointInTimeRecoveryEnabled: true });
  });

  it('of the first level keep their properties, with a capital', () => {
    const deployment = stack(`new s3.CfnBucket(this, 'Files', { bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }] }, tags: [{ key: 'k', value: 'v' }] });
    new dynamodb.CfnTable(this, 'Table', { sseSpecification: { sseEnabled: true, kmsMasterKeyId: 'k' }, keySchema: [] });
    new cdk.CfnResource(this, 'Raw', { type: 'AWS::SQS::Queue', properties: { QueueName: 'raw' } });`);
    expect(said(resourceProperty(deployment, 'Files', 'BucketEncryption'))).toEqual({ ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] });
    expect(said(resourceProperty(deployment, 'Table', 'SSESpecification', 'SSEEnabled'))).toBe(true);
    expect(said(resourceProperty(deployment, 'Raw', 'QueueName'))).toBe('raw');
  });

  it('write what CDK writes where nothing is said', () => {
    const deployment = stack(`new (require('aws-cdk-lib/aws-logs').LogGroup)(this, 'Logs'); new s3.Bucket(this, 'Files');`);
    expect(said(resourceProperty(deployment, 'Logs', 'RetentionInDays'))).toBe(731);
    expect(resourceProperty(deployment, 'Files')).toMatchObject({ kind: 'map', entries: [] });
  });

  it('of the program itself are followed, also as subclasses of the library’s', () => {
    const deployment = stack("new Worker(this, 'First'); new Worker(this, 'Second', { memorySize: 512 });", `
class Worker extends NodejsFunction {
  constructor(scope: Construct, id: string, props: { memorySize?: number } = {}) { super(scope, id, { timeout: cdk.Duration.seconds(5), ...props }); this.addEnvironment('ID', id); }
}`);
    expect(deployment.functions.map(({ name }) => name)).toEqual(['First', 'Second']);
    expect(variable(deployment, 'ID', 'Second')).toBe('Second');
    expect(said(resourceProperty(deployment, 'Second', 'MemorySize'))).toBe(512);
    expect(said(resourceProperty(deployment, 'First', 'Timeout'))).toBe(5);
  });

  it('are made in helpers and loops; two of one name are told apart by what is around them', () => {
    const deployment = stack("for (const name of ['a', 'b']) new Pair(this, name); this.more();\n  }\n  private more() { new s3.Bucket(this, 'More');", "class Pair extends Construct { constructor(s: Construct, id: string) { super(s, id); new s3.Bucket(this, 'Bucket'); } }");
    expect(deployment.resources.map(({ id }) => id)).toEqual(['Bucket', 'bBucket', 'More']);
  });

  it('behind a condition that is not known may be there', () => {
    const deployment = stack("if (props.logs) new s3.Bucket(this, 'Logs'); if (1 > 2) new s3.Bucket(this, 'Never'); new s3.Bucket(this, 'Always');");
    expect(deployment.resources.map(({ id, presence }) => `${id} ${presence}`)).toEqual(['Logs maybe', 'Always always']);
  });

  it('are open where their properties are not wholly known', () => {
    const deployment = stack("new s3.Bucket(this, 'Files', { ...props.bucket, versioned: true });");
    expect(deployment.resources[0]?.properties.open).toBe(true);
  });

  it('take escape hatches', () => {
    const deployment = stack("const bucket = new s3.Bucket(this, 'Files'); const raw = bucket.node.defaultChild as s3.CfnBucket; raw.addPropertyOverride('AccessControl', 'PublicRead'); raw.bucketName = 'files';");
    expect(said(resourceProperty(deployment, 'Files', 'AccessControl'))).toBe('PublicRead');
    expect(said(resourceProperty(deployment, 'Files', 'BucketName'))).toBe('files');
  });
});

describe('functions', () => {
  const codeOf = (text: string): DeployedFunction['code'] => functionNamed(stack(text), 'Fn').code;

  it('say where their code is', () => {
    expect(codeOf(fn).folders[0]).toBe(`${root}/lib/src`);
    expect(codeOf("new NodejsFunction(this, 'Fn', { entry: path.join(__dirname, '../src/create.ts'), handler: 'run' });")).toMatchObject({ handler: { value: 'create.run' }, entryPoints: [`${root}/src/create.ts`] });
    expect(codeOf("new NodejsFunction(this, 'Fn');")).toMatchObject({ handler: { value: 'stack.Fn.handler' }, entryPoints: expect.arrayContaining([`${root}/lib/stack.Fn.ts`]) as unknown });
    expect(codeOf("new lambda.DockerImageFunction(this, 'Fn', { code: lambda.DockerImageCode.fromImageAsset('x') });").unbound).toBe('a container image');
    expect(said(codeOf("new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = 1') });").inline)).toBe('exports.handler = 1');
  });

  it('know their runtime and settings', () => {
    const deployment = stack(`new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.PYTHON_3_12, handler: 'i.h', code: lambda.Code.fromAsset('s'), tracing: lambda.Tracing.ACTIVE, architecture: lambda.Architecture.ARM_64, deadLetterQueueEnabled: true });`);
    expect(said(functionNamed(deployment, 'Fn').runtime)).toBe('python3.12');
    expect(said(resourceProperty(deployment, 'Fn', 'TracingConfig', 'Mode'))).toBe('Active');
    expect(said(resourceProperty(deployment, 'Fn', 'Architectures'))).toEqual(['arm64']);
    expect(said(resourceProperty(deployment, 'Fn', 'DeadLetterConfig', 'TargetArn'))).toBe('@FnDeadLetterQueue.Arn');
  });
});

describe('triggers', () => {
  const started = (body: string, more = ''): readonly string[] => triggersOf(stack(fn + body, more), 'Fn').map(({ kind, label, exposure }) => `${kind} ${label} ${exposure}`);

  it.each([
    ["const api = new apigateway.RestApi(this, 'Api'); api.root.addResource('orders').addResource('{id}').addMethod('GET', new apigateway.LambdaIntegration(fn));", 'http GET /orders/{id} anonymous'],
    ["const api = new apigateway.RestApi(this, 'Api', { defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM } }); api.root.addMethod('GET', new apigateway.LambdaIntegration(fn));", 'http GET / authenticated'],
    ["const api = new apigateway.RestApi(this, 'Api', { defaultMethodOptions: props.options }); api.root.addMethod('GET', new apigateway.LambdaIntegration(fn), { authorizer: props.authorizer });", 'http GET / unknown'],
    ["const api = new apigateway.RestApi(this, 'Api'); api.root.addMethod('GET', new apigateway.LambdaIntegration(fn), { apiKeyRequired: true });", 'http GET / authenticated'],
    ["new v2.HttpApi(this, 'Api').addRoutes({ path: '/x', methods: [v2.HttpMethod.PUT], integration: new integrations.HttpLambdaIntegration('I', fn) });", 'http PUT /x anonymous'],
    ["new v2.WebSocketApi(this, 'Api', { connectRouteOptions: { integration: new integrations.WebSocketLambdaIntegration('I', fn) } });", 'websocket WebSocket $connect anonymous'],
    ['fn.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });', 'url the URL of Fn anonymous'],
    ['fn.addFunctionUrl();', 'url the URL of Fn authenticated'],
    ["fn.addEventSource(new sources.SqsEventSource(new sqs.Queue(this, 'Jobs'), { batchSize: 5 }));", 'queue queue Jobs external-data'],
    ["fn.addEventSource(new sources.DynamoEventSource(new dynamodb.Table(this, 'T', { partitionKey: { name: 'i', type: dynamodb.AttributeType.STRING } }), {}));", 'table-stream table T external-data'],
    ["new sns.Topic(this, 'News').addSubscription(new subscriptions.LambdaSubscription(fn));", 'topic topic News external-data'],
    ["new s3.Bucket(this, 'Files').addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(fn));", 'bucket bucket Files external-data'],
    ["new events.Rule(this, 'Daily', { schedule: events.Schedule.rate(cdk.Duration.hours(1)), targets: [new targets.LambdaFunction(fn)] });", 'schedule every hour schedule'],
    ["new events.Rule(this, 'Orders', { eventPattern: { source: ['shop'] } }).addTarget(new targets.LambdaFunction(fn));", 'event events Orders account'],
    ["new cognito.UserPool(this, 'Pool').addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, fn);", 'cognito user pool Pool external-data'],
    ["new sfn.StateMachine(this, 'Flow', { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(this, 'P').next(new tasks.LambdaInvoke(this, 'Call', { lambdaFunction: fn }))) });", 'state-machine state machine Flow account'],
    ["new cloudfront.Distribution(this, 'Site', { defaultBehavior: { origin: props.origin, edgeLambdas: [{ functionVersion: fn.currentVersion, eventType: cloudfront.LambdaEdgeEventType.VIEWER_REQUEST }] } });", 'edge distribution Site anonymous'],
    ["new appsync.CfnDataSource(this, 'Users', { apiId: 'x', name: 'users', type: 'AWS_LAMBDA', lambdaConfig: { lambdaFunctionArn: fn.functionArn } });", 'graphql GraphQL API x unknown'],
  ])('%s', (body, expected) => {
    const more = `import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as v2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as notifications from 'aws-cdk-lib/aws-s3-notifications';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';`;
    expect(started(body, more)).toEqual([expected]);
  });

  it('are as open as the policy of their queue', () => {
    const body = "const queue = new sqs.Queue(this, 'Jobs'); queue.addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ['sqs:*'], resources: ['*'] })); fn.addEventSource(new SqsEventSource(queue));";
    expect(started(body, "import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';")).toEqual(['queue queue Jobs anonymous']);
  });
});

describe('rights', () => {
  it('come from grant methods, as CDK writes them', () => {
    const deployment = stack(`${fn}
    const bucket = new s3.Bucket(this, 'Files');
    bucket.grantRead(fn, 'in/*');
    new sqs.Queue(this, 'Jobs').grantSendMessages(fn);
    s3.Bucket.fromBucketName(this, 'Other', 'other-files').grantDelete(fn);`);
    expect(rights(deployment)).toEqual([
      'Allow s3:GetObject* s3:GetBucket* s3:List* on @Files.Arn @Files.Arn/in/* for Fn from grantRead',
      'Allow sqs:SendMessage sqs:GetQueueAttributes sqs:GetQueueUrl on @Jobs.Arn for Fn from grantSendMessages',
      'Allow s3:DeleteObject* on arn:aws:s3:::other-files/* for Fn from grantDelete',
    ]);
  });

  it('come from statements on functions and roles', () => {
    const deployment = stack(`
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), inlinePolicies: { a: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] }) } });
    const statement = new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:PutObject'] });
    statement.addAllResources();
    role.addToPolicy(statement);
    new iam.Policy(this, 'More', { statements: [new iam.PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] })] }).attachToRole(role);
    new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromAsset('s'), role, initialPolicy: [iam.PolicyStatement.fromJson({ Effect: 'Allow', Action: 'sqs:*', Resource: '*' })] });`);
    expect(rights(deployment).toSorted()).toEqual(['Allow s3:GetObject on * for Fn', 'Allow sns:Publish on * for Fn', 'Allow sqs:* on * for Fn', 'Deny s3:PutObject on * for Fn']);
    expect(deployment.grants.filter(({ holder }) => holder.kind === 'trust').map((one) => said(one.principal))).toEqual([{ Service: 'lambda.amazonaws.com' }]);
  });

  it('know managed policies, but not those that CDK attaches itself', () => {
    const deployment = stack(`${fn}fn.role?.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonS3ReadOnlyAccess'));`);
    expect(deployment.attachments.map(({ policy, holder }) => [said(policy), holder.kind === 'role' ? holder.functions : []])).toEqual([['AmazonS3ReadOnlyAccess', ['Fn']]]);
    expect(deployment.resources.find(({ id }) => id === 'FnServiceRole')?.implicit).toBe(true);
  });

  it('that may not be given are no certain ones', () => {
    const deployment = stack(`${fn}if (props.write) new sqs.Queue(this, 'Jobs').grantPurge(fn);`);
    expect(deployment.grants.map(({ presence }) => presence)).toEqual(['maybe']);
  });

  it('of resources stand at what opens them', () => {
    const deployment = stack("const files = new s3.Bucket(this, 'Files', { enforceSSL: true }); files.grantPublicAccess();");
    expect(deployment.grants.map((grant) => `${grant.effect} ${String(said(valueAt(grant.principal, 'AWS')))} ${grant.holder.kind} ${grant.holder.id}`).toSorted()).toEqual(['Allow * resource Files', 'Deny * resource Files']);
  });
});

describe('hostile programs', () => {
  it.each([
    'const a = b; const b = a; new s3.Bucket(this, a);',
    'const again = (n: number): number => again(n + 1); again(0);',
    "for (const a of [1, 2, 3]) for (const b of [1, 2, 3]) new s3.Bucket(this, `${a}${b}`, this);",
    "while (true) new s3.Bucket(this, 'A');",
    "new s3.Bucket(); new lambda.Function(this, 'F'); new iam.PolicyStatement(); new apigateway.RestApi(this, 'A').root.addMethod();",
    "new s3.Bucket(this, 'constructor', { __proto__: null, toString: 1 }); this.constructor.prototype.x = 1;",
    'const list: unknown[] = []; list.push(list); new s3.Bucket(this, list.join());',
    `const a = ${'['.repeat(300)}${']'.repeat(300)};`,
    'class Loop extends Loop {} new Loop(this);',
    "const o: any = {}; o.o = o; o.environment = o; new lambda.Function(this, 'Fn', o); new s3.CfnBucket(this, 'L1', o);",
    `let a: any = 'x'; ${'a = a + a;'.repeat(60)} new s3.Bucket(this, 'L2', { bucketName: a });`,
    `let a: any = props.x; ${'a = `${a}-${a}`;'.repeat(60)} new s3.Bucket(this, 'L2', { bucketName: a });`,
    `let a: any = ['x']; ${'a = [...a, ...a];'.repeat(60)} new s3.CfnBucket(this, 'L1', { a });`,
    `const c = (n: number) => props[n] ? 'a' + n : 'b' + n; new s3.Bucket(this, \`${'${c(1)}'.repeat(40)}\`);`,
    `let a: any = 'x'; ${'a = [a, a];'.repeat(40)} new s3.CfnBucket(this, 'L1', { a }); new s3.Bucket(this, 'L2', { bucketName: a });`,
  ])('%#', (body) => {
    const text = `${imports}export class Shop extends cdk.Stack { constructor(scope: Construct, id: string, props: any) { super(scope, id); ${body} } }`;
    expect(() => deployments({ 'lib/stack.ts': text })).not.toThrow();
  });
});
