/** Writes changes into CloudFormation and SAM templates in their own idiom. Knows layouts only through syntax/data-edit. */
import { appendItem, removeEntry, removeItem, replaceNode, setEntry, type DataDocument } from '../../syntax/data-edit';
import { Tagged, type Content } from '../../syntax/data-text';
import { entryOf, type DataEntry, type DataNode } from '../../syntax/data';
import type { FileEdit, TextEdit } from '../../text/edit';
import type { Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Change, DeployedFunction, Grant, OwnRole, Plain, Resource } from '../deployment';
import { entryAt, stringOf, type ReferenceValue, type Value } from '../value';
import { find, type Place } from './places';
import { templateFor } from './policy-templates';
import type { Sections } from './sections';
import { typeOf } from './sections';
import { shown } from './text';
import { implicitApi, look, sam, section, type as types } from './vocabulary';

/** A document that can be edited. */
export interface Editable extends DataDocument {
  readonly file: SourceFile;
  readonly tree: DataNode;
}

export interface Written {
  readonly document: (uri: string) => Editable | undefined;
  readonly sections: Sections;
  readonly resources: readonly Resource[];
  readonly functions: readonly DeployedFunction[];
  readonly grants: readonly Grant[];
}

type Edits = readonly FileEdit[] | undefined;

/** The edits of a change; undefined where this template has no place for it. */
export function writeChange(change: Change, written: Written): Edits {
  switch (change.kind) {
    case 'replace': return replaceAt(written, change.value.at, change.by);
    case 'remove': return removeAt(written, change.value.at);
    case 'entry': return entryIn(written, change.map.at, change.key, change.to);
    case 'set': return setProperty(written, change.resource, change.path, change.to);
    case 'statement': return change.grant.from === undefined ? rewriteStatement(written, change) : expandTemplate(written, change);
    case 'authorize': return authorize(written, change);
    case 'grant': return grantTo(written, change);
    case 'own-roles': return allOf(change.roles.map((role) => ownRole(written, role)));
    // Templates cannot make a SecureString.
    case 'secure': return undefined;
  }
}

function edited(document: Editable | undefined, edits: readonly TextEdit[]): Edits {
  return document === undefined || edits.length === 0 ? undefined : [{ uri: document.file.uri, edits }];
}

function placeAt(written: Written, at: Location): { readonly document: Editable; readonly place: Place } | undefined {
  const document = written.document(at.uri);
  const place = document === undefined ? undefined : find(document.tree, at.span);
  return document === undefined || place === undefined ? undefined : { document, place };
}

function replaceAt(written: Written, at: Location, by: Plain): Edits {
  const found = placeAt(written, at);
  if (found === undefined) return undefined;
  const { document, place: { node, inFlow } } = found;
  const old = node.kind === 'scalar' ? node.value : undefined;
  // API Gateway wants header values in quotes of their own.
  const grant = grantIn(by);
  const content = grant !== undefined ? inPolicies(grant, written, document.json) : typeof by === 'string' && typeof old === 'string' && /^'.*'$/.test(old) ? `'${by}'` : contentOf(by, document.json);
  return edited(document, replaceNode(document, node, content, inFlow));
}

/** One allowing statement, as it stands among a function's policies. */
function grantIn(by: Plain): Pick<Extract<Change, { kind: 'grant' }>, 'actions' | 'resources'> | undefined {
  const [statement, ...others] = isMap(by) && Object.keys(by).join() === 'Statement' && isArray(by['Statement'] ?? null) ? by['Statement'] as readonly Plain[] : [];
  if (statement === undefined || others.length > 0 || !isMap(statement) || Object.keys(statement).sort().join() !== 'Action,Effect,Resource' || statement['Effect'] !== 'Allow') return undefined;
  const list = (plain: Plain = null): readonly Plain[] => (isArray(plain) ? plain : [plain]);
  const actions = list(statement['Action']).filter((action) => typeof action === 'string');
  const resources = list(statement['Resource']).filter((one): one is string | ReferenceValue => typeof one === 'string' || isReference(one));
  return { actions, resources };
}

function isMap(plain: Plain): plain is { readonly [key: string]: Plain } {
  return plain !== null && typeof plain === 'object' && !isArray(plain) && !isReference(plain);
}

function removeAt(written: Written, at: Location): Edits {
  const found = placeAt(written, at);
  if (found === undefined) return undefined;
  const { document, place: { node, parent, entry } } = found;
  if (parent?.kind === 'map' && entry !== undefined) return edited(document, removeEntry(document, parent, entry));
  return parent?.kind === 'list' ? edited(document, removeItem(document, parent, node)) : undefined;
}

function entryIn(written: Written, at: Location, key: string, to: Plain): Edits {
  const found = placeAt(written, at);
  if (found === undefined) return undefined;
  const { document, place: { node, inFlow } } = found;
  return node.kind === 'map' ? edited(document, setEntry(document, node, key, contentOf(to, document.json), inFlow)) : undefined;
}

/** SAM's places for CloudFormation's function properties. */
const samPaths: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  [sam.function]: { 'TracingConfig.Mode': ['Tracing'], 'DeadLetterConfig.TargetArn': ['DeadLetterQueue', 'TargetArn'] },
  [sam.stateMachine]: { TracingConfiguration: ['Tracing'], LoggingConfiguration: ['Logging'] },
};

function setProperty(written: Written, id: string, path: readonly string[], to: Plain): Edits {
  const target = declaredTarget(written, id);
  if (target === undefined) return undefined;
  const type = typeOf(target.declared) ?? '';
  const own = look(look(samPaths, type) ?? {}, path.join('.')) ?? path;
  let content = contentOf(to, target.document.json);
  const whole = own.at(-1) === 'TargetArn' && own[0] === 'DeadLetterQueue' && entryOf(entryOf(target.declared.entry.value, 'Properties')?.value, 'DeadLetterQueue') === undefined;
  if (whole) content = { Type: queueOrTopic(written, to), TargetArn: content };
  return setPath(target.document, target.declared.entry.value, ['Properties', ...target.prefix, ...(whole ? ['DeadLetterQueue'] : own)], content);
}

/** SAM wants to be told what a dead-letter target is. */
function queueOrTopic(written: Written, to: Plain): string {
  const id = isReference(to) ? to.resource : undefined;
  return written.resources.find((resource) => resource.id === id)?.type === types.topic ? 'SNS' : 'SQS';
}

interface Target {
  readonly document: Editable;
  readonly declared: { readonly entry: DataEntry; readonly file: SourceFile };
  readonly prefix: readonly string[];
}

/** Where a resource stands; one that SAM makes along with another stands in that one. */
function declaredTarget(written: Written, id: string): Target | undefined {
  for (const [suffix, type, prefix] of [['', undefined, []], ['Url', sam.function, ['FunctionUrlConfig']], ['Stage', sam.api, []], ['Stage', sam.httpApi, []]] as const) {
    if (!id.endsWith(suffix)) continue;
    const declared = written.sections.resources.get(suffix === '' ? id : id.slice(0, -suffix.length));
    if (declared === undefined || (type !== undefined && typeOf(declared) !== type)) continue;
    const document = written.document(declared.file.uri);
    return document === undefined ? undefined : { document, declared, prefix };
  }
  return undefined;
}

/** Sets the value at a path below a node, making the maps that are missing. */
export function setPath(document: Editable, root: DataNode, path: readonly string[], content: Content): Edits {
  let node = root;
  let inFlow = false;
  for (const [index, key] of path.entries()) {
    const rest = path.slice(index + 1).reduceRight<Content>((inner, name) => ({ [name]: inner }), content);
    if (node.kind === 'scalar' && node.value === null) return edited(document, replaceNode(document, node, { [key]: rest }, inFlow));
    // A function or reference gives what is here: nothing can be set inside.
    if (node.tag !== undefined || (node.kind === 'map' && node.entries.some((entry) => entry.key === 'Ref' || entry.key.startsWith('Fn::')))) return undefined;
    if (node.kind === 'list') {
      const item = node.items[Number(key)];
      if (item === undefined) return undefined;
      inFlow ||= node.flow === true;
      if (index === path.length - 1) return edited(document, replaceNode(document, item, content, inFlow));
      node = item;
      continue;
    }
    if (node.kind !== 'map') return undefined;
    const next = entryOf(node, key);
    if (next === undefined || index === path.length - 1) return edited(document, setEntry(document, node, key, rest, inFlow));
    inFlow ||= node.flow === true;
    node = next.value;
  }
  return undefined;
}

type StatementChange = Extract<Change, { kind: 'statement' }>;

function rewriteStatement(written: Written, change: StatementChange): Edits {
  const found = placeAt(written, change.grant.at);
  if (found?.place.node.kind !== 'map') return undefined;
  const { document, place: { inFlow } } = found;
  const node = found.place.node;
  const edits: TextEdit[] = [];
  const set = (key: string, items: readonly (string | ReferenceValue)[] | undefined): void => {
    if (items !== undefined) edits.push(...setEntry(document, node, key, listOrOne(items, document.json), inFlow));
  };
  set('Action', change.actions);
  set('Resource', change.resources);
  return edited(document, edits);
}

/** A narrower policy than a policy template offers is written as the statements that the template stands for. */
function expandTemplate(written: Written, change: StatementChange): Edits {
  const found = placeAt(written, change.grant.at);
  if (found === undefined) return undefined;
  const { document, place } = found;
  const siblings = written.grants.filter((grant) => grant.at === change.grant.at);
  const statements = siblings.map((grant): Content | undefined => {
    const own = grant === change.grant;
    const actions = own && change.actions !== undefined ? change.actions : grant.actions.flatMap((action) => stringOf(action) ?? []);
    const resources = own && change.resources !== undefined ? change.resources.map((one) => contentOf(one, document.json)) : grant.resources.map((one) => expressionOf(one, document.json));
    if (resources.includes(undefined)) return undefined;
    return { Effect: 'Allow', Action: [...actions], Resource: single(resources.filter((one) => one !== undefined)) };
  });
  if (statements.includes(undefined)) return undefined;
  return edited(document, replaceNode(document, place.node, { Version: '2012-10-17', Statement: statements.filter((one) => one !== undefined) }, place.inFlow));
}

function authorize(written: Written, { trigger, function: name }: Extract<Change, { kind: 'authorize' }>): Edits {
  const { route } = trigger;
  if (trigger.kind === 'url') return route === undefined ? undefined : setProperty(written, route.api, ['AuthType'], 'AWS_IAM');
  if (route === undefined) return undefined;
  const declared = written.sections.resources.get(name);
  const events = declared === undefined ? undefined : entryOf(entryOf(declared.entry.value, 'Properties')?.value, 'Events')?.value;
  const event = events?.kind === 'map' ? events.entries.find((entry) => entry.keySpan.start === trigger.at.span.start && declared?.file.uri === trigger.at.uri) : undefined;
  const document = written.document(trigger.at.uri);
  if (event !== undefined && document !== undefined) {
    const own = setPath(document, event.value, ['Properties', 'Auth', 'Authorizer'], 'AWS_IAM');
    const type = entryOf(event.value, 'Type')?.value;
    return type?.kind === 'scalar' && type.value === 'HttpApi' ? together(own, enableIam(written, route.api, document)) : own;
  }
  const resource = written.resources.find((one) => one.at === trigger.at);
  if (resource?.type !== types.restMethod && resource?.type !== types.httpRoute) return undefined;
  return setProperty(written, resource.id, ['AuthorizationType'], 'AWS_IAM');
}

/** SAM's HTTP APIs take IAM signatures only where the API says so. */
function enableIam(written: Written, api: string, document: Editable): Edits {
  if (api !== implicitApi.http) return setProperty(written, api, ['Auth', 'EnableIamAuthorizer'], true);
  return setPath(document, document.tree, [section.globals, 'HttpApi', 'Auth', 'EnableIamAuthorizer'], true);
}

function together(first: Edits, second: Edits): Edits {
  return allOf([first, second]);
}

/** Undefined where one of them cannot be written. */
export function allOf(all: readonly Edits[]): Edits {
  if (all.includes(undefined)) return undefined;
  const byUri = new Map<string, readonly TextEdit[]>();
  for (const { uri, edits } of all.flatMap((one) => one ?? [])) byUri.set(uri, [...(byUri.get(uri) ?? []), ...edits]);
  return [...byUri].map(([uri, edits]) => ({ uri, edits }));
}

/** The attribute that gives the name by which a policy template asks for a resource. */
const nameAttributes: Readonly<Record<string, string>> = {
  [types.topic]: 'TopicName', [types.queue]: 'QueueName', 'AWS::StepFunctions::StateMachine': 'Name', [sam.stateMachine]: 'Name', 'AWS::Events::EventBus': 'Ref', 'AWS::DynamoDB::Table': 'Ref', 'AWS::Serverless::SimpleTable': 'Ref',
  'AWS::KinesisFirehose::DeliveryStream': 'Ref', 'AWS::Kinesis::Stream': 'Ref', 'AWS::KMS::Key': 'Ref',
};

/** As SAM's function has it: by the policy template that says just this, else as a statement. */
function inPolicies({ actions, resources }: Pick<Extract<Change, { kind: 'grant' }>, 'actions' | 'resources'>, written: Written, json: boolean): Content {
  const [resource, ...others] = resources;
  const template = resource === undefined || others.length > 0 ? undefined : templateFor(actions, resource === '*');
  if (template !== undefined && template.parameter === undefined) return { [template.name]: {} };
  if (template?.parameter !== undefined && resource !== undefined && typeof resource !== 'string') {
    const type = written.resources.find(({ id }) => id === resource.resource)?.type ?? '';
    const attribute = template.before === '' ? resource.attribute : look(nameAttributes, type);
    if (attribute !== undefined) return { [template.name]: { [template.parameter]: contentOf({ ...resource, attribute }, json) } };
  }
  return { Statement: [{ Effect: 'Allow', Action: [...actions], Resource: listOrOne(resources, json) }] };
}

function grantTo(written: Written, change: Extract<Change, { kind: 'grant' }>): Edits {
  const target = written.functions.find((one) => one.name === change.function);
  const statement = (document: Editable): Content => ({ Effect: 'Allow', Action: [...change.actions], Resource: listOrOne(change.resources, document.json) });
  const declared = written.sections.resources.get(change.function);
  if (target === undefined || declared === undefined) return undefined;
  if (entryAt(target.properties, 'Role') === undefined) {
    const document = written.document(declared.file.uri);
    if (document === undefined || typeOf(declared) !== sam.function) return undefined;
    return addTo(document, declared.entry.value, 'Policies', inPolicies(change, written, document.json));
  }
  const role = target.role === undefined ? undefined : declaredTarget(written, target.role);
  if (role === undefined) return undefined;
  return addTo(role.document, role.declared.entry.value, 'Policies', { PolicyName: `${change.function}Access`, PolicyDocument: { Version: '2012-10-17', Statement: [statement(role.document)] } });
}

/** SAM makes a role wherever none is named, and gives it what the platform needs; elsewhere the role is written out. */
function ownRole(written: Written, role: OwnRole): Edits {
  const declared = written.sections.resources.get(role.function);
  const document = declared === undefined ? undefined : written.document(declared.file.uri);
  const properties = declared === undefined ? undefined : entryOf(declared.entry.value, 'Properties')?.value;
  if (declared === undefined || document === undefined || properties?.kind !== 'map') return undefined;
  const given = properties.entries.find(({ key }) => key === 'Role');
  if (given === undefined) return undefined;
  if (typeOf(declared) !== sam.function) return togetherWithRole(document, given.value, properties.flow === true, role);
  if (entryOf(properties, 'Policies') !== undefined) return undefined;
  if (role.statements.length === 0) return edited(document, removeEntry(document, properties, given));
  const { start, end } = given.keySpan;
  const key = document.text.slice(start, end).replace('Role', 'Policies');
  return edited(document, [{ span: given.keySpan, newText: key }, ...replaceNode(document, given.value, role.statements.map((one) => inPolicies(one, written, document.json)), properties.flow === true)]);
}

function togetherWithRole(document: Editable, given: DataNode, inFlow: boolean, role: OwnRole): Edits {
  const resources = entryOf(document.tree, section.resources)?.value;
  const id = resources?.kind === 'map' ? freeId(role.function, resources) : undefined;
  if (resources?.kind !== 'map' || id === undefined) return undefined;
  const reference = contentOf({ kind: 'reference', resource: id, attribute: 'Arn', at: { uri: document.file.uri, span: given.span }, via: [] }, document.json);
  return edited(document, [...replaceNode(document, given, reference, inFlow), ...setEntry(document, resources, id, roleContent(role, document.json))]);
}

/** Logical ids are letters and digits. */
export function freeId(name: string, resources: DataNode): string {
  const plain = name.replace(/(?:^|[^A-Za-z0-9]+)(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return entryOf(resources, `${plain}Role`) === undefined ? `${plain}Role` : `${plain}OwnRole`;
}

/** A role that functions may assume, as a resource. */
export function roleContent(role: OwnRole, json: boolean): Content {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const policies = role.statements.length === 0 ? {} : { Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statementsOf(role, json) } }] };
  return { Type: types.role, Properties: { AssumeRolePolicyDocument: trust, ManagedPolicyArns: [...role.managed], ...policies } };
}

export function statementsOf({ statements }: OwnRole, json: boolean): readonly Content[] {
  return statements.map(({ actions, resources }) => ({ Effect: 'Allow', Action: listOrOne(actions, json), Resource: listOrOne(resources, json) }));
}

/** Adds an item to a list property of a resource; a single value there becomes the list's first item. */
function addTo(document: Editable, resource: DataNode, property: string, item: Content): Edits {
  const properties = entryOf(resource, 'Properties')?.value;
  const existing = entryOf(properties, property)?.value;
  if (existing === undefined || (existing.kind === 'scalar' && existing.value === null)) return setPath(document, resource, ['Properties', property], [item]);
  if (existing.kind === 'list' && existing.tag === undefined) return edited(document, appendItem(document, existing, item, properties?.flow === true));
  if (existing.kind === 'scalar' && existing.tag === undefined) return edited(document, replaceNode(document, existing, [existing.value, item]));
  return undefined;
}

export function listOrOne(items: readonly (string | ReferenceValue)[], json: boolean): Content {
  return single(items.map((item) => contentOf(item, json)));
}

function single(items: readonly Content[]): Content {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : items;
}

function isReference(plain: Plain): plain is ReferenceValue {
  return plain !== null && typeof plain === 'object' && 'kind' in plain && plain['kind'] === 'reference' && 'resource' in plain && 'via' in plain;
}

/** Plain data as content; a text with `${Name}` in it is a Sub, as a resource such as `${Bucket.Arn}/*` needs. */
export function contentOf(plain: Plain, json: boolean): Content {
  if (isReference(plain)) return referenceContent(plain, json);
  if (typeof plain === 'string') return /\$\{[A-Za-z][\w.:]*\}/.test(plain) ? substitution(plain, json) : plain;
  if (plain === null || typeof plain !== 'object') return plain;
  if (isArray(plain)) return plain.map((item) => contentOf(item, json));
  return Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, contentOf(value, json)]));
}

function isArray(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}

function referenceContent({ resource, attribute }: ReferenceValue, json: boolean): Content {
  if (attribute === 'Ref') return json ? { Ref: resource } : new Tagged('!Ref', resource);
  return json ? { 'Fn::GetAtt': [resource, attribute] } : new Tagged('!GetAtt', `${resource}.${attribute}`);
}

function substitution(text: string, json: boolean): Content {
  return json ? { 'Fn::Sub': text } : new Tagged('!Sub', text);
}

/** An evaluated value as the template would write it; undefined where a part of it has no name. */
function expressionOf(value: Value, json: boolean): Content | undefined {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'reference') return referenceContent(value, json);
  const parts = value.kind === 'text' ? value.parts : value.kind === 'unknown' ? [value] : undefined;
  if (parts === undefined) return undefined;
  const texts = parts.map((part) => (typeof part === 'string' ? part : nameOf(part)));
  return texts.includes(undefined) ? undefined : substitution(texts.join(''), json);
}

function nameOf(part: Value): string | undefined {
  if (part.kind === 'reference') return shown(part);
  if (part.kind !== 'unknown' || part.expression === undefined) return undefined;
  if (part.source === 'parameter' || part.source === 'parameter-store') return /^\w+$/.test(part.expression) ? `\${${part.expression}}` : undefined;
  return part.expression.startsWith('${') ? part.expression : undefined;
}

