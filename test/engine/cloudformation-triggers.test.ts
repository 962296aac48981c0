import { describe, expect, it } from 'vitest';
import { lowered, triggersOf } from '../support/template';

const told = (text: string, name = 'Handle'): unknown => triggersOf(lowered(text), name).map((trigger) => [trigger.kind, trigger.label, trigger.exposure, trigger.because]);

const samFunction = (events: string, more = ''): string => `Transform: AWS::Serverless-2016-10-31
${more.startsWith('Globals') ? more : ''}
Resources:
  Handle:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Events:
        One: ${events}
${more.startsWith('Globals') ? '' : more}`;

describe('HTTP events of SAM', () => {
  const api = (auth: string): string => `
  Front:
    Type: AWS::Serverless::Api
    Properties: { StageName: v1, Auth: ${auth} }
`;
  const on = (auth = ''): string => `{ Type: Api, Properties: { Path: /orders, Method: post, RestApiId: !Ref Front${auth} } }`;
  const jwt = '{ DefaultAuthorizer: Users, Authorizers: { Users: { UserPoolArn: arn } } }';

  it.each([
    ['nothing at all', '{ Type: Api, Properties: { Path: /orders, Method: post } }', '', 'anonymous', 'it has no authorizer'],
    ['a default authorizer', on(), api(jwt), 'authenticated', 'it asks for a token of a known issuer'],
    ['NONE over a default', on(', Auth: { Authorizer: NONE }'), api(jwt), 'anonymous', 'its Authorizer is NONE'],
    ['an own IAM authorizer', on(', Auth: { Authorizer: AWS_IAM }'), api('{}'), 'authenticated', 'it asks for an IAM signature'],
    ['a Lambda authorizer', on(), api('{ DefaultAuthorizer: A, Authorizers: { A: { FunctionArn: arn } } }'), 'authenticated', 'a Lambda authorizer lets callers in'],
    ['an API key', on(), api('{ ApiKeyRequired: true }'), 'authenticated', 'it asks for an API key'],
    ['an own API key', on(', Auth: { ApiKeyRequired: true }'), api('{}'), 'authenticated', 'it asks for an API key'],
    ['an authorizer that is a parameter', on(), api('{ DefaultAuthorizer: !Ref Nowhere }'), 'unknown', 'its authorizer cannot be read from the template'],
    ['an API of another stack', '{ Type: Api, Properties: { Path: /orders, Method: post, RestApiId: !ImportValue x } }', '', 'unknown', 'its API is not in this template'],
    ['the implicit API with Globals', '{ Type: Api, Properties: { Path: /orders, Method: post } }', 'Globals: { Api: { Auth: { DefaultAuthorizer: AWS_IAM } } }', 'authenticated', 'it asks for an IAM signature'],
  ])('%s', (_name, event, more, exposure, because) => {
    expect(told(samFunction(event, more))).toEqual([['http', 'POST /orders', exposure, because]]);
  });

  it('tells where it was decided', () => {
    const text = samFunction(on(', Auth: { Authorizer: NONE }'), api(jwt));
    const [trigger] = triggersOf(lowered(text), 'Handle');
    const decided = trigger?.route?.decidedAt.span;
    expect(decided === undefined ? '' : text.slice(decided.start, decided.end)).toBe('NONE');
  });

  it('reads the definition that an API carries', () => {
    const definition = (security: string): string => `
  Front:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionBody:
        paths: { /orders: { post: { ${security} } } }
        components: { securitySchemes: { pool: { type: apiKey, x-amazon-apigateway-authtype: cognito_user_pools } } }
`;
    expect(told(samFunction(on(), definition('security: [{ pool: [] }]')))).toMatchObject([['http', 'POST /orders', 'authenticated', expect.anything()]]);
    expect(told(samFunction(on(), definition('')))).toMatchObject([['http', 'POST /orders', 'anonymous', expect.anything()]]);
  });

  it('counts a private API as the account\'s own', () => {
    expect(told(samFunction(on(), '\n  Front: { Type: AWS::Serverless::Api, Properties: { EndpointConfiguration: { Type: PRIVATE } } }\n'))).toMatchObject([['http', 'POST /orders', 'account', expect.anything()]]);
  });

  it('knows HTTP APIs, routes for everything and the authorizer itself', () => {
    const deployment = lowered(samFunction('{ Type: HttpApi }', `
  Api: { Type: AWS::Serverless::HttpApi, Properties: { Auth: { Authorizers: { A: { FunctionArn: !GetAtt Handle.Arn } } } } }
`));
    expect(triggersOf(deployment, 'Handle').map((trigger) => [trigger.kind, trigger.label, trigger.exposure])).toEqual([
      ['http', 'ANY $default', 'anonymous'], ['authorizer', 'authorizer of Api', 'anonymous'],
    ]);
  });
});

describe('other events of SAM', () => {
  it.each([
    ['S3', '{ Type: S3, Properties: { Bucket: !Ref B, Events: s3:ObjectCreated:* } }', 'bucket', 'bucket B', 'external-data'],
    ['SQS', '{ Type: SQS, Properties: { Queue: !GetAtt B.Arn } }', 'queue', 'queue B', 'external-data'],
    ['SNS', '{ Type: SNS, Properties: { Topic: arn:aws:sns:eu-west-1:123456789012:news } }', 'topic', 'topic news', 'external-data'],
    ['Kinesis', '{ Type: Kinesis, Properties: { Stream: !GetAtt B.Arn } }', 'stream', 'stream B', 'external-data'],
    ['DynamoDB', '{ Type: DynamoDB, Properties: { Stream: !GetAtt B.StreamArn } }', 'table-stream', 'table B', 'external-data'],
    ['Schedule', '{ Type: Schedule, Properties: { Schedule: rate(5 minutes) } }', 'schedule', 'every 5 minutes', 'schedule'],
    ['ScheduleV2', '{ Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }', 'schedule', 'every day', 'schedule'],
    ['EventBridgeRule', '{ Type: EventBridgeRule, Properties: { Pattern: { source: [my.app] } } }', 'event', 'events One', 'account'],
    ['objects as events', '{ Type: EventBridgeRule, Properties: { Pattern: { source: [aws.s3] } } }', 'event', 'events One', 'external-data'],
    ['MSK', '{ Type: MSK, Properties: { Stream: !GetAtt B.Arn } }', 'kafka', 'topic B', 'external-data'],
    ['Cognito', '{ Type: Cognito, Properties: { UserPool: !Ref B, Trigger: PreSignUp } }', 'cognito', 'user pool B', 'external-data'],
    ['a type of tomorrow', '{ Type: Telepathy }', 'other', 'events of Telepathy', 'unknown'],
  ])('%s', (_name, event, kind, label, exposure) => {
    expect(told(samFunction(event, '\n  B: { Type: AWS::S3::Bucket }\n'))).toMatchObject([[kind, label, exposure, expect.anything()]]);
  });

  it('sees that anyone may send to the queue', () => {
    const policy = (principal: string): string => `
  Queue: { Type: AWS::SQS::Queue }
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument: { Statement: [{ Effect: Allow, Principal: ${principal}, Action: 'sqs:*', Resource: '*' }] }
`;
    const event = '{ Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }';
    expect(told(samFunction(event, policy("'*'")))).toEqual([['queue', 'queue Queue', 'anonymous', 'anyone may send to the queue']]);
    expect(told(samFunction(event, policy('{ Service: sns.amazonaws.com }')))).toMatchObject([['queue', 'queue Queue', 'external-data', expect.anything()]]);
  });

  it('knows who may use a function\'s URL', () => {
    const url = (type: string): string => `Resources:\n  Handle: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, FunctionUrlConfig: { AuthType: ${type} } } }\n`;
    expect(told(url('NONE'))).toEqual([['url', 'the URL of Handle', 'anonymous', 'its AuthType is NONE']]);
    expect(told(url('AWS_IAM'))).toMatchObject([['url', 'the URL of Handle', 'authenticated', expect.anything()]]);
  });
});

describe('triggers from plain resources', () => {
  const plain = (more: string): string => `Resources:
  Handle: { Type: AWS::Lambda::Function, Properties: { Handler: a.b, FunctionName: handle, Code: src } }
  B: { Type: AWS::S3::Bucket }
${more}`;

  it.each([
    ['a mapping', "  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Handle, EventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:jobs' } }", 'queue', 'queue jobs', 'external-data'],
    ['a mapping by name', '  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: handle, EventSourceArn: !GetAtt T.StreamArn } }\n  T: { Type: AWS::DynamoDB::Table }', 'table-stream', 'table T', 'external-data'],
    ['a notification', '  N: { Type: AWS::S3::Bucket, Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Function: !GetAtt Handle.Arn, Event: x }] } } }', 'bucket', 'bucket N', 'external-data'],
    ['a subscription', '  S: { Type: AWS::SNS::Subscription, Properties: { Protocol: lambda, Endpoint: !GetAtt Handle.Arn, TopicArn: !Ref B } }', 'topic', 'topic B', 'external-data'],
    ['a rule', '  R: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: rate(1 hour), Targets: [{ Arn: !GetAtt Handle.Arn, Id: x }] } }', 'schedule', 'every hour', 'schedule'],
    ['a rule on a pattern, through an alias', '  A: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Handle, Name: live } }\n  R: { Type: AWS::Events::Rule, Properties: { EventPattern: { source: [x] }, Targets: [{ Arn: !Ref A, Id: x }] } }', 'event', 'events R', 'account'],
    ['a state machine', '  W: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionString: !Sub "{\\"Resource\\": \\"${Handle.Arn}\\"}" } }', 'state-machine', 'state machine W', 'account'],
    ['a user pool', '  U: { Type: AWS::Cognito::UserPool, Properties: { LambdaConfig: { PreSignUp: !GetAtt Handle.Arn } } }', 'cognito', 'user pool U', 'external-data'],
    ['a custom resource', '  C: { Type: "Custom::Seed", Properties: { ServiceToken: !GetAtt Handle.Arn } }', 'custom-resource', 'custom resource C', 'account'],
    ['a permission alone', '  P: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Handle, Action: lambda:InvokeFunction, Principal: iot.amazonaws.com } }', 'iot', 'IoT rule', 'external-data'],
    ['a permission for everyone', '  P: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Handle, Action: lambda:InvokeFunction, Principal: "*" } }', 'invoke', 'calls from anyone', 'anonymous'],
  ])('%s', (_name, more, kind, label, exposure) => {
    expect(told(plain(more))).toMatchObject([[kind, label, exposure, expect.anything()]]);
  });

  it.each([
    ['NONE', 'anonymous'], ['AWS_IAM', 'authenticated'], ['COGNITO_USER_POOLS', 'authenticated'],
  ])('a REST method with %s', (authorization, exposure) => {
    expect(told(plain(`
  Api: { Type: AWS::ApiGateway::RestApi }
  Orders: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders } }
  One: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !Ref Orders, PathPart: "{id}" } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Api, ResourceId: !Ref One, HttpMethod: GET, AuthorizationType: ${authorization}, Integration: { Uri: !Sub "arn:aws:apigateway:x:lambda:path/functions/\${Handle.Arn}/invocations" } } }
`))).toMatchObject([['http', 'GET /orders/{id}', exposure, expect.anything()]]);
  });

  it('a route of an HTTP API, and of a WebSocket whose connection is authorised', () => {
    const route = (protocol: string, key: string): string => plain(`
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${protocol} } }
  Int: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationUri: !GetAtt Handle.Arn } }
  R: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: ${key}, Target: !Sub "integrations/\${Int}" } }
  C: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: $connect, AuthorizationType: CUSTOM } }
`);
    expect(told(route('HTTP', '"POST /orders"'))).toMatchObject([['http', 'POST /orders', 'anonymous', expect.anything()]]);
    expect(told(route('WEBSOCKET', 'send'))).toMatchObject([['websocket', 'WebSocket send', 'authenticated', expect.anything()]]);
  });

  it('a URL that nobody is permitted to use is not public', () => {
    const url = '  U: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt Handle.Arn, AuthType: NONE } }\n';
    const permission = '  P: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Handle, Action: lambda:InvokeFunctionUrl, Principal: "*", FunctionUrlAuthType: NONE } }\n';
    expect(told(plain(url))).toMatchObject([['url', expect.anything(), 'unknown', expect.stringContaining('no permission')]]);
    expect(told(plain(url + permission))).toMatchObject([['url', expect.anything(), 'anonymous', 'its AuthType is NONE']]);
  });
});

it("SAM's GraphQL API starts the functions that are its sources", () => {
  const api = (auth: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Handle: { Type: AWS::Serverless::Function, Properties: { Handler: index.handler } }
  Graph: { Type: AWS::Serverless::GraphQLApi, Properties: { SchemaUri: schema.graphql, Auth: ${auth}, DataSources: { Lambda: { Orders: { FunctionArn: !GetAtt Handle.Arn } } } } }
`;
  expect(told(api('{ Type: AMAZON_COGNITO_USER_POOLS }'))).toEqual([['graphql', 'GraphQL API Graph', 'authenticated', 'its API asks for a token of a user pool']]);
  expect(told(api('!Ref What'))).toMatchObject([['graphql', 'GraphQL API Graph', 'unknown', expect.anything()]]);
});
