/** Resources that CloudFormation builds up differently: one Terraform resource becomes another shape, or several. */
import type { LoweredResource } from '../cloudformation/resources';
import { entryAt, itemsOf, possibilities, scalar, stringOf, valueAt, booleanOf, type MapEntry, type MapValue, type Value } from '../value';
import { withReplaced, wrapped } from './lowering';
import { eachOption, mapValue } from './values';
import { cannedAcls } from './vocabulary';
import { own } from '../../text/own';

type Shape = (resource: LoweredResource) => readonly LoweredResource[];

const bucketPolicy = 'AWS::S3::BucketPolicy';
const queuePolicy = 'AWS::SQS::QueuePolicy';
const topicPolicy = 'AWS::SNS::TopicPolicy';
const permission = 'AWS::Lambda::Permission';

const shapes: Readonly<Record<string, Shape>> = {
  aws_lambda_function: (resource) => [withProperties(resource, codeOf(resource.properties))],
  aws_lambda_function_url: (resource) => [resource, ...urlPermission(resource)],
  aws_s3_bucket: (resource) => separated(withProperties(resource, bucketOf(resource.properties)), 'Policy', bucketPolicy, 'Bucket'),
  aws_sqs_queue: (resource) => separated(resource, 'Policy', queuePolicy, 'Queues'),
  aws_sns_topic: (resource) => separated(resource, 'Policy', topicPolicy, 'Topics'),
  aws_kinesis_stream: (resource) => [gathered(resource, 'StreamEncryption', { EncryptionType: 'EncryptionType', KmsKeyId: 'KeyId' })],
  aws_kinesis_firehose_delivery_stream: (resource) => [withProperties(resource, encryptedWhereAsked(resource.properties))],
  aws_lb: (resource) => [withProperties(resource, schemeOf(resource.properties))],
  aws_alb: (resource) => [withProperties(resource, schemeOf(resource.properties))],
  aws_elb: (resource) => [withProperties(resource, schemeOf(resource.properties))],
  aws_instance: (resource) => [withProperties(resource, devicesOf(resource.properties))],
  aws_launch_configuration: (resource) => [withProperties(resource, devicesOf(resource.properties))],
  aws_launch_template: (resource) => [withProperties(resource, mapValue([{ key: 'LaunchTemplateData', keyAt: resource.at, value: resource.properties }], resource.properties.at))],
  aws_cloudfront_distribution: (resource) => [withProperties(resource, mapValue([{ key: 'DistributionConfig', keyAt: resource.at, value: resource.properties }], resource.properties.at))],
  aws_iot_topic_rule: (resource) => [withProperties(resource, actionsOf(resource.properties, ['TopicRulePayload'], { Lambda: 'Lambda', Sns: 'Sns', Sqs: 'Sqs', Kinesis: 'Kinesis', S3: 'S3', Dynamodb: 'DynamoDB' }))],
  aws_ses_receipt_rule: (resource) => [withProperties(resource, actionsOf(resource.properties, ['Rule'], { LambdaAction: 'LambdaAction', S3Action: 'S3Action', SnsAction: 'SNSAction' }))],
};

export function reshaped(resource: LoweredResource, type: string): readonly LoweredResource[] {
  const shape = own(shapes, type);
  return shape === undefined ? [resource] : shape(resource);
}

/** The block alone encrypts nothing: its switch is off unless it is set. Source: the AWS provider's aws_kinesis_firehose_delivery_stream. */
function encryptedWhereAsked(properties: MapValue): MapValue {
  const key = 'DeliveryStreamEncryptionConfigurationInput';
  const block = valueAt(properties, key);
  if (block?.kind !== 'map' || block.open === true || entryAt(block, 'Enabled') !== undefined) return properties;
  return withReplaced(properties, [{ key, keyAt: block.at, value: withReplaced(block, [{ key: 'Enabled', keyAt: block.at, value: scalar(false, block.at) }]) }]);
}

function withProperties(resource: LoweredResource, properties: MapValue): LoweredResource {
  return { ...resource, properties };
}

/** A policy inside the resource that it guards, as the policy resource that CloudFormation has for it. */
function separated(resource: LoweredResource, key: string, type: string, target: string): readonly LoweredResource[] {
  const entry = entryAt(resource.properties, key);
  if (entry === undefined) return [resource];
  const own: Value = { kind: 'reference', resource: resource.id, attribute: 'Ref', at: resource.at, via: [] };
  const policy: LoweredResource = {
    ...resource, id: `${resource.id}.policy`, type, declaredType: type, implicit: true,
    properties: mapValue([{ key: target, keyAt: entry.keyAt, value: own }, { ...entry, key: 'PolicyDocument' }], entry.value.at),
  };
  return [withProperties(resource, { ...resource.properties, entries: resource.properties.entries.filter((one) => one !== entry) }), policy];
}

/** Entries moved into a map of their own, under other names. */
function gathered(resource: LoweredResource, key: string, names: Readonly<Record<string, string>>): LoweredResource {
  const { properties } = resource;
  const moved = properties.entries.filter((entry) => names[entry.key] !== undefined);
  const [first] = moved;
  if (first === undefined) return resource;
  const inner = mapValue(moved.map((entry) => ({ ...entry, key: names[entry.key] ?? entry.key })), first.value.at);
  // The block has no place of its own here: what it lacks, the resource lacks.
  return withProperties(resource, { ...properties, entries: [...properties.entries.filter((entry) => !moved.includes(entry)), { key, keyAt: resource.at, value: inner }] });
}

function codeOf(properties: MapValue): MapValue {
  const code = properties.entries.filter((entry) => ['S3Bucket', 'S3Key', 'S3ObjectVersion', 'ImageUri'].includes(entry.key));
  const rest = properties.entries.filter((entry) => !code.includes(entry) && !['Filename', 'SourceCodeHash'].includes(entry.key));
  const [first] = code;
  return { ...properties, entries: first === undefined ? rest : [...rest, { key: 'Code', keyAt: first.keyAt, value: mapValue(code, first.value.at) }] };
}

/**
 * The provider itself lets everyone call a URL that asks nobody who they are: its resource adds the permission on creation
 * (terraform-provider-aws, internal/service/lambda/function_url.go).
 */
function urlPermission(resource: LoweredResource): readonly LoweredResource[] {
  const auth = entryAt(resource.properties, 'AuthType');
  const target = entryAt(resource.properties, 'TargetFunctionArn');
  if (auth === undefined || target === undefined || !possibilities(auth.value).some((value) => stringOf(value) === 'NONE')) return [];
  const at = auth.value.at;
  const entry = (key: string, value: Value): MapEntry => ({ key, keyAt: auth.keyAt, value });
  return [{
    ...resource, id: `${resource.id}.permission`, type: permission, declaredType: permission, implicit: true,
    properties: mapValue([entry('FunctionName', target.value), entry('Action', scalar('lambda:InvokeFunctionUrl', at)), entry('Principal', scalar('*', at)), entry('FunctionUrlAuthType', scalar('NONE', at))], at),
  }];
}

function schemeOf(properties: MapValue): MapValue {
  const entry = entryAt(properties, 'Internal');
  if (entry === undefined) return properties;
  const scheme = eachOption(entry.value, (value) => (booleanOf(value) === undefined ? value : { ...scalar(booleanOf(value) === true ? 'internal' : 'internet-facing', value.at), via: value.via }));
  return withReplaced(properties, [{ ...entry, key: 'Scheme', value: scheme }]);
}

/** The disks of a machine, each of which says about itself what CloudFormation has one level further in. */
function devicesOf(properties: MapValue): MapValue {
  const disks = properties.entries.filter((entry) => entry.key === 'EbsBlockDevice' || entry.key === 'RootBlockDevice');
  const [first] = disks;
  if (first === undefined) return properties;
  const items = disks.flatMap((entry) => itemsOf(entry.value).map((value) => (value.kind === 'map' ? mapValue([{ key: 'Ebs', keyAt: entry.keyAt, value }], value.at) : value)));
  return { ...properties, entries: [...properties.entries.filter((entry) => !disks.includes(entry)), { key: 'BlockDeviceMappings', keyAt: first.keyAt, value: { kind: 'list', at: first.value.at, via: [], items } }] };
}

function actionsOf(properties: MapValue, path: readonly string[], names: Readonly<Record<string, string>>): MapValue {
  const actions = properties.entries.filter((entry) => names[entry.key] !== undefined);
  const items = actions.flatMap((entry) => itemsOf(entry.value).map((value) => mapValue([{ ...entry, key: names[entry.key] ?? entry.key, value }], value.at)));
  const inner = wrapped(path, { key: 'Actions', keyAt: properties.at, value: { kind: 'list', at: properties.at, via: [], items } });
  return { ...properties, entries: [...properties.entries.filter((entry) => !actions.includes(entry)), inner] };
}

/** What a bucket says of itself, as before version 4 of the provider. */
function bucketOf(properties: MapValue): MapValue {
  const entries = properties.entries.map((entry): MapEntry => {
    switch (entry.key) {
      case 'AccessControl': return { ...entry, value: canned(entry.value) };
      case 'Versioning': return { ...entry, key: 'VersioningConfiguration', value: eachOption(entry.value, versioning) };
      case 'ServerSideEncryptionConfiguration': return { ...entry, key: 'BucketEncryption', value: eachOption(entry.value, (one) => encryption(valueAt(one, 'Rule'), one)) };
      case 'CorsRules': return wrapped(['CorsConfiguration'], entry);
      case 'Grants': return wrapped(['AccessControlPolicy'], { ...entry, value: grantsOfOld(entry.value) });
      default: return entry;
    }
  });
  return { ...properties, entries };
}

/** Grants of a bucket's ACL as its own resource has them since version 4 of the provider. */
function grantsOfOld(list: Value): Value {
  if (list.kind !== 'list') return list;
  const items = list.items.map((item) => eachOption(item, (one) => {
    if (one.kind !== 'map') return one;
    const permissions = entryAt(one, 'Permissions');
    return mapValue([{ key: 'Grantee', keyAt: one.at, value: one }, ...(permissions === undefined ? [] : [{ ...permissions, key: 'Permission' }])], one.at);
  }));
  return { ...list, items };
}

export function canned(value: Value): Value {
  return eachOption(value, (one) => {
    const acl = cannedAcls[stringOf(one) ?? ''];
    return acl === undefined ? one : { ...scalar(acl, one.at), via: one.via };
  });
}

function versioning(block: Value): Value {
  const enabled = entryAt(block, 'Enabled');
  const flag = booleanOf(enabled?.value);
  if (enabled === undefined || block.kind !== 'map') return block;
  return mapValue([{ key: 'Status', keyAt: enabled.keyAt, value: flag === undefined ? enabled.value : { ...scalar(flag ? 'Enabled' : 'Suspended', enabled.value.at), via: enabled.value.via } }], block.at);
}

export function encryption(rules: Value | undefined, block: Value): Value {
  if (rules === undefined) return block;
  return mapValue([{ key: 'ServerSideEncryptionConfiguration', keyAt: block.at, value: { kind: 'list', at: rules.at, via: [], items: itemsOf(rules) } }], block.at);
}
