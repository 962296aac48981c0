/**
 * The names that the Serverless Framework gives to what it makes, and CloudFormation's names for what its document says.
 * Source: the framework's public documentation (serverless.com/framework/docs/providers/aws/guide/resources). Data only.
 */

import type { Content } from '../../syntax/data-text';

export const functionType = 'AWS::Lambda::Function';
export const roleType = 'AWS::IAM::Role';
export const restApiType = 'AWS::ApiGateway::RestApi';
export const httpApiType = 'AWS::ApiGatewayV2::Api';
export const restStageType = 'AWS::ApiGateway::Stage';
export const httpStageType = 'AWS::ApiGatewayV2::Stage';
export const layerType = 'AWS::Lambda::LayerVersion';
export const eventConfigType = 'AWS::Lambda::EventInvokeConfig';
export const functionUrlType = 'AWS::Lambda::Url';
export const logGroupType = 'AWS::Logs::LogGroup';
export const bucketType = 'AWS::S3::Bucket';
export const topicType = 'AWS::SNS::Topic';

/** What events make by naming it. */
export type GeneratedKind = typeof bucketType | typeof topicType;

export const restApiId = 'ApiGatewayRestApi';
export const httpApiId = 'HttpApi';
export const websocketApiId = 'WebsocketsApi';
export const restStageId = 'ApiGatewayStage';
export const httpStageId = 'HttpApiStage';
export const websocketStageId = 'WebsocketsDeploymentStage';
export const sharedRoleId = 'IamRoleLambdaExecution';

/** What every service has, besides what follows from its functions. */
export const fixedResources: readonly (readonly [id: string, type: string])[] = [
  [sharedRoleId, roleType],
  [restApiId, restApiType],
  [httpApiId, httpApiType],
  [websocketApiId, httpApiType],
  ['ServerlessDeploymentBucket', bucketType],
  [httpStageId, httpStageType],
  [websocketStageId, httpStageType],
];

/** A key of the document as a part of a logical id: `my-function_1` is `MyDashfunctionUnderscore1`. */
export function normalised(name: string): string {
  const spelled = name.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

/** A bucket's or topic's name as a part of a logical id: words joined, all else left out. */
export function alphanumeric(name: string): string {
  const kept = name.replaceAll(/[^0-9A-Za-z]/g, '');
  return kept.charAt(0).toUpperCase() + kept.slice(1);
}

export function functionId(name: string): string {
  return `${normalised(name)}LambdaFunction`;
}

export function layerId(name: string): string {
  return `${normalised(name)}LambdaLayer`;
}

export function logGroupId(name: string): string {
  return `${normalised(name)}LogGroup`;
}

export function eventConfigId(name: string): string {
  return `${normalised(name)}LambdaEvConf`;
}

export function functionUrlId(name: string): string {
  return `${normalised(name)}LambdaFunctionUrl`;
}

/** As serverless-iam-roles-per-function names it. */
export function ownRoleId(name: string): string {
  return `${normalised(name)}IamRoleLambdaExecution`;
}

/** Keys of a function (or the provider, as its default) and the property that they become. */
export const functionProperties: Readonly<Record<string, readonly string[]>> = {
  name: ['FunctionName'],
  description: ['Description'],
  handler: ['Handler'],
  runtime: ['Runtime'],
  timeout: ['Timeout'],
  memorySize: ['MemorySize'],
  ephemeralStorageSize: ['EphemeralStorage', 'Size'],
  architecture: ['Architectures'],
  reservedConcurrency: ['ReservedConcurrentExecutions'],
  layers: ['Layers'],
  kmsKeyArn: ['KmsKeyArn'],
  awsKmsKeyArn: ['KmsKeyArn'],
  onError: ['DeadLetterConfig', 'TargetArn'],
  tags: ['Tags'],
  image: ['Code', 'ImageUri'],
  snapStart: ['SnapStart', 'ApplyOn'],
};

/** Those that the provider may give for all functions. */
export const inheritedKeys: readonly string[] = ['runtime', 'timeout', 'memorySize', 'architecture', 'layers', 'kmsKeyArn', 'tags'];

/** Keys of events and the property that they become: of the event source mapping, or, for routes, of SAM's event. */
export const mappingProperties: Readonly<Record<string, readonly string[]>> = {
  arn: ['EventSourceArn'],
  batchSize: ['BatchSize'],
  batchWindow: ['MaximumBatchingWindowInSeconds'],
  maximumBatchingWindow: ['MaximumBatchingWindowInSeconds'],
  functionResponseType: ['FunctionResponseTypes'],
  filterPatterns: ['FilterCriteria', 'Filters'],
  maximumConcurrency: ['ScalingConfig', 'MaximumConcurrency'],
  enabled: ['Enabled'],
  startingPosition: ['StartingPosition'],
  maximumRetryAttempts: ['MaximumRetryAttempts'],
  maximumRecordAgeInSeconds: ['MaximumRecordAgeInSeconds'],
  bisectBatchOnFunctionError: ['BisectBatchOnFunctionError'],
  parallelizationFactor: ['ParallelizationFactor'],
  tumblingWindowInSeconds: ['TumblingWindowInSeconds'],
  topic: ['Topics'],
  queue: ['Queues'],
  method: ['Method'],
  path: ['Path'],
  request: ['RequestModel'],
};

/** Where a property of the first kind is written in a function of the document, for fixes that speak CloudFormation. */
export const documentPaths: readonly (readonly [property: readonly string[], key: readonly string[]])[] = [
  [['Environment', 'Variables'], ['environment']],
  [['TracingConfig', 'Mode'], ['tracing']],
  [['VpcConfig', 'SecurityGroupIds'], ['vpc', 'securityGroupIds']],
  [['VpcConfig', 'SubnetIds'], ['vpc', 'subnetIds']],
  ...Object.entries(functionProperties).map(([key, property]) => [property, [key]] as const),
];

/** The same for a function's URL. */
export const urlPaths: typeof documentPaths = [
  [['AuthType'], ['url', 'authorizer']],
  [['InvokeMode'], ['url', 'invokeMode']],
  [['Cors', 'AllowOrigins'], ['url', 'cors', 'allowedOrigins']],
  [['Cors', 'AllowCredentials'], ['url', 'cors', 'allowCredentials']],
];

/** What the provider says about things that the framework makes. */
export const providerPaths: readonly (readonly [id: string, property: readonly string[], key: readonly string[]])[] = [
  [restStageId, ['TracingEnabled'], ['provider', 'tracing', 'apiGateway']],
];

/** By stage: the key of `provider.logs`, and what is said there so that only who called is noted. */
export const logKeys: Readonly<Record<string, readonly [key: string, content: Content]>> = {
  [restStageId]: ['restApi', { accessLogging: true, executionLogging: false, fullExecutionData: false }],
  [httpStageId]: ['httpApi', true],
  [websocketStageId]: ['websocket', { accessLogging: true, executionLogging: false, fullExecutionData: false }],
};
