/** Changes written into CDK programs: what the text is afterwards. */
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/engine';
import { cdk } from '../../server/engine/template/cdk';
import type { Change, Deployment, Plain } from '../../server/engine/template/deployment';
import { valueAt, type ReferenceValue, type Value } from '../../server/engine/template/value';
import { functionNamed, reading, resourceProperty } from '../support/template';

const uri = 'file:///app/lib/stack.ts';

const imports = `import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
`;

function program(body: string, head = imports): string {
  return `${head}export class Shop extends cdk.Stack {\n  constructor(scope: any, id: string) {\n    super(scope, id);\n${body.replace(/^/gm, '    ')}\n  }\n}\n`;
}

const fn = "const fn = new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromAsset('s') });";

/** The changed lines of the body, and the imports that came along; undefined where the change cannot be written. */
function changed(body: string, change: (deployment: Deployment) => Change, head = imports): string | undefined {
  const text = program(body, head);
  const [deployment] = cdk.lower({ uri, text }, reading({ 'lib/stack.ts': text }));
  if (deployment === undefined) throw new Error('no stack');
  const edits = deployment.write(change(deployment));
  if (edits === undefined) return undefined;
  const result = edits.reduce((current, file) => applyEdits(current, file.edits), text);
  const before = new Set(text.split('\n'));
  return result.split('\n').filter((line) => !before.has(line)).map((line) => line.replace(/^ {4}/, '')).join('\n');
}

const set = (resource: string, path: string, to: Plain) => (): Change => ({ kind: 'set', resource, path: path.split('.'), to });
const replace = (value: (deployment: Deployment) => Value | undefined, by: Plain) => (deployment: Deployment): Change => {
  const found = value(deployment);
  if (found === undefined) throw new Error('no such value');
  return { kind: 'replace', value: found, by };
};
const reference = (resource: string, attribute: string): ReferenceValue => ({ kind: 'reference', resource, attribute, at: { uri, span: { start: 0, end: 0 } }, via: [] });

describe('set', () => {
  it.each([
    ['MemorySize', 512, "code: lambda.Code.fromAsset('s'), memorySize: 512 });"],
    ['Timeout', 20, "code: lambda.Code.fromAsset('s'), timeout: cdk.Duration.seconds(20) });"],
    ['TracingConfig.Mode', 'Active', "code: lambda.Code.fromAsset('s'), tracing: lambda.Tracing.ACTIVE });"],
    ['Environment.Variables.STAGE', 'prod', "code: lambda.Code.fromAsset('s'), environment: { STAGE: 'prod' } });"],
  ] as const)('%s in CDK’s words', (path, to, end) => {
    expect(changed(fn, set('Fn', path, to))).toMatch(new RegExp(`${end.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  });

  it('replaces what is there', () => {
    expect(changed("new lambda.Function(this, 'Fn', {\n  runtime: lambda.Runtime.NODEJS_22_X,\n  timeout: cdk.Duration.minutes(15),\n});", set('Fn', 'Timeout', 30))).toBe('  timeout: cdk.Duration.seconds(30),');
  });

  it('keeps the layout of many lines', () => {
    expect(changed("new s3.Bucket(this, 'Files', {\n  // ours\n  bucketName: 'files',\n});", set('Files', 'VersioningConfiguration.Status', 'Enabled'))).toBe('  versioned: true,');
  });

  it('gives properties to what had none', () => {
    expect(changed("new s3.Bucket(this, 'Files');", set('Files', 'VersioningConfiguration.Status', 'Enabled'))).toBe("new s3.Bucket(this, 'Files', { versioned: true });");
  });

  it('speaks of first-level constructs as they do', () => {
    expect(changed("new s3.CfnBucket(this, 'Files', { bucketName: 'files' });", set('Files', 'VersioningConfiguration.Status', 'Enabled'))).toBe("new s3.CfnBucket(this, 'Files', { bucketName: 'files', versioningConfiguration: { status: 'Enabled' } });");
  });

  it('imports what it needs', () => {
    const head = "import * as cdk from '@aws-cdk/core';\nimport { Stack } from 'aws-cdk-lib';\nimport { Function, Runtime, Code } from 'aws-cdk-lib/aws-lambda';\n";
    expect(changed("new Function(this, 'Fn', { runtime: Runtime.NODEJS_22_X, handler: 'i.h', code: Code.fromAsset('s') });", set('Fn', 'TracingConfig.Mode', 'Active'), head)).toBe(
      "import { Function, Runtime, Code, Tracing } from 'aws-cdk-lib/aws-lambda';\nnew Function(this, 'Fn', { runtime: Runtime.NODEJS_22_X, handler: 'i.h', code: Code.fromAsset('s'), tracing: Tracing.ACTIVE });",
    );
  });

  it('says nothing where it cannot be sure', () => {
    expect(changed("const props = { bucketName: 'x' }; new s3.Bucket(this, 'Files', props);", set('Files', 'VersioningConfiguration.Status', 'Enabled'))).toBeUndefined();
    expect(changed("new s3.Bucket(this, 'Files', { ...this.defaults });", set('Files', 'VersioningConfiguration.Status', 'Enabled'))).toBeUndefined();
    expect(changed("new s3.Bucket(this, 'Files', {});", set('Files', 'SomethingElse', true))).toBeUndefined();
  });
});

describe('replace and remove', () => {
  it('write literals', () => {
    const body = "new s3.Bucket(this, 'Files', { blockPublicAccess: { blockPublicAcls: false } });";
    expect(changed(body, replace((deployment) => resourceProperty(deployment, 'Files', 'PublicAccessBlockConfiguration', 'BlockPublicAcls'), true))).toBe("new s3.Bucket(this, 'Files', { blockPublicAccess: { blockPublicAcls: true } });");
  });

  it('leave alone what stands for something else', () => {
    const name = (deployment: Deployment): Value | undefined => resourceProperty(deployment, 'Files', 'BucketName');
    expect(changed("const name = 'x'; new s3.Bucket(this, 'Files', { bucketName: name });", replace(name, 'y'))).toBeUndefined();
    expect(changed("new s3.Bucket(this, 'Files', { bucketName: 'x' + 'y' });", replace(name, 'y'))).toBeUndefined();
  });

  it('take properties and items out', () => {
    const remove = (path: string) => (deployment: Deployment): Change => {
      const value = resourceProperty(deployment, 'Files', path);
      if (value === undefined) throw new Error('no such value');
      return { kind: 'remove', value };
    };
    expect(changed("new s3.Bucket(this, 'Files', { accessControl: s3.BucketAccessControl.PUBLIC_READ, bucketName: 'x' });", remove('AccessControl'))).toBe("new s3.Bucket(this, 'Files', { bucketName: 'x' });");
    expect(changed("new s3.Bucket(this, 'Files', { bucketName: 'x', accessControl: s3.BucketAccessControl.PUBLIC_READ });", remove('AccessControl'))).toBe("new s3.Bucket(this, 'Files', { bucketName: 'x' });");
  });

  it('take managed policies away', () => {
    const head = `${imports}import * as iam from 'aws-cdk-lib/aws-iam';\n`;
    const first = (deployment: Deployment): Change => {
      const [attachment] = deployment.attachments;
      if (attachment === undefined) throw new Error('no attachment');
      return { kind: 'remove', value: attachment.policy };
    };
    expect(changed("new iam.Role(this, 'R', { managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('A'), iam.ManagedPolicy.fromAwsManagedPolicyName('B')] });", first, head)).toBe("new iam.Role(this, 'R', { managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('B')] });");
    expect(changed(`${fn}\nfn.role?.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('A'));`, first, head)).toBe('');
  });
});

describe('statements', () => {
  const head = `${imports}import * as iam from 'aws-cdk-lib/aws-iam';\n`;
  const narrowed = (resources: readonly (string | ReferenceValue)[]) => (deployment: Deployment): Change => {
    const [grant] = deployment.grants;
    if (grant === undefined) throw new Error('no grant');
    return { kind: 'statement', grant, actions: ['s3:GetObject'], resources };
  };

  it('name actions and resources', () => {
    const body = `const files = new s3.Bucket(this, 'Files');\n${fn}\nfn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));`;
    expect(changed(body, narrowed(['${Files.Arn}/*']), head)).toBe("fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`${files.bucketArn}/*`] }));");
    expect(changed(body, narrowed([reference('Files', 'Arn')]), head)).toBe("fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [files.bucketArn] }));");
  });

  it('do not speak of what is made later or has no name', () => {
    expect(changed(`${fn}\nfn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));\nconst files = new s3.Bucket(this, 'Files');`, narrowed([reference('Files', 'Arn')]), head)).toBeUndefined();
    expect(changed(`new s3.Bucket(this, 'Files');\n${fn}\nfn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));`, narrowed([reference('Files', 'Arn')]), head)).toBeUndefined();
  });

  it('do not touch what a method writes', () => {
    expect(changed(`const files = new s3.Bucket(this, 'Files');\n${fn}\nfiles.grantRead(fn);`, narrowed(['*']), head)).toBeUndefined();
  });

  it('are added behind the function', () => {
    const grant = (): Change => ({ kind: 'grant', function: 'Fn', actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:*:*:jobs'] });
    expect(changed(fn, grant, head)).toBe("fn.addToRolePolicy(new iam.PolicyStatement({\n  actions: ['sqs:SendMessage'],\n  resources: ['arn:aws:sqs:*:*:jobs'],\n}));");
    expect(changed(fn, grant)).toContain("import * as iam from 'aws-cdk-lib/aws-iam';");
    expect(changed(fn.replaceAll('lambda.', 'cdk.aws_lambda.'), grant, "import * as cdk from 'aws-cdk-lib';\n")).toContain('new cdk.aws_iam.PolicyStatement({');
    // One that has no name is given one.
    expect(changed(fn.replace('const fn = ', ''), grant, head)).toContain('fn.addToRolePolicy(');
  });
});

describe('rights on a construct', () => {
  const all = ['aws-dynamodb', 'aws-events', 'aws-kms', 'aws-secretsmanager', 'aws-sns', 'aws-sqs'].map((name) => `import * as ${name.slice(4)} from 'aws-cdk-lib/${name}';\n`).join('');
  const grant = (actions: readonly string[], ...resources: (string | ReferenceValue)[]) => (): Change => ({ kind: 'grant', function: 'Fn', actions, resources });
  const given = (made: string, change: () => Change): string | undefined => changed(`${made}\n${fn}`, change, imports + all);
  const table = "const it = new dynamodb.Table(this, 'It', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });";

  it.each([
    ["new sns.Topic(this, 'It')", ['sns:Publish'], 'Ref', 'it.grantPublish(fn);'],
    ["new events.EventBus(this, 'It')", ['events:PutEvents'], 'Arn', 'it.grantPutEventsTo(fn);'],
    ["new kms.Key(this, 'It')", ['kms:Decrypt'], 'Arn', 'it.grantDecrypt(fn);'],
    ["new lambda.Function(this, 'It', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromAsset('s') })", ['lambda:InvokeFunction'], 'Arn', 'it.grantInvoke(fn);'],
    ["new secretsmanager.Secret(this, 'It')", ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], 'Ref', 'it.grantRead(fn);'],
    ["new sqs.Queue(this, 'It')", ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'], 'Arn', 'it.grantSendMessages(fn);'],
  ])('%s gives %j by its own method', (made, actions, attribute, call) => {
    expect(given(`const it = ${made};`, grant(actions, reference('It', attribute)))).toBe(call);
  });

  it('are given by `grant` where no method gives just them', () => {
    expect(given("const it = new sqs.Queue(this, 'It');", grant(['sqs:SendMessage'], reference('It', 'Arn')))).toBe("it.grant(fn, 'sqs:SendMessage');");
    expect(given(table, grant(['dynamodb:GetItem', 'dynamodb:Query'], reference('It', 'Arn')))).toBe("it.grant(fn, 'dynamodb:GetItem', 'dynamodb:Query');");
  });

  it('are given by each of several constructs', () => {
    expect(given("const a = new sqs.Queue(this, 'A');\nconst b = new sqs.Queue(this, 'B');", grant(['sqs:SendMessage'], reference('A', 'Arn'), reference('B', 'Arn')))).toBe("a.grant(fn, 'sqs:SendMessage');\nb.grant(fn, 'sqs:SendMessage');");
  });

  it.each([
    // Its method allows more.
    ["new secretsmanager.Secret(this, 'It')", ['secretsmanager:GetSecretValue'], reference('It', 'Ref')],
    // Its method allows the key too.
    ["new sns.Topic(this, 'It', { masterKey: new kms.Key(this, 'K') })", ['sns:Publish'], reference('It', 'Ref')],
    // No method is about just that, in what it holds.
    ["new s3.Bucket(this, 'It')", ['s3:GetObject'], '${It.Arn}/*'],
    // It has no methods.
    ["new sqs.CfnQueue(this, 'It')", ['sqs:SendMessage'], reference('It', 'Arn')],
  ])('%s: a statement gives %j', (made, actions, resource) => {
    expect(given(`const it = ${made};`, grant(actions, resource))).toContain('fn.addToRolePolicy(new ');
  });

  it('a table with indexes would give more', () => {
    expect(given(`${table}\nit.addGlobalSecondaryIndex({ indexName: 'byDay', partitionKey: { name: 'day', type: dynamodb.AttributeType.STRING } });`, grant(['dynamodb:GetItem'], reference('It', 'Arn')))).toContain('resources: [it.tableArn],');
  });
});

describe('authorize', () => {
  const first = (deployment: Deployment): Change => {
    const [trigger] = functionNamed(deployment, 'Fn').triggers;
    if (trigger === undefined) throw new Error('no trigger');
    return { kind: 'authorize', trigger, function: 'Fn', by: 'iam' };
  };
  const apis = `${imports}import * as apigateway from 'aws-cdk-lib/aws-apigateway';\nimport { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';\nimport { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';\n`;

  it('asks methods for signatures', () => {
    const rest = `${fn}\nconst api = new apigateway.RestApi(this, 'Api');\n`;
    expect(changed(`${rest}api.root.addMethod('GET', new apigateway.LambdaIntegration(fn));`, first, apis)).toBe("api.root.addMethod('GET', new apigateway.LambdaIntegration(fn), { authorizationType: apigateway.AuthorizationType.IAM });");
    expect(changed(`${rest}api.root.addMethod('GET', new apigateway.LambdaIntegration(fn), { authorizationType: apigateway.AuthorizationType.NONE });`, first, apis)).toBe("api.root.addMethod('GET', new apigateway.LambdaIntegration(fn), { authorizationType: apigateway.AuthorizationType.IAM });");
  });

  it('gives routes an authorizer', () => {
    const body = `${fn}\nnew HttpApi(this, 'Api').addRoutes({ path: '/', methods: [HttpMethod.GET], integration: new HttpLambdaIntegration('I', fn) });`;
    expect(changed(body, first, apis)).toContain('authorizer: new apigatewayv2Authorizers.HttpIamAuthorizer() });');
  });

  it('asks addresses for signatures', () => {
    expect(changed(`${fn}\nfn.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });`, first)).toBe('fn.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });');
  });

  it('is not written into an API that is one function', () => {
    expect(changed(`${fn}\nnew apigateway.LambdaRestApi(this, 'Api', { handler: fn });`, first, apis)).toBeUndefined();
  });
});

it('writes into objects whose keys are the map’s own', () => {
  const entry = (deployment: Deployment): Change => {
    const map = valueAt(functionNamed(deployment, 'Fn').properties, 'Environment', 'Variables');
    if (map?.kind !== 'map') throw new Error('no environment');
    return { kind: 'entry', map, key: 'STAGE', to: 'prod' };
  };
  expect(changed("new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, environment: { A: 'b' } });", entry)).toContain("environment: { A: 'b', STAGE: 'prod' }");
});
