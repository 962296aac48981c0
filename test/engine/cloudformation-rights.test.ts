import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../server/engine/template/deployment';
import { policyTemplates } from '../../server/engine/template/cloudformation/policy-templates';
import { functionNamed, lowered, resourceProperty, said } from '../support/template';

const grants = (deployment: Deployment): unknown => deployment.grants.map((grant) => [grant.effect, grant.holder.kind, grant.holder.id, grant.actions.map(said), grant.resources.map(said)]);
const attached = (deployment: Deployment): unknown => deployment.attachments.map((one) => [said(one.policy), one.holder.id]);

describe('rights of SAM functions', () => {
  const withPolicies = (policies: string): Deployment => lowered(`Resources:
  Table: { Type: AWS::DynamoDB::Table }
  Handle: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Policies: ${policies} } }
`);

  it('gives each function the role that SAM makes for it', () => {
    const deployment = withPolicies('AmazonS3FullAccess');
    expect(functionNamed(deployment, 'Handle').role).toBe('HandleRole');
    expect(attached(deployment)).toEqual([['AmazonS3FullAccess', 'HandleRole']]);
    expect(deployment.attachments[0]?.holder).toEqual({ kind: 'role', id: 'HandleRole', functions: ['Handle'] });
  });

  it('fills policy templates in and names them', () => {
    const deployment = withPolicies('[{ SQSSendMessagePolicy: { QueueName: !GetAtt Table.Name } }]');
    expect(deployment.grants[0]?.from).toBe('SQSSendMessagePolicy');
    expect(grants(deployment)).toEqual([['Allow', 'role', 'HandleRole', ['sqs:SendMessage*'], ['arn:?unresolved:sqs:?unresolved:?unresolved:@Table.Name']]]);
  });

  it.each(Object.keys(policyTemplates))('knows whole actions of %s', (name) => {
    const statements = policyTemplates[name] ?? [];
    expect(statements.flatMap(([actions]) => actions.split(' ')).every((action) => /^[a-z0-9-]+:[A-Za-z*]+$/.test(action))).toBe(true);
    expect(statements.every((statement) => statement.length > 1)).toBe(true);
  });

  it('reads statements, documents and choices', () => {
    const deployment = lowered(`Conditions: { C: !Equals [!Ref "AWS::Region", x] }
Resources:
  Handle:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - Statement: { Effect: Allow, Action: 's3:*', Resource: '*' }
        - Version: '2012-10-17'
          Statement: [{ Effect: Deny, NotAction: [a:b], Resource: ['*'] }]
        - !If [C, AdministratorAccess, !Ref "AWS::NoValue"]
`);
    expect(grants(deployment)).toEqual([['Allow', 'role', 'HandleRole', ['s3:*'], ['*']], ['Deny', 'role', 'HandleRole', [], ['*']]]);
    expect(attached(deployment)).toEqual([['AdministratorAccess', 'HandleRole']]);
  });

  it('ignores Policies beside a Role, as SAM does', () => {
    const deployment = lowered(`Resources:
  Shared: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyName: x, PolicyDocument: { Statement: [{ Effect: Allow, Action: 'a:b', Resource: '*' }] } }] } }
  One: { Type: AWS::Serverless::Function, Properties: { Role: !GetAtt Shared.Arn, Policies: AdministratorAccess } }
  Two: { Type: AWS::Serverless::Function, Properties: { Role: !Sub "\${Shared.Arn}" } }
`);
    expect(attached(deployment)).toEqual([]);
    expect(deployment.grants.map((grant) => grant.holder)).toEqual([{ kind: 'role', id: 'Shared', functions: ['One', 'Two'] }]);
  });
});

describe('policies of plain resources', () => {
  it('finds whose rights a separate policy is about', () => {
    const deployment = lowered(`Resources:
  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }, ManagedPolicyArns: [!Ref Managed, arn:aws:iam::aws:policy/AdministratorAccess] } }
  Handle: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
  Inline: { Type: AWS::IAM::Policy, Properties: { Roles: [!Ref Role], PolicyDocument: { Statement: { Effect: Allow, Action: ['s3:*'], Resource: '*' } } } }
  Managed: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: 'q:w', Resource: '*' }] } } }
  Loose: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: 'l:x', Resource: '*' }] } } }
  User: { Type: AWS::IAM::User, Properties: { Policies: [{ PolicyName: x, PolicyDocument: { Statement: [{ Effect: Allow, Action: 'u:x', Resource: '*' }] } }] } }
`);
    const holders = new Map(deployment.grants.map((grant) => [said(grant.actions[0]), grant.holder]));
    expect(holders.get('sts:AssumeRole')).toEqual({ kind: 'trust', id: 'Role' });
    expect(holders.get('s3:*')).toEqual({ kind: 'role', id: 'Role', functions: ['Handle'] });
    expect(holders.get('q:w')).toEqual({ kind: 'role', id: 'Role', functions: ['Handle'] });
    expect(holders.get('l:x')).toEqual({ kind: 'identity', id: 'Loose' });
    expect(holders.get('u:x')).toEqual({ kind: 'identity', id: 'User' });
    expect(attached(deployment)).toEqual([['arn:aws:iam::aws:policy/AdministratorAccess', 'Role']]);
  });

  it('finds whose door a resource policy guards', () => {
    const deployment = lowered(`Resources:
  Bucket: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "x-\${AWS::Region}" } }
  ByReference: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref Bucket, PolicyDocument: { Statement: [{ Effect: Allow, Principal: '*', Action: 'a:a', Resource: '*' }] } } }
  ByName: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Sub "x-\${AWS::Region}", PolicyDocument: { Statement: [{ Effect: Allow, Principal: '*', Action: 'a:b', Resource: '*' }] } } }
  Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Statement: [{ Effect: Allow, Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' }] } } }
  Handle: { Type: AWS::Lambda::Function }
  Permission: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Handle, Action: lambda:InvokeFunction, Principal: s3.amazonaws.com, SourceArn: arn } }
`);
    expect(deployment.grants.map((grant) => [grant.holder, said(grant.principal)])).toEqual([
      [{ kind: 'resource', id: 'Bucket', resourceType: 'AWS::S3::Bucket' }, '*'],
      [{ kind: 'resource', id: 'Bucket', resourceType: 'AWS::S3::Bucket' }, '*'],
      [{ kind: 'resource', id: 'Key', resourceType: 'AWS::KMS::Key' }, { AWS: '*' }],
      [{ kind: 'resource', id: 'Handle', resourceType: 'AWS::Lambda::Function' }, { Service: 's3.amazonaws.com' }],
    ]);
    expect(said(deployment.grants.at(-1)?.conditions)).toEqual({ SourceArn: 'arn' });
  });
});

describe('functions', () => {
  it('merges Globals: maps by entry, lists one after the other, own values over them', () => {
    const deployment = lowered(`Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Timeout: 3, Runtime: nodejs22.x, Layers: [a], Environment: { Variables: { A: 1, B: 2 } }, Tracing: Active }
Resources:
  Handle: { Type: AWS::Serverless::Function, Properties: { Timeout: 9, Layers: [b], Environment: { Variables: { B: 3 } } } }
`);
    const handle = functionNamed(deployment, 'Handle');
    expect(handle.environment.map((one) => [one.name, said(one.value)])).toEqual([['A', 1], ['B', 3]]);
    expect(said(handle.runtime)).toBe('nodejs22.x');
    expect(said(handle.properties)).toMatchObject({ Timeout: 9, Layers: ['a', 'b'], TracingConfig: { Mode: 'Active' } });
    expect(deployment.resources[0]?.type).toBe('AWS::Lambda::Function');
  });

  it.each([
    ['a folder', 'CodeUri: src/, Handler: a.b', { folders: ['file:///app/src', 'file:///app'] }],
    ['nothing', 'Handler: a.b', { folders: ['file:///app'] }],
    ['a bucket', 'CodeUri: s3://bucket/key, Handler: a.b', { folders: ['file:///app'] }],
    ['an image', 'PackageType: Image', { unbound: 'a container image' }],
  ])('finds code given as %s', (_name, properties, expected) => {
    expect(functionNamed(lowered(`Resources: { Handle: { Type: AWS::Serverless::Function, Properties: { ${properties} } } }`), 'Handle').code).toMatchObject(expected);
  });

  it('reads inline code and the entry files of esbuild', () => {
    const deployment = lowered(`Resources:
  Inline: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler, Code: { ZipFile: "exports.handler = 1" } } }
  Bundled: { Type: AWS::Serverless::Function, Properties: { CodeUri: src, Handler: app.handler }, Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [app.ts] } } }
`);
    expect(said(functionNamed(deployment, 'Inline').code.inline)).toBe('exports.handler = 1');
    expect(functionNamed(deployment, 'Bundled').code.entryPoints).toEqual(['file:///app/src/app.ts']);
  });

  it('says when variables may be missing', () => {
    const deployment = lowered('Resources: { Handle: { Type: AWS::Serverless::Function, Properties: { Environment: { Variables: !FindInMap [A, B, C] } } } }');
    expect(functionNamed(deployment, 'Handle').environmentOpen).toBe(true);
  });

  it('gives what SAM makes along with APIs and URLs', () => {
    const deployment = lowered(`Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1, TracingEnabled: true, Cors: "'*'" } }
  Handle: { Type: AWS::Serverless::Function, Properties: { FunctionUrlConfig: { AuthType: NONE, Cors: { AllowOrigins: ['*'], AllowCredentials: true } } } }
`);
    expect(deployment.resources.map((one) => [one.id, one.type, one.implicit ?? false])).toEqual([
      ['Api', 'AWS::ApiGateway::RestApi', false], ['ApiStage', 'AWS::ApiGateway::Stage', true],
      ['Handle', 'AWS::Lambda::Function', false], ['HandleUrl', 'AWS::Lambda::Url', true], ['HandleRole', 'AWS::IAM::Role', true],
    ]);
    expect(said(resourceProperty(deployment, 'ApiStage', 'TracingEnabled'))).toBe(true);
    expect(deployment.apis.map((api) => [api.id, api.kind, api.cors?.origins.map(said), said(api.cors?.credentials)])).toEqual([
      ['Api', 'rest', ['*'], undefined], ['HandleUrl', 'url', ['*'], true],
    ]);
  });
});
