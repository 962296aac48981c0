/** SST's components and what they are lowered to. Nothing but tables; sources are the component reference of SST 3 and the constructs reference of SST 2. */

export const types = {
  function: 'AWS::Lambda::Function', role: 'AWS::IAM::Role', url: 'AWS::Lambda::Url', permission: 'AWS::Lambda::Permission',
  httpApi: 'AWS::ApiGatewayV2::Api', route: 'AWS::ApiGatewayV2::Route', integration: 'AWS::ApiGatewayV2::Integration', rule: 'AWS::Events::Rule',
} as const;

/** By component, without `aws.`: how it is read, or the type that it becomes. */
export const kinds: Readonly<Record<string, string | undefined>> = {
  Function: 'function', Api: 'api', ApiGatewayV2: 'api', ApiGatewayV1: undefined, Cron: 'cron', CronV2: 'cron', Secret: 'secret',
  Bucket: 'AWS::S3::Bucket', Queue: 'AWS::SQS::Queue', Topic: 'AWS::SNS::Topic', SnsTopic: 'AWS::SNS::Topic', Dynamo: 'AWS::DynamoDB::Table', Table: 'AWS::DynamoDB::Table',
};
