/** The APIs that a service's events imply, and what the provider says about them. Knows no authorizers. */
import type { Location } from '../../text/span';
import type { Api, Trigger } from '../deployment';
import { booleanOf, scalar, valueAt, type Value } from '../value';
import { corsOf } from './cors';
import type { Generated, Service } from './service';
import { isNothing, MapBuilder, mapOf, mapValue } from './values';
import { functionUrlId, httpApiId, restApiId, restApiType, restStageId, restStageType, httpStageId, httpStageType, websocketApiId } from './vocabulary';

export interface Apis {
  readonly apis: readonly Api[];
  readonly generated: readonly Generated[];
}

export function apisOf(service: Service, triggers: readonly Trigger[]): Apis {
  const apis: Api[] = [];
  const generated: Generated[] = [];
  const first = (id: string): Location | undefined => triggers.find((trigger) => trigger.route?.api === id)?.at;
  // Where functions stand elsewhere, what is said about their API tells that there is one.
  const unseen = !service.functionsKnown || service.functions.length === 0;
  const told = unseen ? [service.at('provider', 'logs', 'restApi'), service.at('provider', 'tracing', 'apiGateway')].find((value) => value !== undefined && !isNothing(value)) : undefined;

  // An API that another service made has its stage there; its settings are not this document's.
  const rest = service.at('provider', 'apiGateway', 'restApiId') === undefined ? (first(restApiId) ?? told?.at) : undefined;
  if (rest !== undefined) {
    const api = restApi(service, rest);
    generated.push(api, restStage(service, rest));
    apis.push({ id: restApiId, kind: 'rest', at: rest, properties: builtFrom(api), implicit: true });
  }
  const http = service.at('provider', 'httpApi', 'id') === undefined ? first(httpApiId) : undefined;
  if (http !== undefined) {
    const cors = corsOf(service.at('provider', 'httpApi', 'cors'), 'allowedOrigins');
    const api: Api = { id: httpApiId, kind: 'http', at: http, properties: mapValue(http, []), implicit: true };
    apis.push(cors === undefined ? api : { ...api, cors });
    generated.push(httpStage(service, http));
  }
  const socket = first(websocketApiId);
  if (socket !== undefined) apis.push({ id: websocketApiId, kind: 'websocket', at: socket, properties: mapValue(socket, []), implicit: true });
  const urls = new Map(triggers.filter(({ kind }) => kind === 'url').map((trigger) => [trigger.route?.api, trigger]));
  for (const { name, value } of service.functions) {
    const trigger = urls.get(functionUrlId(name));
    if (trigger === undefined) continue;
    const cors = corsOf(valueAt(mapOf(valueAt(mapOf(value), 'url')), 'cors'), 'allowedOrigins');
    const { at, properties = mapValue(at, []) } = trigger;
    const api: Api = { id: functionUrlId(name), kind: 'url', at, properties, implicit: true };
    apis.push(cors === undefined ? api : { ...api, cors });
  }
  return { apis, generated };
}

type Properties = Generated['properties'][number][];

function restApi(service: Service, at: Location): Generated {
  const properties: Properties = [];
  const type = service.at('provider', 'endpointType') ?? service.at('provider', 'apiGateway', 'endpoint', 'type');
  if (type !== undefined) properties.push([['EndpointConfiguration', 'Types'], { kind: 'list', items: [type], at: type.at, via: [] }]);
  const statements = service.at('provider', 'apiGateway', 'resourcePolicy') ?? service.at('provider', 'resourcePolicy');
  if (statements !== undefined) properties.push([['Policy', 'Statement'], statements]);
  return { id: restApiId, type: restApiType, at, properties };
}

function restStage(service: Service, at: Location): Generated {
  const properties: Properties = [[['RestApiId'], { kind: 'reference', resource: restApiId, attribute: 'Ref', at, via: [] }]];
  const tracing = service.at('provider', 'tracing', 'apiGateway');
  if (tracing !== undefined) properties.push([['TracingEnabled'], tracing]);
  properties.push(...accessLog(service.at('provider', 'logs', 'restApi'), 'AccessLogSetting', 'accessLogging'));
  const executionData = valueAt(mapOf(service.at('provider', 'logs', 'restApi')), 'fullExecutionData');
  if (executionData !== undefined) {
    const settings = new MapBuilder(executionData.at).set(['DataTraceEnabled'], executionData.at, executionData).build();
    properties.push([['MethodSettings'], { kind: 'list', items: [settings], at: executionData.at, via: [] }]);
  }
  return { id: restStageId, type: restStageType, at, properties };
}

function httpStage(service: Service, at: Location): Generated {
  const properties: Properties = [[['ApiId'], { kind: 'reference', resource: httpApiId, attribute: 'Ref', at, via: [] }]];
  properties.push(...accessLog(service.at('provider', 'logs', 'httpApi'), 'AccessLogSettings', undefined));
  return { id: httpStageId, type: httpStageType, at, properties };
}

/** `logs: { restApi: true }` or a map with settings; `switchKey` is the one that turns them off again. */
function accessLog(value: Value | undefined, property: string, switchKey: string | undefined): Properties {
  if (value === undefined || isNothing(value)) return [];
  const decides = switchKey === undefined ? undefined : valueAt(mapOf(value), switchKey);
  const said = decides ?? value;
  if (said.kind === 'unknown') return [[[property], said]];
  // Settings without content, at the place that says so.
  if (booleanOf(said) === false) return [[[property], mapValue(said.at, [])]];
  const format = valueAt(mapOf(value), 'format') ?? scalar('the framework\'s format', value.at);
  // Where it goes is the framework's matter.
  const settings: Value = { kind: 'map', at: value.at, via: [], open: true, entries: [{ key: 'Format', keyAt: format.at, value: format }] };
  return [[[property], settings]];
}

function builtFrom(generated: Generated): Api['properties'] {
  const builder = new MapBuilder(generated.at);
  for (const [path, value] of generated.properties) builder.set(path, value.at, value);
  return builder.build();
}
