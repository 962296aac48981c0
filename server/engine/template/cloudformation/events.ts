/** SAM's `Events` of a function as triggers. Knows SAM's event types, no plain resources. */
import type { Location } from '../../text/span';
import type { Trigger } from '../deployment';
import { booleanOf, entryAt, referencesIn, stringOf, valueAt, type MapEntry, type MapValue, type Value } from '../value';
import { namedGate, type ApiFacts, type Gate } from './apis';
import type { LoweredResource } from './resources';
import { routeTrigger, ruleTrigger, scheduleTrigger, sourceTrigger } from './triggers';
import { mapOf, textAt } from './values';
import { implicitApi, look } from './vocabulary';

/** Event types that poll or are pushed to, and the property that names their source. */
const sources: Readonly<Record<string, readonly [kind: Parameters<typeof sourceTrigger>[0], property: string | undefined]>> = {
  S3: ['bucket', 'Bucket'],
  SNS: ['topic', 'Topic'],
  SQS: ['queue', 'Queue'],
  Kinesis: ['stream', 'Stream'],
  DynamoDB: ['table-stream', 'Stream'],
  DocumentDB: ['stream', 'Cluster'],
  MSK: ['kafka', 'Stream'],
  SelfManagedKafka: ['kafka', 'Topics'],
  MQ: ['mq', 'Broker'],
  Cognito: ['cognito', 'UserPool'],
  IoTRule: ['iot', undefined],
  CloudWatchLogs: ['logs', 'LogGroupName'],
};

/** The events of a SAM resource, each with its name's entry. */
export function eventsOf(resource: LoweredResource): readonly { readonly entry: MapEntry; readonly type: string | undefined; readonly properties: MapValue }[] {
  const events = valueAt(resource.properties, 'Events');
  if (events?.kind !== 'map') return [];
  return events.entries.map((entry) => ({ entry, type: textAt(entry.value, 'Type'), properties: mapOf(valueAt(entry.value, 'Properties'), entry.value.at) }));
}

/** Where events first use an API that no resource declares. */
export function implicitApiUses(resources: readonly LoweredResource[]): { readonly rest: Location | undefined; readonly http: Location | undefined } {
  let rest: Location | undefined;
  let http: Location | undefined;
  for (const resource of resources) {
    for (const { entry, type, properties } of eventsOf(resource)) {
      if (type === 'Api' && entryAt(properties, 'RestApiId') === undefined) rest ??= entry.keyAt;
      if (type === 'HttpApi' && entryAt(properties, 'ApiId') === undefined) http ??= entry.keyAt;
    }
  }
  return { rest, http };
}

export function eventTriggers(resource: LoweredResource, apis: ReadonlyMap<string, ApiFacts>): readonly Trigger[] {
  return eventsOf(resource).flatMap(({ entry, type, properties }): readonly Trigger[] => {
    const at = entry.keyAt;
    const property = (name: string): Value | undefined => valueAt(properties, name);
    switch (type) {
      case undefined: return [];
      case 'Api': return [httpEvent(at, properties, property('RestApiId'), implicitApi.rest, apis)];
      case 'HttpApi': return [httpEvent(at, properties, property('ApiId'), implicitApi.http, apis)];
      case 'WebSocket': return [socketEvent(at, properties, property('ApiId'), apis)];
      case 'Schedule': return [scheduleTrigger(at, property('Schedule'), properties)];
      case 'ScheduleV2': return [scheduleTrigger(at, property('ScheduleExpression'), properties)];
      case 'EventBridgeRule':
      case 'CloudWatchEvent': return [ruleTrigger(at, property('Pattern'), entry.key, properties)];
      case 'AlexaSkill': return [sourceTrigger('other', at, undefined, { properties, name: 'an Alexa skill', exposure: 'external-data', because: 'users of the skill choose what they say' })];
      default: {
        const known = look(sources, type);
        if (known === undefined) return [sourceTrigger('other', at, undefined, { properties, name: type })];
        const source = known[1] === undefined ? undefined : (property(known[1]) ?? property('LogGroupName'));
        return [sourceTrigger(known[0], at, source, { properties, ...(source === undefined ? { name: entry.key } : {}) })];
      }
    }
  });
}

function httpEvent(at: Location, properties: MapValue, apiValue: Value | undefined, implicitId: string, apis: ReadonlyMap<string, ApiFacts>): Trigger {
  const apiId = apiIdOf(apiValue, implicitId);
  const api = apis.get(apiId);
  const auth = entryAt(properties, 'Auth')?.value;
  const key = valueAt(auth, 'ApiKeyRequired');
  const path = textAt(properties, 'Path');
  return routeTrigger({
    at, api, apiId,
    method: methodOf(textAt(properties, 'Method')),
    path: path ?? (entryAt(properties, 'Path') === undefined ? '$default' : '(unknown path)'),
    own: ownGate(auth, api),
    apiKey: key === undefined ? undefined : (booleanOf(key) ?? 'unknown'),
    requestModel: validatesBody(entryAt(properties, 'RequestModel')?.value),
    properties,
  });
}

/** A model alone describes a body; it is checked where that is asked for. Source: RequestModel in the SAM specification. */
function validatesBody(model: Value | undefined): boolean {
  if (model === undefined) return false;
  const asked = valueAt(model, 'ValidateBody');
  return model.kind !== 'map' || model.open === true || (asked !== undefined && booleanOf(asked) !== false);
}

function socketEvent(at: Location, properties: MapValue, apiValue: Value | undefined, apis: ReadonlyMap<string, ApiFacts>): Trigger {
  const apiId = apiIdOf(apiValue, '');
  const api = apis.get(apiId);
  return routeTrigger({ at, api, apiId, method: 'ANY', path: textAt(properties, 'RouteKey') ?? '$default', own: undefined, apiKey: undefined, requestModel: false, properties, websocket: true });
}

function ownGate(auth: Value | undefined, api: ApiFacts | undefined): Gate | undefined {
  if (auth === undefined) return undefined;
  if (auth.kind !== 'map') return auth.kind === 'scalar' ? undefined : { authorizer: 'unknown', at: auth.at, because: 'its Auth cannot be read from the template' };
  const authorizer = entryAt(auth, 'Authorizer');
  return authorizer === undefined ? undefined : namedGate(authorizer.value, api?.authorizers ?? new Map());
}

function apiIdOf(value: Value | undefined, implicitId: string): string {
  if (value === undefined) return implicitId;
  return referencesIn(value)[0]?.resource ?? stringOf(value) ?? '';
}

export function methodOf(text: string | undefined): string {
  const upper = (text ?? 'ANY').toUpperCase();
  return upper === '*' || upper === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? 'ANY' : upper;
}
