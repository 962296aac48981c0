import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/engine/text/edit';
import type { Change, Deployment } from '../../server/engine/template/deployment';
import type { MapValue, ReferenceValue, Value } from '../../server/engine/template/value';
import { functionNamed, lowered, resourceProperty } from '../support/template';

const nowhere = { uri: '', span: { start: 0, end: 0 } };
const reference = (resource: string, attribute = 'Arn'): ReferenceValue => ({ kind: 'reference', resource, attribute, at: nowhere, via: [] });

function written(text: string, change: (deployment: Deployment) => Change, name = 'template.yaml'): string | undefined {
  const deployment = lowered(text, {}, name);
  const [edit] = deployment.write(change(deployment)) ?? [];
  if (edit === undefined) return undefined;
  const result = applyEdits(text, edit.edits);
  expect(lowered(result, {}, name).problems).toEqual([]);
  return result;
}

/** The lines that a change adds and removes. */
function changed(text: string, change: (deployment: Deployment) => Change, name?: string): readonly string[] | undefined {
  const after = written(text, change, name)?.split('\n');
  if (after === undefined) return undefined;
  const before = text.split('\n');
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [...before.slice(start, before.length - end).map((line) => `- ${line.trim()}`), ...after.slice(start, after.length - end).map((line) => `+ ${line.trimStart()}`)];
}

function known<V>(value: V | undefined): V {
  if (value === undefined) throw new Error('missing');
  return value;
}

const property = (deployment: Deployment, id: string, ...path: string[]): Value => known(resourceProperty(deployment, id, ...path));

const template = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 3 # seconds
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead # why
  Handle:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler
      FunctionUrlConfig:
        AuthType: NONE
      Environment:
        Variables:
          PASSWORD: "placeholder"
          BUCKET: !Ref Uploads
      Policies:
        # stays
        - S3WritePolicy:
            BucketName: !Ref Uploads
        - Version: '2012-10-17'
          Statement:
            - Effect: Allow
              Action: '*' # all
              Resource: '*'
      Events:
        Create:
          Type: HttpApi
          Properties:
            Path: /orders
            Method: POST
        List:
          Type: Api
          Properties: { Path: /orders, Method: GET }
`;

describe('writing YAML templates', () => {
  it.each<[string, (deployment: Deployment) => Change, readonly string[] | undefined]>([
    ['replaces a value', (d) => ({ kind: 'replace', value: property(d, 'Uploads', 'AccessControl'), by: 'Private' }), ['- AccessControl: PublicRead # why', '+ AccessControl: Private # why']],
    ['replaces by a reference', (d) => ({ kind: 'replace', value: property(d, 'Handle', 'Environment', 'Variables', 'PASSWORD'), by: reference('Uploads', 'Ref') }), ['- PASSWORD: "placeholder"', '+ PASSWORD: !Ref Uploads']],
    ['removes an entry', (d) => ({ kind: 'remove', value: property(d, 'Handle', 'Environment', 'Variables', 'PASSWORD') }), ['- PASSWORD: "placeholder"']],
    ['sets an entry', (d) => ({ kind: 'entry', map: property(d, 'Handle', 'Environment', 'Variables') as MapValue, key: 'KEY', to: reference('Uploads') }), ['+ KEY: !GetAtt Uploads.Arn']],
    ['sets a nested property', (d) => ({ kind: 'set', resource: d.resources[0]?.id ?? '', path: ['PublicAccessBlockConfiguration', 'BlockPublicAcls'], to: true }), ['+ PublicAccessBlockConfiguration:', '+ BlockPublicAcls: true']],
    ['sets what SAM names otherwise', () => ({ kind: 'set', resource: 'Handle', path: ['TracingConfig', 'Mode'], to: 'Active' }), ['+ Tracing: Active']],
    ['sets a dead-letter target in SAM\'s words', () => ({ kind: 'set', resource: 'Handle', path: ['DeadLetterConfig', 'TargetArn'], to: reference('Queue') }), ['+ DeadLetterQueue:', '+ Type: SQS', '+ TargetArn: !GetAtt Queue.Arn']],
    ['sets a property of the URL that SAM makes', () => ({ kind: 'set', resource: 'HandleUrl', path: ['AuthType'], to: 'AWS_IAM' }), ['- AuthType: NONE', '+ AuthType: AWS_IAM']],
    ['narrows a statement', (d) => ({ kind: 'statement', grant: known(d.grants.find((grant) => grant.from === undefined)), actions: ['s3:GetObject', 's3:PutObject'], resources: ['${Uploads.Arn}/*'] }), ["- Action: '*' # all", "- Resource: '*'", '+ Action:', '+ - s3:GetObject', '+ - s3:PutObject # all', "+ Resource: !Sub '${Uploads.Arn}/*'"]],
    ['adds a grant', () => ({ kind: 'grant', function: 'Handle', actions: ['s3:GetObject'], resources: [reference('Uploads')] }), ['+ - Statement:', '+ - Effect: Allow', '+ Action:', '+ - s3:GetObject', '+ Resource: !GetAtt Uploads.Arn']],
    ['cannot set what does not exist', () => ({ kind: 'set', resource: 'Nothing', path: ['A'], to: 1 }), undefined],
    ['cannot replace a made-up value', (d) => ({ kind: 'replace', value: known(known(d.grants[0]).actions[0]), by: 'x' }), undefined],
  ])('%s', (_name, change, expected) => {
    expect(changed(template, change)).toEqual(expected);
  });

  it('spells a policy template out to narrow it', () => {
    const result = known(written(template, (d) => ({ kind: 'statement', grant: known(d.grants[0]), actions: ['s3:PutObject'] })));
    expect(result).not.toContain('S3WritePolicy');
    const [grant] = lowered(result).grants;
    expect(grant?.actions.map((action) => (action.kind === 'scalar' ? action.value : ''))).toEqual(['s3:PutObject']);
    expect(result).toContain("!Sub 'arn:${AWS::Partition}:s3:::${Uploads}/*'");
  });

  it.each(['POST /orders', 'GET /orders', 'the URL of Handle'])('makes %s ask for a signature', (label) => {
    const pick = (deployment: Deployment) => known(functionNamed(deployment, 'Handle').triggers.find((trigger) => trigger.label === label));
    const result = known(written(template, (d) => ({ kind: 'authorize', trigger: pick(d), function: 'Handle', by: 'iam' })));
    expect(pick(lowered(result))).toMatchObject({ exposure: 'authenticated' });
    if (label === 'POST /orders') expect(result).toContain('  HttpApi:\n    Auth:\n      EnableIamAuthorizer: true\n');
  });
});

describe('writing JSON templates', () => {
  const text = JSON.stringify({
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'x', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: ['*'] }] } }] } },
      Bucket: { Type: 'AWS::S3::Bucket' },
      Handle: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Environment: { Variables: { A: '1' } } } },
    },
  }, null, 2);
  const after = (change: (deployment: Deployment) => Change): unknown => (JSON.parse(known(written(text, change, 'template.json'))) as { Resources: unknown }).Resources;

  it('narrows a statement', () => {
    expect(after((d) => ({ kind: 'statement', grant: known(d.grants[0]), actions: ['s3:GetObject', 's3:PutObject'], resources: ['${Bucket.Arn}/*'] }))).toMatchObject({
      Role: { Properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: { 'Fn::Sub': '${Bucket.Arn}/*' } }] } }] } },
    });
  });

  it('adds a grant to the role, a property, an entry', () => {
    expect(after(() => ({ kind: 'grant', function: 'Handle', actions: ['s3:GetObject'], resources: [reference('Bucket')] }))).toMatchObject({
      Role: { Properties: { Policies: [{}, { PolicyDocument: { Statement: [{ Action: ['s3:GetObject'], Resource: { 'Fn::GetAtt': ['Bucket', 'Arn'] } }] } }] } },
    });
    expect(after(() => ({ kind: 'set', resource: 'Bucket', path: ['BucketName'], to: 'b' }))).toMatchObject({ Bucket: { Properties: { BucketName: 'b' } } });
    expect(after((d) => ({ kind: 'remove', value: property(d, 'Handle', 'Environment', 'Variables', 'A') }))).toMatchObject({ Handle: { Properties: { Environment: { Variables: {} } } } });
  });
});
