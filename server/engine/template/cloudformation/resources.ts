/** Declared resources with evaluated properties in CloudFormation's shape; SAM's types and Globals end here. Knows no triggers and no rights. */
import { child, entryOf } from '../../syntax/data';
import type { Location } from '../../text/span';
import type { Presence, Resource } from '../deployment';
import { entryAt, type MapEntry, type MapValue, type Value } from '../value';
import { evaluateCondition } from './conditions';
import type { DeclaredResource, Evaluation } from './evaluation';
import type { Scope } from './scope';
import { emptyMap, mapOf, merged, renamed, textAt, withEntries } from './values';
import { globalSections, look, loweredTypes, sam, type as types } from './vocabulary';
import { decodedJson, withWritten } from './written';

export interface LoweredResource extends Resource {
  /** The type as written, which differs from `type` for SAM's own. */
  readonly declaredType: string;
  readonly metadata: Value | undefined;
  /** SAM's connectors beside the properties, of which the resource is the source. */
  readonly connectors?: Value;
}

/** Every resource that may be deployed, in template order, those that follow from others right after them. */
export function lowerDeclared(evaluation: Evaluation): readonly LoweredResource[] {
  const resources: LoweredResource[] = [];
  for (const declared of evaluation.resources.values()) {
    const lowered = lowerOne(declared, evaluation);
    if (lowered !== undefined) resources.push(lowered, ...implied(lowered));
  }
  return resources;
}

function lowerOne(declared: DeclaredResource, evaluation: Evaluation): LoweredResource | undefined {
  const { id, type: declaredType, entry, file } = declared;
  const at: Location = { uri: file.uri, span: entry.keySpan };
  if (declaredType === undefined || entry.value.kind !== 'map') return undefined;
  const presence = presenceOf(declared, evaluation);
  if (presence === undefined) return undefined;
  const scope: Scope = declared.variables === undefined ? { file, depth: 0, booleans: true } : { file, depth: 0, booleans: true, variables: declared.variables };
  const evaluated = (node: ReturnType<typeof child>): Value | undefined => (node === undefined ? undefined : evaluation.evaluate(node, scope));
  const block = entryOf(entry.value, 'Properties');
  const connectors = evaluated(child(entry.value, 'Connectors'));
  const given = evaluated(block?.value);
  const own = given === undefined ? emptyMap(at) : withDocuments(mapOf(given, at), file);
  const properties = lowerProperties(declaredType, withGlobals(declaredType, own, evaluation));
  return {
    id, type: look(loweredTypes, declaredType) ?? declaredType, declaredType, at, properties, presence,
    ...(block === undefined ? {} : { block: { uri: file.uri, span: block.keySpan } }),
    metadata: evaluated(child(entry.value, 'Metadata')),
    ...(connectors === undefined ? {} : { connectors }),
  };
}

/** Policies that are written as one text of JSON, as they are understood at deployment. */
function withDocuments(map: MapValue, file: DeclaredResource['file']): MapValue {
  const changed = map.entries.map((entry): MapEntry => {
    const { key, value } = entry;
    if (value.kind === 'map') return { ...entry, value: withDocuments(value, file) };
    if (value.kind === 'list') return { ...entry, value: { ...value, items: value.items.map((item) => (item.kind === 'map' ? withDocuments(item, file) : item)) } };
    if (value.kind !== 'scalar' || typeof value.value !== 'string' || value.via.length > 0 || !policyKey.test(key)) return entry;
    return { ...entry, value: decodedJson(withWritten(value, { uri: file.uri, source: file.text, pieces: [{ text: value.value, span: value.at.span }] })) ?? value };
  });
  return { ...map, entries: changed };
}

const policyKey = /Polic(?:y|ies)(?:Document|Text)?$/;

/** A condition that only a parameter's default makes false may hold in another deployment; undefined where it never holds. */
function presenceOf(declared: DeclaredResource, evaluation: Evaluation): Presence | undefined {
  const node = child(declared.entry.value, 'Condition');
  if (node === undefined) return 'always';
  const truth = node.kind === 'scalar' && typeof node.value === 'string' ? evaluation.condition(node.value) : evaluateCondition(evaluation, node, { file: declared.file, depth: 0 });
  if (truth.value === undefined) return 'maybe';
  if (truth.value) return 'always';
  return truth.via.length > 0 ? 'maybe' : undefined;
}

/** Properties that SAM's Globals do not reach, though the section has others. */
function withGlobals(type: string, own: MapValue, evaluation: Evaluation): MapValue {
  const section = look(globalSections, type);
  const declared = section === undefined ? undefined : evaluation.sections.globals.get(section);
  if (declared === undefined) return own;
  const globals = evaluation.evaluate(declared.entry.value, { file: declared.file, depth: 0, booleans: true });
  if (globals?.kind !== 'map') return own;
  const result = merged(globals, own);
  return result.kind === 'map' ? result : own;
}

/** The Globals of an API that no resource declares. */
export function implicitApiProperties(kind: 'rest' | 'http', evaluation: Evaluation, at: Location): MapValue {
  const type = kind === 'rest' ? sam.api : sam.httpApi;
  return lowerProperties(type, withGlobals(type, emptyMap(at), evaluation));
}

/** CloudFormation's names beside SAM's; SAM's stay readable. */
function lowerProperties(type: string, properties: MapValue): MapValue {
  switch (type) {
    case sam.function:
      return withEntries(properties, [...renamed(properties, 'Tracing', 'TracingConfig', 'Mode'), ...renamed(properties, 'DeadLetterQueue', 'DeadLetterConfig')]);
    case sam.stateMachine:
      return withEntries(properties, [...renamed(properties, 'Logging', 'LoggingConfiguration'), ...renamed(properties, 'Tracing', 'TracingConfiguration')]);
    case sam.httpApi:
    case sam.api:
      return withEntries(properties, renamed(properties, 'DefinitionBody', 'Body'));
    case sam.application:
      return withEntries(properties, renamed(properties, 'Location', 'TemplateURL'));
    default:
      return properties;
  }
}

/** Resources that SAM makes along with one: an API's stage, a function's URL and role. */
function implied(resource: LoweredResource): readonly LoweredResource[] {
  const { declaredType, properties, id } = resource;
  const made = (suffix: string, type: string, entries: readonly MapEntry[]): LoweredResource => ({
    ...resource, id: `${id}${suffix}`, type, declaredType: type, metadata: undefined, implicit: true,
    properties: { kind: 'map', at: properties.at, via: [], entries, ...(properties.open === true ? { open: true } : {}) },
  });
  const link = (key: string, attribute: string): MapEntry => ({ key, keyAt: resource.at, value: { kind: 'reference', resource: id, attribute, at: resource.at, via: [] } });
  const kept = (keys: readonly string[]): readonly MapEntry[] => properties.entries.filter((entry) => keys.includes(entry.key));
  if (declaredType === sam.api) return [made('Stage', types.restStage, [link('RestApiId', 'Ref'), ...kept(restStageKeys)])];
  if (declaredType === sam.httpApi) return [made('Stage', types.httpStage, [link('ApiId', 'Ref'), ...kept(httpStageKeys)])];
  if (declaredType !== sam.function) return [];
  const more: LoweredResource[] = [];
  const url = entryAt(properties, 'FunctionUrlConfig')?.value;
  if (url !== undefined && url.kind !== 'scalar') {
    const config = mapOf(url, resource.at);
    more.push({ ...made('Url', types.url, [link('TargetFunctionArn', 'Arn'), ...config.entries]), at: entryAt(properties, 'FunctionUrlConfig')?.keyAt ?? resource.at });
  }
  if (entryAt(properties, 'Role') === undefined) more.push(made('Role', types.role, kept(['PermissionsBoundary', 'AssumeRolePolicyDocument'])));
  return more;
}

const restStageKeys = ['StageName', 'TracingEnabled', 'AccessLogSetting', 'MethodSettings', 'Variables', 'CanarySetting', 'CacheClusterEnabled', 'CacheClusterSize'];
const httpStageKeys = ['StageName', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'StageVariables'];

/** The name that a person would use: its own name where it is given, else its id. */
export function shownName(resource: Resource): string {
  for (const key of ['BucketName', 'QueueName', 'TopicName', 'TableName', 'Name']) {
    const name = textAt(resource.properties, key);
    if (name !== undefined) return name;
  }
  return resource.id;
}
