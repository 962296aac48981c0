/**
 * What SAM's connectors allow between two kinds of resources, as data. Knows no template syntax. Source of the facts: the connector profiles
 * in aws/serverless-application-model (connector_profiles/profiles.json) and the connector reference of the SAM developer guide.
 */
import type { TemplateStatement } from './policy-templates';
import { type } from './vocabulary';

export type Access = 'Read' | 'Write';

/** `${Source.…}` and `${Destination.…}` in a resource are attributes of the two ends. */
export type Profile =
  /** Statements for the role of one end. */
  | { readonly role: 'source' | 'destination'; readonly statements: Readonly<Partial<Record<Access, readonly TemplateStatement[]>>> }
  /** A door of the destination that opens for a service which acts for the source. */
  | { readonly service: string; readonly action: string; readonly source: string };

const object: readonly TemplateStatement[] = [['s3:GetObject s3:GetObjectAcl s3:GetObjectLegalHold s3:GetObjectRetention s3:GetObjectTorrent s3:GetObjectVersion s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTorrent s3:ListBucket s3:ListBucketMultipartUploads s3:ListBucketVersions s3:ListMultipartUploadParts', '${Destination.Arn}', '${Destination.Arn}/*']];
const storing: readonly TemplateStatement[] = [['s3:AbortMultipartUpload s3:DeleteObject s3:DeleteObjectVersion s3:PutObject s3:PutObjectLegalHold s3:PutObjectRetention s3:RestoreObject', '${Destination.Arn}', '${Destination.Arn}/*']];
const reading: readonly TemplateStatement[] = [['dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:PartiQLSelect', '${Destination.Arn}', '${Destination.Arn}/index/*']];
const writing: readonly TemplateStatement[] = [['dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete dynamodb:PartiQLInsert dynamodb:PartiQLUpdate', '${Destination.Arn}', '${Destination.Arn}/index/*']];
const execution = 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Destination.Name}:*';
const waitingRule = 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule';

const bucket: Profile = { role: 'source', statements: { Read: object, Write: storing } };
const table: Profile = { role: 'source', statements: { Read: reading, Write: writing } };
const topic: Profile = { role: 'source', statements: { Write: [['sns:Publish', '${Destination.Arn}']] } };
const bus: Profile = { role: 'source', statements: { Write: [['events:PutEvents', '${Destination.Arn}']] } };
const invoked: Profile = { role: 'source', statements: { Write: [['lambda:InvokeAsync lambda:InvokeFunction', '${Destination.Arn}']] } };
const routes = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Source.ResourceId}/*';

/** By type of the source, then of the destination. */
export const connectorProfiles: Readonly<Record<string, Readonly<Record<string, Profile>>>> = {
  [type.table]: {
    [type.function]: { role: 'destination', statements: { Read: [['dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams', '${Source.Arn}/stream/*']] } },
  },
  [type.queue]: {
    [type.function]: { role: 'destination', statements: { Read: [['sqs:ReceiveMessage sqs:GetQueueAttributes', '${Source.Arn}']], Write: [['sqs:DeleteMessage', '${Source.Arn}']] } },
  },
  [type.rule]: {
    [type.bus]: bus,
    [type.stateMachine]: { role: 'source', statements: { Write: [['states:StartExecution', '${Destination.Arn}']] } },
    [type.topic]: { service: 'events.amazonaws.com', action: 'sns:Publish', source: '${Source.Arn}' },
    [type.queue]: { service: 'events.amazonaws.com', action: 'sqs:SendMessage', source: '${Source.Arn}' },
    [type.function]: { service: 'events.amazonaws.com', action: 'lambda:InvokeFunction', source: '${Source.Arn}' },
  },
  [type.function]: {
    [type.function]: invoked, [type.bucket]: bucket, [type.table]: table, [type.topic]: topic, [type.bus]: bus,
    [type.queue]: { role: 'source', statements: { Read: [['sqs:ReceiveMessage sqs:GetQueueAttributes', '${Destination.Arn}']], Write: [['sqs:DeleteMessage sqs:SendMessage sqs:ChangeMessageVisibility sqs:PurgeQueue', '${Destination.Arn}']] } },
    [type.stateMachine]: {
      role: 'source',
      statements: {
        Read: [['states:DescribeStateMachine states:ListExecutions', '${Destination.Arn}'], ['states:DescribeExecution states:DescribeStateMachineForExecution states:GetExecutionHistory', execution]],
        Write: [['states:StartExecution states:StartSyncExecution', '${Destination.Arn}'], ['states:StopExecution', execution]],
      },
    },
    'AWS::Location::PlaceIndex': { role: 'source', statements: { Read: [['geo:DescribePlaceIndex geo:GetPlace geo:SearchPlaceIndexForPosition geo:SearchPlaceIndexForSuggestions geo:SearchPlaceIndexForText', '${Destination.Arn}']] } },
  },
  [type.httpApi]: { [type.function]: { service: 'apigateway.amazonaws.com', action: 'lambda:InvokeFunction', source: routes } },
  [type.restApi]: { [type.function]: { service: 'apigateway.amazonaws.com', action: 'lambda:InvokeFunction', source: routes } },
  [type.topic]: {
    [type.queue]: { service: 'sns.amazonaws.com', action: 'sqs:SendMessage', source: '${Source.Arn}' },
    [type.function]: { service: 'sns.amazonaws.com', action: 'lambda:InvokeFunction', source: '${Source.Arn}' },
  },
  [type.bucket]: { [type.function]: { service: 's3.amazonaws.com', action: 'lambda:InvokeFunction', source: '${Source.Arn}' } },
  [type.stateMachine]: {
    [type.function]: invoked, [type.topic]: topic, [type.bucket]: bucket, [type.table]: table, [type.bus]: bus,
    [type.queue]: { role: 'source', statements: { Write: [['sqs:SendMessage', '${Destination.Arn}']] } },
    [type.stateMachine]: {
      role: 'source',
      statements: {
        Read: [['states:DescribeExecution', execution], ['events:DescribeRule', waitingRule]],
        Write: [['states:StartExecution', '${Destination.Arn}'], ['states:StopExecution', execution], ['events:PutTargets events:PutRule', waitingRule]],
      },
    },
  },
  [type.graphqlDataSource]: {
    [type.table]: table,
    [type.function]: { role: 'source', statements: { Write: [['lambda:InvokeAsync lambda:InvokeFunction', '${Destination.Arn}', '${Destination.Arn}:*']] } },
  },
  [type.graphqlApi]: { [type.function]: { service: 'appsync.amazonaws.com', action: 'lambda:InvokeFunction', source: 'arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/${Source.ResourceId}' } },
};
