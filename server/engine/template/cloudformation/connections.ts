/** Triggers that plain resources give to functions: mappings, notifications, rules, subscriptions, permissions. Knows no HTTP routes. */
import type { Exposure, Grant, Trigger } from '../deployment';
import { entryAt, itemsOf, referencesIn, stringOf, valueAt, type Value } from '../value';
import type { Callees } from './callees';
import type { LoweredResource } from './resources';
import { graphqlAccess, ruleTrigger, scheduleTrigger, sourceTrigger, type Found } from './triggers';
import { textAt } from './values';
import { look, sam, type as types } from './vocabulary';

type Kind = Parameters<typeof sourceTrigger>[0];

/** Triggers from all resources but routes; those of permissions only where nothing else of that kind was found. */
export function connectionsOf(resources: readonly LoweredResource[], callees: Callees): readonly Found[] {
  const found: Found[] = [];
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  for (const resource of resources) {
    for (const [target, trigger] of triggersOf(resource, byId)) {
      for (const id of callees.in(target)) found.push({ function: id, trigger });
    }
  }
  return found;
}

type Connection = readonly [target: Value | undefined, trigger: Trigger];

function triggersOf(resource: LoweredResource, byId: ReadonlyMap<string, LoweredResource>): readonly Connection[] {
  const { at, properties, id } = resource;
  const property = (...path: readonly string[]): Value | undefined => valueAt(properties, ...path);
  const self: Value = { kind: 'reference', resource: id, attribute: 'Ref', at, via: [] };
  if (resource.type === types.customResource || resource.type.startsWith('Custom::')) return [[property('ServiceToken'), sourceTrigger('custom-resource', at, self)]];
  switch (resource.type) {
    case types.eventSourceMapping: {
      const source = property('EventSourceArn') ?? property('SelfManagedEventSource');
      return [[property('FunctionName'), sourceTrigger(mappingKind(resource, byId), at, source, { properties })]];
    }
    case types.bucket: {
      const notifications = itemsOf(property('NotificationConfiguration', 'LambdaConfigurations'));
      return notifications.map((one) => [valueAt(one, 'Function'), sourceTrigger('bucket', one.at, self)]);
    }
    case types.topic:
      return itemsOf(property('Subscription')).map((one) => [valueAt(one, 'Endpoint'), sourceTrigger('topic', one.at, self)]);
    case types.subscription:
      return textAt(properties, 'Protocol')?.toLowerCase() === 'lambda' ? [[property('Endpoint'), sourceTrigger('topic', at, property('TopicArn'))]] : [];
    case types.rule: {
      const expression = property('ScheduleExpression');
      const trigger = expression === undefined ? ruleTrigger(at, property('EventPattern'), id, properties) : scheduleTrigger(at, expression, properties);
      return itemsOf(property('Targets')).map((target) => [valueAt(target, 'Arn'), trigger]);
    }
    case types.schedule:
      return [[property('Target', 'Arn'), scheduleTrigger(at, property('ScheduleExpression'), properties)]];
    case types.userPool: {
      const hooks = property('LambdaConfig');
      return hooks?.kind === 'map' ? hooks.entries.map((entry) => [entry.value, sourceTrigger('cognito', entry.keyAt, self)]) : [];
    }
    case types.logSubscription:
      return [[property('DestinationArn'), sourceTrigger('logs', at, property('LogGroupName'))]];
    case types.topicRule:
      return itemsOf(property('TopicRulePayload', 'Actions')).map((action) => [valueAt(action, 'Lambda', 'FunctionArn'), sourceTrigger('iot', at, self)]);
    case types.receiptRule:
      return itemsOf(property('Rule', 'Actions')).map((action) => [valueAt(action, 'LambdaAction', 'FunctionArn'), sourceTrigger('email', at, undefined, { name: textAt(property('Rule'), 'Name') ?? id })]);
    case types.stateMachine:
      return [property('DefinitionString'), property('Definition'), property('DefinitionSubstitutions')].flatMap((part) => (part === undefined ? [] : referencesIn(part).map((reference): Connection => [reference, sourceTrigger('state-machine', at, self)])));
    case types.graphqlDataSource:
      return [[property('LambdaConfig', 'LambdaFunctionArn'), sourceTrigger('graphql', at, property('ApiId'), graphqlExposure(property('ApiId'), byId))]];
    case types.graphqlApi:
      return [[property('LambdaAuthorizerConfig', 'AuthorizerUri'), sourceTrigger('authorizer', at, self)], ...samSources(property('DataSources', 'Lambda'), self, byId)];
    case types.targetGroup:
      return itemsOf(property('Targets')).map((target) => [valueAt(target, 'Id'), sourceTrigger('load-balancer', at, self, balancerExposure(byId))]);
    case types.distribution: {
      const behaviours = [property('DistributionConfig', 'DefaultCacheBehavior'), ...itemsOf(property('DistributionConfig', 'CacheBehaviors'))];
      return behaviours.flatMap((behaviour) => itemsOf(valueAt(behaviour, 'LambdaFunctionAssociations'))).map((one) => [valueAt(one, 'LambdaFunctionARN'), sourceTrigger('edge', one.at, self)]);
    }
    case types.restAuthorizer:
    case types.httpAuthorizer:
      return [[property('AuthorizerUri'), sourceTrigger('authorizer', at, property('RestApiId') ?? property('ApiId') ?? self)]];
    case types.restApi:
    case types.httpApi: {
      if (resource.declaredType !== sam.api && resource.declaredType !== sam.httpApi) return [];
      const authorizers = property('Auth', 'Authorizers');
      return authorizers?.kind === 'map' ? authorizers.entries.map((entry) => [valueAt(entry.value, 'FunctionArn'), sourceTrigger('authorizer', entry.keyAt, self)]) : [];
    }
    default:
      return resource.type === 'AWS::SecretsManager::RotationSchedule' ? [[property('RotationLambdaARN'), sourceTrigger('invoke', at, property('SecretId'), { name: `the rotation ${id}`, because: 'Secrets Manager calls it and waits' })]] : [];
  }
}

/** What a mapping reads from: by the source's type or ARN, else by settings that only one kind has. */
function mappingKind(resource: LoweredResource, byId: ReadonlyMap<string, LoweredResource>): Kind {
  const { properties } = resource;
  const source = valueAt(properties, 'EventSourceArn');
  const [reference] = source === undefined ? [] : referencesIn(source);
  const type = reference === undefined ? undefined : byId.get(reference.resource)?.type;
  const service = (type ?? (source?.kind === 'text' ? source.parts.filter((part) => typeof part === 'string').join('*') : stringOf(source)) ?? '').toLowerCase();
  if (/sqs/.test(service)) return 'queue';
  if (/dynamodb/.test(service) || reference?.attribute === 'StreamArn') return 'table-stream';
  if (/kinesis|docdb/.test(service)) return 'stream';
  if (/msk|kafka/.test(service) || entryAt(properties, 'SelfManagedEventSource') !== undefined || entryAt(properties, 'Topics') !== undefined) return 'kafka';
  if (/amazonmq|:mq:/.test(service) || entryAt(properties, 'Queues') !== undefined) return 'mq';
  if (entryAt(properties, 'StartingPosition') !== undefined) return 'stream';
  return 'queue';
}

/** Functions that SAM's API has as sources of data. */
function samSources(sources: Value | undefined, api: Value, byId: ReadonlyMap<string, LoweredResource>): readonly Connection[] {
  return sources?.kind === 'map' ? sources.entries.map((entry): Connection => [valueAt(entry.value, 'FunctionArn'), sourceTrigger('graphql', entry.keyAt, api, graphqlExposure(api, byId))]) : [];
}

function graphqlExposure(api: Value | undefined, byId: ReadonlyMap<string, LoweredResource>): { readonly exposure?: Exposure; readonly because?: string } {
  const [reference] = api === undefined ? [] : referencesIn(api);
  const resource = reference === undefined ? undefined : byId.get(reference.resource);
  return graphqlAccess(textAt(resource?.properties, 'AuthenticationType') ?? textAt(resource?.properties, 'Auth', 'Type'));
}

function balancerExposure(byId: ReadonlyMap<string, LoweredResource>): { readonly exposure?: Exposure; readonly because?: string } {
  const balancers = [...byId.values()].filter((resource) => resource.type === 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  if (balancers.length === 0) return {};
  if (balancers.every((balancer) => textAt(balancer.properties, 'Scheme') === 'internal')) return { exposure: 'account', because: 'its load balancer is internal' };
  const listeners = [...byId.values()].filter((resource) => resource.type.startsWith('AWS::ElasticLoadBalancingV2::Listener'));
  const actions = listeners.flatMap((listener) => [...itemsOf(valueAt(listener.properties, 'DefaultActions')), ...itemsOf(valueAt(listener.properties, 'Actions'))]);
  if (actions.some((action) => (textAt(action, 'Type') ?? '').startsWith('authenticate-'))) return { exposure: 'authenticated', because: 'its load balancer asks for a login' };
  return { exposure: 'anonymous', because: 'its load balancer asks nobody who they are' };
}

/** Services that may call by a permission, and the kind of trigger they then are. */
const callers: Readonly<Record<string, Kind>> = {
  s3: 'bucket', sns: 'topic', events: 'event', scheduler: 'schedule', logs: 'logs', iot: 'iot', ses: 'email', 'cognito-idp': 'cognito', 'cognito-sync': 'cognito', states: 'state-machine', elasticloadbalancing: 'load-balancer',
};

/** What a permission alone tells of who calls: for functions without another trigger of that kind. */
export function permissionTriggers(resources: readonly LoweredResource[], callees: Callees, known: readonly Found[]): readonly Found[] {
  const found: Found[] = [];
  const kinds = new Set(known.map((one) => `${one.function} ${one.trigger.kind}`));
  for (const resource of resources) {
    if (resource.type !== types.permission || resource.implicit === true) continue;
    const principal = valueAt(resource.properties, 'Principal');
    const text = stringOf(principal);
    const actions = itemsOf(valueAt(resource.properties, 'Action')).map(stringOf);
    if (principal === undefined || actions.includes('lambda:InvokeFunctionUrl')) continue;
    const service = /^([\w.-]+?)(?:\.[a-z0-9-]+)?\.amazonaws\.com/.exec(text ?? '')?.[1];
    for (const id of callees.in(valueAt(resource.properties, 'FunctionName'))) {
      const source = valueAt(resource.properties, 'SourceArn');
      if (text === '*') {
        const limited = ['SourceArn', 'SourceAccount', 'PrincipalOrgID', 'FunctionUrlAuthType'].some((key) => entryAt(resource.properties, key) !== undefined);
        if (!limited) found.push({ function: id, trigger: sourceTrigger('invoke', resource.at, undefined, { name: 'anyone', exposure: 'anonymous', because: 'its permission is for everyone' }) });
      } else if (service === undefined) found.push({ function: id, trigger: sourceTrigger('invoke', resource.at, principal, { exposure: 'account', because: 'its permission is for named accounts' }) });
      else {
        const kind = look(callers, service);
        if (kind === undefined || kinds.has(`${id} ${kind}`) || (kind === 'event' && kinds.has(`${id} schedule`))) continue;
        found.push({ function: id, trigger: sourceTrigger(kind, resource.at, source) });
      }
    }
  }
  return found;
}

/** Queues, topics and buckets whose own policy or ACL lets anyone put data there, with the words to follow "because". */
export function openSources(resources: readonly LoweredResource[], grants: readonly Grant[]): ReadonlyMap<string, string> {
  const open = new Map<string, string>();
  for (const { id, properties } of resources) if (textAt(properties, 'AccessControl') === 'PublicReadWrite') open.set(id, 'anyone may write to the bucket');
  for (const grant of grants) {
    if (grant.holder.kind !== 'resource' || grant.effect !== 'Allow' || grant.conditions !== undefined || grant.presence !== 'always') continue;
    if (!isEveryone(grant.principal)) continue;
    const words = look(writes, grant.holder.resourceType);
    if (words === undefined) continue;
    const [action, because] = words;
    if (grant.actions.some((value) => covers(stringOf(value), action))) open.set(grant.holder.id, because);
  }
  return open;
}

const writes: Readonly<Record<string, readonly [action: string, because: string]>> = {
  [types.bucket]: ['s3:putobject', 'anyone may write to the bucket'],
  [types.queue]: ['sqs:sendmessage', 'anyone may send to the queue'],
  [types.topic]: ['sns:publish', 'anyone may publish to the topic'],
};

function isEveryone(principal: Value | undefined): boolean {
  return itemsOf(principal).some((one) => stringOf(one) === '*' || itemsOf(valueAt(one, 'AWS')).some((account) => stringOf(account) === '*'));
}

function covers(pattern: string | undefined, action: string): boolean {
  if (pattern === undefined) return false;
  const lower = pattern.toLowerCase();
  return lower.endsWith('*') ? action.startsWith(lower.slice(0, -1)) : lower === action;
}
