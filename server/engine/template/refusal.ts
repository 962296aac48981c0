/** The statement by which a store refuses what comes unencrypted. Knows no dialect. */
import type { Location } from '../text/span';
import type { Plain } from './deployment';
import type { ReferenceValue } from './value';
import { own } from '../text/own';

/** Actions and what the statement names beside the store itself. Sources: Amazon S3, SQS and SNS, chapters on security best practices. */
const refusals: Readonly<Record<string, { readonly action: string; readonly arn: string; readonly inside?: boolean }>> = {
  'AWS::S3::Bucket': { action: 's3:*', arn: 'Arn', inside: true },
  'AWS::SQS::Queue': { action: 'sqs:*', arn: 'Arn' },
  'AWS::SNS::Topic': { action: 'sns:Publish', arn: 'Ref' },
};

export interface Refusal {
  readonly [key: string]: Plain;
  readonly Sid: string;
  readonly Action: string;
  readonly Resource: readonly Plain[] | ReferenceValue;
}

/** Undefined for what has no such policy. `given`: its ARNs where they are known as texts. */
export function refusalOf(type: string, resource: string, at: Location, given?: readonly string[]): Refusal | undefined {
  const known = own(refusals, type);
  if (known === undefined) return undefined;
  const arn: ReferenceValue = { kind: 'reference', resource, attribute: known.arn, at, via: [] };
  return {
    Sid: 'RefuseCleartext', Effect: 'Deny', Principal: '*', Action: known.action,
    Resource: given ?? (known.inside === true ? [arn, `\${${resource}.Arn}/*`] : arn),
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
