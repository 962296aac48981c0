/** What code needs from AWS, read out of the many ways in which it is called. */
import { describe, expect, it } from 'vitest';
import { needsOf, statementsFor, type Needs } from '../../server/engine';
import { arnText } from '../../server/engine/facts/needs/aims';
import { Memo } from '../../server/engine/memo';
import { Snapshot } from '../../server/engine/snapshot';
import { root, ruleBook, workspaceOf } from '../support/analyse';

function needs(files: Readonly<Record<string, string>> | string, exportName: string | undefined = 'handler'): Needs {
  const all = typeof files === 'string' ? { 'main.ts': files } : files;
  const found = needsOf(`${root}/${Object.keys(all)[0] ?? ''}`, exportName === '' ? undefined : exportName, new Snapshot(workspaceOf(all), new Memo()), ruleBook().models);
  if (found === undefined) throw new Error('there is no such export');
  return found;
}

function actions(files: Readonly<Record<string, string>> | string, exportName?: string): readonly string[] {
  return [...new Set(needs(files, exportName).needs.map(({ action }) => action))];
}

/** `action on resource`, a line each. */
function policy(files: Readonly<Record<string, string>> | string): readonly string[] {
  return statementsFor(needs(files).needs, undefined).flatMap((statement) => statement.actions.flatMap((action) => statement.aims.map((aim) => `${action} ${arnText(aim)}`)));
}

describe('SDK version 3', () => {
  it('comes to an end where a function hands itself what it was given', () => {
    expect(actions("import { S3 } from '@aws-sdk/client-s3'; const s3 = new S3({}); const walk = ({ client, depth }) => (depth > 3 ? client.getObject({ Bucket: 'a', Key: 'b' }) : walk({ client, depth })); export const handler = () => walk({ client: s3, depth: 0 });")).toEqual(['s3:GetObject']);
    expect(actions("const walk = ({ client }) => { client.getObject({}); walk({ client }); }; export const handler = () => walk({});")).toEqual([]);
  });

  it('reads commands, also in helpers, classes and through a shared client', () => {
    expect(actions({
      'main.ts': "import { Orders } from './orders'; import { client } from './client'; const orders = new Orders(client); export const handler = async () => orders.save({});",
      'client.ts': "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'; export const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));",
      'orders.ts': "import { PutCommand, GetCommand } from '@aws-sdk/lib-dynamodb'; export class Orders { constructor(private db) {} save(item) { return this.db.send(new PutCommand({ TableName: process.env.TABLE, Item: item })); } load(id) { return this.db.send(new GetCommand({ TableName: process.env.TABLE, Key: { id } })); } }",
    })).toEqual(['dynamodb:PutItem']);
  });

  it('reads aggregated clients, of variables, fields, parameters and annotations', () => {
    expect(actions("import { S3 } from '@aws-sdk/client-s3'; const s3 = new S3({}); export const handler = () => s3.getObject({ Bucket: 'a', Key: 'b' });")).toEqual(['s3:GetObject']);
    expect(actions("import { SQS } from '@aws-sdk/client-sqs'; class Sender { private readonly sqs = new SQS({}); send() { return this.sqs.sendMessage({ QueueUrl: 'x' }); } } export const handler = () => new Sender().send();")).toEqual(['sqs:SendMessage']);
    expect(actions("import type { SNS } from '@aws-sdk/client-sns'; async function tell(sns: SNS) { await sns.publish({ TopicArn: 'x' }); } export const handler = (event, context) => tell(context.sns);")).toEqual(['sns:Publish']);
    expect(actions("import { DynamoDB } from '@aws-sdk/client-dynamodb'; import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; const db = DynamoDBDocument.from(new DynamoDB({})); export const handler = () => db.update({ TableName: 't' });")).toEqual(['dynamodb:UpdateItem']);
    expect(actions("import * as lambda from '@aws-sdk/client-lambda'; const client = new lambda.LambdaClient({}); export const handler = () => client.send(new lambda.InvokeCommand({ FunctionName: 'f' }));")).toEqual(['lambda:InvokeFunction']);
  });

  it('reads paginators, waiters, presigned calls and uploads', () => {
    expect(actions("import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'; export const handler = async () => { for await (const page of paginateScan({ client: new DynamoDBClient({}) }, { TableName: 't' })) console.log(page); };")).toEqual(['dynamodb:Scan']);
    expect(actions("import { S3Client, waitUntilObjectExists } from '@aws-sdk/client-s3'; export const handler = () => waitUntilObjectExists({ client: new S3Client({}), maxWaitTime: 9 }, { Bucket: 'b', Key: 'k' });")).toEqual(['s3:GetObject']);
    expect(actions("import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'; import { getSignedUrl } from '@aws-sdk/s3-request-presigner'; export const handler = () => getSignedUrl(new S3Client({}), new PutObjectCommand({ Bucket: 'b', Key: 'k' }));")).toEqual(['s3:PutObject']);
    expect(actions("import { S3Client } from '@aws-sdk/client-s3'; import { Upload } from '@aws-sdk/lib-storage'; export const handler = () => new Upload({ client: new S3Client({}), params: { Bucket: 'b', Key: 'k', Tagging: 'a=b' } }).done();")).toEqual(['s3:AbortMultipartUpload', 's3:PutObject', 's3:PutObjectTagging']);
    expect(actions("import { createPresignedPost } from '@aws-sdk/s3-presigned-post'; export const handler = () => createPresignedPost(client, { Bucket: 'b', Key: 'k' });")).toEqual(['s3:PutObject']);
    expect(actions("import { fromTemporaryCredentials } from '@aws-sdk/credential-providers'; const credentials = fromTemporaryCredentials({ params: { RoleArn: 'arn:aws:iam::1:role/r' } }); export const handler = () => credentials();")).toEqual(['sts:AssumeRole']);
  });

  it('adds what parameters need', () => {
    expect(actions("import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'; export const handler = ({ key }) => new S3Client({}).send(new PutObjectCommand({ Bucket: 'b', Key: 'k', ACL: 'private', SSEKMSKeyId: key }));")).toEqual(['kms:GenerateDataKey', 's3:PutObject', 's3:PutObjectAcl']);
    expect(actions("import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3'; export const handler = ({ v }) => new S3Client({}).send(new GetObjectCommand({ Bucket: 'b', Key: 'k', VersionId: v }));")).toEqual(['s3:GetObjectVersion']);
    expect(actions("import { SchedulerClient, CreateScheduleCommand } from '@aws-sdk/client-scheduler'; export const handler = () => new SchedulerClient({}).send(new CreateScheduleCommand({ Name: 'n', Target: { RoleArn: process.env.ROLE } }));")).toEqual(['iam:PassRole', 'scheduler:CreateSchedule']);
  });

  it('reads transactions and PartiQL by what is in them', () => {
    expect(actions("import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'; export const handler = () => db.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: 't' } }, { ConditionCheck: { TableName: 'u' } }] }));")).toEqual(['dynamodb:ConditionCheckItem', 'dynamodb:PutItem']);
    expect(actions("import { ExecuteStatementCommand } from '@aws-sdk/client-dynamodb'; export const handler = () => db.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM \"Orders\" WHERE id = ?' }));")).toEqual(['dynamodb:PartiQLSelect']);
    expect(needs("import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'; export const handler = ({ items }) => db.send(new TransactWriteCommand({ TransactItems: items }));").needs.every(({ certain }) => !certain)).toBe(true);
  });

  it('demands nothing for calls that nobody is asked a permission for', () => {
    const { needs: needed, free } = needs("import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts'; export const handler = () => new STSClient({}).send(new GetCallerIdentityCommand({}));");
    expect(needed).toEqual([]);
    expect(free.map(({ operation }) => operation)).toEqual(['GetCallerIdentity']);
  });
});

describe('SDK version 2', () => {
  it('reads clients however they are imported', () => {
    expect(actions("const AWS = require('aws-sdk'); const s3 = new AWS.S3(); exports.handler = async () => s3.headObject({ Bucket: 'b', Key: 'k' }).promise();")).toEqual(['s3:GetObject']);
    expect(actions("const { DynamoDB } = require('aws-sdk'); const db = new DynamoDB.DocumentClient(); exports.handler = async () => db.put({ TableName: 't' }).promise();")).toEqual(['dynamodb:PutItem']);
    expect(actions("const SQS = require('aws-sdk/clients/sqs'); const sqs = new SQS(); module.exports.handler = () => sqs.sendMessageBatch({ QueueUrl: 'q', Entries: [] }).promise();")).toEqual(['sqs:SendMessage']);
    expect(actions("import DynamoDB from 'aws-sdk/clients/dynamodb'; const db = new DynamoDB.DocumentClient(); export const handler = () => db.query({ TableName: 't' }).promise();")).toEqual(['dynamodb:Query']);
    expect(actions("const AWSXRay = require('aws-xray-sdk'); const AWS = AWSXRay.captureAWS(require('aws-sdk')); const sns = new AWS.SNS(); exports.handler = () => sns.publish({ TopicArn: 't' }).promise();")).toEqual(['sns:Publish']);
    expect(actions("import AWS from 'aws-sdk'; const s3 = new AWS.S3(); export const handler = () => s3.getSignedUrlPromise('putObject', { Bucket: 'b', Key: 'k' });")).toEqual(['s3:PutObject']);
    expect(actions("import AWS from 'aws-sdk'; const s3 = new AWS.S3(); export const handler = () => s3.upload({ Bucket: 'b', Key: 'k' }).promise();")).toEqual(['s3:AbortMultipartUpload', 's3:PutObject']);
  });
});

describe('packages that call AWS', () => {
  it.each([
    ["import { getParameter } from '@aws-lambda-powertools/parameters/ssm'; export const handler = () => getParameter('/a/b');", ['ssm:GetParameter']],
    ["import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets'; const secrets = new SecretsProvider(); export const handler = () => secrets.get('s');", ['secretsmanager:GetSecretValue']],
    ["import { getAppConfig } from '@aws-lambda-powertools/parameters/appconfig'; export const handler = () => getAppConfig('s', {});", ['appconfig:GetLatestConfiguration', 'appconfig:StartConfigurationSession']],
    ["import { makeIdempotent } from '@aws-lambda-powertools/idempotency'; import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb'; const persistenceStore = new DynamoDBPersistenceLayer({ tableName: 't' }); export const handler = makeIdempotent(async () => 1, { persistenceStore });", ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']],
    ["import middy from '@middy/core'; import secrets from '@middy/secrets-manager'; export const handler = middy(async () => 1).use(secrets({ fetchData: { db: 'my/db' } }));", ['secretsmanager:GetSecretValue']],
    ["import { Entity } from 'electrodb'; const Orders = new Entity({}, { table: 'orders' }); export const handler = () => Orders.query.byId({ id: 1 }).go();", ['dynamodb:Query']],
    ["import * as dynamoose from 'dynamoose'; const Cat = dynamoose.model('Cat', {}); export const handler = () => Cat.get('x');", ['dynamodb:GetItem']],
    ["import awsLite from '@aws-lite/client'; export const handler = async () => { const aws = await awsLite({}); return aws.DynamoDB.GetItem({ TableName: 't' }); };", ['dynamodb:GetItem']],
    ["import { Tracer } from '@aws-lambda-powertools/tracer'; import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'; const client = new Tracer().captureAWSv3Client(new SQSClient({})); export const handler = () => client.send(new SendMessageCommand({ QueueUrl: 'q' }));", ['sqs:SendMessage']],
  ])('%s', (code, expected) => {
    expect(actions(code)).toEqual(expected);
  });

  it('names packages that may call more', () => {
    expect(needs("import { Amplify } from 'aws-amplify'; export const handler = () => Amplify.go();").unseen.map(({ reason }) => reason)).toEqual(['`aws-amplify` may call AWS in ways that are not seen']);
  });
});

describe('reach', () => {
  it('tells handlers of one file apart', () => {
    const code = "import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'; const read = () => db.send(new GetCommand({ TableName: 't' })); const write = () => db.send(new PutCommand({ TableName: 't' })); export const get = async () => read(); export const put = async () => { await read(); return write(); };";
    expect(actions(code, 'get')).toEqual(['dynamodb:GetItem']);
    expect(actions(code, 'put')).toEqual(['dynamodb:GetItem', 'dynamodb:PutItem']);
  });

  it('follows members of objects and re-exports', () => {
    expect(actions({
      'main.ts': "import { store } from './lib'; export const handler = async () => store.load('x');",
      'lib/index.ts': "export * from './store';",
      'lib/store.ts': "import { GetCommand, DeleteCommand } from '@aws-sdk/lib-dynamodb'; export const store = { load: async (id) => db.send(new GetCommand({ TableName: 't' })), remove: async (id) => db.send(new DeleteCommand({ TableName: 't' })) };",
    })).toEqual(['dynamodb:GetItem']);
  });

  it('follows common exports', () => {
    expect(actions({
      'main.js': "const { load } = require('./store'); module.exports = { handler: async () => load() };",
      'store.js': "const { GetCommand, DeleteCommand } = require('@aws-sdk/lib-dynamodb'); module.exports = { load, remove }; function load() { return db.send(new GetCommand({ TableName: 't' })); } function remove() { return db.send(new DeleteCommand({ TableName: 't' })); }",
    })).toEqual(['dynamodb:GetItem']);
  });

  it('takes what runs on import, and leaves the program part out', () => {
    const code = "import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm'; import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'; async function warm() { await new SSMClient({}).send(new GetParameterCommand({ Name: '/a' })); } void warm(); export const handler = async () => 1; if (require.main === module) new SQSClient({}).send(new SendMessageCommand({ QueueUrl: 'q' }));";
    expect(actions(code)).toEqual(['ssm:GetParameter']);
    expect(actions(code, '')).toEqual(['sqs:SendMessage', 'ssm:GetParameter']);
  });

  it('names what is not seen', () => {
    expect(needs("export const handler = async ({ name }) => (await import(name)).run();").unseen.map(({ reason }) => reason)).toEqual(['a module is loaded whose name is made at run time']);
    expect(needs("import { run } from './gone'; export const handler = () => run();").unseen.map(({ reason }) => reason)).toEqual(['`./gone` is not in the workspace']);
  });
});

describe('on which resources', () => {
  it('names what the code names', () => {
    expect(policy("import { GetCommand } from '@aws-sdk/lib-dynamodb'; const table = 'Orders'; export const handler = () => db.send(new GetCommand({ TableName: table }));")).toEqual(['dynamodb:GetItem arn:aws:dynamodb:*:*:table/Orders']);
    expect(policy("import { QueryCommand } from '@aws-sdk/lib-dynamodb'; export const handler = () => db.send(new QueryCommand({ TableName: 'Orders', IndexName: 'byDate' }));")).toEqual(['dynamodb:Query arn:aws:dynamodb:*:*:table/Orders', 'dynamodb:Query arn:aws:dynamodb:*:*:table/Orders/index/*']);
    expect(policy("import { S3Client, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'; export const handler = async ({ id }) => { const c = new S3Client({}); await c.send(new ListObjectsV2Command({ Bucket: 'files' })); await c.send(new GetObjectCommand({ Bucket: 'files', Key: `in/${id}` })); };")).toEqual(['s3:GetObject arn:aws:s3:::files/in/*', 's3:ListBucket arn:aws:s3:::files']);
    expect(policy("import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'; export const handler = () => new SQSClient({}).send(new SendMessageCommand({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders' }));")).toEqual(['sqs:SendMessage arn:aws:sqs:*:*:orders']);
    expect(policy("import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'; export const handler = () => new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: 'db' }));")).toEqual(['secretsmanager:GetSecretValue arn:aws:secretsmanager:*:*:secret:db-??????']);
    expect(policy("import { SNSClient, PublishCommand } from '@aws-sdk/client-sns'; export const handler = () => new SNSClient({}).send(new PublishCommand({ TopicArn: 'arn:aws:sns:eu-west-1:123456789012:news' }));")).toEqual(['sns:Publish arn:aws:sns:eu-west-1:123456789012:news']);
  });

  it('follows names through parameters, constants and objects', () => {
    expect(policy({
      'main.ts': "import { load } from './db'; import { names } from './names'; export const handler = () => load(names.orders);",
      'db.ts': "import { GetCommand } from '@aws-sdk/lib-dynamodb'; export function load(table: string) { return db.send(new GetCommand({ TableName: table })); }",
      'names.ts': "export const names = { orders: 'Orders', users: 'Users' } as const;",
    })).toEqual(['dynamodb:GetItem arn:aws:dynamodb:*:*:table/Orders']);
    expect(policy("import { GetCommand } from '@aws-sdk/lib-dynamodb'; class Store { constructor(private readonly table: string) {} load() { return db.send(new GetCommand({ TableName: this.table })); } } const store = new Store('Orders'); export const handler = () => store.load();")).toEqual(['dynamodb:GetItem arn:aws:dynamodb:*:*:table/Orders']);
  });

  it('falls back to the narrowest pattern', () => {
    expect(policy("import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'; export const handler = ({ bucket }) => new S3Client({}).send(new PutObjectCommand({ Bucket: bucket, Key: 'k' }));")).toEqual(['s3:PutObject arn:aws:s3:::*/k']);
    expect(policy("import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'; export const handler = () => new CloudWatchClient({}).send(new PutMetricDataCommand({}));")).toEqual(['cloudwatch:PutMetricData *']);
  });
});
