/** HTTP and WebSocket APIs: routes, integrations, authorizers. Knows no REST APIs. */
import { madeMap } from '../cloudformation/values';
import { scalar, stringOf, unknown, type Value } from '../value';
import type { Draft } from './draft';
import { given, type Lowering } from './lowering';
import { itemsIn, madeOf, property, propertyOf, type Made, type Property, type Thing } from './thing';
import { valueOf } from './values';

export const httpApis: ReadonlySet<string> = new Set(['aws-apigatewayv2.HttpApi', 'aws-apigatewayv2.WebSocketApi']);

/** By the authorizer's class: what a route's AuthorizationType is. */
const authorizers: Readonly<Record<string, string>> = {
  HttpJwtAuthorizer: 'JWT', HttpUserPoolAuthorizer: 'JWT', HttpLambdaAuthorizer: 'CUSTOM', HttpIamAuthorizer: 'AWS_IAM', HttpNoneAuthorizer: 'NONE', WebSocketLambdaAuthorizer: 'CUSTOM', WebSocketIamAuthorizer: 'AWS_IAM', WebSocketNoneAuthorizer: 'NONE', HttpAuthorizer: 'CUSTOM',
};

interface By {
  readonly at: Made['at'];
  readonly nameAt: Made['nameAt'];
  readonly presence: Made['presence'];
}

export function lowerHttpApi(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const apiId = lowering.idOf(made);
  if (draft === undefined || apiId === undefined) return;
  const props = given(made);
  const isSocket = made.name === 'WebSocketApi';
  draft.set('ProtocolType', made.nameAt, scalar(isSocket ? 'WEBSOCKET' : 'HTTP', made.nameAt));
  const name = property(props, 'apiName');
  if (name !== undefined) draft.set('Name', name.keyAt, valueOf(name.thing, lowering));
  for (const [from, to] of [['allowOrigins', 'AllowOrigins'], ['allowMethods', 'AllowMethods'], ['allowHeaders', 'AllowHeaders'], ['allowCredentials', 'AllowCredentials'], ['exposeHeaders', 'ExposeHeaders']] as const) {
    const one = property(propertyOf(props, 'corsPreflight'), from);
    if (one !== undefined) draft.set(`CorsConfiguration.${to}`, one.keyAt, valueOf(one.thing, lowering));
  }
  const preset = property(props, 'defaultAuthorizer');
  if (isSocket) {
    for (const [option, key] of [['connectRouteOptions', '$connect'], ['disconnectRouteOptions', '$disconnect'], ['defaultRouteOptions', '$default']] as const) {
      const one = property(props, option);
      if (one !== undefined) route(lowering, apiId, key, propertyOf(one.thing, 'integration'), property(one.thing, 'authorizer'), { at: one.thing.at, nameAt: one.keyAt, presence: made.presence });
    }
    for (const call of lowering.calls(made, 'addRoute')) {
      const [key, options] = call.args;
      route(lowering, apiId, key === undefined ? '(unknown route)' : (stringOf(valueOf(key, lowering)) ?? '(unknown route)'), propertyOf(options, 'integration'), property(options, 'authorizer'), call);
    }
    return;
  }
  const everything = property(props, 'defaultIntegration');
  if (everything !== undefined) route(lowering, apiId, '$default', everything.thing, preset, { at: everything.thing.at, nameAt: everything.keyAt, presence: made.presence });
  for (const call of lowering.calls(made, 'addRoutes')) {
    const [options] = call.args;
    const path = property(options, 'path');
    const text = path === undefined ? '(unknown path)' : (stringOf(valueOf(path.thing, lowering)) ?? '(unknown path)');
    const methods = itemsIn(propertyOf(options, 'methods')).map((one) => stringOf(valueOf(one, lowering)) ?? 'ANY');
    for (const method of methods.length === 0 ? ['ANY'] : methods) route(lowering, apiId, `${method} ${text}`, propertyOf(options, 'integration'), property(options, 'authorizer') ?? preset, call, options);
  }
  for (const call of lowering.calls(made, 'addStage')) {
    const [, options] = call.args;
    const stage = lowering.besides(`${apiId}${stringOf(call.args[0] === undefined ? undefined : valueOf(call.args[0], lowering)) ?? 'Stage'}`, 'AWS::ApiGatewayV2::Stage', call, true);
    stage.set('ApiId', call.nameAt, reference(apiId, call));
    describeStage(lowering, stage, options);
    lowering.overrideBehind(stage, call);
  }
  const creates = propertyOf(props, 'createDefaultStage');
  if (creates?.kind === 'constant' && creates.value === false) return;
  const stage = lowering.besides(`${apiId}DefaultStage`, 'AWS::ApiGatewayV2::Stage', { at: made.at, nameAt: made.args[1]?.at ?? made.nameAt, presence: made.presence }, true);
  stage.set('ApiId', made.nameAt, reference(apiId, made)).set('StageName', made.nameAt, scalar('$default', made.nameAt));
  lowering.owners.set(stage.id, { made, prefix: ['defaultStage'] });
  lowering.overrideBehind(stage, made.members.get('defaultStage'));
}

/** `new HttpRoute(this, 'Route', { httpApi, routeKey: HttpRouteKey.with('/x', HttpMethod.GET), integration })`. */
export function lowerHttpRoute(lowering: Lowering, made: Made): void {
  const props = given(made);
  const api = madeOf(propertyOf(props, 'httpApi') ?? propertyOf(props, 'webSocketApi'));
  const apiId = lowering.idOf(api) ?? '';
  const key = madeOf(propertyOf(props, 'routeKey'));
  const [path, method] = key?.args ?? [];
  const own = propertyOf(props, 'routeKey');
  const text = key?.name === 'HttpRouteKey.with' && path !== undefined ? `${method === undefined ? 'ANY' : (stringOf(valueOf(method, lowering)) ?? 'ANY')} ${stringOf(valueOf(path, lowering)) ?? '(unknown path)'}` : own === undefined || own.kind === 'library' ? '$default' : (stringOf(valueOf(own, lowering)) ?? '(unknown route)');
  route(lowering, apiId, text, propertyOf(props, 'integration'), property(props, 'authorizer') ?? property(api === undefined ? undefined : given(api), 'defaultAuthorizer'), made);
}

function reference(id: string, by: By): Value {
  return { kind: 'reference', resource: id, attribute: 'Ref', at: by.nameAt, via: [] };
}

function route(lowering: Lowering, apiId: string, key: string, integration: Thing | undefined, authorizer: Property | undefined, by: By, options?: Thing): void {
  const name = `${apiId}${key.replace(/[^A-Za-z0-9]/g, '')}`;
  const target = lowering.besides(`${name}Integration`, 'AWS::ApiGatewayV2::Integration', by, true);
  target.set('ApiId', by.nameAt, reference(apiId, by));
  const [first, second] = madeOf(integration)?.args ?? [];
  // The second generation of integrations takes an id first.
  const called = [first, second].find((one) => one !== undefined && lowering.functionOf(one) !== undefined) ?? [first, second].map((one) => propertyOf(one, 'handler')).find((one) => one !== undefined);
  if (called !== undefined) target.set('IntegrationType', by.nameAt, scalar('AWS_PROXY', by.nameAt)).set('IntegrationUri', called.at, lowering.target(called));
  const draft = lowering.besides(`${name}Route`, 'AWS::ApiGatewayV2::Route', by, true);
  draft.set('ApiId', by.nameAt, reference(apiId, by)).set('RouteKey', by.nameAt, scalar(key, by.nameAt));
  draft.set('Target', by.nameAt, { kind: 'text', parts: ['integrations/', { kind: 'reference', resource: target.id, attribute: 'Ref', at: by.nameAt, via: [] }], at: by.nameAt, via: [] });
  if (options !== undefined && (options.kind !== 'object' || options.rest !== undefined)) draft.set('AuthorizationType', options.at, unknown("the route's options are not known", 'unresolved', options.at));
  if (authorizer === undefined) return;
  const made = madeOf(authorizer.thing);
  const type = made === undefined ? undefined : authorizers[made.name];
  draft.set('AuthorizationType', authorizer.keyAt, type === undefined ? unknown('what kind of authorizer it is, is not known', 'unresolved', authorizer.thing.at) : scalar(type, authorizer.thing.at));
  if (made !== undefined && /LambdaAuthorizer$/.test(made.name)) guard(lowering, apiId, made);
}

/** The function behind an authorizer, once. */
function guard(lowering: Lowering, apiId: string, made: Made): void {
  const handler = made.args.find((one) => lowering.functionOf(one) !== undefined) ?? made.args.map((one) => propertyOf(one, 'handler')).find((one) => one !== undefined);
  if (handler === undefined || lowering.drafts.some((draft) => draft.type === 'AWS::ApiGatewayV2::Authorizer' && draft.at === made.nameAt)) return;
  lowering.besides(`${apiId}Authorizer`, 'AWS::ApiGatewayV2::Authorizer', made, true).set('ApiId', made.nameAt, reference(apiId, made)).set('AuthorizerUri', handler.at, lowering.target(handler));
}

/** A stage of its own, and the logs and limits that it says. */
export function lowerHttpStage(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const props = given(made);
  const api = madeOf(propertyOf(props, 'httpApi') ?? propertyOf(props, 'webSocketApi'));
  if (draft === undefined) return;
  if (api !== undefined) draft.set('ApiId', made.nameAt, lowering.reference(api, 'Ref', made.nameAt));
  describeStage(lowering, draft, props);
}

function describeStage(lowering: Lowering, draft: Draft, props: Thing | undefined): void {
  const name = property(props, 'stageName');
  if (name !== undefined) draft.set('StageName', name.keyAt, valueOf(name.thing, lowering));
  const throttle = property(props, 'throttle');
  if (throttle !== undefined) draft.set('DefaultRouteSettings', throttle.keyAt, madeMap({ ThrottlingRateLimit: valueOf(propertyOf(throttle.thing, 'rateLimit') ?? throttle.thing, lowering) }, throttle.thing.at));
  const logs = property(props, 'accessLogSettings');
  if (logs !== undefined) draft.set('AccessLogSettings', logs.keyAt, madeMap({}, logs.thing.at));
}
