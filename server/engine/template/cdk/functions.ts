/** Functions: their code, environment, addresses, permissions and what they listen to. Knows no APIs and no roles. */
import { folderOf, join, nameOf } from '../../text/uri';
import { madeMap } from '../cloudformation/values';
import type { HandlerReference } from '../deployment';
import { scalar, stringOf, unknown, type Value } from '../value';
import type { Draft } from './draft';
import { given, keyOf, type Lowering } from './lowering';
import { destinationOf, eachOption, fillByTable } from './properties';
import { principalOf } from './statements-of';
import { itemsIn, madeOf, property, propertyOf, textIn, type Made, type Thing } from './thing';
import { valueOf } from './values';
import { constructs } from './vocabulary';

export function lowerFunction(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const id = lowering.idOf(made);
  if (draft === undefined || id === undefined) return;
  const props = given(made);
  for (const { args: [name, value], nameAt } of lowering.calls(made, 'addEnvironment')) {
    const key = textIn(name);
    if (key !== undefined && name !== undefined && value !== undefined && !key.includes('.')) draft.set(`Environment.Variables.${key}`, name.at, valueOf(value, lowering));
    else if (value !== undefined) draft.set('Environment.Variables.*', nameAt, valueOf(value, lowering));
  }
  lowering.code.set(id, codeOf(lowering, made));
  if (keyOf(made) === 'aws-lambda-nodejs.NodejsFunction' && !draft.has('Handler')) draft.set('Handler', made.nameAt, scalar('index.handler', made.nameAt));
  logs(lowering, made, id);
  const files = property(props, 'filesystem');
  if (files !== undefined) draft.set('FileSystemConfigs', files.keyAt, valueOf(files.thing, lowering));
  const drops = property(props, 'deadLetterQueueEnabled');
  if (drops?.thing.kind === 'constant' && drops.thing.value === true && !draft.has('DeadLetterConfig')) {
    const queue = lowering.besides(`${id}DeadLetterQueue`, 'AWS::SQS::Queue', { at: drops.thing.at, nameAt: drops.keyAt, presence: made.presence }, true);
    draft.set('DeadLetterConfig.TargetArn', drops.keyAt, { kind: 'reference', resource: queue.id, attribute: 'Arn', at: drops.thing.at, via: [] });
  }
  for (const one of itemsIn(propertyOf(props, 'events'))) listen(lowering, made, id, one, { at: one.at, nameAt: one.at, presence: made.presence });
  for (const call of lowering.calls(made, 'addEventSource')) if (call.args[0] !== undefined) listen(lowering, made, id, call.args[0], call);
  for (const call of lowering.calls(made, 'addEventSourceMapping')) mapping(lowering, made, id, call.args[1], call);
  for (const call of made.calls.concat(made.calls.filter((one) => one.name === 'addAlias').flatMap((alias) => alias.calls))) {
    if (call.name === 'addFunctionUrl') url(lowering, made, id, call.args[0], call);
    else if (call.name === 'addPermission') permission(lowering, made, id, call);
    else if (call.name === 'configureAsyncInvoke') asynchronous(lowering, made, id, call.args[0], call);
  }
  if (property(props, 'onFailure') !== undefined || property(props, 'retryAttempts') !== undefined || property(props, 'maxEventAge') !== undefined) asynchronous(lowering, made, id, props, { at: made.at, nameAt: property(props, 'onFailure')?.keyAt ?? made.nameAt, presence: made.presence });
}

interface By {
  readonly at: Made['at'];
  readonly nameAt: Made['nameAt'];
  readonly presence: Made['presence'];
}

function logs(lowering: Lowering, made: Made, id: string): void {
  const retention = property(given(made), 'logRetention');
  if (retention === undefined) return;
  const value = valueOf(retention.thing, lowering);
  const group = lowering.besides(`${id}LogRetention`, 'AWS::Logs::LogGroup', { at: retention.thing.at, nameAt: retention.keyAt, presence: made.presence }, true);
  group.set('LogGroupName', retention.keyAt, { kind: 'text', parts: ['/aws/lambda/', { kind: 'reference', resource: id, attribute: 'Ref', at: retention.keyAt, via: [] }], at: retention.keyAt, via: [] });
  if (!(value.kind === 'scalar' && value.value === 9999)) group.set('RetentionInDays', retention.keyAt, value);
}

function asynchronous(lowering: Lowering, made: Made, id: string, options: Thing | undefined, by: By): void {
  const config = lowering.besides(`${id}EventInvokeConfig`, 'AWS::Lambda::EventInvokeConfig', by, true);
  config.set('FunctionName', by.nameAt, lowering.reference(made, 'Ref', by.nameAt));
  for (const [from, to] of [['onFailure', 'DestinationConfig.OnFailure.Destination'], ['onSuccess', 'DestinationConfig.OnSuccess.Destination']] as const) {
    const one = property(options, from);
    if (one !== undefined) config.set(to, one.keyAt, destinationOf(one.thing, lowering));
  }
  const attempts = property(options, 'retryAttempts');
  if (attempts !== undefined) config.set('MaximumRetryAttempts', attempts.keyAt, valueOf(attempts.thing, lowering));
}

/** CDK asks for IAM signatures unless it is told otherwise; without them it lets everyone call. */
export function url(lowering: Lowering, made: Made, id: string, options: Thing | undefined, by: By): Draft {
  const address = lowering.besides(`${id}FunctionUrl`, 'AWS::Lambda::Url', by, true);
  address.set('TargetFunctionArn', by.nameAt, lowering.reference(made, 'Arn', by.nameAt));
  const auth = property(options, 'authType');
  address.set('AuthType', auth?.keyAt ?? by.nameAt, auth === undefined ? (options === undefined || options.kind === 'object' ? scalar('AWS_IAM', by.nameAt) : unknown('its options are not known', 'unresolved', by.nameAt)) : valueOf(auth.thing, lowering));
  for (const [from, to] of [['allowedOrigins', 'AllowOrigins'], ['allowedMethods', 'AllowMethods'], ['allowedHeaders', 'AllowHeaders'], ['allowCredentials', 'AllowCredentials']] as const) {
    const one = property(propertyOf(options, 'cors'), from);
    if (one !== undefined) address.set(`Cors.${to}`, one.keyAt, valueOf(one.thing, lowering));
  }
  return address;
}

function permission(lowering: Lowering, made: Made, id: string, call: Made): void {
  const [name, options] = call.args;
  const draft = lowering.besides(`${id}${(textIn(name) ?? 'Permission').replace(/[^A-Za-z0-9]/g, '')}`, 'AWS::Lambda::Permission', call);
  draft.set('FunctionName', call.nameAt, lowering.reference(made, 'Arn', call.nameAt));
  const action = property(options, 'action');
  draft.set('Action', action?.keyAt ?? call.nameAt, action === undefined ? scalar('lambda:InvokeFunction', call.nameAt) : valueOf(action.thing, lowering));
  const who = property(options, 'principal');
  if (who !== undefined) {
    const { principal } = principalOf(who.thing, lowering);
    draft.set('Principal', who.keyAt, principal.kind === 'map' ? (principal.entries[0]?.value ?? principal) : principal);
  }
  for (const [from, to] of [['sourceArn', 'SourceArn'], ['sourceAccount', 'SourceAccount'], ['functionUrlAuthType', 'FunctionUrlAuthType'], ['organizationId', 'PrincipalOrgID']] as const) {
    const one = property(options, from);
    if (one !== undefined) draft.set(to, one.keyAt, valueOf(one.thing, lowering));
  }
}

/** Event sources that poll, and the member of the source that they read. */
const polled: Readonly<Record<string, string | undefined>> = { SqsEventSource: 'Arn', DynamoEventSource: 'StreamArn', KinesisEventSource: 'Arn', KinesisConsumerEventSource: 'Arn', ManagedKafkaEventSource: undefined, SelfManagedKafkaEventSource: undefined };

function mapping(lowering: Lowering, made: Made, id: string, options: Thing | undefined, by: By): Draft {
  const draft = lowering.besides(`${id}EventSourceMapping`, 'AWS::Lambda::EventSourceMapping', by, true);
  draft.set('FunctionName', by.nameAt, lowering.reference(made, 'Ref', by.nameAt));
  fillByTable(draft, constructs['aws-lambda.EventSourceMapping'] ?? '', options, lowering);
  return draft;
}

function listen(lowering: Lowering, made: Made, id: string, thing: Thing, by: By): void {
  const source = madeOf(thing);
  const [first, second] = source?.args ?? [];
  if (source === undefined || first === undefined) return;
  if (Object.hasOwn(polled, source.name)) {
    const isKafka = source.name.includes('Kafka');
    const draft = mapping(lowering, made, id, isKafka ? first : second, by);
    const attribute = polled[source.name];
    if (isKafka) {
      const topic = property(first, 'topic');
      if (topic !== undefined) draft.set('Topics', topic.keyAt, { kind: 'list', items: [valueOf(topic.thing, lowering)], at: topic.thing.at, via: [] });
      const cluster = property(first, 'clusterArn');
      if (cluster !== undefined) draft.set('EventSourceArn', cluster.keyAt, valueOf(cluster.thing, lowering));
    } else draft.set('EventSourceArn', first.at, readFrom(lowering, first, attribute ?? 'Arn'));
  } else if (source.name === 'S3EventSource' || source.name === 'S3EventSourceV2') notify(lowering, madeOf(first), first, lowering.reference(made, 'Arn', by.nameAt), property(second, 'events')?.thing, by);
  else if (source.name === 'SnsEventSource') {
    const draft = lowering.besides(`${id}Subscription`, 'AWS::SNS::Subscription', by, true);
    draft.set('Protocol', by.nameAt, scalar('lambda', by.nameAt)).set('Endpoint', by.nameAt, lowering.reference(made, 'Arn', by.nameAt)).set('TopicArn', first.at, readFrom(lowering, first, 'Ref'));
  }
}

function readFrom(lowering: Lowering, thing: Thing, attribute: string): Value {
  return eachOption(thing, (one) => {
    const source = madeOf(one);
    const resource = source === undefined ? undefined : lowering.resourceOf(source);
    return resource === undefined ? valueOf(one, lowering) : { kind: 'reference', resource: resource.id, attribute, at: one.at, via: one.via };
  });
}

/** A bucket's notification of a function, queue or topic; of a bucket that is only named there is nothing to add it to. */
export function notify(lowering: Lowering, bucket: Made | undefined, named: Thing, target: Value, events: Thing | undefined, by: By, key = 'LambdaConfigurations', targetKey = 'Function'): void {
  const draft = bucket === undefined ? undefined : lowering.draftOf(bucket);
  const items = itemsIn(events);
  const item = madeMap({ [targetKey]: target, Event: items[0] === undefined ? scalar('s3:ObjectCreated:*', by.nameAt) : valueOf(items[0], lowering) }, by.nameAt);
  if (draft !== undefined) {
    draft.append(`NotificationConfiguration.${key}`, by.nameAt, item);
    return;
  }
  if (target.kind !== 'reference' || targetKey !== 'Function') return;
  const permitted = lowering.besides(`${target.resource}AllowBucket`, 'AWS::Lambda::Permission', by, true);
  permitted.set('Action', by.nameAt, scalar('lambda:InvokeFunction', by.nameAt)).set('FunctionName', by.nameAt, target).set('Principal', by.nameAt, scalar('s3.amazonaws.com', by.nameAt)).set('SourceArn', named.at, valueOf(named, lowering));
}

const scripts = ['.ts', '.js', '.mjs', '.mts', '.cts', '.cjs'];

/** Where a path given to CDK may start: the folder in which `cdk` runs. */
function foldersOf(lowering: Lowering, path: string, from: string): readonly string[] {
  if (path.includes('://')) return [path];
  return [...new Set([join(lowering.home, path), join(folderOf(from), path)])];
}

function codeOf(lowering: Lowering, made: Made): HandlerReference {
  const props = given(made);
  const written = property(props, 'handler');
  const home = folderOf(made.at.uri);
  const name = written === undefined ? undefined : valueOf(written.thing, lowering);
  if (made.name === 'NodejsFunction' || (made.module === 'aws-lambda-nodejs' && made.name === 'Function')) return bundled(lowering, made, props, name);
  if (made.name === 'DockerImageFunction') return { handler: name, folders: [], entryPoints: [], unbound: 'a container image' };
  if (/^(Python|Go|Rust)Function$/.test(made.name)) return { handler: name, folders: [], entryPoints: [], unbound: 'its code is in another language' };
  const code = property(props, 'code')?.thing;
  const source = madeOf(code);
  const [first] = source?.args ?? [];
  const method = source?.name ?? '';
  const path = textIn(first);
  if (/^(Inline)?Code\.(fromInline|inline)$|^InlineCode$/.test(method) && first !== undefined) return { handler: name, folders: [home], entryPoints: [], inline: valueOf(first, lowering) };
  if (/(Image|Ecr)/.test(method)) return { handler: name, folders: [], entryPoints: [], unbound: 'a container image' };
  if (/^(Code\.(fromAsset|asset|fromDockerBuild|fromCustomCommand)|AssetCode)$/.test(method) && path !== undefined) {
    const folders = foldersOf(lowering, path, made.at.uri);
    return { handler: name, folders: folders.map((folder) => (/\.(zip|jar)$/.test(folder) ? folderOf(folder) : folder)), entryPoints: [] };
  }
  if (/^Code\.(fromBucket|bucket|fromCfnParameters)/.test(method)) return { handler: name, folders: [], entryPoints: [], unbound: 'its code is taken from a bucket' };
  return { handler: name, folders: [], entryPoints: [], unbound: 'where its code is, is not known' };
}

/** Without an entry CDK takes `<file>.<id>.ts` beside the file that makes the function. */
function bundled(lowering: Lowering, made: Made, props: Thing | undefined, handler: Value | undefined): HandlerReference {
  const entry = property(props, 'entry');
  const export_ = handler === undefined ? 'handler' : stringOf(handler);
  if (props !== undefined && props.kind !== 'object' && props.kind !== 'constant') return { handler: undefined, folders: [], entryPoints: [], unbound: 'its properties are not known' };
  if (export_ === undefined) return { handler, folders: [], entryPoints: [] };
  const path = entry === undefined ? undefined : textIn(entry.thing);
  if (entry !== undefined && path === undefined) return { handler: valueOf(entry.thing, lowering), folders: [], entryPoints: [], unbound: 'which file its entry is, is not known' };
  const stem = `${nameOf(made.at.uri).replace(/\.[cm]?[jt]sx?$/, '')}.${textIn(made.args[1]) ?? ''}`;
  const entries = path === undefined ? scripts.map((extension) => join(folderOf(made.at.uri), stem + extension)) : foldersOf(lowering, path, made.at.uri);
  const file = nameOf(entries[0] ?? stem).replace(/\.[cm]?[jt]sx?$/, '');
  // `handler` may name its file too: `index.handler`.
  const exported = export_.slice(export_.lastIndexOf('.') + 1);
  return { handler: scalar(`${file}.${exported}`, entry?.thing.at ?? made.nameAt), folders: [], entryPoints: entries };
}
