/** What starts a function: every kind of event, and its URL, as triggers with their exposure. Knows no authorizer's details. */
import type { Location } from '../../text/span';
import { natures, ruleTrigger, scheduleTrigger, sourceTrigger } from '../cloudformation/triggers';
import type { Route, Trigger, TriggerKind } from '../deployment';
import { booleanOf, itemsOf, scalar, stringOf, valueAt, type MapEntry, type MapValue, type Value } from '../value';
import { httpAccess, restAccess, urlAccess, websocketAccess, type Access, type Doors } from './access';
import { corsOf } from './cors';
import type { DeclaredFunction } from './service';
import { isNothing, MapBuilder, mapAt, mapOf, mapValue, shown, wordOf } from './values';
import { alphanumeric, bucketType, functionUrlId, httpApiId, mappingProperties, restApiId, topicType, websocketApiId, type GeneratedKind } from './vocabulary';

/** An event of a function: `- http: GET /x` is the entry `http`. */
interface Event {
  readonly kind: string;
  /** The key where the event is a map, its text where it is short. */
  readonly at: Location;
  readonly value: Value;
  /** The long form. */
  readonly map: MapValue | undefined;
  /** The short form, for showing. */
  readonly short: string | undefined;
}

export interface Started {
  readonly triggers: readonly Trigger[];
  /** Buckets and topics that the framework makes because events name them. */
  readonly makes: readonly { readonly kind: GeneratedKind; readonly name: Value; readonly text: string; readonly at: Location }[];
}

export function triggersOf(declared: DeclaredFunction, doors: Doors): Started {
  const map = mapOf(declared.value);
  const events = itemsOf(valueAt(map, 'events')).flatMap(eventsOf);
  const started = events.map((event) => ({ ...startedBy(event, doors), event }));
  const url = valueAt(map, 'url');
  const triggers = started.map(({ trigger }) => trigger);
  if (url !== undefined && !isNothing(url) && booleanOf(url) !== false) triggers.push(urlTrigger(declared.name, url));
  if (declared.queue !== undefined) triggers.push(sourceTrigger('queue', declared.at, undefined, { name: declared.queue }));
  return { triggers, makes: started.flatMap(({ makes }) => makes ?? []) };
}

interface StartedBy {
  readonly trigger: Trigger;
  readonly makes?: Started['makes'][number];
}

function eventsOf(item: Value): readonly Event[] {
  const name = stringOf(item);
  if (name !== undefined) return [{ kind: name, at: item.at, value: item, map: undefined, short: undefined }];
  return (mapOf(item)?.entries ?? []).map((entry: MapEntry): Event => {
    const map = mapOf(entry.value);
    const { value } = entry;
    return { kind: entry.key, at: map === undefined && !isNothing(value) ? value.at : entry.keyAt, value, map, short: map === undefined ? shown(value) : undefined };
  });
}

function startedBy(event: Event, doors: Doors): StartedBy {
  switch (event.kind) {
    case 'http': return { trigger: httpTrigger(event, restApiId, restAccess(event.map, event.at, doors)) };
    case 'httpApi': return { trigger: httpTrigger(event, httpApiId, httpAccess(event.map, event.at, doors)) };
    case 'websocket': return { trigger: websocketTrigger(event, doors) };
    case 's3': return fromBucket(event);
    case 'sns': return fromTopic(event);
    case 'schedule': return { trigger: scheduled(event, valueAt(event.map, 'rate') ?? event.value) };
    case 'eventBridge': return { trigger: busTrigger(event) };
    case 'stream': return { trigger: streamTrigger(event) };
    case 'alb': return { trigger: balancerTrigger(event) };
    case 'sqs': return { trigger: sourced(event, 'queue', valueAt(event.map, 'arn') ?? event.value) };
    case 'msk': case 'kafka': return { trigger: sourced(event, 'kafka', valueAt(event.map, 'topic')) };
    case 'activemq': case 'rabbitmq': return { trigger: sourced(event, 'mq', valueAt(event.map, 'queue')) };
    case 'iot': return { trigger: sourced(event, 'iot', valueAt(event.map, 'name')) };
    case 'cognitoUserPool': return { trigger: sourced(event, 'cognito', valueAt(event.map, 'pool')) };
    case 'cloudwatchLog': return { trigger: sourced(event, 'logs', valueAt(event.map, 'logGroup') ?? event.value) };
    case 'cloudwatchEvent': return { trigger: ruleTrigger(event.at, valueAt(event.map, 'event'), shown(firstOf(valueAt(mapAt(event.map, 'event'), 'source'))), event.map ?? mapValue(event.at, [])) };
    case 'alexaSkill': case 'alexaSmartHome': return { trigger: sourced(event, 'other', undefined, { name: 'an Alexa skill', exposure: 'external-data', because: 'users of the skill choose what they say' }) };
    case 'cloudFront': return { trigger: sourced(event, 'edge', undefined) };
    default: return { trigger: sourced(event, 'other', undefined, { name: `kind \`${event.kind}\`` }) };
  }
}

function httpTrigger(event: Event, api: string, access: Access): Trigger {
  const [first = '', ...rest] = (event.short ?? '').trim().split(/\s+/);
  const method = methodOf(event.map === undefined ? first : shown(valueAt(event.map, 'method')));
  const path = pathOf(event.map === undefined ? (rest.join(' ') || (first === '*' ? '*' : '')) : shown(valueAt(event.map, 'path')));
  const cors = api === restApiId ? corsOf(valueAt(event.map, 'cors'), 'origin') : undefined;
  const request = valueAt(event.map, 'request');
  const requestModel = request?.kind === 'unknown' || ['schemas', 'schema'].some((key) => !isNothing(valueAt(mapOf(request), key)));
  return httpLike(event, 'http', { api, method, path, requestModel, ...(cors === undefined ? {} : { cors }) }, access, `${method} ${path}`);
}

function websocketTrigger(event: Event, doors: Doors): Trigger {
  const route = stringOf(valueAt(event.map, 'route')) ?? event.short;
  const access = websocketAccess(route, event.map, event.at, doors);
  return httpLike(event, 'websocket', { api: websocketApiId, method: 'ANY', path: route ?? '*', requestModel: false }, access, `WebSocket ${route ?? '*'}`);
}

function httpLike(event: Event, kind: TriggerKind, route: Pick<Route, 'api' | 'method' | 'path' | 'requestModel' | 'cors'>, access: Access, label: string): Trigger {
  const { authorizer, apiKey, decidedAt, exposure, because } = access;
  return { kind, at: event.at, label, exposure, because, route: { ...route, authorizer, apiKey, decidedAt }, ...withProperties(event) };
}

function urlTrigger(functionName: string, url: Value): Trigger {
  const { authorizer, apiKey, decidedAt, exposure, because } = urlAccess(url);
  const route: Route = { api: functionUrlId(functionName), method: 'ANY', path: '/', authorizer, apiKey, decidedAt, requestModel: false };
  const properties = new MapBuilder(url.at);
  if (authorizer !== 'unknown') properties.set(['AuthType'], decidedAt, scalar(authorizer === 'iam' ? 'AWS_IAM' : 'NONE', decidedAt));
  return { kind: 'url', at: url.at, label: `the URL of ${functionName}`, exposure, because, route, properties: properties.build() };
}

function fromBucket(event: Event): StartedBy {
  const bucket = valueAt(event.map, 'bucket') ?? event.value;
  const text = stringOf(bucket);
  const exists = booleanOf(valueAt(event.map, 'existing')) === true;
  const made = text !== undefined && text !== '' && !exists;
  const source: Value = made ? { kind: 'reference', resource: `S3Bucket${alphanumeric(text)}`, attribute: 'Ref', at: bucket.at, via: bucket.via } : bucket;
  const trigger = sourced(event, 'bucket', source, nameFor(bucket));
  return made ? { trigger, makes: { kind: bucketType, name: bucket, text, at: event.at } } : { trigger };
}

function fromTopic(event: Event): StartedBy {
  const topic = valueAt(event.map, 'arn') ?? valueAt(event.map, 'topicName') ?? event.value;
  const text = stringOf(topic);
  const made = text !== undefined && text !== '' && !text.includes(':') && valueAt(event.map, 'arn') === undefined;
  const source: Value = made ? { kind: 'reference', resource: `SNSTopic${alphanumeric(text)}`, attribute: 'Ref', at: topic.at, via: topic.via } : topic;
  const trigger = sourced(event, 'topic', source, nameFor(topic));
  return made ? { trigger, makes: { kind: topicType, name: topic, text, at: event.at } } : { trigger };
}

function streamTrigger(event: Event): Trigger {
  const arn = valueAt(event.map, 'arn') ?? event.value;
  const isTable = wordOf(valueAt(event.map, 'type')) === 'dynamodb' || (shown(arn) ?? '').includes(':dynamodb:') || (arn.kind === 'reference' && arn.attribute === 'StreamArn');
  const table = /:table\/([^/]+)/.exec(shown(arn) ?? '')?.[1];
  return sourced(event, isTable ? 'table-stream' : 'stream', arn, table === undefined ? {} : { name: table });
}

function busTrigger(event: Event): Trigger {
  const schedule = valueAt(event.map, 'schedule');
  if (schedule !== undefined) return scheduled(event, schedule);
  const pattern = valueAt(event.map, 'pattern');
  const bus = valueAt(event.map, 'eventBus');
  const source = shown(firstOf(valueAt(mapOf(pattern), 'source')));
  const said = event.map ?? mapValue(event.at, []);
  const trigger = ruleTrigger(event.at, pattern, source ?? shown(bus), pattern === undefined ? said : { ...said, entries: [...said.entries, { key: 'Pattern', keyAt: event.at, value: pattern }] });
  const isPartner = source?.startsWith('aws.partner') === true;
  const sent: Trigger = isPartner ? { ...trigger, exposure: 'external-data', because: 'a partner sends them' } : trigger;
  return bus === undefined ? sent : { ...sent, source: bus };
}

function scheduled(event: Event, rate: Value): Trigger {
  const [first] = itemsOf(rate);
  return scheduleTrigger(event.at, first, withProperties(event).properties);
}

function balancerTrigger(event: Event): Trigger {
  const conditions = mapAt(event.map, 'conditions');
  const method = methodOf(shown(firstOf(valueAt(conditions, 'method'))));
  const path = pathOf(shown(firstOf(valueAt(conditions, 'path'))));
  const { because, exposure } = natures['load-balancer'];
  const access: Access = isNothing(valueAt(event.map, 'authorizer'))
    ? { authorizer: 'unknown', apiKey: false, exposure, because, decidedAt: event.at }
    : { authorizer: 'jwt', apiKey: false, exposure: 'authenticated', because: 'its load balancer asks for a login', decidedAt: event.at };
  return httpLike(event, 'load-balancer', { api: shown(valueAt(event.map, 'listenerArn')) ?? '', method, path, requestModel: false }, access, `${method} ${path}`);
}

function sourced(event: Event, kind: Parameters<typeof sourceTrigger>[0], source: Value | undefined, more: Parameters<typeof sourceTrigger>[3] = {}): Trigger {
  return sourceTrigger(kind, event.at, source, { ...withProperties(event), ...more });
}

function nameFor(value: Value): { readonly name?: string } {
  const text = stringOf(value);
  return text === undefined || text.includes(':') ? {} : { name: text };
}

/** The event's settings under the names that CloudFormation gives them, where it has names for them. */
function withProperties(event: Event): { readonly properties?: MapValue } {
  const builder = new MapBuilder(event.value.at);
  let count = 0;
  for (const entry of event.map?.entries ?? []) {
    const path = mappingProperties[entry.key];
    if (path === undefined || isNothing(entry.value)) continue;
    const single = entry.key === 'functionResponseType' ? ({ kind: 'list', items: [entry.value], at: entry.value.at, via: [] } as const) : entry.value;
    builder.set(path, entry.keyAt, single);
    count++;
  }
  const failure = mapAt(event.map, 'destinations');
  const onFailure = valueAt(failure, 'onFailure');
  if (onFailure !== undefined) {
    builder.set(['DestinationConfig', 'OnFailure', 'Destination'], onFailure.at, valueAt(mapOf(onFailure), 'arn') ?? onFailure);
    count++;
  }
  return count === 0 ? {} : { properties: builder.build() };
}

function firstOf(value: Value | undefined): Value | undefined {
  return itemsOf(value)[0];
}

function methodOf(text: string | undefined): string {
  const method = (text ?? '').toUpperCase();
  return method === '' || method === '*' ? 'ANY' : method;
}

function pathOf(text: string | undefined): string {
  if (text === undefined || text === '') return '/';
  return text.startsWith('/') || text === '*' ? text : `/${text}`;
}
