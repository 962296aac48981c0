import { describe, expect, it } from 'vitest';
import { lowered, resourceProperty, said } from '../support/template';

const sections = `
Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
  Zones: { Type: CommaDelimitedList, Default: "a, b" }
  Secret: { Type: String, NoEcho: yes }
  Image: { Type: "AWS::SSM::Parameter::Value<String>", Default: /images/base }
Mappings:
  Sizes:
    dev: { Memory: 128 }
    prod: { Memory: 1024 }
  Regions:
    eu-west-1: { Bucket: eu }
    us-east-1: { Bucket: us }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  NotProd: !Not [!Condition IsProd]
  InEurope: !Equals [!Ref "AWS::Region", eu-west-1]
  Both: !And [!Condition NotProd, !Condition InEurope]
  Neither: !And [!Condition IsProd, !Condition InEurope]
  Looped: !Or [!Condition Looped, !Condition InEurope]
`;

/** The property \`P\` of a resource beside a bucket, after evaluation. */
function value(expression: string, more = '') {
  const deployment = lowered(`AWSTemplateFormatVersion: '2010-09-09'${sections}
Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Thing:
    Type: AWS::Some::Thing
    Properties:
      P: ${expression}
${more}`, { 'part.yaml': 'Some: !Ref Stage\n', 'secret/outside.yaml': 'x: 1' });
  return resourceProperty(deployment, 'Thing', 'P');
}

describe('intrinsic functions', () => {
  it.each([
    ['!Ref Stage', 'dev'],
    ['{ Ref: Bucket }', '@Bucket.Ref'],
    ['!Ref Secret', '?parameter'],
    ['!Ref Image', '?parameter-store'],
    ['!Ref Nothing', '?undeclared'],
    ['!Ref Zones', ['a', 'b']],
    ['!GetAtt Bucket.Arn', '@Bucket.Arn'],
    ['{ "Fn::GetAtt": [Bucket, Arn] }', '@Bucket.Arn'],
    ['!Sub "${Stage}-${Bucket.Arn}/*"', 'dev-@Bucket.Arn/*'],
    ['!Sub ["${A}/${!Literal}", { A: !GetAtt Bucket.Arn }]', '@Bucket.Arn/${Literal}'],
    ['!Sub "${Bucket}"', '@Bucket.Ref'],
    ['!Sub "${Zones}"', 'a,b'],
    ['!Join ["-", [a, !Ref Stage, !Ref Bucket]]', 'a-dev-@Bucket.Ref'],
    ['!Select [1, !Split [":", "x:y:z"]]', 'y'],
    ['!Select [0, !Split ["/", !Sub "${Bucket.Arn}/a"]]', '@Bucket.Arn'],
    ['!Select [0, !Ref Zones]', 'a'],
    ['!Select [0, !GetAZs ""]', '?unresolved'],
    ['!Select [1, !Cidr [10.0.0.0/16, 4, 8]]', '10.0.1.0/24'],
    ['!Cidr [10.0.0.0/30, 2, 1]', ['10.0.0.0/31', '10.0.0.2/31']],
    ['!Cidr [!GetAtt Vpc.CidrBlock, 4, 8]', '?unresolved'],
    ['!FindInMap [Sizes, !Ref Stage, Memory]', 128],
    ['!FindInMap [Regions, !Ref "AWS::Region", Bucket]', ['eu-west-1: eu', 'us-east-1: us']],
    ['!FindInMap [Sizes, none, Memory, { DefaultValue: 7 }]', 7],
    ['!ImportValue other-bucket', '?import'],
    ['!If [IsProd, a, b]', 'b'],
    ['!If [InEurope, a, b]', ['InEurope: a', 'not InEurope: b']],
    ['!If [Both, a, b]', ['Both: a', 'not Both: b']],
    ['!If [Neither, a, b]', 'b'],
    ['!If [Looped, a, b]', ['Looped: a', 'not Looped: b']],
    ['!Sub "x-${Y}"', 'x-?undeclared'],
    ['{ "Fn::Join": ["", [a, "Fn::If": [InEurope, x, y]]] }', ['InEurope: ax', 'not InEurope: ay']],
    ['[a, !If [IsProd, b, !Ref "AWS::NoValue"]]', ['a']],
    ['{ "Fn::ToJsonString": { a: [1, !Ref Stage] } }', '{"a":[1,"dev"]}'],
    ['{ "Fn::Length": !Ref Zones }', 2],
    ['"{{resolve:secretsmanager:db:SecretString:password}}"', '?secret-store'],
    ['"{{resolve:ssm:name:1}}"', '?parameter-store'],
    ['"{{resolve:ssm-secure:name:1}}"', '?secret-store'],
    ['!Sub "postgres://{{resolve:secretsmanager:${Bucket}:SecretString:p}}@host"', 'postgres://?secret-store@host'],
    ['{ "Fn::Transform": { Name: AWS::Include, Parameters: { Location: part.yaml } } }', { Some: 'dev' }],
    ['yes', true],
    ['"yes"', 'yes'],
  ])('%s gives %j', (expression, expected) => {
    expect(said(value(expression))).toEqual(expected);
  });

  it('removes what is AWS::NoValue', () => {
    expect(value('!Ref "AWS::NoValue"')).toBeUndefined();
  });

  it('reads nothing outside the workspace', () => {
    expect(said(value('{ "Fn::Transform": { Name: AWS::Include, Parameters: { Location: ../../etc/x.yaml } } }'))).toBe('?unresolved');
  });

  it('says by which hops a value got there', () => {
    expect(value('!If [IsProd, a, !Ref Stage]')?.via.map((hop) => hop.message)).toEqual([
      'condition IsProd is false by default', 'parameter Stage, its default',
    ]);
    expect(value('!FindInMap [Sizes, !Ref Stage, Memory]')?.via.map((hop) => hop.message)).toContain('mapping Sizes');
  });

  it('names the expression of what is not known', () => {
    expect(value('!Sub "{{resolve:secretsmanager:${Bucket}:SecretString:p}}"')).toMatchObject({ kind: 'unknown', expression: '{{resolve:secretsmanager:${Bucket}:SecretString:p}}' });
    expect(value('!Ref Secret')).toMatchObject({ reason: 'parameter Secret has no default', expression: 'Secret' });
  });

  it('places parts of a text at their own columns', () => {
    const part = value('!Sub "a-${Bucket.Arn}/*"');
    const reference = part?.kind === 'text' ? part.parts.find((one) => typeof one !== 'string') : undefined;
    const whole = part?.at.span;
    expect(reference === undefined || whole === undefined ? -1 : reference.at.span.start - whole.start).toBe('!Sub "a-'.length);
    expect(reference === undefined ? -1 : reference.at.span.end - reference.at.span.start).toBe('${Bucket.Arn}'.length);
  });

  it('expands loops over known lists', () => {
    const deployment = lowered(`AWSTemplateFormatVersion: x
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Queues:
    - Name
    - [Orders, Mails]
    - Queue\${Name}: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "q-\${Name}" } }
`);
    expect(deployment.resources.map((resource) => resource.id)).toEqual(['QueueOrders', 'QueueMails']);
    expect(said(resourceProperty(deployment, 'QueueMails', 'QueueName'))).toBe('q-Mails');
  });
});

describe('parameters and presence', () => {
  const deployment = lowered(`AWSTemplateFormatVersion: x${sections}
Resources:
  Always: { Type: AWS::S3::Bucket, Condition: NotProd }
  Other: { Type: AWS::S3::Bucket, Condition: IsProd }
  Maybe: { Type: AWS::S3::Bucket, Condition: InEurope }
`);

  it('keeps what another deployment may have, and says so', () => {
    expect(deployment.resources.map((resource) => [resource.id, resource.presence])).toEqual([['Always', 'always'], ['Other', 'maybe'], ['Maybe', 'maybe']]);
  });

  it('drops what no deployment has', () => {
    const none = lowered('Conditions: { Never: !Equals [a, b] }\nResources:\n  A: { Type: AWS::S3::Bucket, Condition: Never }\n');
    expect(none.resources).toEqual([]);
  });

  it('gives parameters with defaults, choices and secrecy', () => {
    expect(deployment.parameters.map((one) => [one.name, said(one.default), one.hidden, one.allowedValues.map(said)])).toEqual([
      ['Stage', 'dev', false, ['dev', 'prod']], ['Zones', 'a, b', false, []], ['Secret', undefined, true, []], ['Image', '?parameter-store', false, []],
    ]);
  });
});

describe('hostile templates', () => {
  it('takes names like those of built-in properties for names', () => {
    const deployment = lowered(`Resources:
  __proto__: { Type: constructor, Properties: { constructor: !Ref toString, x: !Sub "\${__proto__.valueOf}" } }
  F: { Type: AWS::Serverless::Function, Properties: { Policies: [{ constructor: {} }], Events: { toString: { Type: constructor } } } }
`);
    expect(deployment.functions).toHaveLength(1);
    expect(deployment.grants).toEqual([]);
  });

  it('bounds texts that grow by substitution', () => {
    let expression = `"${'x'.repeat(5_000)}"`;
    for (let level = 0; level < 6; level++) expression = `!Sub ["\${a}\${a}\${a}\${a}\${a}\${a}\${a}\${a}", { a: ${expression} }]`;
    expect(said(value(expression))).toMatch(/^(\?limit)+$/);
  });

  it('stays linear in texts full of openings', () => {
    const started = performance.now();
    value(`!Sub "${'${'.repeat(200_000)}"`);
    value(`"${'{{resolve:ssm:'.repeat(50_000)}"`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('survives being cut anywhere', () => {
    const text = `Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: !Sub "\${A}.b"\n      Policies: [{ S3ReadPolicy: { BucketName: !If [C, a, b] } }]\n      Events: { X: { Type: Api, Properties: { Path: /x, Method: get } } }\n`;
    for (let length = 0; length <= text.length; length++) expect(() => { try { lowered(text.slice(0, length)); } catch (error) { if (!(error instanceof Error && error.message === 'not a template')) throw error; } }).not.toThrow();
  });
});
