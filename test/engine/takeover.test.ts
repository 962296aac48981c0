/** What somebody who has taken a function over could do, in words. */
import { describe, expect, it } from 'vitest';
import { takeoverInWords, takeoverOf } from '../../server/engine';
import { analyse } from '../support/analyse';

function words(policies: string): readonly string[] {
  const { facts } = analyse({ 'template.yaml': `Transform: AWS::Serverless-2016-10-31\nResources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n  Create:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: create.handler\n      Policies:\n${policies}` });
  const [handler] = facts.handlers;
  if (handler === undefined) throw new Error('no function');
  return takeoverInWords(takeoverOf(handler, facts));
}

describe('taking a function over', () => {
  it('reaches what the role names', () => {
    expect(words("        - DynamoDBReadPolicy:\n            TableName: !Ref Orders\n        - AWSLambdaBasicExecutionRole\n")).toEqual(['DynamoDB: read `Orders`']);
    expect(words("        - Statement:\n            - { Effect: Allow, Action: 's3:*', Resource: '*' }\n")[0]).toBe('S3: read, change, open to others everything');
    expect(words('        - AWSLambdaBasicExecutionRole\n')).toEqual(['Nothing but its own log']);
  });

  it('tells of known ways to more rights', () => {
    const lines = words("        - Statement:\n            - { Effect: Allow, Action: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' }\n");
    expect(lines).toContain('More rights: make a function that runs with a stronger role (`iam:PassRole`, `lambda:CreateFunction`, `lambda:InvokeFunction`), where there is one');
    expect(words("        - Statement:\n            - { Effect: Allow, Action: 'iam:AttachRolePolicy', Resource: '*' }\n            - { Effect: Deny, Action: 'iam:*', Resource: '*' }\n").filter((line) => line.startsWith('More'))).toEqual([]);
  });

  it('stays within the boundary of the role', () => {
    expect(words("        - Statement:\n            - { Effect: Allow, Action: '*', Resource: '*' }\n      PermissionsBoundary: arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess\n")).toEqual(['SQS: read everything']);
  });

  it('says what is not known', () => {
    expect(words('        - arn:aws:iam::123456789012:policy/own\n')).toEqual(['Not all is known: what the policy `arn:aws:iam::123456789012:policy/own` allows is not known']);
  });
});
