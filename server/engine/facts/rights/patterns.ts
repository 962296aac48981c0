/**
 * ARNs of policies and of code in one form, so that they can be compared: a reference to a resource of the template becomes the resource's
 * ARN with its name, or a mark of its own where the name is made at deployment. Knows no rule and no dialect.
 */
import { arnAttributes } from '../../iam/sdk';
import { overlap } from '../../iam/overlap';
import { typeNamed } from '../../iam/resources';
import { own } from '../../text/own';
import type { Deployment, Resource } from '../../template/deployment';
import { possibilities, valueAt, type ReferenceValue, type Value } from '../../template/value';
import type { ArnPart } from '../needs/aims';
import { resourceWithId } from '../../template/resources';

/** Of CloudFormation's types: how the Service Authorization Reference calls them, and the property that holds the name. */
const kinds: Readonly<Record<string, readonly [service: string, type: string, name: string]>> = {
  'AWS::DynamoDB::Table': ['dynamodb', 'table', 'TableName'], 'AWS::DynamoDB::GlobalTable': ['dynamodb', 'table', 'TableName'], 'AWS::S3::Bucket': ['s3', 'bucket', 'BucketName'],
  'AWS::SQS::Queue': ['sqs', 'queue', 'QueueName'], 'AWS::SNS::Topic': ['sns', 'topic', 'TopicName'], 'AWS::Lambda::Function': ['lambda', 'function', 'FunctionName'],
  'AWS::SecretsManager::Secret': ['secretsmanager', 'Secret', 'Name'], 'AWS::StepFunctions::StateMachine': ['states', 'statemachine', 'StateMachineName'], 'AWS::Kinesis::Stream': ['kinesis', 'stream', 'Name'],
  'AWS::KinesisFirehose::DeliveryStream': ['firehose', 'deliverystream', 'DeliveryStreamName'], 'AWS::Events::EventBus': ['events', 'event-bus', 'Name'], 'AWS::Logs::LogGroup': ['logs', 'log-group', 'LogGroupName'],
  'AWS::IAM::Role': ['iam', 'role', 'RoleName'], 'AWS::RDS::DBCluster': ['rds', 'cluster', 'DBClusterIdentifier'], 'AWS::SSM::Parameter': ['ssm', 'parameter', 'Name'], 'AWS::KMS::Key': ['kms', 'key', ''],
  'AWS::Cognito::UserPool': ['cognito-idp', 'userpool', ''], 'AWS::Athena::WorkGroup': ['athena', 'workgroup', 'Name'],
};

/** In which one name can be said. */
const mostWays = 8;

const open = '\u0002';
const close = '\u0003';

/** Marks in it stand for resources whose names are not known yet. Several where a name can be said in several ways; `*` for a part that is not known. */
export function patternsOf(parts: readonly (ArnPart | { readonly unknown: true })[], deployment: Deployment): readonly string[] {
  let all: readonly string[] = [''];
  for (const [position, part] of parts.entries()) {
    const options = typeof part === 'string' ? [part] : 'unknown' in part ? ['*'] : referred(part, deployment, position === 0);
    // What can be said in more ways is as good as not known.
    const known = all.length * options.length > mostWays ? ['*'] : options;
    all = all.flatMap((before) => known.map((after) => joined(before, after)));
  }
  return all;
}

/** A parameter's name begins with a slash or has none, its ARN has one in either case: `parameter${Name}` is written for the first, `parameter/${Name}` for the second. */
function joined(before: string, after: string): string {
  return before.endsWith(':parameter') && after !== '' && !after.startsWith('/') ? `${before}/${after}` : before + after;
}

/** The patterns of a policy's resource; none where it is no text at all. */
export function patternsOfValue(value: Value, deployment: Deployment): readonly string[] {
  return possibilities(value).flatMap((one): readonly string[] => {
    if (one.kind === 'list') return one.items.flatMap((item) => patternsOfValue(item, deployment));
    if (one.kind === 'scalar') return [String(one.value)];
    if (one.kind === 'reference') return patternsOf([one], deployment);
    if (one.kind === 'text') return patternsOf(one.parts.map((part) => (typeof part === 'string' || part.kind === 'reference' ? part : { unknown: true as const })), deployment);
    return ['*'];
  });
}

/** The resources of the template that a pattern names. */
export function marksIn(pattern: string): readonly string[] {
  return pattern.split(open).slice(1).map((part) => part.slice(0, part.indexOf(close)));
}

/** Whether both may mean the same thing. Two resources of one template are told apart by themselves, not by what their names may look like. */
export function meet(some: readonly string[], others: readonly string[]): boolean {
  const marked = (patterns: readonly string[]): readonly string[] => patterns.filter((pattern) => pattern.includes(open));
  const [a, b] = [marked(some), marked(others)];
  const [left, right] = a.length > 0 && b.length > 0 ? [a, b] : [some, others];
  return left.some((one) => right.some((other) => overlap(one, other)));
}

function referred(reference: ReferenceValue, deployment: Deployment, first: boolean): readonly string[] {
  const resource = resourceWithId(reference.resource, deployment);
  const mark = `${open}${reference.resource}${close}`;
  if (resource === undefined) return [mark, '*'];
  const names = namesOf(resource, mark);
  const kind = own(kinds, resource.type);
  const isArn = first && (/Arn$/i.test(reference.attribute) || own(arnAttributes, resource.type) === reference.attribute);
  const type = kind === undefined || !isArn ? undefined : typeNamed(kind[0], kind[1]);
  if (type === undefined) return isArn ? [mark, `arn:*${mark}`] : names;
  const suffix = reference.attribute === 'StreamArn' ? '/stream/*' : resource.type === 'AWS::SecretsManager::Secret' ? '*' : '';
  return names.map((name) => arnWith(type.arn, name) + suffix);
}

function arnWith(pattern: string, name: string): string {
  let named = false;
  return pattern.replace(/\$\{(\w+)\}/g, (_, variable: string) => {
    if (variable === 'Partition' || variable === 'Region' || variable === 'Account' || named) return '*';
    named = true;
    return name;
  });
}

/** The mark; the name that is given, or what a name that is made at deployment looks like. */
function namesOf(resource: Resource, mark: string): readonly string[] {
  const property = own(kinds, resource.type)?.[2] ?? '';
  const given = property === '' ? undefined : valueAt(resource.properties, property);
  if (given === undefined) return [mark, `*${resource.id}*`];
  const texts = possibilities(given).flatMap((value) => (value.kind === 'scalar' ? [String(value.value)] : value.kind === 'text' ? [value.parts.map((part) => (typeof part === 'string' ? part : '*')).join('')] : ['*']));
  // The slash that a parameter's name begins with is that of its ARN.
  return [mark, ...texts.map((text) => (resource.type === 'AWS::SSM::Parameter' ? text.replace(/^\//, '') : text))];
}
