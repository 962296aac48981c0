/** A row for each way in which code calls AWS: what the call needs, and on what. */
import { describe, expect, it } from 'vitest';
import { needsOf, statementsFor } from '../../server/engine';
import { arnText } from '../../server/engine/facts/needs/aims';
import { Memo } from '../../server/engine/memo';
import { Snapshot } from '../../server/engine/snapshot';
import { root, ruleBook, workspaceOf } from '../support/analyse';

/** `action on resource`, a line each. `mayDoMore`: the package may call what is not read, and that is said. */
function policy(code: string, mayDoMore = false): readonly string[] {
  const found = needsOf(`${root}/main.ts`, 'handler', new Snapshot(workspaceOf({ 'main.ts': code }), new Memo()), ruleBook().models);
  if (found === undefined) throw new Error('there is no such export');
  if (mayDoMore) expect(found.unseen[0]?.reason).toMatch(/calls besides is not known/);
  else expect(found.unseen).toEqual([]);
  return statementsFor(found.needs, undefined).flatMap(({ actions, aims }) => actions.flatMap((action) => aims.map((aim) => `${action} ${arnText(aim)}`))).sort();
}

type Row = readonly [what: string, code: string, needed: readonly string[]];

const arn = { table: 'arn:aws:dynamodb:*:*:table/orders', object: 'arn:aws:s3:::files/a.txt', bucket: 'arn:aws:s3:::files', queue: 'arn:aws:sqs:*:*:jobs' };

/** Of SDK version 3, by client package and command. */
function command(client: string, name: string, input: string): string {
  return `import { Client, ${name}Command } from '@aws-sdk/client-${client}'; const client = new Client({}); export const handler = async (event) => client.send(new ${name}Command(${input}));`;
}

function rows(title: string, all: readonly Row[]): void {
  describe(title, () => {
    it.each(all)('%s', (_, code, needed) => {
      expect(policy(code)).toEqual([...needed].sort());
    });
  });
}

rows('S3', [
  ['HeadObject', command('s3', 'HeadObject', "{ Bucket: 'files', Key: 'a.txt' }"), [`s3:GetObject ${arn.object}`]],
  ['CopyObject reads its source and writes its destination', command('s3', 'CopyObject', "{ Bucket: 'files', Key: 'a.txt', CopySource: 'old/b.txt' }"), ['s3:GetObject arn:aws:s3:::old/*', `s3:PutObject ${arn.object}`]],
  ['UploadPartCopy', command('s3', 'UploadPartCopy', "{ Bucket: 'files', Key: 'a.txt', CopySource: '/old/b.txt', UploadId: '1', PartNumber: 1 }"), ['s3:GetObject arn:aws:s3:::old/*', `s3:PutObject ${arn.object}`]],
  ['CreateMultipartUpload', command('s3', 'CreateMultipartUpload', "{ Bucket: 'files', Key: 'a.txt' }"), [`s3:PutObject ${arn.object}`]],
  ['UploadPart', command('s3', 'UploadPart', "{ Bucket: 'files', Key: 'a.txt', UploadId: '1', PartNumber: 1 }"), [`s3:PutObject ${arn.object}`]],
  ['CompleteMultipartUpload', command('s3', 'CompleteMultipartUpload', "{ Bucket: 'files', Key: 'a.txt', UploadId: '1' }"), [`s3:PutObject ${arn.object}`]],
  ['AbortMultipartUpload', command('s3', 'AbortMultipartUpload', "{ Bucket: 'files', Key: 'a.txt', UploadId: '1' }"), [`s3:AbortMultipartUpload ${arn.object}`]],
  ['ListParts', command('s3', 'ListParts', "{ Bucket: 'files', Key: 'a.txt', UploadId: '1' }"), [`s3:ListMultipartUploadParts ${arn.object}`]],
  ['ListObjectsV2', command('s3', 'ListObjectsV2', "{ Bucket: 'files', Prefix: 'a' }"), [`s3:ListBucket ${arn.bucket}`]],
  ['HeadBucket', command('s3', 'HeadBucket', "{ Bucket: 'files' }"), [`s3:ListBucket ${arn.bucket}`]],
  ['DeleteObjects', command('s3', 'DeleteObjects', "{ Bucket: 'files', Delete: { Objects: [{ Key: 'a.txt' }] } }"), ['s3:DeleteObject arn:aws:s3:::files/*']],
  ['DeleteObjects of versions', command('s3', 'DeleteObjects', "{ Bucket: 'files', Delete: { Objects: [{ Key: 'a.txt', VersionId: event.version }] } }"), ['s3:DeleteObject arn:aws:s3:::files/*', 's3:DeleteObjectVersion arn:aws:s3:::files/*']],
  ['PutObject with a key of its own', command('s3', 'PutObject', "{ Bucket: 'files', Key: 'a.txt', SSEKMSKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/k' }"), ['kms:GenerateDataKey arn:aws:kms:eu-west-1:111122223333:key/k', `s3:PutObject ${arn.object}`]],
  ['PutObject with an alias of a key', command('s3', 'PutObject', "{ Bucket: 'files', Key: 'a.txt', SSEKMSKeyId: 'alias/mine' }"), ['kms:GenerateDataKey arn:aws:kms:*:*:key/*', `s3:PutObject ${arn.object}`]],
  ['PutObject with tags', command('s3', 'PutObject', "{ Bucket: 'files', Key: 'a.txt', Tagging: 'a=b' }"), [`s3:PutObject ${arn.object}`, `s3:PutObjectTagging ${arn.object}`]],
  ['a key that is put together', command('s3', 'GetObject', "{ Bucket: 'files', Key: `orders/${event.id}.json` }"), ['s3:GetObject arn:aws:s3:::files/orders/*.json']],
  ['a bucket from the environment', command('s3', 'GetObject', "{ Bucket: process.env.BUCKET, Key: 'a.txt' }"), ['s3:GetObject arn:aws:s3:::*/a.txt']],
]);

rows('DynamoDB', [
  ['an index', command('dynamodb', 'Query', "{ TableName: 'orders', IndexName: 'byDate' }"), [`dynamodb:Query ${arn.table}`, `dynamodb:Query ${arn.table}/index/*`]],
  ['BatchWriteItem names tables by keys', command('dynamodb', 'BatchWriteItem', '{ RequestItems: { orders: [] } }'), [`dynamodb:BatchWriteItem ${arn.table}`]],
  ['TransactGetItems', command('dynamodb', 'TransactGetItems', "{ TransactItems: [{ Get: { TableName: 'orders', Key: {} } }] }"), [`dynamodb:GetItem ${arn.table}`]],
  ['TransactWriteItems', command('dynamodb', 'TransactWriteItems', "{ TransactItems: [{ Put: { TableName: 'orders' } }, { Update: { TableName: 'orders' } }, { Delete: { TableName: 'orders' } }, { ConditionCheck: { TableName: 'orders' } }] }"), ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map((name) => `dynamodb:${name} ${arn.table}`)],
  ['PartiQL, by its verb', command('dynamodb', 'ExecuteStatement', "{ Statement: 'UPDATE \"orders\" SET a = 1 WHERE id = ?' }"), [`dynamodb:PartiQLUpdate ${arn.table}`]],
  ['PartiQL in a batch', command('dynamodb', 'BatchExecuteStatement', "{ Statements: [{ Statement: 'INSERT INTO \"orders\" VALUE {}' }, { Statement: 'SELECT * FROM \"orders\"' }] }"), [`dynamodb:PartiQLInsert ${arn.table}`, `dynamodb:PartiQLSelect ${arn.table}`]],
  ['PartiQL in a transaction', command('dynamodb', 'ExecuteTransaction', "{ TransactStatements: [{ Statement: 'DELETE FROM \"orders\" WHERE id = ?' }] }"), [`dynamodb:PartiQLDelete ${arn.table}`]],
  ['tables made with tags', command('dynamodb', 'CreateTable', "{ TableName: 'orders', Tags: [] }"), [`dynamodb:CreateTable ${arn.table}`, `dynamodb:TagResource ${arn.table}`]],
]);

rows('what is set after it was made', [
  ['fields of the input', "import { QueryCommand } from '@aws-sdk/lib-dynamodb'; export const handler = async (event) => { const input = { TableName: 'orders' }; if (event.date) input.IndexName = 'byDate'; return db.send(new QueryCommand(input)); };", [`dynamodb:Query ${arn.table}`, `dynamodb:Query ${arn.table}/index/*`]],
  ['items of a list', "import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'; export const handler = async (event) => { const entries = []; for (const one of event.Records) entries.push({ EventBusName: 'orders', Detail: one.body }); return new EventBridgeClient({}).send(new PutEventsCommand({ Entries: entries })); };", ['events:PutEvents arn:aws:events:*:*:event-bus/orders']],
  ['items that nobody sees', "import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'; export const handler = async (event) => { const entries = []; fill(entries, event); return new EventBridgeClient({}).send(new PutEventsCommand({ Entries: entries })); };", ['events:PutEvents arn:aws:events:*:*:event-bus/*']],
]);

rows('lib-dynamodb', (['Get', 'Put', 'Update', 'Delete'] as const).map((name): Row => [
  `${name}Command`, `import { DynamoDBDocumentClient, ${name}Command } from '@aws-sdk/lib-dynamodb'; import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; const db = DynamoDBDocumentClient.from(new DynamoDBClient({})); export const handler = async () => db.send(new ${name}Command({ TableName: 'orders' }));`, [`dynamodb:${name}Item ${arn.table}`],
]).concat([
  ['QueryCommand', "import { QueryCommand } from '@aws-sdk/lib-dynamodb'; export const handler = async () => db.send(new QueryCommand({ TableName: 'orders' }));", [`dynamodb:Query ${arn.table}`]],
  ['BatchGetCommand', "import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'; export const handler = async () => db.send(new BatchGetCommand({ RequestItems: { orders: {} } }));", [`dynamodb:BatchGetItem ${arn.table}`]],
  ['TransactWriteCommand', "import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'; export const handler = async () => db.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: 'orders' } }] }));", [`dynamodb:PutItem ${arn.table}`]],
  ['TransactGetCommand', "import { TransactGetCommand } from '@aws-sdk/lib-dynamodb'; export const handler = async () => db.send(new TransactGetCommand({ TransactItems: [{ Get: { TableName: 'orders' } }] }));", [`dynamodb:GetItem ${arn.table}`]],
  ['paginateQuery', "import { paginateQuery, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'; export const handler = async () => { for await (const page of paginateQuery({ client }, { TableName: 'orders' })) use(page); };", [`dynamodb:Query ${arn.table}`]],
  ['DynamoDBDocument', "import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; import { DynamoDB } from '@aws-sdk/client-dynamodb'; const db = DynamoDBDocument.from(new DynamoDB()); export const handler = async () => db.batchWrite({ RequestItems: { orders: [] } });", [`dynamodb:BatchWriteItem ${arn.table}`]],
]));

rows('aggregated clients, paginators, waiters', [
  ['an aggregated client', "import { SQS } from '@aws-sdk/client-sqs'; const sqs = new SQS({}); export const handler = async () => sqs.sendMessageBatch({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs', Entries: [] });", [`sqs:SendMessage ${arn.queue}`]],
  ['with a callback', "import { SNS } from '@aws-sdk/client-sns'; const sns = new SNS({}); export const handler = (event, context, done) => sns.publish({ TopicArn: 'arn:aws:sns:eu-west-1:111122223333:news', Message: '' }, done);", ['sns:Publish arn:aws:sns:eu-west-1:111122223333:news']],
  ['its paginator', "import { S3 } from '@aws-sdk/client-s3'; import { paginateListObjectsV2 } from '@aws-sdk/client-s3'; export const handler = async () => { for await (const page of paginateListObjectsV2({ client: new S3({}) }, { Bucket: 'files' })) use(page); };", [`s3:ListBucket ${arn.bucket}`]],
  ['paginateGetParametersByPath', "import { SSMClient, paginateGetParametersByPath } from '@aws-sdk/client-ssm'; export const handler = async () => { for await (const page of paginateGetParametersByPath({ client: new SSMClient({}) }, { Path: '/app' })) use(page); };", ['ssm:GetParametersByPath arn:aws:ssm:*:*:parameter/app', 'ssm:GetParametersByPath arn:aws:ssm:*:*:parameter/app/*']],
  ['waitUntilTableExists', "import { DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb'; export const handler = async () => waitUntilTableExists({ client: new DynamoDBClient({}), maxWaitTime: 9 }, { TableName: 'orders' });", [`dynamodb:DescribeTable ${arn.table}`]],
  ['waitUntilFunctionActiveV2', "import { LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'; export const handler = async () => waitUntilFunctionActiveV2({ client: new LambdaClient({}), maxWaitTime: 9 }, { FunctionName: 'f' });", ['lambda:GetFunction arn:aws:lambda:*:*:function:f']],
]);

rows('presigners, uploads, credentials', [
  ['s3-request-presigner', "import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3'; import { getSignedUrl } from '@aws-sdk/s3-request-presigner'; const s3 = new S3Client({}); export const handler = async () => getSignedUrl(s3, new GetObjectCommand({ Bucket: 'files', Key: 'a.txt' }), { expiresIn: 60 });", [`s3:GetObject ${arn.object}`]],
  ['s3-presigned-post', "import { S3Client } from '@aws-sdk/client-s3'; import { createPresignedPost } from '@aws-sdk/s3-presigned-post'; const s3 = new S3Client({}); export const handler = async () => createPresignedPost(s3, { Bucket: 'files', Key: 'a.txt' });", [`s3:PutObject ${arn.object}`]],
  ['lib-storage', "import { S3Client } from '@aws-sdk/client-s3'; import { Upload } from '@aws-sdk/lib-storage'; export const handler = async (event) => new Upload({ client: new S3Client({}), params: { Bucket: 'files', Key: 'a.txt', Body: event.body } }).done();", [`s3:AbortMultipartUpload ${arn.object}`, `s3:PutObject ${arn.object}`]],
  ['credential-providers', "import { fromTemporaryCredentials } from '@aws-sdk/credential-providers'; import { S3Client } from '@aws-sdk/client-s3'; const credentials = fromTemporaryCredentials({ params: { RoleArn: 'arn:aws:iam::111122223333:role/other' } }); export const handler = async () => credentials();", ['sts:AssumeRole arn:aws:iam::111122223333:role/other']],
  ['AssumeRole', command('sts', 'AssumeRole', "{ RoleArn: 'arn:aws:iam::111122223333:role/other', RoleSessionName: 's' }"), ['sts:AssumeRole arn:aws:iam::111122223333:role/other']],
]);

rows('version 2', [
  ['promise()', "const AWS = require('aws-sdk'); const db = new AWS.DynamoDB(); exports.handler = async () => db.getItem({ TableName: 'orders' }).promise();", [`dynamodb:GetItem ${arn.table}`]],
  ['DocumentClient', "import { DocumentClient } from 'aws-sdk/clients/dynamodb'; const db = new DocumentClient(); export const handler = async () => db.update({ TableName: 'orders' }).promise();", [`dynamodb:UpdateItem ${arn.table}`]],
  ['DocumentClient transactWrite', "import AWS from 'aws-sdk'; const db = new AWS.DynamoDB.DocumentClient(); export const handler = async () => db.transactWrite({ TransactItems: [{ Delete: { TableName: 'orders' } }] }).promise();", [`dynamodb:DeleteItem ${arn.table}`]],
  ['managed upload', "import AWS from 'aws-sdk'; const s3 = new AWS.S3(); export const handler = async () => s3.upload({ Bucket: 'files', Key: 'a.txt' }).promise();", [`s3:AbortMultipartUpload ${arn.object}`, `s3:PutObject ${arn.object}`]],
  ['S3.ManagedUpload', "import AWS from 'aws-sdk'; export const handler = async () => new AWS.S3.ManagedUpload({ params: { Bucket: 'files', Key: 'a.txt' } }).promise();", [`s3:AbortMultipartUpload ${arn.object}`, `s3:PutObject ${arn.object}`]],
  ['waitFor', "import AWS from 'aws-sdk'; const s3 = new AWS.S3(); export const handler = async () => s3.waitFor('objectExists', { Bucket: 'files', Key: 'a.txt' }).promise();", [`s3:GetObject ${arn.object}`]],
  ['getSignedUrl', "import AWS from 'aws-sdk'; const s3 = new AWS.S3(); export const handler = async () => s3.getSignedUrl('getObject', { Bucket: 'files', Key: 'a.txt' });", [`s3:GetObject ${arn.object}`]],
  ['X-Ray captureAWS', "const AWSXRay = require('aws-xray-sdk-core'); const AWS = AWSXRay.captureAWS(require('aws-sdk')); const sqs = new AWS.SQS(); exports.handler = async () => sqs.sendMessage({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs' }).promise();", [`sqs:SendMessage ${arn.queue}`]],
  ['X-Ray captureAWSClient', "const AWSXRay = require('aws-xray-sdk'); const AWS = require('aws-sdk'); const s3 = AWSXRay.captureAWSClient(new AWS.S3()); exports.handler = async () => s3.getObject({ Bucket: 'files', Key: 'a.txt' }).promise();", [`s3:GetObject ${arn.object}`]],
  ['X-Ray captureAWSv3Client', "import { captureAWSv3Client } from 'aws-xray-sdk-core'; import { S3 } from '@aws-sdk/client-s3'; const s3 = captureAWSv3Client(new S3({})); export const handler = async () => s3.getObject({ Bucket: 'files', Key: 'a.txt' });", [`s3:GetObject ${arn.object}`]],
]);

rows('Powertools', [
  ['parameters: ssm', "import { getParameter } from '@aws-lambda-powertools/parameters/ssm'; export const handler = async () => getParameter('/app/key');", ['ssm:GetParameter arn:aws:ssm:*:*:parameter/app/key']],
  ['parameters: by path', "import { getParameters } from '@aws-lambda-powertools/parameters/ssm'; export const handler = async () => getParameters('/app');", ['ssm:GetParametersByPath arn:aws:ssm:*:*:parameter/app', 'ssm:GetParametersByPath arn:aws:ssm:*:*:parameter/app/*']],
  ['parameters: by name', "import { getParametersByName } from '@aws-lambda-powertools/parameters/ssm'; export const handler = async () => getParametersByName({ '/app/a': {}, '/app/b': {} });", ['ssm:GetParameter arn:aws:ssm:*:*:parameter/app/a', 'ssm:GetParameter arn:aws:ssm:*:*:parameter/app/b', 'ssm:GetParameters arn:aws:ssm:*:*:parameter/app/a', 'ssm:GetParameters arn:aws:ssm:*:*:parameter/app/b']],
  ['parameters: secrets', "import { getSecret } from '@aws-lambda-powertools/parameters/secrets'; export const handler = async () => getSecret('app/db');", ['secretsmanager:GetSecretValue arn:aws:secretsmanager:*:*:secret:app/db-??????']],
  ['parameters: appconfig', "import { getAppConfig } from '@aws-lambda-powertools/parameters/appconfig'; export const handler = async () => getAppConfig('a', { application: 'x', environment: 'y' });", ['appconfig:GetLatestConfiguration arn:aws:appconfig:*:*:application/*/environment/*/configuration/*', 'appconfig:StartConfigurationSession arn:aws:appconfig:*:*:application/*/environment/*/configuration/*']],
  ['parameters: DynamoDBProvider', "import { DynamoDBProvider } from '@aws-lambda-powertools/parameters/dynamodb'; const provider = new DynamoDBProvider({ tableName: 'orders' }); export const handler = async () => { await provider.get('a'); await provider.getMultiple('b'); };", [`dynamodb:GetItem ${arn.table}`, `dynamodb:Query ${arn.table}`]],
  ['idempotency', "import { idempotent } from '@aws-lambda-powertools/idempotency'; import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb'; const persistenceStore = new DynamoDBPersistenceLayer({ tableName: 'orders' }); export const handler = makeIdempotent(async () => 1, { persistenceStore });", ['DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'].map((name) => `dynamodb:${name} ${arn.table}`)],
  ['batch needs nothing of its own', "import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'; const processor = new BatchProcessor(EventType.SQS); const one = async (record) => use(record); export const handler = async (event, context) => processPartialResponse(event, one, processor, { context });", []],
  ['batch with calls in the record handler', "import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'; import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'; const s3 = new S3Client({}); const processor = new BatchProcessor(EventType.SQS); const one = async (record) => { await s3.send(new PutObjectCommand({ Bucket: 'files', Key: 'a.txt' })); }; export const handler = async (event, context) => processPartialResponse(event, one, processor, { context });", [`s3:PutObject ${arn.object}`]],
  ['tracer', "import { Tracer } from '@aws-lambda-powertools/tracer'; import { S3 } from '@aws-sdk/client-s3'; const tracer = new Tracer(); const s3 = tracer.captureAWSv3Client(new S3({})); export const handler = async () => s3.getObject({ Bucket: 'files', Key: 'a.txt' });", [`s3:GetObject ${arn.object}`]],
]);

rows('wrappers', [
  ['aws-lite', "import awsLite from '@aws-lite/client'; export const handler = async () => { const aws = await awsLite({ plugins: [import('@aws-lite/s3')] }); return aws.S3.PutObject({ Bucket: 'files', Key: 'a.txt' }); };", [`s3:PutObject ${arn.object}`]],
  ['middy ssm', "import middy from '@middy/core'; import ssm from '@middy/ssm'; export const handler = middy(async () => 1).use(ssm({ fetchData: { key: '/app/key' } }));", ['GetParameter', 'GetParameters', 'GetParametersByPath'].map((name) => `ssm:${name} arn:aws:ssm:*:*:parameter/app/key`).concat('ssm:GetParametersByPath arn:aws:ssm:*:*:parameter/app/key/*')],
  ['middy secrets-manager', "import middy from '@middy/core'; import secretsManager from '@middy/secrets-manager'; export const handler = middy(async () => 1).use(secretsManager({ fetchData: { db: 'app/db' } }));", ['secretsmanager:GetSecretValue arn:aws:secretsmanager:*:*:secret:app/db-??????']],
]);

rows('other services', [
  ['Lambda Invoke', command('lambda', 'Invoke', "{ FunctionName: 'f' }"), ['lambda:InvokeFunction arn:aws:lambda:*:*:function:f']],
  ['Lambda CreateFunction hands a role on', command('lambda', 'CreateFunction', "{ FunctionName: 'f', Role: 'arn:aws:iam::111122223333:role/r', Code: { S3Bucket: 'files', S3Key: 'a.zip' }, Tags: {} }"), ['iam:PassRole arn:aws:iam::111122223333:role/r', 'lambda:CreateFunction arn:aws:lambda:*:*:function:f', 'lambda:TagResource *', 's3:GetObject arn:aws:s3:::files/*']],
  ['Step Functions', command('sfn', 'StartExecution', "{ stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:m' }"), ['states:StartExecution arn:aws:states:eu-west-1:111122223333:stateMachine:m']],
  ['EventBridge', command('eventbridge', 'PutEvents', "{ Entries: [{ EventBusName: 'orders' }] }"), ['events:PutEvents arn:aws:events:*:*:event-bus/orders']],
  ['EventBridge, the default bus', command('eventbridge', 'PutEvents', "{ Entries: [{ Source: 'a' }] }"), ['events:PutEvents arn:aws:events:*:*:event-bus/default']],
  ['SSM', command('ssm', 'GetParameters', "{ Names: ['/app/a', '/app/b'] }"), ['ssm:GetParameters arn:aws:ssm:*:*:parameter/app/a', 'ssm:GetParameters arn:aws:ssm:*:*:parameter/app/b']],
  ['Secrets Manager', command('secrets-manager', 'GetSecretValue', "{ SecretId: 'app/db' }"), ['secretsmanager:GetSecretValue arn:aws:secretsmanager:*:*:secret:app/db-??????']],
  ['Cognito, as an administrator', command('cognito-identity-provider', 'AdminCreateUser', "{ UserPoolId: 'eu-west-1_a', Username: 'u' }"), ['cognito-idp:AdminCreateUser arn:aws:cognito-idp:*:*:userpool/eu-west-1_a']],
  ['Cognito, as the user', command('cognito-identity-provider', 'SignUp', "{ ClientId: 'c', Username: 'u', Password: event.secret }"), []],
  ['SES', command('ses', 'SendEmail', "{ Source: 'shop@example.com' }"), ['ses:SendEmail arn:aws:ses:*:*:identity/shop@example.com']],
  ['SES version 2', command('sesv2', 'SendEmail', "{ FromEmailAddress: 'shop@example.com', Content: { Simple: {} } }"), ['ses:SendEmail arn:aws:ses:*:*:identity/shop@example.com']],
  ['RDS Data', command('rds-data', 'ExecuteStatement', "{ resourceArn: 'arn:aws:rds:eu-west-1:111122223333:cluster:c', secretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-abcdef' }"), ['rds-data:ExecuteStatement arn:aws:rds:eu-west-1:111122223333:cluster:c', 'secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-abcdef']],
  ['Kinesis', command('kinesis', 'PutRecords', "{ StreamName: 'clicks', Records: [] }"), ['kinesis:PutRecords arn:aws:kinesis:*:*:stream/clicks']],
  ['Firehose', command('firehose', 'PutRecordBatch', "{ DeliveryStreamName: 'clicks', Records: [] }"), ['firehose:PutRecordBatch arn:aws:firehose:*:*:deliverystream/clicks']],
  ['CloudWatch', command('cloudwatch', 'PutMetricData', "{ Namespace: 'a' }"), ['cloudwatch:PutMetricData *']],
  ['Logs', command('cloudwatch-logs', 'FilterLogEvents', "{ logGroupName: '/app' }"), ['logs:FilterLogEvents arn:aws:logs:*:*:log-group:/app']],
  ['ECS RunTask', command('ecs', 'RunTask', "{ cluster: 'c', taskDefinition: 'job', overrides: { taskRoleArn: 'arn:aws:iam::111122223333:role/r' } }"), ['ecs:RunTask arn:aws:ecs:*:*:task-definition/job:*', 'iam:PassRole arn:aws:iam::111122223333:role/r']],
  ['Bedrock', command('bedrock-runtime', 'Converse', "{ modelId: 'anthropic.claude-v2' }"), ['bedrock:InvokeModel arn:aws:bedrock:*::foundation-model/anthropic.claude-v2']],
  ['Bedrock, through a profile', command('bedrock-runtime', 'InvokeModelWithResponseStream', "{ modelId: 'eu.anthropic.claude-v2' }"), ['bedrock:InvokeModelWithResponseStream arn:aws:bedrock:*:*:inference-profile/eu.anthropic.claude-v2', 'bedrock:InvokeModelWithResponseStream arn:aws:bedrock:*::foundation-model/anthropic.claude-v2']],
  ['Athena', command('athena', 'StartQueryExecution', "{ QueryString: 'select 1', WorkGroup: 'w' }"), ['athena:StartQueryExecution arn:aws:athena:*:*:workgroup/w']],
  ['Textract', command('textract', 'DetectDocumentText', "{ Document: { S3Object: { Bucket: 'files', Name: event.name } } }"), ['s3:GetObject arn:aws:s3:::files/*', 'textract:DetectDocumentText *']],
  ['Rekognition', command('rekognition', 'DetectLabels', "{ Image: { S3Object: { Bucket: 'files', Name: event.name } } }"), ['rekognition:DetectLabels *', 's3:GetObject arn:aws:s3:::files/*']],
  ['Polly', command('polly', 'SynthesizeSpeech', "{ Text: 'a', VoiceId: 'Joanna' }"), ['polly:SynthesizeSpeech *']],
  ['Transcribe', command('transcribe', 'StartTranscriptionJob', "{ TranscriptionJobName: 'j', Media: { MediaFileUri: 's3://files/a.mp3' } }"), ['s3:GetObject arn:aws:s3:::files/*', 'transcribe:StartTranscriptionJob *']],
  ['Comprehend', command('comprehend', 'StartEntitiesDetectionJob', "{ DataAccessRoleArn: 'arn:aws:iam::111122223333:role/r' }"), ['comprehend:StartEntitiesDetectionJob arn:aws:comprehend:*:*:entities-detection-job/*', 'iam:PassRole arn:aws:iam::111122223333:role/r']],
  ['Translate', command('translate', 'TranslateText', "{ Text: 'a', SourceLanguageCode: 'en', TargetLanguageCode: 'de' }"), ['translate:TranslateText *']],
  ['Personalize', command('personalize-runtime', 'GetRecommendations', "{ campaignArn: 'arn:aws:personalize:eu-west-1:111122223333:campaign/c', userId: 'u' }"), ['personalize:GetRecommendations arn:aws:personalize:eu-west-1:111122223333:campaign/c']],
  ['IoT', command('iot-data-plane', 'Publish', "{ topic: 'a/b' }"), ['iot:Publish arn:aws:iot:*:*:topic/a/b']],
  ['Redshift Data, with a user of the database', command('redshift-data', 'ExecuteStatement', "{ ClusterIdentifier: 'c', DbUser: 'u', Database: 'd', Sql: 'select 1' }"), ['redshift-data:ExecuteStatement *', 'redshift:GetClusterCredentials arn:aws:redshift:*:*:dbuser:c/*']],
  ['Glue', command('glue', 'StartJobRun', "{ JobName: 'j' }"), ['glue:StartJobRun arn:aws:glue:*:*:job/j']],
  ['SageMaker', command('sagemaker-runtime', 'InvokeEndpoint', "{ EndpointName: 'e', Body: event.body }"), ['sagemaker:InvokeEndpoint arn:aws:sagemaker:*:*:endpoint/e']],
  ['KMS', command('kms', 'Decrypt', "{ CiphertextBlob: event.blob, KeyId: 'arn:aws:kms:eu-west-1:111122223333:key/k' }"), ['kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/k']],
  ['API Gateway management', command('apigatewaymanagementapi', 'PostToConnection', "{ ConnectionId: event.id, Data: 'a' }"), ['execute-api:ManageConnections arn:aws:execute-api:*:*:*/*/*/*']],
  ['Scheduler', command('scheduler', 'CreateSchedule', "{ Name: 's', GroupName: 'g', Target: { Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:f', RoleArn: 'arn:aws:iam::111122223333:role/r' } }"), ['iam:PassRole arn:aws:iam::111122223333:role/r', 'scheduler:CreateSchedule arn:aws:scheduler:*:*:schedule/g/s']],
]);

describe('mappers of DynamoDB', () => {
  it.each([
    ['dynamodb-toolbox', "import { Entity, Table, GetItemCommand } from 'dynamodb-toolbox'; const table = new Table({ name: 'orders' }); const Order = new Entity({ name: 'order', table }); export const handler = async () => Order.build(GetItemCommand).key({ id: 1 }).send();", ['dynamodb:GetItem']],
    ['dynamodb-toolbox, its older form', "import { Entity, Table } from 'dynamodb-toolbox'; const Order = new Entity({ name: 'order', table }); export const handler = async () => Order.put({ id: 1 });", ['dynamodb:PutItem']],
    ['electrodb', "import { Entity } from 'electrodb'; const Order = new Entity({}, { table: 'orders' }); export const handler = async () => Order.put({ id: 1 }).go();", ['dynamodb:BatchWriteItem', 'dynamodb:PutItem']],
    ['electrodb, a query', "import { Entity } from 'electrodb'; const Order = new Entity({}, { table: 'orders' }); export const handler = async () => Order.query.byDate({}).go();", ['dynamodb:Query']],
    ['dynamoose', "import * as dynamoose from 'dynamoose'; const Order = dynamoose.model('orders', {}); export const handler = async () => Order.create({ id: 1 });", ['dynamodb:PutItem']],
    ['dynamoose, a query', "import dynamoose from 'dynamoose'; const Order = dynamoose.model('orders', {}); export const handler = async () => Order.query('id').eq(1).exec();", ['dynamodb:Query']],
  ])('%s', (_, code, actions) => {
    expect([...new Set(policy(code, true).map((line) => line.split(' ')[0]))]).toEqual(actions);
  });
});
