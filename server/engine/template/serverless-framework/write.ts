/** Writes changes into a service's document in the framework's own idiom. Knows layouts only through syntax/data-edit. */
import { appendItem, removeEntry, removeItem, replaceNode, setEntry, setItems } from '../../syntax/data-edit';
import { Tagged, type Content } from '../../syntax/data-text';
import { entryOf, type DataNode } from '../../syntax/data';
import type { FileEdit, TextEdit } from '../../text/edit';
import { contentOf, resourceWriter } from '../cloudformation';
import { isReference, listOrOne } from '../cloudformation/content';
import { allOf, setPath, type Editable } from '../cloudformation/edits';
import { sectionsOf } from '../cloudformation/sections';
import { freeName, resourceContent } from '../cloudformation/write-resources';
import { freeId, roleContent, statementsOf } from '../cloudformation/write-rights';
import { modelName } from '../body-model';
import type { Change, Deployment, OwnRole, Plain } from '../deployment';
import type { Reading } from '../dialect';
import { rotationOf } from '../rotating';
import { retries } from '../sending';
import type { MapValue, ReferenceValue, Value } from '../value';
import type { Model } from './assembly';
import { documentOf, origin, spotAbout, spotAt, type Spot } from './places';
import type { DeclaredFunction, Service } from './service';
import { documentPaths, functionId, functionUrlId, httpApiId, logGroupId, logGroupType, logKeys, mappingProperties, providerPaths, restApiId, restStageId, sharedRoleId, topicType, urlPaths } from './vocabulary';
import { resourceWithId } from '../resources';

type Edits = readonly FileEdit[] | undefined;
type Of<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;

export function writer(service: Service, model: Model, reading: Reading): Deployment['write'] {
  const intoResources = resourceWriter(service.blocks, reading, model, (change) => write(change));
  const write: Deployment['write'] = (change) => {
    switch (change.kind) {
      case 'replace': return replace(change.value, change.by, service);
      case 'remove': return remove(change.value, service);
      case 'entry': return entry(change, model, service);
      case 'set': return set(change, model, service) ?? intoResources(change) ?? extend(change, model, service);
      case 'statement': return statement(change, service);
      case 'authorize': return authorize(change, service);
      case 'grant': return grant(change, model, service) ?? intoResources(change);
      case 'own-roles': return ownRoles(change, service);
      case 'keep-failures': return keepFailures(change, model, service) ?? intoResources(change);
      case 'check-body': return checkBody(change, service) ?? intoResources(change);
      case 'add': return add(change, service, intoResources, write);
      case 'refuse-cleartext': return intoResources(change);
      // Neither can the template that is made of the document.
      case 'secure': return undefined;
      case 'keep-secret': return intoResources(change);
      case 'rotate': {
        const added = rotationOf(change, model);
        return added === undefined ? undefined : write(added);
      }
      // On AWS code reads the store itself.
      case 'from-store': return undefined;
    }
  };
  return write;
}

function edited(document: Editable, edits: readonly TextEdit[]): Edits {
  return edits.length === 0 ? undefined : [{ uri: document.file.uri, edits }];
}

function replace(value: Value, by: Plain, service: Service): Edits {
  const spot = origin(value, service);
  if (spot === undefined) return undefined;
  const { document, node, inFlow } = spot;
  const content = contentOf(by, document.json);
  return edited(document, replaceNode(document, node, isAnyOrigin(spot) ? originsOf(spot, content) : content, inFlow));
}

/** `cors: true` stands for any origin; other origins need the long form. */
function isAnyOrigin({ node, entry: own }: Spot): boolean {
  return own?.key === 'cors' && node.kind === 'scalar' && node.value === true;
}

/** REST events, which have a path, take one `origin`. */
function originsOf({ parent }: Spot, content: Content): Content {
  return entryOf(parent, 'path') === undefined ? { allowedOrigins: [content] } : { origin: content };
}

/** What is removed is the use: what a variable stands for may have other uses. */
function remove(value: Value, service: Service): Edits {
  const spot = spotAt(value.at, service);
  if (spot?.parent === undefined) return undefined;
  const { document, node, parent, entry: own } = spot;
  if (parent.kind === 'list') return edited(document, removeItem(document, parent, node));
  return own === undefined ? undefined : edited(document, removeEntry(document, parent, own));
}

function entry({ map, key, to }: Of<'entry'>, model: Model, service: Service): Edits {
  const spot = origin(map, service);
  if (spot?.node.kind !== 'map') return undefined;
  const own = eventKey(map, key, model);
  const content = own === 'functionResponseType' && Array.isArray(to) ? ((to as readonly Plain[])[0] ?? null) : to;
  return edited(spot.document, setEntry(spot.document, spot.node, own ?? key, contentOf(content, spot.document.json), spot.inFlow));
}

/** Settings of an event are spelled in the framework's own way. */
function eventKey(map: MapValue, key: string, { functions }: Model): string | undefined {
  if (!functions.some(({ triggers }) => triggers.some(({ properties }) => properties === map))) return undefined;
  return Object.entries(mappingProperties).find(([, property]) => property.join('.') === key)?.[0];
}

/** Sets what a function's own declaration, or the provider, has a key for. */
function set({ resource, path, to }: Of<'set'>, model: Model, service: Service): Edits {
  const failing = path.join('.') === 'DeadLetterConfig.TargetArn' ? service.functionsBehind(resource).find(({ name }) => resource === functionId(name)) : undefined;
  if (failing !== undefined && isReference(to)) return onFailure(failing, to, model, service);
  for (const declared of service.functionsBehind(resource)) {
    const isFunction = resource === declared.name || resource === functionId(declared.name);
    const found = isFunction ? keyed(documentPaths, path)
      : resource === functionUrlId(declared.name) ? keyed(urlPaths, path)
      : resource === logGroupId(declared.name) && path.join('.') === 'RetentionInDays' ? ['logRetentionInDays']
      : undefined;
    const spot = found === undefined ? undefined : spotAbout(declared.at, service);
    if (found === undefined || spot === undefined) continue;
    return setPath(spot.document, spot.node, found, written(found, to, spot.document));
  }
  const shared = providerPaths.find(([id, property]) => id === resource && property.join('.') === path.join('.'));
  const document = documentOf(service.file.uri, service);
  return shared === undefined || document === undefined ? undefined : setPath(document, document.tree, shared[2], contentOf(to, document.json));
}

/** `onError` gives no right to send; a destination does, where the framework makes the role. */
function onFailure(declared: DeclaredFunction, to: ReferenceValue, model: Model, service: Service): Edits {
  const spot = spotAbout(declared.at, service);
  const type = resourceWithId(to.resource, model)?.type === topicType ? 'sns' : 'sqs';
  if (spot === undefined || model.functions.find(({ name }) => name === declared.name)?.role !== sharedRoleId) return undefined;
  return setPath(spot.document, spot.node, ['destinations', 'onFailure'], { type, arn: contentOf(to, spot.document.json) });
}

/** The framework lets its own role send. */
function keepFailures({ trigger, function: name, to }: Of<'keep-failures'>, model: Model, service: Service): Edits {
  const spot = spotAbout(trigger.at, service);
  if (spot === undefined || model.functions.find((one) => one.name === name)?.role !== sharedRoleId) return undefined;
  const { document, node, inFlow } = spot;
  const destinations = { onFailure: { type: 'sqs', arn: contentOf(to, document.json) } };
  if (node.kind === 'map') {
    if (entryOf(node, 'arn') === undefined) return undefined;
    const limit = entryOf(node, 'maximumRetryAttempts') === undefined ? setEntry(document, node, 'maximumRetryAttempts', retries, inFlow) : [];
    return edited(document, [...limit, ...setEntry(document, node, 'destinations', destinations, inFlow)]);
  }
  if (node.kind !== 'scalar') return undefined;
  return edited(document, replaceNode(document, node, { arn: node.tag === undefined ? node.value : new Tagged(node.tag, node.value), maximumRetryAttempts: retries, destinations }, inFlow));
}

function checkBody({ trigger, function: name, schema }: Of<'check-body'>, service: Service): Edits {
  const spot = spotAbout(trigger.at, service);
  if (spot === undefined || trigger.route?.api !== restApiId) return undefined;
  const { document, node, inFlow } = spot;
  const { method, path } = trigger.route;
  const schemas = { 'application/json': { name: modelName(`${name} ${method.toLowerCase()}`), schema: contentOf(schema, document.json) } };
  if (node.kind === 'map') return entryOf(node, 'method') === undefined ? undefined : setPath(document, node, ['request', 'schemas'], schemas);
  return node.kind === 'scalar' && node.tag === undefined ? edited(document, replaceNode(document, node, { method: method.toLowerCase(), path: path.replace(/^\//, ''), request: { schemas } }, inFlow)) : undefined;
}

/** The key for a property, and what follows it unchanged. */
function keyed(paths: typeof documentPaths, path: readonly string[]): readonly string[] | undefined {
  const found = paths.find(([property]) => property.every((part, index) => path[index] === part));
  return found === undefined ? undefined : [...found[1], ...path.slice(found[0].length)];
}

/** Some values are spelled in the framework's own way. */
function written(key: readonly string[], to: Plain, document: Editable): Content {
  switch (key.join('.')) {
    case 'tracing': return to === 'Active';
    case 'architecture': return contentOf(Array.isArray(to) ? ((to as readonly Plain[])[0] ?? null) : to, document.json);
    case 'url.authorizer': return to === 'AWS_IAM' ? 'aws_iam' : contentOf(to, document.json);
    default: return contentOf(to, document.json);
  }
}

/** What the framework has no key for is laid over the resource that it makes. */
function extend({ resource, path, to }: Of<'set'>, model: Model, service: Service): Edits {
  const id = service.functionsBehind(resource).every(({ name }) => name !== resource) ? resource : functionId(resource);
  // The framework makes this one for tracing and logs alone.
  if (id === restStageId && entryOf(entryOf(service.tree, 'provider')?.value, 'logs') === undefined && entryOf(entryOf(service.tree, 'provider')?.value, 'tracing') === undefined) return undefined;
  if (!model.resources.some((one) => one.id === id)) return undefined;
  const document = documentOf(service.file.uri, service);
  if (document === undefined) return undefined;
  const { tree } = document;
  const block = entryOf(tree, 'resources')?.value;
  // A list of blocks has no place of its own for extensions.
  if (block !== undefined && block.kind !== 'map') return undefined;
  return setPath(document, tree, ['resources', 'extensions', id, 'Properties', ...path], contentOf(to, document.json));
}

/** Among the service's own resources; the log of a stage that the framework makes is made by it too. */
function add(change: Of<'add'>, service: Service, intoResources: Deployment['write'], write: Deployment['write']): Edits {
  const { resource, then } = change;
  const document = documentOf(service.file.uri, service);
  if (document === undefined) return undefined;
  const log = resource.type === logGroupType ? logKeys[resource.beside] : undefined;
  if (log !== undefined) return keptLog(document, log[0], log[1]);
  // The framework makes a log group for each function.
  if (resource.type === logGroupType && service.functionsBehind(resource.beside).some(({ name }) => resource.beside === functionId(name))) return setPath(document, document.tree, ['provider', 'logRetentionInDays'], contentOf(resource.properties['RetentionInDays'] ?? null, document.json));
  const beside = service.functionsBehind(resource.beside).find(({ name }) => resource.beside === functionId(name))?.name ?? resource.beside;
  const named = { ...change, resource: { ...resource, beside } };
  const added = intoResources(named);
  if (added !== undefined) return added;
  const block = entryOf(document.tree, 'resources')?.value;
  if (block !== undefined && (block.kind !== 'map' || block.tag !== undefined || entryOf(block, 'Resources') !== undefined)) return undefined;
  const id = freeName(beside, resource.suffix, { sections: sectionsOf([]), resources: [] });
  return allOf([...(then?.(id) ?? []).map(write), setPath(document, document.tree, ['resources', 'Resources', id], resourceContent(resource, document.json))]);
}

/** Settings that are there stay. */
function keptLog(document: Editable, key: string, content: Content): Edits {
  const known = entryOf(entryOf(entryOf(document.tree, 'provider')?.value, 'logs')?.value, key)?.value;
  const path = ['provider', 'logs', key];
  return known?.kind === 'map' && known.entries.length > 0 ? setPath(document, document.tree, [...path, 'accessLogging'], true) : setPath(document, document.tree, path, content);
}

function statement({ grant: { at, from }, actions, resources }: Of<'statement'>, service: Service): Edits {
  const spot = from === undefined ? spotAt(at, service) : undefined;
  if (spot?.node.kind !== 'map') return undefined;
  const { document, node, inFlow } = spot;
  const edits: TextEdit[] = [];
  if (actions !== undefined) edits.push(...setItems(document, node, 'Action', actions, inStyle(node, 'Action', listOrOne(actions, document.json)), inFlow));
  if (resources !== undefined) edits.push(...setItems(document, node, 'Resource', resources, inStyle(node, 'Resource', listOrOne(resources, document.json)), inFlow));
  return edited(document, edits);
}

/** A list stays a list. */
function inStyle(node: DataNode, key: string, content: Content): Content {
  return entryOf(node, key)?.value.kind === 'list' && !Array.isArray(content) ? [content] : content;
}

function authorize({ trigger }: Of<'authorize'>, service: Service): Edits {
  const spot = spotAbout(trigger.at, service);
  if (spot === undefined) return undefined;
  const { document, node, inFlow } = spot;
  if (trigger.kind === 'url') return authorizedIn(spot, 'aws_iam') ?? edited(document, replaceNode(document, node, { authorizer: 'aws_iam' }, inFlow));
  const authorizer = trigger.route?.api === restApiId ? 'aws_iam' : trigger.route?.api === httpApiId ? { type: 'aws_iam' } : undefined;
  if (trigger.kind !== 'http' || authorizer === undefined) return undefined;
  if (node.kind === 'map') return authorizedIn(spot, authorizer);
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const [method = '', path] = node.value.includes('${') ? [trigger.route?.method, trigger.route?.path] : node.value.trim().split(/\s+/);
  return edited(document, replaceNode(document, node, { method, path: path ?? method, authorizer }, inFlow));
}

function authorizedIn({ document, node, inFlow }: Spot, authorizer: Content): Edits {
  return node.kind === 'map' ? edited(document, setEntry(document, node, 'authorizer', authorizer, inFlow)) : undefined;
}

/** The statement joins the function's own where it has some, else those of the service's common role. */
function grant(change: Of<'grant'>, model: Model, service: Service): Edits {
  const declared = service.functionsBehind(change.function).find(({ name }) => name === change.function);
  if (declared === undefined) return undefined;
  const content = (document: Editable): Content => ({ Effect: 'Allow', Action: [...change.actions], Resource: listOrOne(change.resources, document.json) });
  const own = ownStatements(declared, service);
  if (own !== undefined) return edited(own.document, appendItem(own.document, own.list, content(own.document), own.inFlow));
  if (model.functions.find((one) => one.name === change.function)?.role !== sharedRoleId) return undefined;
  for (const path of [['provider', 'iam', 'role', 'statements'], ['provider', 'iamRoleStatements']]) {
    const found = service.nodeAt(...path);
    const document = found === undefined ? undefined : documentOf(found.uri, service);
    if (found?.node.kind === 'list' && document !== undefined) return edited(document, appendItem(document, found.node, content(document)));
  }
  const document = documentOf(service.file.uri, service);
  return document === undefined ? undefined : setPath(document, document.tree, ['provider', 'iam', 'role', 'statements'], [content(document)]);
}

function ownStatements(declared: DeclaredFunction, service: Service): { readonly document: Editable; readonly list: Extract<DataNode, { kind: 'list' }>; readonly inFlow: boolean } | undefined {
  const spot = spotAbout(declared.at, service);
  if (spot === undefined) return undefined;
  const list = entryOf(spot.node, 'iamRoleStatements')?.value ?? entryOf(entryOf(entryOf(spot.node, 'iam')?.value, 'role')?.value, 'statements')?.value;
  return list?.kind === 'list' ? { document: spot.document, list, inFlow: spot.inFlow } : undefined;
}

/** In the words of the plugin for statements of a function's own where the service uses it; else with a role among its resources. */
function ownRoles({ roles }: Of<'own-roles'>, service: Service): Edits {
  const document = documentOf(service.file.uri, service);
  if (document === undefined) return undefined;
  if (service.plugins.includes('serverless-iam-roles-per-function')) {
    return allOf(roles.map((role) => inFunction(role, service, (within) => (within.kind === 'map' && entryOf(within, 'role') !== undefined ? undefined : ['iamRoleStatements', statementsOf(role, document.json)]))));
  }
  const { tree } = document;
  const block = entryOf(tree, 'resources')?.value;
  if (block !== undefined && (block.kind !== 'map' || block.tag !== undefined)) return undefined;
  const resources = entryOf(block, 'Resources')?.value;
  const named = roles.map((role) => ({ id: freeId(role.function, resources ?? tree), role }));
  const added = resources?.kind === 'map'
    ? edited(document, named.flatMap(({ id, role }) => setEntry(document, resources, id, roleContent(role, document.json))))
    : setPath(document, tree, ['resources', 'Resources'], Object.fromEntries(named.map(({ id, role }) => [id, roleContent(role, document.json)])));
  return allOf([...named.map(({ id, role }) => inFunction(role, service, () => ['role', id])), added]);
}

function inFunction(role: OwnRole, service: Service, entryIn: (within: DataNode) => readonly [string, Content] | undefined): Edits {
  const declared = service.functionsBehind(role.function).find(({ name }) => name === role.function);
  const spot = declared === undefined ? undefined : spotAbout(declared.at, service);
  const entry = spot === undefined ? undefined : entryIn(spot.node);
  return spot === undefined || entry === undefined ? undefined : setPath(spot.document, spot.node, [entry[0]], entry[1]);
}
