/** Who may call an HTTP event: authorizers of REST, HTTP and WebSocket APIs as the document says them. Knows no other trigger. */
import type { Location } from '../../text/span';
import { exposureBehind, gate, noGate, type ApiFacts, type Gate } from '../cloudformation/apis';
import type { Authorization, Exposure } from '../deployment';
import { booleanOf, itemsOf, patternOf, possibilities, stringOf, valueAt, type MapValue, type Value } from '../value';
import type { Service } from './service';
import { isNothing, mapAt, mapOf, wordOf } from './values';

/** What decides about a call, and who may therefore call. */
export interface Access {
  readonly authorizer: Authorization;
  readonly apiKey: boolean | 'unknown';
  readonly exposure: Exposure;
  readonly because: string;
  readonly decidedAt: Location;
}

/** What the provider says about all APIs of the service. */
export interface Doors {
  /** Set where something besides authorizers keeps callers out of the REST API. */
  readonly restricted: ApiFacts['restricted'];
  /** `provider.httpApi.authorizers`. */
  readonly httpAuthorizers: MapValue | undefined;
  /** The gate of `$connect`, which decides for every WebSocket route; undefined where this service declares no such route. */
  readonly connect: Gate | undefined;
}

export function doorsOf(service: Service): Doors {
  const type = wordOf(service.at('provider', 'endpointType') ?? service.at('provider', 'apiGateway', 'endpoint', 'type'));
  const policy = service.at('provider', 'apiGateway', 'resourcePolicy') ?? service.at('provider', 'resourcePolicy');
  const restricted =
    type === 'private' ? ({ exposure: 'account', because: 'its API can be reached from inside a VPC only' } as const)
    : policy !== undefined ? ({ exposure: 'unknown', because: "its API's resource policy decides who may call" } as const)
    : undefined;
  return { restricted, httpAuthorizers: mapOf(service.at('provider', 'httpApi', 'authorizers')), connect: connectGate(service) };
}

/** `event` is the long form; `at` is the event. */
export function restAccess(event: MapValue | undefined, at: Location, doors: Doors): Access {
  const key = valueAt(event, 'private');
  const apiKey = key === undefined || isNothing(key) ? false : (booleanOf(key) ?? 'unknown');
  return access(gateOf(valueAt(event, 'authorizer'), undefined), at, apiKey, doors.restricted);
}

export function httpAccess(event: MapValue | undefined, at: Location, doors: Doors): Access {
  return access(gateOf(valueAt(event, 'authorizer'), doors.httpAuthorizers), at);
}

export function websocketAccess(route: string | undefined, event: MapValue | undefined, at: Location, doors: Doors): Access {
  const own = gateOf(valueAt(event, 'authorizer'), undefined);
  const decisive = route !== '$connect' && own.authorizer === 'none' ? (doors.connect ?? own) : own;
  return access(decisive, at);
}

export function urlAccess(url: Value): Access {
  if (url.kind === 'unknown' || url.kind === 'choice') return access(gate('unknown', url.at, 'whether its URL is on is not known'), url.at);
  const own = gateOf(valueAt(mapOf(url), 'authorizer'), undefined);
  return access(own.authorizer === 'none' ? { ...own, because: 'its URL has no authorizer' } : own, url.at);
}

function connectGate(service: Service): Gate | undefined {
  for (const { value } of service.functions) {
    for (const event of itemsOf(valueAt(mapOf(value), 'events'))) {
      const socket = valueAt(mapOf(event), 'websocket');
      if (socket === undefined) continue;
      const route = stringOf(valueAt(mapOf(socket), 'route')) ?? stringOf(socket);
      if (route === '$connect') return gateOf(valueAt(mapOf(socket), 'authorizer'), undefined);
    }
  }
  return undefined;
}

function access(decisive: Gate, at: Location, apiKey: boolean | 'unknown' = false, restricted?: ApiFacts['restricted']): Access {
  const { exposure, because } = exposureBehind(decisive, apiKey, restricted);
  return { authorizer: decisive.authorizer, apiKey, exposure, because, decidedAt: decisive.at ?? at };
}

/** Reads an `authorizer:` of any form; names that `declared` holds are looked up there. */
function gateOf(value: Value | undefined, declared: MapValue | undefined): Gate {
  if (value === undefined || isNothing(value)) return value === undefined ? noGate : { ...noGate, at: value.at };
  const [first = 'unknown', ...others] = possibilities(value).map((option) => kindOf(option, declared));
  return gate(others.every((other) => other === first) ? first : 'unknown', value.at);
}

function kindOf(value: Value, declared: MapValue | undefined): Authorization {
  if (value.kind === 'map') {
    const byType = typeKinds[wordOf(valueAt(value, 'type')) ?? ''];
    if (byType !== undefined) return byType;
    const inner = valueAt(value, 'arn') ?? valueAt(value, 'name') ?? valueAt(value, 'id') ?? valueAt(value, 'authorizerId');
    return inner === undefined || inner.kind === 'map' ? 'unknown' : kindOf(inner, declared);
  }
  if (value.kind === 'reference') return /userpool/i.test(value.resource) ? 'jwt' : 'custom';
  if (value.kind === 'scalar' && value.value === false) return 'none';
  const text = patternOf(value);
  if (text === undefined) return 'unknown';
  if (text.trim().toLowerCase() === 'aws_iam') return 'iam';
  if (text.includes('cognito-idp')) return 'jwt';
  const declaration = mapAt(declared, text);
  if (declaration !== undefined) return wordOf(valueAt(declaration, 'type')) === 'request' ? 'custom' : 'jwt';
  return 'custom';
}

const typeKinds: Readonly<Partial<Record<string, Authorization>>> = {
  aws_iam: 'iam',
  cognito_user_pools: 'jwt',
  jwt: 'jwt',
  custom: 'custom',
  token: 'custom',
  request: 'custom',
  none: 'none',
};
