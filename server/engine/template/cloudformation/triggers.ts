/** The small pieces that all triggers are made of. Knows no event types and no resources. */
import type { Location } from '../../text/span';
import type { Exposure, Route, Trigger, TriggerKind } from '../deployment';
import { patternOf, referencesIn, stringOf, type MapValue, type Value } from '../value';
import { exposureBehind, gate, noGate, type ApiFacts, type Gate } from './apis';
import { look } from './vocabulary';

export interface Found {
  /** Logical id of the function. */
  readonly function: string;
  readonly trigger: Trigger;
}

interface Nature {
  readonly noun: string;
  readonly exposure: Exposure;
  readonly because: string;
}

/** Where nothing else is said: what comes through each kind of trigger, and who chooses it. */
export const natures: Readonly<Record<Exclude<TriggerKind, 'http' | 'websocket' | 'url'>, Nature>> = {
  'queue': { noun: 'queue', exposure: 'external-data', because: 'its messages carry data from elsewhere' },
  'topic': { noun: 'topic', exposure: 'external-data', because: 'its messages carry data from elsewhere' },
  'stream': { noun: 'stream', exposure: 'external-data', because: 'its records carry data from elsewhere' },
  'table-stream': { noun: 'table', exposure: 'external-data', because: 'its items carry data from elsewhere' },
  'kafka': { noun: 'topic', exposure: 'external-data', because: 'its messages carry data from elsewhere' },
  'mq': { noun: 'queue', exposure: 'external-data', because: 'its messages carry data from elsewhere' },
  'bucket': { noun: 'bucket', exposure: 'external-data', because: 'whoever puts an object there chooses its name and content' },
  'email': { noun: 'incoming mail', exposure: 'external-data', because: 'anyone can send a mail' },
  'iot': { noun: 'IoT rule', exposure: 'external-data', because: 'devices choose what they send' },
  'logs': { noun: 'log group', exposure: 'external-data', because: 'log lines carry data from elsewhere' },
  'event': { noun: 'events', exposure: 'account', because: 'events come from inside the account' },
  'schedule': { noun: 'schedule', exposure: 'schedule', because: 'nobody chooses its payload' },
  'cognito': { noun: 'user pool', exposure: 'external-data', because: 'users choose their attributes' },
  'authorizer': { noun: 'authorizer of', exposure: 'anonymous', because: 'it runs before anyone is known' },
  'state-machine': { noun: 'state machine', exposure: 'account', because: 'the state machine passes its own data' },
  'custom-resource': { noun: 'custom resource', exposure: 'account', because: 'the deployment calls it' },
  'edge': { noun: 'distribution', exposure: 'anonymous', because: 'everyone who opens the distribution reaches it' },
  'load-balancer': { noun: 'load balancer', exposure: 'unknown', because: 'who reaches the load balancer cannot be read from the template' },
  'graphql': { noun: 'GraphQL API', exposure: 'unknown', because: 'who may call the API cannot be read from the template' },
  'invoke': { noun: 'calls from', exposure: 'account', because: 'only identities with permission may call it' },
  'other': { noun: 'events of', exposure: 'unknown', because: 'who chooses its events cannot be read from the template' },
};

export function sourceTrigger(kind: keyof typeof natures, at: Location, source: Value | undefined, more: { readonly name?: string; readonly properties?: MapValue; readonly exposure?: Exposure; readonly because?: string } = {}): Trigger {
  const nature = natures[kind];
  const name = more.name ?? nameOfSource(source);
  return {
    kind, at,
    label: name === undefined ? nature.noun : `${nature.noun} ${name}`,
    exposure: more.exposure ?? nature.exposure,
    because: more.because ?? nature.because,
    ...(source === undefined ? {} : { source }),
    ...(more.properties === undefined ? {} : { properties: more.properties }),
  };
}

/** A short name for what a value refers to: the resource, or the last part of a name or ARN. */
function nameOfSource(source: Value | undefined): string | undefined {
  if (source === undefined) return undefined;
  const [reference] = referencesIn(source);
  if (reference !== undefined) return reference.resource;
  const text = patternOf(source);
  return text?.split(/[:/]/).findLast((part) => part !== '' && part !== '*');
}

export function scheduleTrigger(at: Location, expression: Value | undefined, properties: MapValue | undefined): Trigger {
  const text = stringOf(expression);
  const rate = /^rate\((\d+) (\w+?)s?\)$/.exec(text ?? '');
  const label = rate === null ? `schedule ${text ?? ''}`.trim() : rate[1] === '1' ? `every ${rate[2] ?? ''}` : `every ${rate[1] ?? ''} ${rate[2] ?? ''}s`;
  return { ...sourceTrigger('schedule', at, undefined, properties === undefined ? {} : { properties }), label };
}

/** An event rule: a schedule, or a pattern. Objects that appear in a bucket are named by whoever puts them there. */
export function ruleTrigger(at: Location, pattern: Value | undefined, name: string | undefined, properties: MapValue): Trigger {
  const sources = pattern === undefined ? [] : texts(pattern);
  const external = sources.includes('aws.s3') ? { exposure: 'external-data', because: natures.bucket.because } as const : {};
  return sourceTrigger('event', at, undefined, { properties, ...(name === undefined ? {} : { name }), ...external });
}

function texts(value: Value): readonly string[] {
  if (value.kind === 'scalar') return typeof value.value === 'string' ? [value.value] : [];
  if (value.kind === 'list') return value.items.flatMap(texts);
  return value.kind === 'map' ? value.entries.flatMap((entry) => texts(entry.value)) : [];
}

export interface RouteGiven {
  readonly at: Location;
  readonly method: string;
  readonly path: string;
  readonly api: ApiFacts | undefined;
  readonly apiId: string;
  /** What the route says itself; undefined = nothing. */
  readonly own: Gate | undefined;
  readonly apiKey: boolean | 'unknown' | undefined;
  readonly requestModel: boolean;
  readonly properties?: MapValue;
  readonly websocket?: boolean;
}

/** A route's trigger: its own word first, then its API's. */
export function routeTrigger(given: RouteGiven): Trigger {
  const { api } = given;
  const decided = given.own ?? (api === undefined ? gate('unknown', undefined, 'its API is not in this template') : documentGate(given, api) ?? api.gate);
  const apiKey = given.apiKey ?? api?.apiKey ?? false;
  const { exposure, because } = exposureBehind(decided, apiKey, api?.restricted);
  const route: Route = {
    api: given.apiId, method: given.method, path: given.path, authorizer: decided.authorizer, apiKey,
    decidedAt: decided.at ?? given.at, requestModel: given.requestModel,
  };
  const trigger: Trigger = {
    kind: given.websocket === true ? 'websocket' : 'http', at: given.at,
    label: given.websocket === true ? `WebSocket ${given.path}` : `${given.method} ${given.path}`,
    exposure, because, route,
  };
  return given.properties === undefined ? trigger : { ...trigger, properties: given.properties };
}

/** What the API's OpenAPI document says about a route; undefined where the API has none or says more itself. */
function documentGate(given: RouteGiven, api: ApiFacts): Gate | undefined {
  if (api.operations === undefined || api.gate !== noGate) return undefined;
  if (api.operations === 'unreadable') return gate('unknown', undefined, "its API's definition cannot be read here");
  const operation = api.operations.find((one) => one.path === given.path && (one.method === given.method || one.method === 'ANY'));
  return operation === undefined ? undefined : gate(operation.authorizer, operation.decidedAt);
}

const graphqlReasons: Readonly<Record<string, string>> = {
  API_KEY: 'its API asks for an API key', AWS_IAM: 'its API asks for an IAM signature', AMAZON_COGNITO_USER_POOLS: 'its API asks for a token of a user pool',
  OPENID_CONNECT: 'its API asks for a token of a known issuer', AWS_LAMBDA: 'a Lambda authorizer lets callers in',
};

/** Who may call a GraphQL API, by how it tells callers apart. */
export function graphqlAccess(type: string | undefined): { readonly exposure?: Exposure; readonly because?: string } {
  const because = look(graphqlReasons, type);
  return because === undefined ? {} : { exposure: 'authenticated', because };
}
