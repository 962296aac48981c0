/** Resources that only say something about another one: they are merged into it, as CloudFormation has it. */
import type { LoweredResource } from '../cloudformation/resources';
import { signatureOf } from '../cloudformation/text';
import { entryAt, itemsOf, possibilities, referencesIn, scalar, stringOf, valueAt, type MapEntry, type MapValue, type Value } from '../value';
import { withItems, withReplaced } from './lowering';
import type { WrittenResource } from './scope';
import { canned, encryption } from './shapes';
import { mapValue, shownScalar } from './values';
import { own as entryOfTable } from '../../text/own';

interface Companion {
  /** The property that names whom it is about, after lowering. */
  readonly target: string;
  /** CloudFormation's type of what it is about. */
  readonly type: string;
  /** The property that holds its name, where it is named by text. */
  readonly name?: string;
  readonly join: (properties: MapValue, own: LoweredResource) => MapValue;
}

/** The whole of its own properties, under one key. */
function under(key: string, except: string): Companion['join'] {
  return (properties, own) => withReplaced(properties, [{ key, keyAt: own.at, value: { ...own.properties, entries: own.properties.entries.filter((entry) => entry.key !== except) } }]);
}

/** One of its own entries, under the same key or another one. */
function entry(from: string, to = from): Companion['join'] {
  return (properties, own) => {
    const found = entryAt(own.properties, from);
    return found === undefined ? properties : withReplaced(properties, [{ ...found, key: to }]);
  };
}

function item(key: string, make: (own: LoweredResource) => readonly Value[]): Companion['join'] {
  return (properties, own) => withItems(properties, key, make(own), own.at);
}

const bucket = (join: Companion['join']): Companion => ({ target: 'Bucket', type: 'AWS::S3::Bucket', name: 'BucketName', join });
const role = (join: Companion['join']): Companion => ({ target: 'Role', type: 'AWS::IAM::Role', name: 'RoleName', join });
const own = (key: string) => (resource: LoweredResource): readonly Value[] => itemsOf(valueAt(resource.properties, key));

const companions: Readonly<Record<string, Companion>> = {
  aws_s3_bucket_acl: bucket((properties, one) => {
    const acl = entryAt(one.properties, 'Acl');
    return acl === undefined ? withReplaced(properties, one.properties.entries.filter((found) => found.key === 'AccessControlPolicy')) : withReplaced(properties, [{ ...acl, key: 'AccessControl', value: canned(acl.value) }]);
  }),
  aws_s3_bucket_public_access_block: bucket(under('PublicAccessBlockConfiguration', 'Bucket')),
  aws_s3_bucket_versioning: bucket(entry('VersioningConfiguration')),
  aws_s3_bucket_server_side_encryption_configuration: bucket((properties, one) => withReplaced(properties, [{ key: 'BucketEncryption', keyAt: one.at, value: encryption(valueAt(one.properties, 'Rule'), one.properties) }])),
  aws_s3_bucket_cors_configuration: bucket(under('CorsConfiguration', 'Bucket')),
  aws_s3_bucket_logging: bucket(under('LoggingConfiguration', 'Bucket')),
  aws_s3_bucket_website_configuration: bucket(under('WebsiteConfiguration', 'Bucket')),
  aws_s3_bucket_notification: bucket(under('NotificationConfiguration', 'Bucket')),
  aws_s3_bucket_lifecycle_configuration: bucket(under('LifecycleConfiguration', 'Bucket')),
  aws_s3_bucket_ownership_controls: bucket(under('OwnershipControls', 'Bucket')),
  aws_sqs_queue_redrive_policy: { target: 'QueueUrl', type: 'AWS::SQS::Queue', join: entry('RedrivePolicy') },
  aws_kms_key_policy: { target: 'KeyId', type: 'AWS::KMS::Key', join: entry('KeyPolicy') },
  aws_ecr_repository_policy: { target: 'Repository', type: 'AWS::ECR::Repository', name: 'RepositoryName', join: entry('RepositoryPolicyText') },
  aws_efs_file_system_policy: { target: 'FileSystemId', type: 'AWS::EFS::FileSystem', join: entry('FileSystemPolicy') },
  aws_elasticsearch_domain_policy: { target: 'DomainName', type: 'AWS::Elasticsearch::Domain', join: entry('AccessPolicies') },
  aws_opensearch_domain_policy: { target: 'DomainName', type: 'AWS::OpenSearchService::Domain', join: entry('AccessPolicies') },
  aws_backup_vault_policy: { target: 'BackupVaultName', type: 'AWS::Backup::BackupVault', join: entry('AccessPolicy') },
  aws_dynamodb_resource_policy: { target: 'ResourceArn', type: 'AWS::DynamoDB::Table', join: entry('ResourcePolicy') },
  aws_api_gateway_rest_api_policy: { target: 'RestApiId', type: 'AWS::ApiGateway::RestApi', join: entry('Policy') },
  aws_api_gateway_method_settings: { target: 'StageName', type: 'AWS::ApiGateway::Stage', name: 'StageName', join: item('MethodSettings', own('Settings')) },
  aws_cloudwatch_event_target: { target: 'Rule', type: 'AWS::Events::Rule', name: 'Name', join: item('Targets', (one) => [one.properties]) },
  aws_lb_target_group_attachment: { target: 'TargetGroupArn', type: 'AWS::ElasticLoadBalancingV2::TargetGroup', join: item('Targets', targetIds) },
  aws_alb_target_group_attachment: { target: 'TargetGroupArn', type: 'AWS::ElasticLoadBalancingV2::TargetGroup', join: item('Targets', targetIds) },
  aws_secretsmanager_secret_version: { target: 'SecretId', type: 'AWS::SecretsManager::Secret', join: entry('SecretString') },
  aws_iam_role_policy_attachment: role(item('ManagedPolicyArns', own('PolicyArn'))),
  aws_iam_user_policy_attachment: { target: 'User', type: 'AWS::IAM::User', name: 'UserName', join: item('ManagedPolicyArns', own('PolicyArn')) },
  aws_iam_group_policy_attachment: { target: 'Group', type: 'AWS::IAM::Group', name: 'GroupName', join: item('ManagedPolicyArns', own('PolicyArn')) },
  aws_security_group_rule: { target: 'SecurityGroupId', type: 'AWS::EC2::SecurityGroup', join: (properties, one) => item(stringOf(valueAt(one.properties, 'Type')) === 'egress' ? 'SecurityGroupEgress' : 'SecurityGroupIngress', () => [one.properties])(properties, one) },
};

export function isCompanion(type: string): boolean {
  return Object.hasOwn(companions, type) || type === attachmentToMany || type === integration;
}

const attachmentToMany = 'aws_iam_policy_attachment';
const integration = 'aws_api_gateway_integration';

/** `written` and `lowered` say which Terraform type each resource has, by id. */
export function joinCompanions(written: readonly Pick<WrittenResource, 'id' | 'type'>[], lowered: readonly LoweredResource[]): readonly LoweredResource[] {
  const typeOf = new Map(written.map(({ id, type }) => [id, type]));
  const result = new Map<string, LoweredResource>();
  const joining: { readonly one: LoweredResource; readonly type: string }[] = [];
  for (const one of lowered) {
    const type = typeOf.get(one.id) ?? '';
    if (isCompanion(type)) joining.push({ one, type });
    else result.set(one.id, one);
  }
  for (const { one, type } of joining) {
    if (type === attachmentToMany) attachToMany(one, result);
    else if (type === integration) joinIntegration(one, result);
    else joinOne(one, entryOfTable(companions, type), result);
  }
  return [...result.values()];
}

function joinOne(one: LoweredResource, companion: Companion | undefined, result: Map<string, LoweredResource>): void {
  if (companion === undefined) return;
  const value = valueAt(one.properties, companion.target);
  const target = targetOf(value, companion.type, companion.name, result);
  if (target !== undefined) {
    result.set(target.id, { ...target, properties: companion.join(target.properties, one) });
    return;
  }
  // What it is about stands elsewhere: of that only this much is known.
  const name: readonly MapEntry[] = value === undefined || companion.name === undefined ? [] : [{ key: companion.name, keyAt: one.at, value }];
  const properties = companion.join({ ...mapValue(name, one.properties.at), open: true }, one);
  result.set(one.id, { ...one, type: companion.type, declaredType: companion.type, implicit: true, properties });
}

function targetOf(value: Value | undefined, type: string, name: string | undefined, all: ReadonlyMap<string, LoweredResource>): LoweredResource | undefined {
  if (value === undefined) return undefined;
  for (const reference of referencesIn(value)) {
    const found = all.get(reference.resource);
    if (found?.type === type) return found;
  }
  // By the text of its name, or by the expression that gives both the same one.
  if (name === undefined) return undefined;
  const text = shownScalar(value);
  const expression = signatureOf(value) ?? '';
  if (text === undefined && (expression === '' || /\b(?:each|count|self)\./.test(expression))) return undefined;
  return [...all.values()].find((one) => {
    const own = valueAt(one.properties, name);
    return one.type === type && (text === undefined ? one.implicit !== true && signatureOf(own) === expression : stringOf(own) === text);
  });
}

function targetIds(one: LoweredResource): readonly Value[] {
  const id = entryAt(one.properties, 'TargetId');
  return id === undefined ? [] : [mapValue([{ ...id, key: 'Id' }], one.properties.at)];
}

function attachToMany(one: LoweredResource, result: Map<string, LoweredResource>): void {
  const policy = itemsOf(valueAt(one.properties, 'PolicyArn'));
  const kinds = [['Roles', 'AWS::IAM::Role', 'RoleName'], ['Users', 'AWS::IAM::User', 'UserName'], ['Groups', 'AWS::IAM::Group', 'GroupName']] as const;
  let attached = false;
  for (const [key, type, name] of kinds) {
    for (const value of itemsOf(valueAt(one.properties, key)).flatMap(possibilities)) {
      const target = targetOf(value, type, name, result);
      if (target === undefined) continue;
      attached = true;
      result.set(target.id, { ...target, properties: withItems(target.properties, 'ManagedPolicyArns', policy, one.at) });
    }
  }
  if (!attached) result.set(one.id, { ...one, type: 'AWS::IAM::Group', declaredType: 'AWS::IAM::Group', implicit: true, properties: { ...withItems(mapValue([], one.properties.at), 'ManagedPolicyArns', policy, one.at), open: true } });
}

/** An integration belongs to the method of the same resource and verb. */
function joinIntegration(one: LoweredResource, result: Map<string, LoweredResource>): void {
  const key = routeKey(one);
  const method = key === undefined ? undefined : [...result.values()].find((other) => other.type === 'AWS::ApiGateway::Method' && routeKey(other) === key);
  const byReference = referencesIn(valueAt(one.properties, 'HttpMethod') ?? scalar('', one.at)).map((reference) => result.get(reference.resource)).find((found) => found?.type === 'AWS::ApiGateway::Method');
  const target = method ?? byReference;
  if (target === undefined) result.set(one.id, one);
  else result.set(target.id, { ...target, properties: withReplaced(target.properties, [{ key: 'Integration', keyAt: one.at, value: one.properties }]) });
}

function routeKey({ properties }: LoweredResource): string | undefined {
  const verb = shownScalar(valueAt(properties, 'HttpMethod'));
  const resource = valueAt(properties, 'ResourceId');
  const [reference] = resource === undefined ? [] : referencesIn(resource);
  return verb === undefined || reference === undefined ? undefined : `${reference.resource} ${reference.attribute} ${verb}`;
}
