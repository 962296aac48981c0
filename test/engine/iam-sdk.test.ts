/** The table of what SDK calls need: every action in it exists, and operations of all services come to the actions that AWS documents. */
import { describe, expect, it } from 'vitest';
import { actionNamed } from '../../server/engine/iam/actions';
import { resourceTypesOf, typeNamed } from '../../server/engine/iam/resources';
import { Sdk } from '../../server/engine/iam/sdk';
import { ruleBook } from '../support/analyse';

const model = ruleBook().models['sdk'] as Readonly<Record<string, unknown>>;
const handedRoles = ruleBook().models['handed-roles'] as Table;
const sdk = new Sdk(model, handedRoles);

function actionsOf(client: string, name: string, documents = false): readonly string[] | undefined {
  const operation = sdk.operation(client, name, documents);
  return operation === undefined ? undefined : sdk.actionsOf(operation);
}

type Rows = readonly Readonly<Record<string, unknown>>[];
type Table = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

describe('the table of SDK calls', () => {
  it('names actions that exist', () => {
    const named: string[] = [];
    for (const [prefix, operations] of Object.entries(model['operations'] as Table)) for (const actions of Object.values(operations)) for (const action of actions as readonly string[]) named.push(action.includes(':') ? action : `${prefix}:${action}`);
    for (const section of ['more', 'perhaps', 'libraries']) for (const row of model[section] as Rows) named.push(...(row['actions'] as readonly string[] | undefined ?? []));
    expect(named.length).toBeGreaterThan(250);
    expect(named.filter((action) => actionNamed(action) === undefined)).toEqual([]);
  });

  it('names operations that hand roles on, and tagging actions, that exist', () => {
    const handed = Object.entries(handedRoles).flatMap(([prefix, paths]) => Object.values(paths).flatMap((operations) => (operations as readonly string[]).map((name) => ({ client: prefix, prefix, name }))));
    expect(handed.length).toBeGreaterThan(600);
    expect(handed.filter((operation) => sdk.actionsOf(operation) === undefined).map(({ prefix, name }) => `${prefix}:${name}`)).toEqual([]);
    const tagging = Object.entries(model['tagged'] as Table).flatMap(([prefix, row]) => Object.values(row).filter((value) => typeof value === 'string').map((name) => `${prefix}:${name}`));
    expect(tagging.filter((action) => actionNamed(action) === undefined)).toEqual([]);
  });

  it('names resource types that exist', () => {
    const wrong: string[] = [];
    for (const [prefix, rows] of Object.entries(model['resources'] as Readonly<Record<string, Rows>>)) {
      for (const row of rows) for (const type of [row['type'], (row['and'] as Readonly<Record<string, unknown>> | undefined)?.['type']]) if (typeof type === 'string' && typeNamed(prefix, type) === undefined) wrong.push(`${prefix} ${type}`);
    }
    expect(wrong).toEqual([]);
  });

  it('gives services that exist for clients', () => {
    for (const clients of Object.values(model['prefixes'] as Readonly<Record<string, readonly string[]>>)) for (const client of clients) expect(sdk.prefixOf(client), client).toBeDefined();
  });

  it.each([
    ['s3', 'PutObject', ['s3:PutObject']],
    ['s3', 'HeadObject', ['s3:GetObject']],
    ['s3', 'ListObjectsV2', ['s3:ListBucket']],
    ['s3', 'CopyObject', ['s3:GetObject', 's3:PutObject']],
    ['s3', 'GetBucketEncryption', ['s3:GetEncryptionConfiguration']],
    ['s3', 'GetBucketCors', ['s3:GetBucketCORS']],
    ['S3', 'UploadPart', ['s3:PutObject']],
    ['sqs', 'SendMessageBatch', ['sqs:SendMessage']],
    ['sns', 'PublishBatch', ['sns:Publish']],
    ['lambda', 'Invoke', ['lambda:InvokeFunction']],
    ['kms', 'ReEncrypt', ['kms:ReEncryptFrom', 'kms:ReEncryptTo']],
    ['sfn', 'StartExecution', ['states:StartExecution']],
    ['StepFunctions', 'StartExecution', ['states:StartExecution']],
    ['secrets-manager', 'GetSecretValue', ['secretsmanager:GetSecretValue']],
    ['SecretsManager', 'GetSecretValue', ['secretsmanager:GetSecretValue']],
    ['cloudwatch-logs', 'FilterLogEvents', ['logs:FilterLogEvents']],
    ['eventbridge', 'PutEvents', ['events:PutEvents']],
    ['CloudWatchEvents', 'PutEvents', ['events:PutEvents']],
    ['bedrock-runtime', 'Converse', ['bedrock:InvokeModel']],
    ['bedrock-runtime', 'InvokeModel', ['bedrock:InvokeModel']],
    ['bedrock-agent-runtime', 'RetrieveAndGenerate', ['bedrock:RetrieveAndGenerate']],
    ['apigatewaymanagementapi', 'PostToConnection', ['execute-api:ManageConnections']],
    ['api-gateway', 'CreateRestApi', ['apigateway:POST']],
    ['apigatewayv2', 'GetApis', ['apigateway:GET']],
    ['iot-data-plane', 'Publish', ['iot:Publish']],
    ['IotData', 'Publish', ['iot:Publish']],
    ['cognito-identity-provider', 'AdminGetUser', ['cognito-idp:AdminGetUser']],
    ['CognitoIdentityServiceProvider', 'AdminGetUser', ['cognito-idp:AdminGetUser']],
    ['cognito-identity-provider', 'InitiateAuth', []],
    ['sts', 'GetCallerIdentity', []],
    ['sts', 'AssumeRole', ['sts:AssumeRole']],
    ['rds-data', 'ExecuteStatement', ['rds-data:ExecuteStatement']],
    ['RDSDataService', 'ExecuteStatement', ['rds-data:ExecuteStatement']],
    ['redshift-data', 'DescribeStatement', ['redshift-data:DescribeStatement']],
    ['elastic-load-balancing-v2', 'DescribeTargetHealth', ['elasticloadbalancing:DescribeTargetHealth']],
    ['efs', 'DescribeFileSystems', ['elasticfilesystem:DescribeFileSystems']],
    ['s3-control', 'GetPublicAccessBlock', ['s3:GetAccountPublicAccessBlock']],
    ['xray', 'PutEncryptionConfig', ['xray:PutEncryptionConfig']],
    ['sqs', 'NoSuchThing', undefined],
    ['no-such-client', 'GetThing', undefined],
  ])('%s %s', (client, operation, expected) => {
    expect(actionsOf(client, operation)).toEqual(expected);
  });

  it('knows the document client\'s shorter names', () => {
    expect(actionsOf('dynamodb', 'Put', true)).toEqual(['dynamodb:PutItem']);
    expect(actionsOf('dynamodb', 'Query', true)).toEqual(['dynamodb:Query']);
    expect(actionsOf('dynamodb', 'TransactGet', true)).toEqual(['dynamodb:GetItem']);
  });

  it('tells packages that may call AWS from those that do not', () => {
    expect(['aws-amplify', '@aws-amplify/auth', '@dazn/lambda-powertools-sqs-client', 'my-dynamo-store', '@acme/aws-tools'].filter((name) => !sdk.hides(name))).toEqual([]);
    expect(['lodash', '@aws-sdk/client-s3', 'aws-lambda', '@types/aws-lambda', 'aws-xray-sdk-core', '@aws-lambda-powertools/logger', '@middy/core', 'class-validator'].filter((name) => sdk.hides(name))).toEqual([]);
  });
});

describe('what actions can be allowed on', () => {
  it('is the thing that the reference names', () => {
    expect(resourceTypesOf('dynamodb:GetItem').map(({ name }) => name)).toEqual(['table']);
    expect(resourceTypesOf('s3:GetObject').map(({ name }) => name)).toContain('object');
    expect(resourceTypesOf('cloudwatch:PutMetricData')).toEqual([]);
    expect(resourceTypesOf('nosuch:Thing')).toEqual([]);
  });
});
