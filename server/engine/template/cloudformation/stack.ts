/** One stack, from its blocks to what it deploys. The only place that joins resources, rights and triggers. */
import { child, entryOf } from '../../syntax/data';
import type { DataNode } from '../../syntax/data';
import type { SourceFile } from '../../workspace';
import type { Api, DeployedFunction, Grant, Parameter, PolicyAttachment, Resource, Trigger } from '../deployment';
import type { Reading } from '../dialect';
import { booleanOf, itemsOf, referencesIn, stringOf, unknown, valueAt, type Value } from '../value';
import { apisOf } from './apis';
import { Callees } from './callees';
import { connectionsOf, openSources, permissionTriggers } from './connections';
import { Evaluation, type Resolve } from './evaluation';
import { eventTriggers, implicitApiUses } from './events';
import { codeOf, environmentOf, isFunction, roleOf } from './functions';
import { rightsOf } from './policies';
import { lowerDeclared, type LoweredResource } from './resources';
import { Roles } from './roles';
import { routeKey, routesOf } from './routes';
import { sectionsOf, type Block } from './sections';
import type { Found } from './triggers';
import { mapOf } from './values';
import { storedParameter } from './vocabulary';
import { addTo } from '../../text/groups';

/** What the document around a block adds. */
export interface Surroundings {
  /**
   * Evaluates a string scalar that holds the outer dialect's variables (`${self:custom.stage}`); undefined leaves the text
   * as it is. For the text of an `Fn::Sub` it is asked first; what it leaves is read as the Sub's own `${Name}`.
   */
  readonly resolve?: Resolve;
  /** Type by logical id of resources that exist without standing in a block, e.g. generated functions and APIs. */
  readonly known?: ReadonlyMap<string, string>;
  /** What the templates that nest this one give to its parameters. */
  readonly given?: ReadonlyMap<string, Value>;
}

/** A function that is declared outside the blocks but that resources in them may refer to. */
export interface OutsideFunction {
  /** The logical id that references use. */
  readonly id: string;
  /** `DeployedFunction.name`. */
  readonly name: string;
  /** The logical id of its role, as in `DeployedFunction.role`. */
  readonly role: string | undefined;
  /** What its own declaration says starts it; returned among the triggers, more exposed where its source turns out to be open. */
  readonly triggers?: readonly Trigger[];
}

export interface LoweredResources {
  readonly resources: readonly Resource[];
  /** Functions declared in the blocks themselves, with their triggers. */
  readonly functions: readonly DeployedFunction[];
  /** Triggers that resources in the blocks give to outside functions; `function` is `OutsideFunction.name`. */
  readonly triggers: readonly { readonly function: string; readonly trigger: Trigger }[];
  readonly grants: readonly Grant[];
  readonly attachments: readonly PolicyAttachment[];
  readonly parameters: readonly Parameter[];
  readonly apis: readonly Api[];
}

export interface OpenedResources {
  /** Evaluates any node in the blocks' context: intrinsic functions, references, parameters. A removed value is a null scalar. */
  readonly evaluate: (node: DataNode, file: SourceFile) => Value;
  readonly lower: (outside: readonly OutsideFunction[]) => LoweredResources;
}

/** Opens one stack that may be spread over several blocks; on equal keys the later block wins. */
export function openResources(blocks: readonly Block[], reading: Reading, surroundings: Surroundings = {}): OpenedResources {
  const evaluation = new Evaluation(sectionsOf(blocks), reading, surroundings.resolve, surroundings.known, surroundings.given);
  return {
    evaluate: (node, file) => evaluation.value(node, { file, depth: 0, booleans: true }),
    lower: (outside) => lower(evaluation, outside),
  };
}

/** What resources deploy that another dialect has lowered already; nothing of SAM's is among them. */
export function deployed(resources: readonly LoweredResource[], reading: Reading): LoweredResources {
  return joined(resources, new Evaluation(sectionsOf([]), reading), []);
}

function lower(evaluation: Evaluation, outside: readonly OutsideFunction[]): LoweredResources {
  return joined(lowerDeclared(evaluation), evaluation, outside);
}

function joined(resources: readonly LoweredResource[], evaluation: Evaluation, outside: readonly OutsideFunction[]): LoweredResources {
  const functions = resources.filter(isFunction);
  const known = new Roles(resources);
  const roles = new Map(functions.map((resource) => [resource.id, roleOf(resource, known)]));
  const runners = [...functions.map(({ id }) => ({ name: id, role: roles.get(id) })), ...outside];
  const { grants, attachments } = rightsOf(resources, runners);
  const apis = apisOf(resources, evaluation, implicitApiUses(resources));
  const callees = new Callees(resources, new Set([...functions, ...outside].map(({ id }) => id)));

  const events: Found[] = functions.flatMap((resource) => eventTriggers(resource, apis).map((trigger) => ({ function: resource.id, trigger })));
  const named = new Set(events.map(routeKey));
  const routes = routesOf(resources, apis, callees).filter((route) => !named.has(routeKey(route)));
  const declared: Found[] = outside.flatMap(({ id, triggers = [] }) => triggers.map((trigger) => ({ function: id, trigger })));
  const found = [...declared, ...events, ...routes, ...connectionsOf(resources, callees)];
  found.push(...permissionTriggers(resources, callees, found));
  const open = openSources(resources, grants);
  const triggers = found.map((one) => ({ ...one, trigger: opened(one.trigger, open) }));
  const byFunction = new Map<string, Found[]>();
  for (const one of triggers) addTo(byFunction, one.function, one);

  const names = new Map(outside.map(({ id, name }) => [id, name]));
  return {
    resources,
    functions: functions.map((resource) => functionOf(resource, roles.get(resource.id), byFunction.get(resource.id) ?? [])),
    triggers: triggers.flatMap(({ function: id, trigger }) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ function: name, trigger }];
    }),
    grants, attachments,
    parameters: parametersOf(evaluation),
    apis: [...apis.values()].map(({ api }) => api),
  };
}

function functionOf(resource: LoweredResource, role: string | undefined, found: readonly Found[]): DeployedFunction {
  const { variables, open } = environmentOf(resource);
  return {
    name: resource.id, at: resource.at,
    code: codeOf(resource),
    runtime: valueAt(resource.properties, 'Runtime'),
    environment: variables, environmentOpen: open,
    triggers: found.map((one) => one.trigger),
    role, properties: resource.properties, presence: resource.presence,
  };
}

/** A trigger whose source anyone may feed is as exposed as a public route. */
function opened(trigger: Trigger, open: ReadonlyMap<string, string>): Trigger {
  if (trigger.exposure !== 'external-data' || trigger.source === undefined) return trigger;
  for (const { resource } of referencesIn(trigger.source)) {
    const because = open.get(resource);
    if (because !== undefined) return { ...trigger, exposure: 'anonymous', because };
  }
  return trigger;
}

function parametersOf(evaluation: Evaluation): readonly Parameter[] {
  return [...evaluation.sections.parameters].map(([name, { entry, file }]): Parameter => {
    const scope = { file, depth: 0 };
    const at = { uri: file.uri, span: entry.keySpan };
    const properties = mapOf(evaluation.value(entry.value, scope), at);
    const given = entryOf(entry.value, 'Default')?.value;
    const type = stringOf(valueAt(properties, 'Type'));
    const hidden = child(entry.value, 'NoEcho');
    const hiddenValue = hidden === undefined ? undefined : booleanOf(evaluation.value(hidden, { ...scope, booleans: true }));
    return {
      name, at, properties,
      default: given === undefined ? undefined : type?.startsWith(storedParameter) === true ? unknown('the value stands in Parameter Store', 'parameter-store', { uri: file.uri, span: given.span }) : evaluation.value(given, scope),
      hidden: hidden === undefined ? false : (hiddenValue ?? 'unknown'),
      allowedValues: itemsOf(valueAt(properties, 'AllowedValues')),
      type,
    };
  });
}

