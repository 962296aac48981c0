/**
 * Which actions a call of the AWS SDK for JavaScript (version 3) needs. The rule is `prefix:Operation`; the exceptions were checked against the
 * Service Authorization Reference. Knows no code.
 */
import { own } from '../text/own';
import { actionsMatching } from './actions';

/** Clients whose name is not their service's prefix. */
const prefixes: Readonly<Record<string, string>> = {
  'apigatewaymanagementapi': 'execute-api', 'bedrock-runtime': 'bedrock', 'bedrock-agent-runtime': 'bedrock', 'cloudwatch-logs': 'logs', 'cognito-identity-provider': 'cognito-idp',
  'eventbridge': 'events', 'iot-data-plane': 'iot', 'pinpoint': 'mobiletargeting', 'route-53': 'route53', 'secrets-manager': 'secretsmanager', 'sesv2': 'ses', 'sfn': 'states',
};

const items = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'];
const sameForDocuments: Readonly<Record<string, readonly string[]>> = {
  TransactGet: ['GetItem'],
  TransactWrite: ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
  ...Object.fromEntries(items.map((item) => [item.slice(0, -4), [item]])),
  BatchGet: ['BatchGetItem'],
  BatchWrite: ['BatchWriteItem'],
};

/** By prefix, then operation. An empty list: the operation alone does not say which. */
const exceptions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  s3: {
    HeadObject: ['GetObject'], HeadBucket: ['ListBucket'], ListObjects: ['ListBucket'], ListObjectsV2: ['ListBucket'], ListBuckets: ['ListAllMyBuckets'],
    CopyObject: ['GetObject', 'PutObject'], DeleteObjects: ['DeleteObject'], CreateMultipartUpload: ['PutObject'], UploadPart: ['PutObject'], UploadPartCopy: ['GetObject', 'PutObject'],
    CompleteMultipartUpload: ['PutObject'], ListParts: ['ListMultipartUploadParts'], ListMultipartUploads: ['ListBucketMultipartUploads'], ListObjectVersions: ['ListBucketVersions'], SelectObjectContent: ['GetObject'],
  },
  dynamodb: { TransactGetItems: ['GetItem'], TransactWriteItems: ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'], ExecuteStatement: [], BatchExecuteStatement: [], ExecuteTransaction: [] },
  lambda: { Invoke: ['InvokeFunction'], InvokeWithResponseStream: ['InvokeFunction'] },
  sqs: { SendMessageBatch: ['SendMessage'], DeleteMessageBatch: ['DeleteMessage'], ChangeMessageVisibilityBatch: ['ChangeMessageVisibility'] },
  sns: { PublishBatch: ['Publish'] },
  kms: { ReEncrypt: ['ReEncryptFrom', 'ReEncryptTo'] },
  bedrock: { Converse: ['InvokeModel'], ConverseStream: ['InvokeModelWithResponseStream'] },
  'execute-api': { PostToConnection: ['ManageConnections'], GetConnection: ['ManageConnections'], DeleteConnection: ['ManageConnections'] },
};

/** Of `PutObject` on `@aws-sdk/client-s3`: `s3:PutObject`. Undefined where the service or the operation is not known for sure. */
export function actionsOf(module: string, operation: string): readonly string[] | undefined {
  const documents = module === '@aws-sdk/lib-dynamodb';
  const client = documents ? 'dynamodb' : /^@aws-sdk\/client-([\w-]+)$/.exec(module)?.[1];
  if (client === undefined) return undefined;
  const prefix = own(prefixes, client) ?? client;
  const names = (documents ? own(sameForDocuments, operation) : undefined) ?? own(own(exceptions, prefix) ?? {}, operation) ?? [operation];
  const actions = names.map((name) => `${prefix}:${name}`);
  return actions.length > 0 && actions.every((action) => actionsMatching(action)?.length === 1) ? actions : undefined;
}

/** The parameter that names the resource, by prefix; where it is a bucket's the ARN of its objects is another one, so S3 is not here. */
export const resourceParameters: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ['TableName'], sqs: ['QueueUrl'], sns: ['TopicArn'], lambda: ['FunctionName'], secretsmanager: ['SecretId'], states: ['stateMachineArn'],
  kinesis: ['StreamName', 'StreamARN'], firehose: ['DeliveryStreamName'], kms: ['KeyId'],
};

/** By resource type: the attribute that gives its ARN. */
export const arnAttributes: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'Arn', 'AWS::SQS::Queue': 'Arn', 'AWS::SNS::Topic': 'Ref', 'AWS::Lambda::Function': 'Arn', 'AWS::SecretsManager::Secret': 'Ref',
  'AWS::StepFunctions::StateMachine': 'Ref', 'AWS::Kinesis::Stream': 'Arn', 'AWS::KinesisFirehose::DeliveryStream': 'Arn', 'AWS::KMS::Key': 'Arn',
};
