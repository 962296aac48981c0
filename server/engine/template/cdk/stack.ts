/** Stacks of a CDK program as a deployment. The only place that knows the order of work. */
import type { Location } from '../../text/span';
import { nameOf } from '../../text/uri';
import { deployed } from '../cloudformation';
import type { LoweredResource } from '../cloudformation/resources';
import { emptyMap, madeMap } from '../cloudformation/values';
import type { Deployment } from '../deployment';
import type { Reading } from '../dialect';
import { unknown, type Value } from '../value';
import { valueOf } from './values';
import { eventTypes, lowerEvents } from './events';
import { foreignIn } from './foreign';
import { lowerFunction } from './functions';
import { httpApis, lowerHttpApi, lowerHttpRoute, lowerHttpStage } from './http-api';
import { given, isFunction, keyOf, lineOf, Lowering } from './lowering';
import { capitalised, fillByTable } from './properties';
import type { Program } from './program';
import { lowerRestApi, lowerRestAuthorizer, restApis, restAuthorizers, stageOptions } from './rest-api';
import { identities, lowerDoors, lowerGrants, lowerRights, makeFunctionRole } from './rights';
import { lowerRotation } from './secrets';
import { property, propertyOf, textIn, type Made, type Stack } from './thing';
import { cfnType } from './vocabulary';
import { own } from '../../text/own';

export type Model = Omit<Deployment, 'write'>;

export interface Built {
  readonly model: Model;
  readonly lowering: Lowering;
}

const otherTypes: Readonly<Record<string, string>> = { 'aws-apigateway.Stage': 'AWS::ApiGateway::Stage', 'aws-apigatewayv2.HttpStage': 'AWS::ApiGatewayV2::Stage', 'aws-apigatewayv2.WebSocketStage': 'AWS::ApiGatewayV2::Stage', 'aws-ec2.FlowLog': 'AWS::EC2::FlowLog' };

/** The CloudFormation type of a construct; undefined where it makes no resource that has one here. */
function typeOf(made: Made): string | undefined {
  const key = keyOf(made);
  if (/^(Cfn[A-Z])/.test(made.name) && made.module.startsWith('aws-')) return cfnType(made.module, made.name);
  if (made.name === 'CfnResource' || key === 'core.CfnResource') return textIn(propertyOf(given(made), 'type'));
  return lineOf(made)?.split(' ')[0] ?? own(identities, key) ?? own(eventTypes, key) ?? own(otherTypes, key) ?? (restApis.has(key) ? 'AWS::ApiGateway::RestApi' : httpApis.has(key) ? 'AWS::ApiGatewayV2::Api' : Object.hasOwn(restAuthorizers, key) ? 'AWS::ApiGateway::Authorizer' : undefined);
}

export function buildStacks(stacks: readonly Stack[], program: Program, reading: Reading): Built {
  const lowering = new Lowering(new Set(stacks), program.home);
  const constructs = stacks.flatMap((stack) => stack.constructs);
  const typed = constructs.flatMap((made) => {
    const type = typeOf(made);
    return type === undefined ? [] : [{ made, type }];
  });
  // Names first: constructs refer to those made later too.
  for (const { made, type } of typed) lowering.name(made, type);
  for (const { made, type } of typed) if (keyOf(made) !== 'aws-lambda.FunctionUrl') begin(lowering, made, type);
  for (const { made } of typed) {
    if (isFunction(made)) makeFunctionRole(lowering, made);
    ownKey(lowering, made);
  }
  for (const made of constructs) {
    if (made.name === 'CfnParameter') parameter(lowering, made);
    if (keyOf(made) === 'aws-apigatewayv2.HttpRoute' || keyOf(made) === 'aws-apigatewayv2.WebSocketRoute') lowerHttpRoute(lowering, made);
    lowerEvents(lowering, made);
  }
  for (const { made } of typed) {
    const key = keyOf(made);
    if (isFunction(made)) lowerFunction(lowering, made);
    else if (restApis.has(key)) lowerRestApi(lowering, made);
    else if (httpApis.has(key)) lowerHttpApi(lowering, made);
    else if (Object.hasOwn(restAuthorizers, key)) lowerRestAuthorizer(lowering, made);
    else if (/^aws-apigatewayv2\.(Http|WebSocket)Stage$/.test(key)) lowerHttpStage(lowering, made);
    lowerRotation(lowering, made);
    lowerRights(lowering, made);
    lowerDoors(lowering, made);
  }
  lowerGrants(lowering, program.grants, program.outside);
  for (const { made } of typed) {
    const draft = lowering.draftOf(made);
    if (draft === undefined) continue;
    if (made.name.startsWith('Cfn')) lowering.override(draft, made.calls);
    lowering.overrideBehind(draft, made);
  }
  return { model: { ...modelOf(lowering, uriOf(stacks), reading), foreign: foreignIn([...constructs, ...program.outside], lowering) }, lowering };
}

function begin(lowering: Lowering, made: Made, type: string): void {
  const draft = lowering.begin(made, type);
  const props = given(made);
  const line = lineOf(made);
  if (line !== undefined) fillByTable(draft, line, props, lowering);
  else if (made.name.startsWith('Cfn')) {
    const written = made.name === 'CfnResource' ? propertyOf(props, 'properties') : props;
    const value = written === undefined ? undefined : made.name === 'CfnResource' ? valueOf(written, lowering) : capitalised(written, lowering, made.module);
    if (value?.kind === 'map') {
      for (const entry of value.entries) draft.set(entry.key.replace(/\./g, '_'), entry.keyAt, entry.value);
      if (value.open === true) draft.leaveOpen();
    } else if (value !== undefined) draft.leaveOpen();
  } else if (keyOf(made) === 'aws-apigateway.Stage') stageOptions(lowering, draft, props);
}

/** Where a customer key is asked for and none is given, CDK makes one: the property that names it. */
const keyPlaces: Readonly<Record<string, readonly [given: string, path: string]>> = {
  'aws-s3.Bucket': ['encryptionKey', 'BucketEncryption.KmsKey'], 'aws-sqs.Queue': ['encryptionMasterKey', 'KmsMasterKeyId'], 'aws-kinesis.Stream': ['encryptionKey', 'StreamEncryption.KeyId'], 'aws-dynamodb.Table': ['encryptionKey', 'SSESpecification.KMSMasterKeyId'],
};

function ownKey(lowering: Lowering, made: Made): void {
  const [name, path] = keyPlaces[keyOf(made)] ?? [];
  const draft = lowering.draftOf(made);
  const props = given(made);
  const asked = propertyOf(props, 'encryption');
  const method = asked?.kind === 'library' ? asked.path.at(-1) : undefined;
  if (name === undefined || path === undefined || draft === undefined || asked === undefined || property(props, name) !== undefined) return;
  if (method !== 'KMS' && method !== 'DSSE' && method !== 'CUSTOMER_MANAGED') return;
  const key = unknown('CDK makes the key', 'unresolved', asked.at);
  if (draft.type !== 'AWS::S3::Bucket') draft.set(path, asked.at, key);
  else draft.set('BucketEncryption', asked.at, bucketEncryption(method === 'DSSE' ? 'aws:kms:dsse' : 'aws:kms', key, asked.at));
}

function bucketEncryption(algorithm: string, key: Value, at: Location): Value {
  const rule = madeMap({ ServerSideEncryptionByDefault: madeMap({ SSEAlgorithm: algorithm, KMSMasterKeyID: key }, at) }, at);
  return madeMap({ ServerSideEncryptionConfiguration: { kind: 'list', items: [rule], at, via: [] } }, at);
}

function parameter(lowering: Lowering, made: Made): void {
  const props = given(made);
  const name = made.place?.path.at(-1) ?? '';
  const preset = property(props, 'default');
  const hidden = property(props, 'noEcho');
  const allowed = property(props, 'allowedValues');
  const value = props === undefined ? undefined : capitalised(props, lowering, made.module);
  lowering.parameters.push({
    name, at: made.args[1]?.at ?? made.nameAt,
    default: preset === undefined ? undefined : valueOf(preset.thing, lowering),
    hidden: hidden === undefined ? false : hidden.thing.kind === 'constant' ? hidden.thing.value === true : 'unknown',
    allowedValues: allowed?.thing.kind === 'list' ? allowed.thing.items.map((item) => valueOf(item, lowering)) : [],
    type: textIn(propertyOf(props, 'type')),
    properties: value?.kind === 'map' ? value : emptyMap(made.at),
  });
}

/** The file of the first stack stands for all. */
export function uriOf(stacks: readonly Stack[]): string {
  return stacks[0]?.declared?.uri ?? stacks[0]?.uri ?? '';
}

function modelOf(lowering: Lowering, uri: string, reading: Reading): Model {
  const resources = lowering.drafts.map((draft): LoweredResource => {
    // Roles that CDK makes are told to the shared lowering as written ones: what is attached to them counts.
    const lowered: LoweredResource = { id: draft.id, type: draft.type, declaredType: draft.type, at: draft.at, properties: draft.properties(), presence: draft.presence, metadata: undefined };
    return draft.implicit && !lowering.implicit.has(draft.id) ? { ...lowered, implicit: true } : lowered;
  });
  const stackResources = deployed(resources, reading);
  const implicit = new Set(lowering.drafts.filter((draft) => draft.implicit).map((draft) => draft.id));
  return {
    uri,
    name: nameOf(uri),
    functions: stackResources.functions.map((one) => ({ ...one, code: lowering.code.get(one.name) ?? one.code })),
    resources: stackResources.resources.map((one) => (implicit.has(one.id) ? { ...one, implicit: true } : one)),
    grants: stackResources.grants.map((grant) => {
      const method = lowering.methods.get(grant.at);
      return method === undefined ? grant : { ...grant, from: method };
    }),
    attachments: stackResources.attachments,
    parameters: lowering.parameters,
    apis: stackResources.apis.map((api) => {
      const cors = lowering.cors.get(api.id);
      return cors === undefined ? api : { ...api, cors };
    }),
    problems: [],
  };
}
