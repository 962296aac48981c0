/** HTTP APIs and what they say about who may call: their own routes decide the rest. Knows no functions. */
import type { Location } from '../../text/span';
import type { Api, Authorization, Cors, Exposure, Presence } from '../deployment';
import { booleanOf, entryAt, itemsOf, possibilities, scalar, stringOf, valueAt, type MapValue, type Value } from '../value';
import type { Evaluation } from './evaluation';
import { operationsOf, type Operation } from './openapi';
import { implicitApiProperties, type LoweredResource } from './resources';
import { mapOf } from './values';
import { implicitApi, sam, type as types } from './vocabulary';

export interface Gate {
  readonly authorizer: Authorization;
  /** The value that says so; undefined where nothing is said. */
  readonly at: Location | undefined;
  readonly because: string;
}

export interface ApiFacts {
  readonly api: Api;
  readonly presence: Presence;
  /** What holds for routes that say nothing. */
  readonly gate: Gate;
  readonly authorizers: ReadonlyMap<string, Authorization>;
  readonly apiKey: boolean | 'unknown';
  /** Set where something besides authorizers keeps callers out: to follow "because". */
  readonly restricted: { readonly exposure: Exposure; readonly because: string } | undefined;
  /** The operations of its OpenAPI document; `unreadable` where it has one that is elsewhere. */
  readonly operations: readonly Operation[] | 'unreadable' | undefined;
  readonly document: Value | undefined;
}

export const noGate: Gate = { authorizer: 'none', at: undefined, because: 'it has no authorizer' };

const reasons: Readonly<Record<Authorization, string>> = {
  none: 'it has no authorizer', iam: 'it asks for an IAM signature', jwt: 'it asks for a token of a known issuer', custom: 'a Lambda authorizer lets callers in', unknown: 'its authorizer cannot be read from the template',
};

export function gate(authorizer: Authorization, at: Location | undefined, because = reasons[authorizer]): Gate {
  return { authorizer, at, because };
}

/** What a route's gate, key and API make of its exposure. */
export function exposureBehind(routeGate: Gate, apiKey: boolean | 'unknown', restricted: ApiFacts['restricted']): { readonly exposure: Exposure; readonly because: string } {
  if (routeGate.authorizer === 'unknown') return { exposure: 'unknown', because: routeGate.because };
  if (routeGate.authorizer !== 'none') return { exposure: 'authenticated', because: routeGate.because };
  if (restricted !== undefined) return restricted;
  if (apiKey === true) return { exposure: 'authenticated', because: 'it asks for an API key' };
  if (apiKey === 'unknown') return { exposure: 'unknown', because: 'whether it asks for an API key cannot be read from the template' };
  return { exposure: 'anonymous', because: routeGate.because };
}

/** All APIs, by logical id; the implicit ones only if `uses` names them. */
export function apisOf(resources: readonly LoweredResource[], evaluation: Evaluation, uses: { readonly rest: Location | undefined; readonly http: Location | undefined }): ReadonlyMap<string, ApiFacts> {
  const apis = new Map<string, ApiFacts>();
  for (const resource of resources) {
    const facts = factsOf(resource, evaluation);
    if (facts !== undefined) apis.set(resource.id, facts);
  }
  for (const kind of ['rest', 'http'] as const) {
    const at = uses[kind];
    const id = implicitApi[kind];
    if (at === undefined || apis.has(id)) continue;
    const properties = implicitApiProperties(kind, evaluation, at);
    apis.set(id, samFacts({ id, kind, at, properties, implicit: true }, 'always', evaluation));
  }
  return apis;
}

function factsOf(resource: LoweredResource, evaluation: Evaluation): ApiFacts | undefined {
  const { id, at, properties, presence, declaredType } = resource;
  const plain = (kind: Api['kind'], cors: Cors | undefined, restricted?: ApiFacts['restricted']): ApiFacts => {
    const api: Api = { id, kind, at, properties, implicit: resource.implicit === true };
    const document = documentOf(properties, resource, evaluation);
    return { api: cors === undefined ? api : { ...api, cors }, presence, gate: noGate, authorizers: new Map(), apiKey: false, restricted, operations: operations(document), document: document === 'unreadable' ? undefined : document };
  };
  if (declaredType === sam.api) return samFacts({ id, kind: 'rest', at, properties, implicit: false }, presence, evaluation);
  if (declaredType === sam.httpApi) return samFacts({ id, kind: 'http', at, properties, implicit: false }, presence, evaluation);
  switch (resource.type) {
    case types.restApi: return plain('rest', undefined, restrictionOf(properties));
    case types.httpApi: return plain(stringOf(valueAt(properties, 'ProtocolType'))?.toUpperCase() === 'WEBSOCKET' || declaredType === sam.webSocketApi ? 'websocket' : 'http', corsOf(entryAt(properties, 'CorsConfiguration')?.value));
    case types.graphqlApi: return plain('graphql', undefined);
    case types.url: return plain('url', corsOf(entryAt(properties, 'Cors')?.value));
    default: return undefined;
  }
}

function samFacts(bare: Api, presence: Presence, evaluation: Evaluation): ApiFacts {
  const { properties } = bare;
  const auth = entryAt(properties, 'Auth')?.value;
  const cors = corsOf(entryAt(properties, bare.kind === 'rest' ? 'Cors' : 'CorsConfiguration')?.value);
  const document = documentOf(properties, bare, evaluation);
  const rest = {
    api: cors === undefined ? bare : { ...bare, cors }, presence, restricted: restrictionOf(properties), operations: operations(document), document: document === 'unreadable' ? undefined : document,
  };
  const settings = mapOf(auth, bare.at);
  const authorizers = new Map<string, Authorization>();
  for (const entry of mapOf(valueAt(settings, 'Authorizers'), bare.at).entries) {
    const direct = entryAt(entry.value, 'UserPoolArn') !== undefined || entryAt(entry.value, 'JwtConfiguration') !== undefined || entryAt(entry.value, 'OpenIdConnectUrl') !== undefined;
    authorizers.set(entry.key, direct ? 'jwt' : entryAt(entry.value, 'FunctionArn') !== undefined ? 'custom' : 'unknown');
  }
  const preset = entryAt(settings, 'DefaultAuthorizer');
  const presetGate = preset === undefined ? (settings.open === true ? gate('unknown', settings.at) : noGate) : namedGate(preset.value, authorizers, 'its API asks nobody who they are');
  const key = entryAt(settings, 'ApiKeyRequired');
  return { ...rest, gate: presetGate, authorizers, apiKey: key === undefined ? false : (booleanOf(key.value) ?? 'unknown') };
}

/** The gate that an authorizer's name stands for. */
export function namedGate(value: Value, authorizers: ReadonlyMap<string, Authorization>, noneBecause = 'its Authorizer is NONE'): Gate {
  const options = possibilities(value);
  const name = stringOf(value);
  if (options.length > 1 || name === undefined) return value.kind === 'scalar' && value.value === null ? noGate : gate('unknown', value.at);
  if (name === 'NONE') return gate('none', value.at, noneBecause);
  if (name === 'AWS_IAM') return gate('iam', value.at);
  return gate(authorizers.get(name) ?? 'unknown', value.at);
}

function restrictionOf(properties: MapValue): ApiFacts['restricted'] {
  const endpoint = valueAt(properties, 'EndpointConfiguration');
  const kinds = [endpoint, valueAt(endpoint, 'Type'), ...itemsOf(valueAt(endpoint, 'Types'))].map((value) => stringOf(value)?.toUpperCase());
  if (kinds.includes('PRIVATE')) return { exposure: 'account', because: 'its API can be reached from inside a VPC only' };
  const policy = valueAt(properties, 'Auth', 'ResourcePolicy') ?? valueAt(properties, 'Policy');
  return policy === undefined ? undefined : { exposure: 'unknown', because: "its API's resource policy decides who may call" };
}

function documentOf(properties: MapValue, place: { readonly at: Location }, evaluation: Evaluation): Value | 'unreadable' | undefined {
  const body = valueAt(properties, 'Body') ?? valueAt(properties, 'DefinitionBody');
  if (body !== undefined) return body.kind === 'map' && body.open !== true ? body : body.kind === 'map' && valueAt(body, 'paths') !== undefined ? body : 'unreadable';
  const uri = valueAt(properties, 'DefinitionUri') ?? valueAt(properties, 'BodyS3Location');
  if (uri === undefined) return undefined;
  const path = stringOf(uri);
  return (path === undefined ? undefined : evaluation.includedValue(path, place.at.uri)) ?? 'unreadable';
}

function operations(document: Value | 'unreadable' | undefined): readonly Operation[] | 'unreadable' | undefined {
  if (document === undefined || document === 'unreadable') return document;
  return operationsOf(document) ?? 'unreadable';
}

/** CORS of any API kind: SAM's quoted text, `true`, or a map. */
function corsOf(value: Value | undefined): Cors | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'scalar' && value.value === true) return { at: value.at, origins: [scalar('*', value.at)], credentials: undefined };
  if (value.kind === 'scalar') return typeof value.value === 'string' ? { at: value.at, origins: [unquoted(value)], credentials: undefined } : undefined;
  if (value.kind !== 'map') return undefined;
  const origins = valueAt(value, 'AllowOrigins') ?? valueAt(value, 'AllowOrigin');
  return origins === undefined ? undefined : { at: value.at, origins: itemsOf(origins).map(unquoted), credentials: valueAt(value, 'AllowCredentials') };
}

/** API Gateway wants header values in single quotes of their own. */
function unquoted(value: Value): Value {
  return value.kind === 'scalar' && typeof value.value === 'string' && /^'.*'$/.test(value.value) ? { ...value, value: value.value.slice(1, -1) } : value;
}
