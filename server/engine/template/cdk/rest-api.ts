/** REST APIs: resources, methods, authorizers, stages. Knows no HTTP APIs. */
import { madeMap } from '../cloudformation/values';
import { itemsOf, scalar, stringOf, unknown, type Value } from '../value';
import type { Draft } from './draft';
import { given, keyOf, type Lowering } from './lowering';
import { documentOf } from './statements-of';
import { property, propertyOf, madeOf, itemsIn, textIn, type Made, type Property, type Thing } from './thing';
import { arnOfThing, valueOf } from './values';

export const restApis: ReadonlySet<string> = new Set(['aws-apigateway.RestApi', 'aws-apigateway.LambdaRestApi', 'aws-apigateway.SpecRestApi', 'aws-apigateway.StepFunctionsRestApi']);
export const restAuthorizers: Readonly<Record<string, string>> = {
  'aws-apigateway.TokenAuthorizer': 'CUSTOM', 'aws-apigateway.RequestAuthorizer': 'CUSTOM', 'aws-apigateway.CognitoUserPoolsAuthorizer': 'COGNITO_USER_POOLS',
};

/** What methods take where they say nothing themselves. */
interface Defaults {
  readonly integration: Thing | undefined;
  readonly options: Thing | undefined;
}

interface Branch {
  readonly api: Made;
  readonly apiId: string;
  readonly draft: Draft;
  /** Of the API's resource; undefined at its root. */
  readonly resource: string | undefined;
  readonly name: string;
  readonly defaults: Defaults;
}

export function lowerRestApi(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const apiId = lowering.idOf(made);
  if (draft === undefined || apiId === undefined) return;
  const props = given(made);
  const endpoints = property(props, 'endpointTypes') ?? property(propertyOf(props, 'endpointConfiguration'), 'types');
  if (endpoints !== undefined) draft.set('EndpointConfiguration.Types', endpoints.keyAt, valueOf(endpoints.thing, lowering));
  const name = property(props, 'restApiName');
  if (name !== undefined) draft.set('Name', name.keyAt, valueOf(name.thing, lowering));
  const policy = property(props, 'policy');
  if (policy !== undefined) draft.set('Policy', policy.keyAt, documentOf(policy.thing, lowering));
  if (made.name === 'SpecRestApi') {
    const definition = madeOf(propertyOf(props, 'apiDefinition'));
    const [body] = definition?.args ?? [];
    draft.set('Body', made.nameAt, definition?.name.endsWith('fromInline') === true && body !== undefined ? valueOf(body, lowering) : unknown("the API's definition is in a file", 'unresolved', made.nameAt));
  }
  stage(lowering, made, apiId, props);
  cors(lowering, apiId, property(props, 'defaultCorsPreflightOptions')?.thing);
  const handler = property(props, 'handler');
  const defaults = { integration: propertyOf(props, 'defaultIntegration') ?? handler?.thing, options: propertyOf(props, 'defaultMethodOptions') };
  const root: Branch = { api: made, apiId, draft, resource: undefined, name: apiId, defaults };
  const proxies = propertyOf(props, 'proxy');
  if (made.name === 'LambdaRestApi' && !(proxies?.kind === 'constant' && proxies.value === false)) {
    // One method for everything below the root; the root itself gets one too.
    method(lowering, root, 'ANY', [], { at: made.at, nameAt: handler?.keyAt ?? made.nameAt, presence: made.presence });
    proxy(lowering, root, undefined, { at: made.at, nameAt: handler?.keyAt ?? made.nameAt, presence: made.presence });
  }
  for (const member of made.members.values()) if (member.name === 'root') below(lowering, root, member);
  for (const call of lowering.calls(made, 'addGatewayResponse')) gatewayResponse(lowering, apiId, call);
}

interface By {
  readonly at: Made['at'];
  readonly nameAt: Made['nameAt'];
  readonly presence: Made['presence'];
}

function below(lowering: Lowering, branch: Branch, node: Made): void {
  for (const call of node.calls) {
    const [first, second, third] = call.args;
    if (call.name === 'addMethod') {
      const verb = first === undefined ? undefined : stringOf(valueOf(first, lowering));
      method(lowering, branch, verb ?? '(unknown method)', [second, third], call);
    } else if (call.name === 'addResource') {
      const child = resource(lowering, branch, first, second, call);
      below(lowering, child, call);
    } else if (call.name === 'resourceForPath') {
      let child = branch;
      for (const part of (textIn(first) ?? '').split('/').filter((one) => one !== '')) child = resource(lowering, child, { kind: 'constant', value: part, at: first?.at ?? call.at, via: [] }, undefined, call);
      below(lowering, child, call);
    } else if (call.name === 'addProxy') proxy(lowering, branch, first, call);
    else if (call.name === 'addCorsPreflight') cors(lowering, branch.apiId, first);
  }
  for (const member of node.members.values()) if (member.name === 'root') below(lowering, branch, member);
}

function resource(lowering: Lowering, branch: Branch, part: Thing | undefined, options: Thing | undefined, by: By): Branch {
  const text = textIn(part) ?? '*';
  const draft = lowering.besides(`${branch.name}${text.replace(/[^A-Za-z0-9]/g, '')}`, 'AWS::ApiGateway::Resource', by, true);
  draft.set('PathPart', by.nameAt, part === undefined ? scalar('*', by.nameAt) : valueOf(part, lowering)).set('RestApiId', by.nameAt, reference(branch.apiId, by));
  if (branch.resource !== undefined) draft.set('ParentId', by.nameAt, reference(branch.resource, by));
  cors(lowering, branch.apiId, property(options, 'defaultCorsPreflightOptions')?.thing);
  return { ...branch, resource: draft.id, name: draft.id, draft, defaults: { integration: propertyOf(options, 'defaultIntegration') ?? branch.defaults.integration, options: propertyOf(options, 'defaultMethodOptions') ?? branch.defaults.options } };
}

function reference(id: string, by: By): Value {
  return { kind: 'reference', resource: id, attribute: 'Ref', at: by.nameAt, via: [] };
}

function proxy(lowering: Lowering, branch: Branch, options: Thing | undefined, by: By): void {
  const child = resource(lowering, branch, { kind: 'constant', value: '{proxy+}', at: by.nameAt, via: [] }, options, by);
  const any = propertyOf(options, 'anyMethod');
  if (!(any?.kind === 'constant' && any.value === false)) method(lowering, child, 'ANY', [propertyOf(options, 'defaultIntegration'), undefined], by);
}

function method(lowering: Lowering, branch: Branch, verb: string, [integration, options]: readonly (Thing | undefined)[], by: By): void {
  const draft = lowering.besides(`${branch.name}${verb.replace(/[^A-Za-z]/g, '')}`, 'AWS::ApiGateway::Method', by, true);
  draft.set('HttpMethod', by.nameAt, scalar(verb, by.nameAt)).set('RestApiId', by.nameAt, reference(branch.apiId, by));
  if (branch.resource !== undefined) draft.set('ResourceId', by.nameAt, reference(branch.resource, by));
  const target = integration ?? branch.defaults.integration;
  if (target !== undefined) draft.set('Integration', target.at, integrationOf(lowering, target));
  const own = (key: string): Property | undefined => property(options, key) ?? property(branch.defaults.options, key);
  authorise(lowering, draft, own, options !== undefined && options.kind !== 'object' && options.kind !== 'constant' ? options : undefined);
  if (options !== undefined && options.kind !== 'object' && options.kind !== 'constant') draft.leaveOpen();
  const key = own('apiKeyRequired');
  if (key !== undefined) draft.set('ApiKeyRequired', key.keyAt, valueOf(key.thing, lowering));
  for (const [from, to] of [['requestModels', 'RequestModels'], ['requestValidator', 'RequestValidatorId'], ['requestValidatorOptions', 'RequestValidatorId'], ['requestParameters', 'RequestParameters']] as const) {
    const one = own(from);
    if (one !== undefined) draft.set(to, one.keyAt, valueOf(one.thing, lowering));
  }
}

/** The type follows from the authorizer where it is not said. */
function authorise(lowering: Lowering, draft: Draft, own: (key: string) => Property | undefined, opaque: Thing | undefined): void {
  const type = own('authorizationType');
  const authorizer = own('authorizer');
  if (opaque !== undefined) draft.set('AuthorizationType', opaque.at, unknown("the method's options are not known", 'unresolved', opaque.at));
  if (authorizer !== undefined) {
    const made = madeOf(authorizer.thing);
    const known = made === undefined ? undefined : restAuthorizers[keyOf(made)];
    draft.set('AuthorizationType', authorizer.keyAt, known === undefined ? unknown('what kind of authorizer it is, is not known', 'unresolved', authorizer.thing.at) : scalar(known, authorizer.thing.at));
    draft.set('AuthorizerId', authorizer.keyAt, arnOfThing(authorizer.thing, lowering));
  } else if (type !== undefined) draft.set('AuthorizationType', type.keyAt, valueOf(type.thing, lowering));
}

function integrationOf(lowering: Lowering, thing: Thing): Value {
  const made = madeOf(thing);
  const isPlain = lowering.functionOf(thing) !== undefined;
  const [first] = made?.args ?? [];
  if (isPlain) return madeMap({ Type: 'AWS_PROXY', Uri: lowering.target(thing) }, thing.at);
  if (made?.name === 'LambdaIntegration' && first !== undefined) return madeMap({ Type: 'AWS_PROXY', Uri: lowering.target(first) }, thing.at);
  const responses = property(made?.name === 'MockIntegration' ? first : propertyOf(first, 'options'), 'integrationResponses');
  return madeMap({ Type: made?.name === 'MockIntegration' ? 'MOCK' : made?.name === 'HttpIntegration' ? 'HTTP' : 'AWS', ...(responses === undefined ? {} : { IntegrationResponses: responsesOf(lowering, responses.thing) }) }, thing.at);
}

function responsesOf(lowering: Lowering, thing: Thing): Value {
  const items = itemsIn(thing).map((one): Value => {
    const parameters = property(one, 'responseParameters');
    return madeMap(parameters === undefined ? {} : { ResponseParameters: valueOf(parameters.thing, lowering) }, one.at);
  });
  return { kind: 'list', items, at: thing.at, via: [] };
}

function gatewayResponse(lowering: Lowering, apiId: string, call: Made): void {
  const headers = property(call.args[1], 'responseHeaders');
  if (headers?.thing.kind !== 'object') return;
  const draft = lowering.besides(`${apiId}GatewayResponse`, 'AWS::ApiGateway::GatewayResponse', call, true);
  for (const [name, one] of headers.thing.entries) draft.set('ResponseParameters', headers.keyAt, { kind: 'map', entries: [{ key: `gatewayresponse.header.${name}`, keyAt: one.keyAt, value: valueOf(one.thing, lowering) }], at: headers.thing.at, via: [] });
}

function cors(lowering: Lowering, apiId: string, options: Thing | undefined): void {
  const origins = property(options, 'allowOrigins');
  if (origins === undefined || lowering.cors.has(apiId)) return;
  const credentials = property(options, 'allowCredentials');
  lowering.cors.set(apiId, { at: origins.thing.at, origins: itemsOf(valueOf(origins.thing, lowering)), credentials: credentials === undefined ? undefined : valueOf(credentials.thing, lowering) });
}

/** CDK deploys an API at once unless it is told not to. */
function stage(lowering: Lowering, made: Made, apiId: string, props: Thing | undefined): void {
  const deploy = propertyOf(props, 'deploy');
  if (deploy?.kind === 'constant' && deploy.value === false) return;
  const options = property(props, 'deployOptions');
  const draft = lowering.besides(`${apiId}DeploymentStage`, 'AWS::ApiGateway::Stage', { at: options?.thing.at ?? made.at, nameAt: options?.keyAt ?? made.args[1]?.at ?? made.nameAt, presence: made.presence }, true);
  draft.set('RestApiId', made.nameAt, reference(apiId, made));
  if (property(options?.thing, 'stageName') === undefined) draft.set('StageName', made.nameAt, scalar('prod', made.nameAt));
  lowering.owners.set(draft.id, { made, prefix: ['deployOptions'] });
  stageOptions(lowering, draft, options?.thing);
  lowering.overrideBehind(draft, made.members.get('deploymentStage'));
}

export function stageOptions(lowering: Lowering, draft: Draft, options: Thing | undefined): void {
  if (options !== undefined && (options.kind !== 'object' || options.rest !== undefined)) draft.leaveOpen();
  for (const [from, to] of [['stageName', 'StageName'], ['tracingEnabled', 'TracingEnabled'], ['variables', 'Variables'], ['cacheClusterEnabled', 'CacheClusterEnabled']] as const) {
    const one = property(options, from);
    if (one !== undefined) draft.set(to, one.keyAt, valueOf(one.thing, lowering));
  }
  const logs = property(options, 'accessLogDestination');
  const [group] = madeOf(logs?.thing)?.args ?? [];
  if (logs !== undefined) draft.set('AccessLogSetting.DestinationArn', logs.keyAt, group === undefined ? valueOf(logs.thing, lowering) : arnOfThing(group, lowering));
  const settings = ([['loggingLevel', 'LoggingLevel'], ['dataTraceEnabled', 'DataTraceEnabled'], ['metricsEnabled', 'MetricsEnabled'], ['throttlingRateLimit', 'ThrottlingRateLimit'], ['throttlingBurstLimit', 'ThrottlingBurstLimit'], ['cachingEnabled', 'CachingEnabled'], ['cacheDataEncrypted', 'CacheDataEncrypted']] as const).flatMap(([from, to]) => {
    const one = property(options, from);
    return one === undefined ? [] : [{ key: to, keyAt: one.keyAt, value: valueOf(one.thing, lowering) }];
  });
  if (settings.length > 0 && options !== undefined) draft.append('MethodSettings', options.at, { kind: 'map', entries: [...settings, { key: 'HttpMethod', keyAt: options.at, value: scalar('*', options.at) }, { key: 'ResourcePath', keyAt: options.at, value: scalar('/*', options.at) }], at: options.at, via: [] });
}

/** An authorizer that is a function is started by every request. */
export function lowerRestAuthorizer(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const handler = property(given(made), 'handler');
  if (draft === undefined) return;
  draft.set('Type', made.nameAt, scalar(made.name === 'CognitoUserPoolsAuthorizer' ? 'COGNITO_USER_POOLS' : made.name === 'TokenAuthorizer' ? 'TOKEN' : 'REQUEST', made.nameAt));
  if (handler !== undefined) draft.set('AuthorizerUri', handler.keyAt, lowering.target(handler.thing));
}
