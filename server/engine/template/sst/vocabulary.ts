/** SST's components and what they are lowered to. Nothing but tables; sources are the component reference of SST 3 and the constructs reference of SST 2. */

export const types = {
  function: 'AWS::Lambda::Function', role: 'AWS::IAM::Role', url: 'AWS::Lambda::Url', permission: 'AWS::Lambda::Permission',
  httpApi: 'AWS::ApiGatewayV2::Api', restApi: 'AWS::ApiGateway::RestApi', restResource: 'AWS::ApiGateway::Resource', restMethod: 'AWS::ApiGateway::Method', route: 'AWS::ApiGatewayV2::Route', integration: 'AWS::ApiGatewayV2::Integration', rule: 'AWS::Events::Rule',
  mapping: 'AWS::Lambda::EventSourceMapping', subscription: 'AWS::SNS::Subscription', topic: 'AWS::SNS::Topic', table: 'AWS::DynamoDB::Table', bus: 'AWS::Events::EventBus', stream: 'AWS::Kinesis::Stream', bucketPolicy: 'AWS::S3::BucketPolicy', bucket: 'AWS::S3::Bucket', queue: 'AWS::SQS::Queue',
} as const;

/** A component's property and the one that it becomes; lengths of time and sizes are written as `20 seconds` and `512 MB`. */
interface Renamed {
  /** Dotted where it stands in a block. */
  readonly from: string;
  readonly path: readonly string[];
  readonly unit?: 'seconds' | 'megabytes';
}

export const functionProperties: readonly Renamed[] = [
  { from: 'handler', path: ['Handler'] },
  { from: 'environment', path: ['Environment', 'Variables'] },
  { from: 'runtime', path: ['Runtime'] },
  { from: 'layers', path: ['Layers'] },
  { from: 'timeout', path: ['Timeout'], unit: 'seconds' },
  { from: 'memory', path: ['MemorySize'], unit: 'megabytes' },
  { from: 'memorySize', path: ['MemorySize'], unit: 'megabytes' },
  { from: 'concurrency.reserved', path: ['ReservedConcurrentExecutions'] },
];

/** What a function of the third generation does not have unless it is said. */
export const absentOfFunctions: readonly string[] = ['ReservedConcurrentExecutions'];

export const queueProperties: readonly Renamed[] = [{ from: 'visibilityTimeout', path: ['VisibilityTimeout'], unit: 'seconds' }, { from: 'fifo', path: ['FifoQueue'] }];

/** Properties of the third generation's function that give it no rights but those that are read: `transform`, `vpc` and their like may. */
export const wordsOfFunctions: ReadonlySet<string> = new Set(['handler', 'name', 'description', 'environment', 'runtime', 'layers', 'timeout', 'memory', 'concurrency', 'link', 'permissions', 'policies', 'url', 'architecture', 'nodejs', 'logging', 'tags', 'storage', 'live', 'dev', 'bundle', 'versioning', 'retries', 'copyFiles', 'injections', 'hook']);

/** Properties of the third generation's queue; more of it is said by `transform` alone. */
export const wordsOfQueues: ReadonlySet<string> = new Set(['visibilityTimeout', 'fifo', 'dlq', 'delay']);

/** How many of the smallest unit each word stands for. */
export const units: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400, mb: 1, gb: 1024 };

/** By component, without `aws.`: how it is read, or the type that it becomes. */
export const kinds: Readonly<Record<string, string | undefined>> = {
  Function: 'function', Api: 'api', ApiGatewayV2: 'api', ApiGatewayV1: 'rest', ApiGatewayWebSocket: 'websocket', Cron: 'cron', CronV2: 'cron', Secret: 'secret',
  Bucket: 'AWS::S3::Bucket', Queue: 'AWS::SQS::Queue', Topic: 'AWS::SNS::Topic', SnsTopic: 'AWS::SNS::Topic', Dynamo: 'AWS::DynamoDB::Table', Table: 'AWS::DynamoDB::Table', Bus: 'AWS::Events::EventBus', KinesisStream: 'AWS::Kinesis::Stream',
};
