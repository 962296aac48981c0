/** Finds routes that anybody may call and that no function of the template is seen behind: what answers stands elsewhere. Knows no dialect. */
import { referred } from './template/function-place';
import type { Deployment, Resource } from '../template/deployment';
import { booleanOf, itemsOf, possibilities, stringOf, valueAt, type Value } from '../template/value';
import { contains, type Location } from '../text/span';
import { grantsOf } from '../template/statements';

/** A resource type that is a route, and where it says what. */
export interface MethodKind {
  readonly type: string;
  /** The property with the verb, alone or in front of a path; absent where every verb comes in. */
  readonly verb?: string;
  readonly authorization: string;
  /** What the route is where nothing is said about authorization; undefined where that cannot be told. */
  readonly silent?: string;
  readonly apiKey?: string;
  readonly api?: string;
  /** Where a method says that the gateway itself answers. */
  readonly answeredBy?: { readonly path: string; readonly is: string };
}

export interface LooseRoute {
  readonly resource: Resource;
  /** The property that asks who calls, or does not. */
  readonly authorization: string;
  readonly label: string;
  readonly at: Location;
  /** The gateway itself answers: nothing stands behind it that could be misused. */
  readonly empty: boolean;
}

export function looseRoutes(deployment: Deployment, kinds: readonly MethodKind[]): readonly LooseRoute[] {
  const served = deployment.functions.flatMap(({ triggers }) => triggers);
  return deployment.resources.flatMap((resource): readonly LooseRoute[] => {
    const kind = kinds.find(({ type }) => type === resource.type);
    if (kind === undefined || resource.presence !== 'always' || resource.implicit === true) return [];
    const { properties } = resource;
    // The function's own trigger tells about it.
    if (served.some(({ at, route }) => isWithin(at, resource) || (route !== undefined && isWithin(route.decidedAt, resource)))) return [];
    const verb = verbOf(resource, kind);
    const authorization = decided(valueAt(properties, kind.authorization), resource, kind);
    if (verb === undefined || authorization === undefined || /^OPTIONS\b/i.test(verb) || mayAskForKey(propertyOf(resource, kind.apiKey)) || isGuarded(propertyOf(resource, kind.api), deployment)) return [];
    const answer = kind.answeredBy;
    return [{ resource, authorization: kind.authorization, label: verb, at: authorization, empty: answer !== undefined && stringOf(valueAt(properties, ...answer.path.split('.'))) === answer.is }];
  });
}

function propertyOf({ properties }: Resource, key: string | undefined): Value | undefined {
  return key === undefined ? undefined : valueAt(properties, key);
}

/** Undefined where it is not known, and so may be one that asks for nothing. */
function verbOf({ id, properties }: Resource, { verb }: MethodKind): string | undefined {
  if (verb === undefined) return id;
  const value = valueAt(properties, verb);
  // Left out it is none of those that browsers send by themselves.
  return value === undefined && properties.open !== true ? 'any method' : stringOf(value);
}

function isWithin(place: Location, { at, properties }: Resource): boolean {
  return place === at || (place.uri === properties.at.uri && (contains(properties.at.span, place.span) || (place.uri === at.uri && contains(at.span, place.span))));
}

/** The place that says that nobody is asked; undefined where somebody may be. */
function decided(value: Value | undefined, { at, block = at, properties }: Resource, { silent }: MethodKind): Location | undefined {
  if (value === undefined) return silent === 'NONE' && properties.open !== true ? block : undefined;
  return possibilities(value).every((one) => stringOf(one) === 'NONE') ? value.at : undefined;
}

function mayAskForKey(value: Value | undefined): boolean {
  return value !== undefined && booleanOf(value) !== false;
}

/** A private API, or one with a policy of its own, asks at another place. */
function isGuarded(api: Value | undefined, deployment: Deployment): boolean {
  const found = referred(api, deployment);
  if (found === undefined) return false;
  const types = itemsOf(valueAt(found.properties, 'EndpointConfiguration', 'Types'));
  const policed = grantsOf('resource', found.id, deployment).length > 0;
  // Of a WebSocket API only the way in is asked.
  const protocol = valueAt(found.properties, 'ProtocolType');
  return policed || valueAt(found.properties, 'Policy') !== undefined || types.some((one) => !/^(?:EDGE|REGIONAL)$/.test(stringOf(one) ?? '')) || (protocol !== undefined && stringOf(protocol) !== 'HTTP');
}
