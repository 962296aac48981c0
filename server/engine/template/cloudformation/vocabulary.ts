/** The names that CloudFormation and SAM give to things. Nothing but names, tables of names and how to look into a table. */
import { own } from '../../text/own';

/** What a table says for a name that comes from a template: `constructor` is in none. */
export function look<T>(table: Readonly<Record<string, T>>, name: string | undefined): T | undefined {
  return name === undefined ? undefined : own(table, name);
}

/** Top-level sections of a template. */
export const section = {
  version: 'AWSTemplateFormatVersion',
  transform: 'Transform',
  globals: 'Globals',
  parameters: 'Parameters',
  mappings: 'Mappings',
  conditions: 'Conditions',
  resources: 'Resources',
  outputs: 'Outputs',
} as const;

export const noValue = 'AWS::NoValue';

/** Keys of what says rights. */
export const policyKeys: ReadonlySet<string> = new Set(['Policies', 'ManagedPolicyArns', 'PolicyDocument', 'Statement']);

/** Pseudo parameters and what they stand for, to follow "is known only at deployment". */
export const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': 'the account',
  'AWS::NotificationARNs': 'the notification topics',
  'AWS::Partition': 'the partition',
  'AWS::Region': 'the region',
  'AWS::StackId': "the stack's id",
  'AWS::StackName': "the stack's name",
  'AWS::URLSuffix': 'the domain suffix',
};

export const forEach = 'Fn::ForEach::';
export const transformFunction = 'Fn::Transform';
export const includeTransform = 'AWS::Include';
export const conditionFunction = 'Condition';

export const type = {
  function: 'AWS::Lambda::Function',
  permission: 'AWS::Lambda::Permission',
  url: 'AWS::Lambda::Url',
  alias: 'AWS::Lambda::Alias',
  version: 'AWS::Lambda::Version',
  eventSourceMapping: 'AWS::Lambda::EventSourceMapping',
  layer: 'AWS::Lambda::LayerVersion',
  role: 'AWS::IAM::Role',
  policy: 'AWS::IAM::Policy',
  managedPolicy: 'AWS::IAM::ManagedPolicy',
  rolePolicy: 'AWS::IAM::RolePolicy',
  user: 'AWS::IAM::User',
  userPolicy: 'AWS::IAM::UserPolicy',
  group: 'AWS::IAM::Group',
  groupPolicy: 'AWS::IAM::GroupPolicy',
  restApi: 'AWS::ApiGateway::RestApi',
  restStage: 'AWS::ApiGateway::Stage',
  restMethod: 'AWS::ApiGateway::Method',
  requestValidator: 'AWS::ApiGateway::RequestValidator',
  restResource: 'AWS::ApiGateway::Resource',
  restAuthorizer: 'AWS::ApiGateway::Authorizer',
  httpApi: 'AWS::ApiGatewayV2::Api',
  httpStage: 'AWS::ApiGatewayV2::Stage',
  httpRoute: 'AWS::ApiGatewayV2::Route',
  httpIntegration: 'AWS::ApiGatewayV2::Integration',
  httpAuthorizer: 'AWS::ApiGatewayV2::Authorizer',
  graphqlApi: 'AWS::AppSync::GraphQLApi',
  graphqlDataSource: 'AWS::AppSync::DataSource',
  bucket: 'AWS::S3::Bucket',
  bucketPolicy: 'AWS::S3::BucketPolicy',
  queue: 'AWS::SQS::Queue',
  queuePolicy: 'AWS::SQS::QueuePolicy',
  topic: 'AWS::SNS::Topic',
  topicPolicy: 'AWS::SNS::TopicPolicy',
  subscription: 'AWS::SNS::Subscription',
  table: 'AWS::DynamoDB::Table',
  rule: 'AWS::Events::Rule',
  bus: 'AWS::Events::EventBus',
  schedule: 'AWS::Scheduler::Schedule',
  stateMachine: 'AWS::StepFunctions::StateMachine',
  userPool: 'AWS::Cognito::UserPool',
  logSubscription: 'AWS::Logs::SubscriptionFilter',
  topicRule: 'AWS::IoT::TopicRule',
  receiptRule: 'AWS::SES::ReceiptRule',
  targetGroup: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  distribution: 'AWS::CloudFront::Distribution',
  customResource: 'AWS::CloudFormation::CustomResource',
  stack: 'AWS::CloudFormation::Stack',
} as const;

/** SAM's resource types. */
export const sam = {
  function: 'AWS::Serverless::Function',
  api: 'AWS::Serverless::Api',
  httpApi: 'AWS::Serverless::HttpApi',
  webSocketApi: 'AWS::Serverless::WebSocketApi',
  graphqlApi: 'AWS::Serverless::GraphQLApi',
  simpleTable: 'AWS::Serverless::SimpleTable',
  layer: 'AWS::Serverless::LayerVersion',
  stateMachine: 'AWS::Serverless::StateMachine',
  application: 'AWS::Serverless::Application',
  connector: 'AWS::Serverless::Connector',
} as const;

/** What each SAM type becomes. */
export const loweredTypes: Readonly<Record<string, string>> = {
  [sam.function]: type.function,
  [sam.api]: type.restApi,
  [sam.httpApi]: type.httpApi,
  [sam.webSocketApi]: type.httpApi,
  [sam.graphqlApi]: type.graphqlApi,
  [sam.simpleTable]: type.table,
  [sam.layer]: type.layer,
  [sam.stateMachine]: type.stateMachine,
  [sam.application]: type.stack,
};

/** The section of Globals that applies to a SAM type. */
export const globalSections: Readonly<Record<string, string>> = {
  [sam.function]: 'Function',
  [sam.api]: 'Api',
  [sam.httpApi]: 'HttpApi',
  [sam.webSocketApi]: 'WebSocketApi',
  [sam.simpleTable]: 'SimpleTable',
  [sam.stateMachine]: 'StateMachine',
  [sam.layer]: 'LayerVersion',
};

/** Logical ids of the APIs that SAM makes where an event names none. */
export const implicitApi = { rest: 'ServerlessRestApi', http: 'ServerlessHttpApi' } as const;

/** Files in which SAM keeps what it is called with. */
export const configurationFiles = ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml'] as const;

/** Types of parameters whose value stands in Parameter Store; what the template gives is its name there. */
export const storedParameter = 'AWS::SSM::Parameter::Value';
