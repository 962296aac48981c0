/** Puts a service's functions, triggers, roles, APIs and resources together into one deployment. Knows no syntax. */
import { nameOf } from '../../text/uri';
import type { DeployedFunction, Deployment, Resource, Trigger } from '../deployment';
import { valueAt, type MapEntry, type MapValue, type Value } from '../value';
import { doorsOf } from './access';
import { apisOf } from './apis';
import { callsOf } from './calls';
import { codeOf, environmentOf, propertiesOf, runtimeOf } from './functions';
import { rolesOf } from './roles';
import type { DeclaredFunction, Generated, Service } from './service';
import { triggersOf } from './triggers';
import { mapAt, mapOf, mapValue } from './values';
import { eventConfigId, eventConfigType, functionId, functionType, functionUrlId, functionUrlType, logGroupId, logGroupType, alphanumeric, bucketType, topicType } from './vocabulary';
import { addTo } from '../../text/groups';

export type Model = Omit<Deployment, 'write'>;

export function deploymentOf(service: Service, writerOf: (model: Model) => Deployment['write']): Deployment {
  const doors = doorsOf(service);
  const roles = rolesOf(service);
  const started = new Map(service.functions.map((declared) => [declared, triggersOf(declared, doors)] as const));
  const calls = callsOf(service);
  const apis = apisOf(service, [...started.values()].flatMap(({ triggers }) => triggers));
  const generated = [
    ...roles.generated,
    ...apis.generated,
    ...[...started.values()].flatMap(({ makes }) => makes).map(({ kind, name, text, at }): Generated => ({
      id: `${kind === bucketType ? 'S3Bucket' : 'SNSTopic'}${alphanumeric(text)}`,
      type: kind,
      at,
      properties: [[[kind === topicType ? 'TopicName' : 'BucketName'], name]],
    })),
    ...service.functions.flatMap((declared) => besides(declared, service)),
  ];
  const lowered = service.lower(generated, service.functions.map((declared) => ({
    id: functionId(declared.name), name: declared.name, role: roles.of(declared),
    triggers: [...(started.get(declared)?.triggers ?? []), ...(calls.get(declared.name) ?? [])],
  })));

  const triggers = new Map<string, Trigger[]>();
  for (const { function: name, trigger } of lowered.triggers) {
    addTo(triggers, name, trigger);
  }
  const functions = service.functions.map((declared): DeployedFunction => {
    const environment = environmentOf(declared, service);
    const role = roles.of(declared);
    return {
      name: declared.name,
      at: declared.at,
      code: codeOf(declared, service),
      runtime: runtimeOf(declared, service),
      environment: environment.variables,
      environmentOpen: environment.open,
      triggers: triggers.get(declared.name) ?? [],
      role,
      properties: withRole(extended(propertiesOf(declared, environment, service), functionId(declared.name), service), role, declared),
      presence: 'always',
    };
  });
  const own = functions.map((deployed): Resource => ({ id: functionId(deployed.name), type: functionType, at: deployed.at, properties: deployed.properties, presence: 'always' }));
  const made = new Map(generated.map((one) => [one.id, one]));
  const others = lowered.resources.map((resource): Resource => {
    const properties = extended(resource.properties, resource.id, service);
    const origin = made.get(resource.id);
    // The user's own resource of that name has replaced a generated one that stands elsewhere.
    const isMade = origin?.at.span === resource.at.span;
    return isMade ? { ...resource, at: origin.at, properties, implicit: true } : { ...resource, properties };
  });
  const model: Model = {
    uri: service.file.uri,
    name: nameOf(service.file.uri),
    functions: [...functions, ...lowered.functions],
    resources: [...own, ...urlsOf(service, started, made), ...others],
    grants: lowered.grants,
    attachments: lowered.attachments,
    parameters: lowered.parameters,
    apis: [...apis.apis, ...lowered.apis.filter((api) => !apis.apis.some((mine) => mine.id === api.id))],
    problems: service.problems,
  };
  return { ...model, write: writerOf(model) };
}

/** The log group of a function, and what it says about failed asynchronous events. */
function besides(declared: DeclaredFunction, service: Service): readonly Generated[] {
  const map = mapOf(declared.value);
  const retention = valueAt(map, 'logRetentionInDays') ?? service.at('provider', 'logRetentionInDays');
  const generated: Generated[] = [];
  if (retention !== undefined) generated.push({ id: logGroupId(declared.name), type: logGroupType, at: declared.at, properties: [[['RetentionInDays'], retention]] });
  const target = valueAt(mapAt(map, 'destinations'), 'onFailure');
  if (target !== undefined) {
    const arn = valueAt(mapOf(target), 'arn') ?? target;
    const name: Value = { kind: 'reference', resource: functionId(declared.name), attribute: 'Ref', at: declared.at, via: [] };
    generated.push({ id: eventConfigId(declared.name), type: eventConfigType, at: target.at, properties: [[['FunctionName'], name], [['DestinationConfig', 'OnFailure', 'Destination'], arn]] });
  }
  return generated;
}

function withRole(properties: MapValue, role: string | undefined, declared: DeclaredFunction): MapValue {
  const written = mapOf(declared.value)?.entries.find((entry) => entry.key === 'role');
  const entry: MapEntry | undefined =
    written !== undefined ? { ...written, key: 'Role' }
    : role !== undefined ? { key: 'Role', keyAt: declared.at, value: { kind: 'reference', resource: role, attribute: 'Arn', at: declared.at, via: [] } }
    : undefined;
  return entry === undefined ? properties : { ...properties, entries: [...properties.entries, entry] };
}

/** `resources.extensions` lays properties over those of a generated resource. */
function extended(properties: MapValue, id: string, service: Service): MapValue {
  const extra = mapAt(service.at('resources', 'extensions', id), 'Properties');
  if (extra === undefined) return properties;
  const keys = new Set(extra.entries.map((entry) => entry.key));
  return { ...properties, entries: [...properties.entries.filter((entry) => !keys.has(entry.key)), ...extra.entries] };
}

function urlsOf(service: Service, started: ReadonlyMap<DeclaredFunction, { readonly triggers: readonly Trigger[] }>, made: ReadonlyMap<string, Generated>): readonly Resource[] {
  return service.functions.flatMap((declared) => {
    const trigger = started.get(declared)?.triggers.find(({ kind }) => kind === 'url');
    const id = functionUrlId(declared.name);
    if (trigger === undefined || made.has(id)) return [];
    const target: MapEntry = { key: 'TargetFunctionArn', keyAt: trigger.at, value: { kind: 'reference', resource: functionId(declared.name), attribute: 'Arn', at: trigger.at, via: [] } };
    const properties = mapValue(trigger.at, [...(trigger.properties?.entries ?? []), target]);
    return [{ id, type: functionUrlType, at: trigger.at, properties, presence: 'always', implicit: true } satisfies Resource];
  });
}
