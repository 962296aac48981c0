/** Triggers that plain API Gateway resources, OpenAPI documents and function URLs give to functions. Knows no SAM events. */
import type { Authorization } from '../deployment';
import { booleanOf, entryAt, itemsOf, referencesIn, stringOf, valueAt, type Value } from '../value';
import { exposureBehind, gate, noGate, type ApiFacts, type Gate } from './apis';
import type { Callees } from './callees';
import { methodOf } from './events';
import { authorizerUris } from './openapi';
import type { LoweredResource } from './resources';
import { routeTrigger, sourceTrigger, type Found } from './triggers';
import { textAt } from './values';
import { look, type as types } from './vocabulary';

const authorizations: Readonly<Record<string, Authorization>> = { NONE: 'none', AWS_IAM: 'iam', COGNITO_USER_POOLS: 'jwt', JWT: 'jwt', CUSTOM: 'custom' };

/** Functions that a permission lets everyone call by URL. */
function callableByUrl(resources: readonly LoweredResource[], callees: Callees): ReadonlySet<string> {
  return new Set(resources.filter(isUrlPermission).flatMap((resource) => callees.in(valueAt(resource.properties, 'FunctionName'))));
}

export function routesOf(resources: readonly LoweredResource[], apis: ReadonlyMap<string, ApiFacts>, callees: Callees): readonly Found[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const callable = callableByUrl(resources, callees);
  const connections = new Map(resources.filter((resource) => resource.type === types.httpRoute && textAt(resource.properties, 'RouteKey') === '$connect').map((resource) => [referenceIn(valueAt(resource.properties, 'ApiId')), resource]));
  return resources.flatMap((resource): readonly Found[] => {
    switch (resource.type) {
      case types.restMethod: return methodRoutes(resource, byId, apis, callees);
      case types.httpRoute: return v2Routes(resource, byId, connections, apis, callees);
      case types.httpApi: return [...quickRoutes(resource, apis, callees), ...documentRoutes(resource, apis, callees)];
      case types.restApi: return documentRoutes(resource, apis, callees);
      case types.url: return urlTriggers(resource, callable, callees);
      default: return [];
    }
  });
}

function methodRoutes(resource: LoweredResource, byId: ReadonlyMap<string, LoweredResource>, apis: ReadonlyMap<string, ApiFacts>, callees: Callees): readonly Found[] {
  const { properties } = resource;
  const functions = callees.in(valueAt(properties, 'Integration', 'Uri'));
  if (functions.length === 0) return [];
  const apiId = referenceIn(valueAt(properties, 'RestApiId')) ?? '';
  const key = valueAt(properties, 'ApiKeyRequired');
  const trigger = routeTrigger({
    at: resource.at, apiId, api: apis.get(apiId),
    method: methodOf(textAt(properties, 'HttpMethod')),
    path: restPath(valueAt(properties, 'ResourceId'), byId),
    own: declaredGate(resource) ?? noGate,
    apiKey: key === undefined ? false : (booleanOf(key) ?? 'unknown'),
    // A model without a validator describes a body and checks none.
    requestModel: properties.open === true || checksBody(valueAt(properties, 'RequestValidatorId'), byId),
    properties,
  });
  return functions.map((id) => ({ function: id, trigger }));
}

/** A validator may check parameters only; of one that stands elsewhere that is not known. */
function checksBody(validator: Value | undefined, byId: ReadonlyMap<string, LoweredResource>): boolean {
  if (validator === undefined) return false;
  const own = byId.get(referenceIn(validator) ?? '');
  const said = valueAt(own?.properties, 'ValidateRequestBody');
  return own?.type !== types.requestValidator || (said === undefined ? own.properties.open === true : booleanOf(said) !== false);
}

/** As many as API Gateway takes for an API; a circle ends there too. */
const mostResources = 300;

/** The path of an API resource, from its parents' parts. */
function restPath(value: Value | undefined, byId: ReadonlyMap<string, LoweredResource>): string {
  const parts: string[] = [];
  let current = value;
  for (let depth = 0; depth < mostResources; depth++) {
    const [reference] = current === undefined ? [] : referencesIn(current);
    const resource = reference === undefined ? undefined : byId.get(reference.resource);
    if (resource?.type !== types.restResource) break;
    parts.unshift(textAt(resource.properties, 'PathPart') ?? '*');
    current = valueAt(resource.properties, 'ParentId');
  }
  return `/${parts.join('/')}`;
}

function declaredGate(resource: LoweredResource): Gate | undefined {
  const entry = entryAt(resource.properties, 'AuthorizationType');
  if (entry === undefined) return undefined;
  const text = stringOf(entry.value);
  if (text === 'NONE') return gate('none', entry.value.at, 'its AuthorizationType is NONE');
  return gate(text === undefined ? 'unknown' : (look(authorizations, text.toUpperCase()) ?? 'unknown'), entry.value.at);
}

function v2Routes(resource: LoweredResource, byId: ReadonlyMap<string, LoweredResource>, connections: ReadonlyMap<string | undefined, LoweredResource>, apis: ReadonlyMap<string, ApiFacts>, callees: Callees): readonly Found[] {
  const { properties } = resource;
  const target = valueAt(properties, 'Target');
  const integrations = target === undefined ? [] : referencesIn(target).map((reference) => byId.get(reference.resource));
  const functions = integrations.flatMap((integration) => callees.in(valueAt(integration?.properties, 'IntegrationUri')));
  if (functions.length === 0) return [];
  const apiId = referenceIn(valueAt(properties, 'ApiId')) ?? '';
  const api = apis.get(apiId);
  const key = textAt(properties, 'RouteKey') ?? '$default';
  const websocket = api?.api.kind === 'websocket';
  const [method, path] = key.includes(' ') ? [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)] : ['ANY', key];
  // Only the connection of a WebSocket can be authorised; messages inherit it.
  const connect = websocket && key !== '$connect' ? connections.get(apiId) : undefined;
  const trigger = routeTrigger({
    at: resource.at, apiId, api, method: methodOf(method), path, properties, websocket,
    own: (connect === undefined ? undefined : declaredGate(connect)) ?? declaredGate(resource) ?? noGate,
    apiKey: booleanOf(valueAt(properties, 'ApiKeyRequired')) ?? false,
    requestModel: entryAt(properties, 'RequestModels') !== undefined,
  });
  return functions.map((id) => ({ function: id, trigger }));
}

/** An HTTP API whose `Target` is a function has one route for everything. */
function quickRoutes(resource: LoweredResource, apis: ReadonlyMap<string, ApiFacts>, callees: Callees): readonly Found[] {
  return callees.in(valueAt(resource.properties, 'Target')).map((id) => ({
    function: id,
    trigger: routeTrigger({ at: resource.at, apiId: resource.id, api: apis.get(resource.id), method: 'ANY', path: '$default', own: noGate, apiKey: false, requestModel: false }),
  }));
}

function documentRoutes(resource: LoweredResource, apis: ReadonlyMap<string, ApiFacts>, callees: Callees): readonly Found[] {
  const api = apis.get(resource.id);
  if (api === undefined || api.operations === undefined || api.operations === 'unreadable') return [];
  const found: Found[] = [];
  for (const operation of api.operations) {
    for (const id of callees.in(valueAt(operation.integration, 'uri'))) {
      // SAM lays its own Auth over the document.
      const own = api.gate === noGate ? gate(operation.authorizer, operation.decidedAt) : undefined;
      found.push({ function: id, trigger: routeTrigger({ at: operation.at, apiId: resource.id, api, method: operation.method, path: operation.path, own, apiKey: operation.apiKey, requestModel: operation.requestModel }) });
    }
  }
  for (const uri of authorizerUris(api.document)) {
    for (const id of callees.in(uri)) found.push({ function: id, trigger: sourceTrigger('authorizer', uri.at, undefined, { name: resource.id }) });
  }
  return found;
}

function urlTriggers(resource: LoweredResource, callable: ReadonlySet<string>, callees: Callees): readonly Found[] {
  const { properties, at } = resource;
  const authorization = entryAt(properties, 'AuthType');
  const text = stringOf(authorization?.value);
  return callees.in(valueAt(properties, 'TargetFunctionArn')).map((id) => {
    const own = text === 'NONE' ? gate('none', authorization?.value.at, 'its AuthType is NONE') : gate(text === 'AWS_IAM' ? 'iam' : 'unknown', authorization?.value.at);
    // SAM adds the permission itself; elsewhere nobody gets in without one.
    const permitted = resource.implicit === true || text !== 'NONE' || callable.has(id);
    const exposed = exposureBehind(own, false, undefined);
    const { exposure, because } = permitted ? exposed : ({ exposure: 'unknown', because: 'its AuthType is NONE, but no permission here lets anyone call it' } as const);
    return {
      function: id,
      trigger: {
        kind: 'url', at, label: `the URL of ${id}`, exposure, because, properties,
        route: { api: resource.id, method: 'ANY', path: '/', authorizer: own.authorizer, apiKey: false, decidedAt: own.at ?? at, requestModel: false },
      },
    };
  });
}

function isUrlPermission(resource: LoweredResource): boolean {
  if (resource.type !== types.permission) return false;
  const actions = itemsOf(valueAt(resource.properties, 'Action')).map(stringOf);
  return actions.some((action) => action === 'lambda:InvokeFunctionUrl' || action === 'lambda:*') && textAt(resource.properties, 'Principal') === '*';
}

function referenceIn(value: Value | undefined): string | undefined {
  return value === undefined ? undefined : referencesIn(value)[0]?.resource;
}

/** Equal for a route that is told twice, e.g. by an event and by the API's document. */
export function routeKey({ function: id, trigger: { route } }: Found): string {
  return route === undefined ? '' : [id, route.api, route.method, route.path].join(' ');
}

