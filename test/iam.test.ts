/** IAM patterns, what actions do, and how far resources reach. */
import { describe, expect, test } from 'vitest';
import { actionsMatching, isEveryAction, isWholeService, matches } from '../server/engine/iam/actions';
import { isAnyResource, isEveryResource, unknownPart } from '../server/engine/iam/arn';
import { managedPolicy } from '../server/engine/iam/managed';
import { overlap } from '../server/engine/iam/overlap';

describe('action patterns', () => {
  test.each([
    ['s3:Get*', 's3:GetObject', true],
    ['S3:getobject', 's3:GetObject', true],
    ['s3:*Object', 's3:DeleteObject', true],
    ['s3:*Object', 's3:DeleteObjects', false],
    ['s3:?etObject', 's3:GetObject', true],
    ['s3:G*t*ct', 's3:GetObject', true],
    ['s3:Get', 's3:GetObject', false],
    ['*', 'sqs:SendMessage', true],
    ['', '', true],
    ['?', '', false],
  ])('%s and %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test('a hostile pattern costs no time', () => {
    expect(matches('*a'.repeat(200), 'a'.repeat(5000) + 'b')).toBe(false);
  });

  test('everything, and everything of a service', () => {
    expect(['*', '*:*', '**'].every(isEveryAction)).toBe(true);
    expect(isEveryAction('s3:*')).toBe(false);
    expect(isWholeService('s3:*')).toBe(true);
    expect(isWholeService('s3:Get*')).toBe(false);
  });
});

describe('the table of actions', () => {
  test('says what an action does and whether it can be limited to resources', () => {
    expect(actionsMatching('sqs:SendMessage')).toEqual([{ name: 'sqs:SendMessage', access: 'write', scoped: true }]);
    expect(actionsMatching('dynamodb:getitem')).toEqual([{ name: 'dynamodb:GetItem', access: 'read', scoped: true }]);
    expect(actionsMatching('s3:PutBucketPolicy')).toEqual([{ name: 's3:PutBucketPolicy', access: 'permissions', scoped: true }]);
    expect(actionsMatching('s3:GetObject')?.[0]?.scoped).toBe(true);
    for (const action of ['xray:PutTraceSegments', 's3:ListAllMyBuckets', 'cloudwatch:PutMetricData', 'translate:TranslateText']) expect(actionsMatching(action)?.[0]?.scoped, action).toBe(false);
  });

  test('a pattern gives all it allows; a misspelt action nothing; a service that is not in it is not known', () => {
    expect(actionsMatching('dynamodb:*Item')?.map((action) => action.name)).toContain('dynamodb:PutItem');
    expect(actionsMatching('sqs:SentMessage')).toEqual([]);
    expect(actionsMatching('constructor:Get')).toBeUndefined();
    expect(actionsMatching('nosuchservice:*')).toBeUndefined();
  });
});

describe('resources', () => {
  test.each(['*', 'arn:aws:s3:::*', 'arn:aws:s3:::*/*', 'arn:aws:dynamodb:eu-west-1:*:table/*', `arn:${unknownPart}:dynamodb:${unknownPart}:${unknownPart}:table/*`, 'arn:aws:lambda:*:*:function:*', 'arn:aws:logs:*:*:*', 'arn:aws:dynamodb:*:*:table/*/index/*'])('%s is everything of its kind', (resource) => {
    expect(isEveryResource(resource)).toBe(true);
  });

  test.each(['arn:aws:s3:::uploads/*', 'arn:aws:s3:::*/public/*', `arn:aws:s3:::${unknownPart}/*`, 'arn:aws:dynamodb:eu-west-1:1:table/orders-*', 'arn:aws:execute-api:eu-west-1:1:abc123/*', `${unknownPart}/*`, unknownPart, 'orders', ''])('%s is narrower, or not known', (resource) => {
    expect(isEveryResource(resource)).toBe(false);
  });

  test('only a star is everything of every kind', () => {
    expect(isAnyResource('*')).toBe(true);
    expect(isAnyResource('arn:aws:logs:*:*:*')).toBe(false);
  });
});

describe('patterns that meet', () => {
  test.each([
    ['arn:aws:s3:::files/*', 'arn:*:s3:::files/in/*', true],
    ['arn:aws:dynamodb:*:*:table/orders', 'arn:aws:dynamodb:eu-west-1:1:table/*', true],
    ['arn:aws:dynamodb:*:*:table/orders', 'arn:aws:dynamodb:*:*:table/users', false],
    ['a*c', '*b*', true],
    ['a?c', 'abc', true],
    ['abc', 'ab', false],
    ['ab*', 'ab', true],
    ['', '*', true],
  ])('%s and %s', (one, other, expected) => {
    expect(overlap(one, other)).toBe(expected);
    expect(overlap(other, one)).toBe(expected);
  });
});

describe('ready-made policies', () => {
  test('say what they allow', () => {
    expect(managedPolicy('AWSLambdaBasicExecutionRole')).toEqual([{ effect: 'Allow', actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], except: false, resources: ['*'], narrowed: false }]);
    expect(managedPolicy('arn:aws:iam::aws:policy/AdministratorAccess')?.[0]?.actions).toEqual(['*']);
    expect(managedPolicy('PowerUserAccess')?.some(({ except }) => except)).toBe(true);
    expect(managedPolicy('arn:aws:iam::123456789012:policy/Own')).toBeUndefined();
  });
});
