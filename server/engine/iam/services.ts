/** What people call a service and the things in it. Words only; what may be done there stands in actions.ts. */

import { own } from '../text/own';

interface ServiceWords {
  readonly name: string;
  /** One of the things that a policy names there. */
  readonly thing: string;
}

const words: Readonly<Record<string, ServiceWords>> = {
  apigateway: { name: 'API Gateway', thing: 'API' },
  appsync: { name: 'AppSync', thing: 'GraphQL API' },
  athena: { name: 'Athena', thing: 'workgroup' },
  bedrock: { name: 'Bedrock', thing: 'model' },
  cloudformation: { name: 'CloudFormation', thing: 'stack' },
  cloudfront: { name: 'CloudFront', thing: 'distribution' },
  'cognito-idp': { name: 'Cognito', thing: 'user pool' },
  dynamodb: { name: 'DynamoDB', thing: 'table' },
  ec2: { name: 'EC2', thing: 'EC2 resource' },
  ecr: { name: 'ECR', thing: 'repository' },
  ecs: { name: 'ECS', thing: 'ECS resource' },
  es: { name: 'OpenSearch', thing: 'search domain' },
  events: { name: 'EventBridge', thing: 'event bus' },
  'execute-api': { name: 'API Gateway', thing: 'API' },
  firehose: { name: 'Firehose', thing: 'delivery stream' },
  iam: { name: 'IAM', thing: 'identity' },
  iot: { name: 'IoT Core', thing: 'IoT resource' },
  kinesis: { name: 'Kinesis', thing: 'stream' },
  kms: { name: 'KMS', thing: 'key' },
  lambda: { name: 'Lambda', thing: 'function' },
  logs: { name: 'CloudWatch Logs', thing: 'log group' },
  rds: { name: 'RDS', thing: 'database' },
  'rds-data': { name: 'the RDS Data API', thing: 'database cluster' },
  route53: { name: 'Route 53', thing: 'hosted zone' },
  s3: { name: 'S3', thing: 'bucket' },
  scheduler: { name: 'EventBridge Scheduler', thing: 'schedule' },
  secretsmanager: { name: 'Secrets Manager', thing: 'secret' },
  ses: { name: 'SES', thing: 'e-mail identity' },
  sns: { name: 'SNS', thing: 'topic' },
  sqs: { name: 'SQS', thing: 'queue' },
  ssm: { name: 'Systems Manager', thing: 'parameter' },
  states: { name: 'Step Functions', thing: 'state machine' },
  sts: { name: 'STS', thing: 'role' },
};

/** `DynamoDB`; a service that is not in the list is called by its prefix. */
export function serviceName(prefix: string): string {
  return own(words, prefix)?.name ?? prefix;
}

/** "table", "queue"; "resource" where the services differ or are not in the list. */
export function thingOf(prefixes: readonly string[]): string {
  const [first = ''] = prefixes;
  return prefixes.every((prefix) => prefix === first) ? own(words, first)?.thing ?? 'resource' : 'resource';
}
