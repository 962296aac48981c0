/** What starts functions besides their own event sources: rules, schedules, notifications, subscriptions, hooks, state machines. Knows no APIs. */
import { madeMap } from '../cloudformation/values';
import { scalar, type MapEntry, type Value } from '../value';
import { notify, url } from './functions';
import { given, isFunction, keyOf, type Lowering } from './lowering';
import { destinationOf } from './properties';
import { itemsIn, madeOf, property, propertyOf, textIn, type Made, type Thing } from './thing';
import { valueOf } from './values';

export const eventTypes: Readonly<Record<string, string>> = {
  'aws-events.Rule': 'AWS::Events::Rule', 'aws-logs.SubscriptionFilter': 'AWS::Logs::SubscriptionFilter', 'core.CustomResource': 'AWS::CloudFormation::CustomResource', 'aws-lambda.FunctionUrl': 'AWS::Lambda::Url', 'aws-cloudfront.Distribution': 'AWS::CloudFront::Distribution',
};

/** By class: what its calls and properties start. */
const lowerings: Readonly<Record<string, (lowering: Lowering, made: Made) => void>> = {
  'aws-events.Rule': rule,
  'aws-s3.Bucket': bucket,
  'aws-sns.Topic': topic,
  'aws-logs.LogGroup': logGroup,
  'aws-logs.SubscriptionFilter': filter,
  'aws-cognito.UserPool': hooks,
  'aws-stepfunctions.StateMachine': stateMachine,
  'aws-appsync.GraphqlApi': graphql,
  'core.CustomResource': customResource,
  'custom-resources.Provider': provider,
  'aws-lambda.FunctionUrl': functionUrl,
  'aws-ec2.SecurityGroup': securityGroup,
  'aws-ec2.Vpc': flowLogs,
  'aws-cloudfront.Distribution': distribution,
  'aws-elasticloadbalancingv2.ApplicationLoadBalancer': balancer,
};

export function lowerEvents(lowering: Lowering, made: Made): void {
  const key = keyOf(made);
  for (const call of made.calls) if (/^on[A-Z]/.test(call.name)) announced(lowering, made, call);
  if (Object.hasOwn(lowerings, key)) lowerings[key]?.(lowering, made);
}

/** `repository.onCommit('Id', { target: new LambdaFunction(fn) })`: a rule for what a construct tells of itself. */
function announced(lowering: Lowering, made: Made, call: Made): void {
  const target = propertyOf(call.args[1], 'target');
  if (target === undefined) return;
  const id = `${lowering.idOf(made) ?? made.place?.path.at(-1) ?? ''}${textIn(call.args[0]) ?? call.name}`.replace(/[^A-Za-z0-9]/g, '');
  lowering.besides(id, 'AWS::Events::Rule', call, true).append('Targets', target.at, madeMap({ Arn: targetOf(lowering, target) }, target.at));
}

function rule(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const props = given(made);
  if (draft === undefined) return;
  const schedule = property(props, 'schedule');
  if (schedule !== undefined) draft.set('ScheduleExpression', schedule.keyAt, valueOf(schedule.thing, lowering));
  const pattern = property(props, 'eventPattern') ?? (lowering.calls(made, 'addEventPattern')[0]?.args[0] === undefined ? undefined : { keyAt: lowering.calls(made, 'addEventPattern')[0]?.nameAt ?? made.nameAt, thing: lowering.calls(made, 'addEventPattern')[0]?.args[0] ?? props });
  if (pattern?.thing !== undefined) draft.set('EventPattern', pattern.keyAt, withDashes(valueOf(pattern.thing, lowering)));
  const bus = property(props, 'eventBus');
  if (bus !== undefined) draft.set('EventBusName', bus.keyAt, valueOf(bus.thing, lowering));
  const targets = [...itemsIn(propertyOf(props, 'targets')), ...lowering.calls(made, 'addTarget').flatMap((call) => call.args)];
  for (const target of targets) draft.append('Targets', target.at, madeMap({ Arn: targetOf(lowering, target) }, target.at));
}

/** `detailType` is `detail-type`. */
function withDashes(value: Value): Value {
  return value.kind === 'map' ? { ...value, entries: value.entries.map((entry): MapEntry => ({ ...entry, key: entry.key === 'detailType' ? 'detail-type' : entry.key })) } : value;
}

/** `new LambdaFunction(fn)` and its like. */
function targetOf(lowering: Lowering, thing: Thing): Value {
  const [first] = madeOf(thing)?.args ?? [];
  const called = [first, thing].find((one) => one !== undefined && lowering.functionOf(one) !== undefined);
  return called === undefined ? destinationOf(thing, lowering) : lowering.target(called);
}

function bucket(lowering: Lowering, made: Made): void {
  const self: Thing = { kind: 'made', made, at: made.at, via: [] };
  for (const call of lowering.calls(made, 'addEventNotification', 'addObjectCreatedNotification', 'addObjectRemovedNotification')) {
    const [events, target] = call.name === 'addEventNotification' ? call.args : [undefined, call.args[0]];
    if (target === undefined) continue;
    const name = madeOf(target)?.name ?? '';
    const [key, targetKey] = name === 'SqsDestination' ? ['QueueConfigurations', 'Queue'] : name === 'SnsDestination' ? ['TopicConfigurations', 'Topic'] : ['LambdaConfigurations', 'Function'];
    notify(lowering, made, self, targetOf(lowering, target), events, call, key, targetKey);
  }
}

const protocols: Readonly<Record<string, string>> = { LambdaSubscription: 'lambda', SqsSubscription: 'sqs', EmailSubscription: 'email', SmsSubscription: 'sms', UrlSubscription: 'https' };

function topic(lowering: Lowering, made: Made): void {
  const id = lowering.idOf(made) ?? '';
  for (const call of lowering.calls(made, 'addSubscription')) {
    const [target] = call.args;
    const subscription = madeOf(target);
    const [first] = subscription?.args ?? [];
    if (target === undefined || first === undefined) continue;
    const draft = lowering.besides(`${id}Subscription`, 'AWS::SNS::Subscription', call, true);
    const text = textIn(first);
    draft.set('Protocol', call.nameAt, scalar(text?.startsWith('http:') === true ? 'http' : (protocols[subscription?.name ?? ''] ?? 'https'), call.nameAt));
    draft.set('Endpoint', first.at, targetOf(lowering, target)).set('TopicArn', call.nameAt, lowering.reference(made, 'Ref', call.nameAt));
  }
}

function logGroup(lowering: Lowering, made: Made): void {
  for (const call of lowering.calls(made, 'addSubscriptionFilter')) {
    const destination = property(call.args[1], 'destination');
    if (destination === undefined) continue;
    const draft = lowering.besides(`${lowering.idOf(made) ?? ''}SubscriptionFilter`, 'AWS::Logs::SubscriptionFilter', call, true);
    draft.set('DestinationArn', destination.keyAt, targetOf(lowering, destination.thing)).set('LogGroupName', call.nameAt, lowering.reference(made, 'Ref', call.nameAt));
  }
}

function filter(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const destination = property(given(made), 'destination');
  const group = property(given(made), 'logGroup');
  if (draft === undefined || destination === undefined) return;
  draft.set('DestinationArn', destination.keyAt, targetOf(lowering, destination.thing));
  if (group !== undefined) draft.set('LogGroupName', group.keyAt, valueOf(group.thing, lowering));
}

/** `lambdaTriggers: { preSignUp: fn }`, `addTrigger(UserPoolOperation.PRE_SIGN_UP, fn)`. */
function hooks(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  if (draft === undefined) return;
  const listed = propertyOf(given(made), 'lambdaTriggers');
  if (listed?.kind === 'object') for (const [name, one] of listed.entries) draft.set(`LambdaConfig.${name.charAt(0).toUpperCase()}${name.slice(1)}`, one.keyAt, lowering.target(one.thing));
  for (const { args: [operation, handler], nameAt } of lowering.calls(made, 'addTrigger')) {
    const member = operation?.kind === 'library' ? operation.path.at(-1) : undefined;
    if (member === undefined || handler === undefined) continue;
    draft.set(`LambdaConfig.${member.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`, nameAt, lowering.target(handler));
  }
}

/** The functions that a state machine's steps call, however its chain is put together. */
function stateMachine(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const id = lowering.idOf(made);
  const props = given(made);
  if (draft === undefined || id === undefined) return;
  const definition = propertyOf(props, 'definition') ?? propertyOf(props, 'definitionBody');
  if (definition !== undefined) {
    const functions = calledIn(lowering, definition);
    if (functions.length > 0) draft.set('DefinitionString', definition.at, { kind: 'list', items: functions, at: definition.at, via: [] });
  }
  if (property(props, 'role') === undefined) {
    const role = lowering.besides(`${id}Role`, 'AWS::IAM::Role', made, true);
    lowering.implicit.add(role.id);
    draft.set('RoleArn', made.nameAt, { kind: 'reference', resource: role.id, attribute: 'Arn', at: made.nameAt, via: [] });
  }
}

function calledIn(lowering: Lowering, definition: Thing): readonly Value[] {
  const found = new Map<Made, Value>();
  const seen = new Set<object>();
  const open: Thing[] = [definition];
  for (let thing = open.pop(); thing !== undefined; thing = open.pop()) {
    if (thing.kind === 'list' || thing.kind === 'object') {
      // A list may hold itself.
      const parts = thing.kind === 'list' ? thing.items : thing.entries;
      if (seen.has(parts)) continue;
      seen.add(parts);
      for (const part of thing.kind === 'list' ? thing.items : [...thing.entries.values()].map((one) => one.thing)) open.push(part);
    }
    if (thing.kind === 'choice') open.push(...thing.options.map((option) => option.thing));
    const own = lowering.functionOf(thing);
    if (own !== undefined) {
      found.set(own, lowering.target(thing));
      continue;
    }
    const made = madeOf(thing);
    if (made === undefined || seen.has(made)) continue;
    seen.add(made);
    const { of } = made;
    // Scopes are no part of the chain.
    open.push(...made.args.slice(made.place === undefined ? 0 : 2));
    if (of !== undefined) open.push({ kind: 'made', made: of, at: of.at, via: [] });
    if (!isFunction(made)) open.push(...made.calls.map((call): Thing => ({ kind: 'made', made: call, at: call.at, via: [] })));
  }
  return [...found.values()];
}

function graphql(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const id = lowering.idOf(made) ?? '';
  const auth = property(propertyOf(given(made), 'authorizationConfig', 'defaultAuthorization'), 'authorizationType');
  // CDK takes an API key where nothing is said.
  if (draft !== undefined) draft.set('AuthenticationType', auth?.keyAt ?? made.nameAt, auth === undefined ? scalar('API_KEY', made.nameAt) : valueOf(auth.thing, lowering));
  for (const one of itemsIn(propertyOf(given(made), 'authorizationConfig', 'additionalAuthorizationModes'))) {
    const type = propertyOf(one, 'authorizationType');
    if (draft !== undefined && type !== undefined) draft.append('AdditionalAuthenticationProviders', one.at, madeMap({ AuthenticationType: valueOf(type, lowering) }, one.at));
  }
  const logs = property(propertyOf(given(made), 'logConfig'), 'fieldLogLevel');
  if (draft !== undefined && logs !== undefined) draft.set('LogConfig.FieldLogLevel', logs.keyAt, valueOf(logs.thing, lowering));
  for (const call of lowering.calls(made, 'addLambdaDataSource')) {
    const [name, handler] = call.args;
    if (handler === undefined) continue;
    lowering.besides(`${id}${(textIn(name) ?? 'DataSource').replace(/[^A-Za-z0-9]/g, '')}`, 'AWS::AppSync::DataSource', call, true).set('ApiId', call.nameAt, lowering.reference(made, 'ApiId', call.nameAt)).set('Type', call.nameAt, scalar('AWS_LAMBDA', call.nameAt)).set('LambdaConfig.LambdaFunctionArn', handler.at, lowering.target(handler));
  }
}

function customResource(lowering: Lowering, made: Made): void {
  const token = property(given(made), 'serviceToken');
  const of = madeOf(token?.thing);
  const handler = lowering.functionOf(of?.of === undefined ? token?.thing : { kind: 'made', made: of.of, at: of.at, via: [] });
  if (token !== undefined && handler !== undefined) lowering.draftOf(made)?.set('ServiceToken', token.keyAt, lowering.reference(handler, 'Arn', token.thing.at));
}

/** The framework's functions call those that are given. */
function provider(lowering: Lowering, made: Made): void {
  for (const name of ['onEventHandler', 'isCompleteHandler']) {
    const one = property(given(made), name);
    if (one === undefined || lowering.functionOf(one.thing) === undefined) continue;
    lowering.besides(`${made.place?.path.at(-1) ?? 'Provider'}${name}`.replace(/[^A-Za-z0-9]/g, ''), 'AWS::CloudFormation::CustomResource', { at: one.thing.at, nameAt: one.keyAt, presence: made.presence }, true).set('ServiceToken', one.keyAt, lowering.target(one.thing));
  }
}

function functionUrl(lowering: Lowering, made: Made): void {
  const props = given(made);
  const own = lowering.functionOf(propertyOf(props, 'function'));
  const id = lowering.idOf(own);
  if (own !== undefined && id !== undefined) url(lowering, own, id, props, made);
}

/** What viewers are asked for, and the functions that run at the edge. */
function distribution(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const props = given(made);
  if (draft === undefined) return;
  const preset = property(props, 'defaultBehavior');
  if (preset !== undefined) draft.set('DistributionConfig.DefaultCacheBehavior', preset.keyAt, behaviour(lowering, preset.thing));
  const others = property(props, 'additionalBehaviors');
  const added = [...(others?.thing.kind === 'object' ? [...others.thing.entries.values()].map((one) => one.thing) : []), ...lowering.calls(made, 'addBehavior').flatMap((call) => call.args.slice(2, 3))];
  for (const one of added) draft.append('DistributionConfig.CacheBehaviors', others?.keyAt ?? made.nameAt, behaviour(lowering, one));
  for (const [from, to] of [['minimumProtocolVersion', 'ViewerCertificate.MinimumProtocolVersion'], ['webAclId', 'WebACLId'], ['enabled', 'Enabled'], ['defaultRootObject', 'DefaultRootObject']] as const) {
    const one = property(props, from);
    if (one !== undefined) draft.set(`DistributionConfig.${to}`, one.keyAt, valueOf(one.thing, lowering));
  }
  const certificate = property(props, 'certificate');
  if (certificate !== undefined) {
    draft.set('DistributionConfig.ViewerCertificate.AcmCertificateArn', certificate.keyAt, valueOf(certificate.thing, lowering));
    if (property(props, 'minimumProtocolVersion') === undefined) draft.set('DistributionConfig.ViewerCertificate.MinimumProtocolVersion', certificate.keyAt, scalar('TLSv1.2_2021', certificate.keyAt));
  }
  const logs = property(props, 'enableLogging') ?? property(props, 'logBucket');
  if (logs !== undefined && !(logs.thing.kind === 'constant' && logs.thing.value === false)) draft.set('DistributionConfig.Logging', logs.keyAt, { kind: 'map', entries: [], at: logs.thing.at, via: [], open: true });
}

function behaviour(lowering: Lowering, thing: Thing): Value {
  const policy = property(thing, 'viewerProtocolPolicy');
  const edge = itemsIn(propertyOf(thing, 'edgeLambdas')).map((one): Value => {
    const version = propertyOf(one, 'functionVersion');
    const event = propertyOf(one, 'eventType');
    return madeMap({ ...(version === undefined ? {} : { LambdaFunctionARN: lowering.target(version) }), ...(event === undefined ? {} : { EventType: valueOf(event, lowering) }) }, one.at);
  });
  // CDK lets viewers come without encryption unless it is told not to.
  const isKnown = thing.kind === 'object' && thing.rest === undefined;
  return madeMap({ ...(policy === undefined ? (isKnown ? { ViewerProtocolPolicy: scalar('allow-all', thing.at) } : {}) : { ViewerProtocolPolicy: valueOf(policy.thing, lowering) }), ...(edge.length === 0 ? {} : { LambdaFunctionAssociations: { kind: 'list', items: edge, at: thing.at, via: [] } as const }) }, thing.at);
}

/** `listener.addTargets('Targets', { targets: [new LambdaTarget(fn)] })`. */
function balancer(lowering: Lowering, made: Made): void {
  const id = lowering.idOf(made) ?? '';
  for (const listener of lowering.calls(made, 'addListener')) {
    for (const call of lowering.calls(listener, 'addTargets', 'addAction')) {
      for (const target of itemsIn(propertyOf(call.args[1], 'targets'))) {
        if (madeOf(target)?.name !== 'LambdaTarget') continue;
        lowering.besides(`${id}Targets`, 'AWS::ElasticLoadBalancingV2::TargetGroup', call, true).append('Targets', target.at, madeMap({ Id: targetOf(lowering, target) }, target.at));
      }
    }
  }
}

const portClasses: Readonly<Record<string, readonly [protocol: string, from: number, to: number]>> = { 'Port.allTraffic': ['-1', 0, 65_535], 'Port.allTcp': ['tcp', 0, 65_535] };

/** What is let in and out, as far as it is said. */
function securityGroup(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  if (draft === undefined) return;
  const outbound = property(given(made), 'allowAllOutbound');
  if (outbound?.thing.kind === 'constant' && outbound.thing.value === true) draft.append('SecurityGroupEgress', outbound.keyAt, madeMap({ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }, outbound.thing.at));
  // Without any rule the platform would let all out: CDK writes one that leads nowhere.
  else if (outbound?.thing.kind === 'constant' && outbound.thing.value === false) draft.append('SecurityGroupEgress', outbound.keyAt, madeMap({ CidrIp: '255.255.255.255/32', IpProtocol: 'icmp' }, outbound.thing.at));
  else if (outbound !== undefined) draft.leaveOpen();
  for (const call of lowering.calls(made, 'addIngressRule', 'addEgressRule')) {
    const [peer, port] = call.args;
    if (peer === undefined || port === undefined) continue;
    const [from] = madeOf(peer)?.args ?? [];
    const peerName = madeOf(peer)?.name ?? '';
    const portMade = madeOf(port);
    const number = portMade?.args[0];
    const preset = portClasses[portMade?.name ?? ''];
    const rules: Record<string, Value | string> = { IpProtocol: preset?.[0] ?? (portMade?.name.includes('udp') === true ? 'udp' : 'tcp') };
    if (/any[iI]pv4$/.test(peerName)) rules['CidrIp'] = scalar('0.0.0.0/0', peer.at);
    else if (/any[iI]pv6$/.test(peerName)) rules['CidrIpv6'] = scalar('::/0', peer.at);
    else if (/ipv[46]$/.test(peerName) && from !== undefined) rules[peerName.endsWith('4') ? 'CidrIp' : 'CidrIpv6'] = valueOf(from, lowering);
    if (number?.kind === 'constant') {
      rules['FromPort'] = valueOf(number, lowering);
      rules['ToPort'] = valueOf(portMade?.args[1] ?? number, lowering);
    }
    draft.append(call.name === 'addIngressRule' ? 'SecurityGroupIngress' : 'SecurityGroupEgress', call.nameAt, madeMap(rules, call.at));
  }
}

function flowLogs(lowering: Lowering, made: Made): void {
  const id = lowering.idOf(made) ?? '';
  for (const call of lowering.calls(made, 'addFlowLog')) lowering.besides(`${id}FlowLog`, 'AWS::EC2::FlowLog', call, true).set('ResourceId', call.nameAt, lowering.reference(made, 'Ref', call.nameAt));
}
