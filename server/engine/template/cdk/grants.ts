/**
 * What CDK's grant methods write into policies: actions, and on what. Facts of aws-cdk-lib 2.276. `arn` is the construct's own
 * ARN, `{1}` an argument (`*` where it is not given), `index` the table's indexes where it has any.
 */
import { look } from '../cloudformation/vocabulary';

const readBucket = 's3:GetObject* s3:GetBucket* s3:List*';
const putObject = 's3:PutObject s3:PutObjectLegalHold s3:PutObjectRetention s3:PutObjectTagging s3:PutObjectVersionTagging s3:Abort*';
const readTable = 'dynamodb:BatchGetItem dynamodb:Query dynamodb:GetItem dynamodb:Scan dynamodb:ConditionCheckItem';
const writeTable = 'dynamodb:BatchWriteItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem';
const readRecords = 'dynamodb:GetRecords dynamodb:GetShardIterator @ arn';
const readStream = 'kinesis:DescribeStreamSummary kinesis:GetRecords kinesis:GetShardIterator kinesis:ListShards kinesis:SubscribeToShard kinesis:DescribeStream kinesis:ListStreams kinesis:DescribeStreamConsumer';
const execution = 'arn:aws:states:?:?:execution:{name}:*';
const encrypt = 'kms:Encrypt kms:ReEncrypt* kms:GenerateDataKey*';

const table: Readonly<Record<string, readonly string[]>> = {
  grantReadData: [`${readTable} dynamodb:DescribeTable @ arn index`, readRecords],
  grantWriteData: [`${writeTable} dynamodb:DescribeTable @ arn index`],
  grantReadWriteData: [`${readTable} ${writeTable} dynamodb:DescribeTable @ arn index`, readRecords],
  grantFullAccess: ['dynamodb:* @ arn index'],
  grantStreamRead: ['dynamodb:ListStreams @ *', 'dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator @ stream'],
  grantTableListStreams: ['dynamodb:ListStreams @ *'],
};

const invoke = ['lambda:InvokeFunction @ arn arn:*'];

const byModule: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'aws-s3': {
    grantRead: [`${readBucket} @ arn arn/{1}`], grantWrite: [`s3:DeleteObject* ${putObject} @ arn arn/{1}`], grantReadWrite: [`${readBucket} s3:DeleteObject* ${putObject} @ arn arn/{1}`],
    grantPut: [`${putObject} @ arn/{1}`], grantPutAcl: ['s3:PutObjectAcl s3:PutObjectVersionAcl @ arn/{1}'], grantDelete: ['s3:DeleteObject* @ arn/{1}'],
  },
  'aws-dynamodb': table,
  'aws-sqs': {
    grantConsumeMessages: ['sqs:ReceiveMessage sqs:ChangeMessageVisibility sqs:GetQueueUrl sqs:DeleteMessage sqs:GetQueueAttributes @ arn'],
    grantSendMessages: ['sqs:SendMessage sqs:GetQueueAttributes sqs:GetQueueUrl @ arn'], grantPurge: ['sqs:PurgeQueue sqs:GetQueueAttributes sqs:GetQueueUrl @ arn'],
  },
  'aws-sns': { grantPublish: ['sns:Publish @ arn'], grantSubscribe: ['sns:Subscribe @ arn'] },
  'aws-events': { grantPutEventsTo: ['events:PutEvents @ arn'] },
  'aws-kinesis': { grantRead: [`${readStream} @ arn`], grantWrite: ['kinesis:ListShards kinesis:PutRecord kinesis:PutRecords @ arn'], grantReadWrite: [`${readStream} kinesis:PutRecord kinesis:PutRecords @ arn`] },
  'aws-kinesisfirehose': { grantPutRecords: ['firehose:PutRecord firehose:PutRecordBatch @ arn'] },
  'aws-secretsmanager': { grantRead: ['secretsmanager:GetSecretValue secretsmanager:DescribeSecret @ arn'], grantWrite: ['secretsmanager:PutSecretValue secretsmanager:UpdateSecret secretsmanager:UpdateSecretVersionStage @ arn'] },
  'aws-ssm': { grantRead: ['ssm:DescribeParameters ssm:GetParameters ssm:GetParameter ssm:GetParameterHistory @ arn'], grantWrite: ['ssm:PutParameter @ arn'] },
  'aws-kms': {
    grantDecrypt: ['kms:Decrypt @ arn'], grantEncrypt: [`${encrypt} @ arn`], grantEncryptDecrypt: [`kms:Decrypt ${encrypt} @ arn`], grantGenerateMac: ['kms:GenerateMac @ arn'], grantVerifyMac: ['kms:VerifyMac @ arn'],
    grantSign: ['kms:Sign @ arn'], grantVerify: ['kms:Verify @ arn'], grantSignVerify: ['kms:Sign kms:Verify @ arn'],
    grantAdmin: ['kms:Create* kms:Describe* kms:Enable* kms:List* kms:Put* kms:Update* kms:Revoke* kms:Disable* kms:Get* kms:Delete* kms:TagResource kms:UntagResource kms:ScheduleKeyDeletion kms:CancelKeyDeletion @ arn'],
  },
  'aws-logs': { grantWrite: ['logs:CreateLogStream logs:PutLogEvents @ arn'], grantRead: ['logs:FilterLogEvents logs:GetLogEvents logs:GetLogGroupFields logs:DescribeLogGroups logs:DescribeLogStreams @ arn'] },
  'aws-lambda': { grantInvoke: invoke, grantInvokeLatestVersion: invoke, grantInvokeUrl: ['lambda:InvokeFunctionUrl @ arn', 'lambda:InvokeFunction @ arn'] },
  'aws-stepfunctions': {
    grantStartExecution: ['states:StartExecution @ arn'], grantStartSyncExecution: ['states:StartSyncExecution @ arn'], grantTaskResponse: ['states:SendTaskSuccess states:SendTaskFailure states:SendTaskHeartbeat @ arn'],
    grantRedriveExecution: [`states:RedriveExecution @ ${execution}`],
    grantRead: ['states:ListExecutions states:ListStateMachines @ arn', `states:DescribeExecution states:DescribeStateMachineForExecution states:GetExecutionHistory @ ${execution}`, 'states:ListActivities states:DescribeStateMachine states:DescribeActivity @ *'],
  },
  'aws-iam': { grantPassRole: ['iam:PassRole @ arn'], grantAssumeRole: ['sts:AssumeRole @ arn'] },
  'aws-ecr': {
    grantPull: ['ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage @ arn', 'ecr:GetAuthorizationToken @ *'], grantRead: ['ecr:DescribeRepositories ecr:DescribeImages @ arn'],
    grantPush: ['ecr:CompleteLayerUpload ecr:UploadLayerPart ecr:InitiateLayerUpload ecr:BatchCheckLayerAvailability ecr:PutImage @ arn', 'ecr:GetAuthorizationToken @ *'],
    grantPullPush: ['ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage ecr:CompleteLayerUpload ecr:UploadLayerPart ecr:InitiateLayerUpload ecr:PutImage @ arn', 'ecr:GetAuthorizationToken @ *'],
  },
  'aws-apigatewayv2': { grantManageConnections: ['execute-api:ManageConnections @ arn:aws:execute-api:?:?:{id}/*/*/@connections/*'], grantManagementApiAccess: ['execute-api:ManageConnections @ arn:aws:execute-api:?:?:{id}/*/*/@connections/*'] },
  'aws-appsync': { grantQuery: ['appsync:GraphQL @ arn:aws:appsync:?:?:apis/{id}/types/Query/*'], grantMutation: ['appsync:GraphQL @ arn:aws:appsync:?:?:apis/{id}/types/Mutation/*'], grantSubscription: ['appsync:GraphQL @ arn:aws:appsync:?:?:apis/{id}/types/Subscription/*'] },
};

export interface Granted {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** The statements that a method of a construct writes; undefined where it is not known as one that grants. */
export function grantedBy(module: string, method: string): readonly Granted[] | undefined {
  return look(look(byModule, familyOf(module)) ?? {}, method)?.map((line) => {
    const [actions = '', resources = ''] = line.split(' @ ');
    return { actions: actions.split(' '), resources: resources.split(' ') };
  });
}

/**
 * The method of a construct's module that allows exactly these actions on one thing: the construct itself (`arn`) or whatever is in it
 * (`arn/{1}`); undefined where none does. A function's versions and aliases count as the function.
 */
export function grantingMethod(module: string, actions: readonly string[], on: 'arn' | 'arn/{1}'): string | undefined {
  return Object.keys(look(byModule, familyOf(module)) ?? {}).find((method) => {
    const [only, ...others] = grantedBy(module, method) ?? [];
    return only !== undefined && others.length === 0 && only.resources.filter((one) => one !== 'arn:*').join() === on
      && only.actions.length === actions.length && only.actions.every((action) => actions.includes(action));
  });
}

function familyOf(module: string): string {
  return module.startsWith('aws-lambda') ? 'aws-lambda' : module;
}
