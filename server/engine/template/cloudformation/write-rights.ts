/** Writes statements and roles into CloudFormation and SAM templates. Knows no other change. */
import { appendItem, removeEntry, replaceNode, setEntry, setItems } from '../../syntax/data-edit';
import type { Content } from '../../syntax/data-text';
import { entryOf, type DataNode } from '../../syntax/data';
import type { TextEdit } from '../../text/edit';
import type { Change, OwnRole, Plain } from '../deployment';
import { entryAt, referencesIn, stringOf, type ReferenceValue } from '../value';
import { contentOf, expressionOf, isArray, isMap, isReference, listOrOne, single } from './content';
import { declaredTarget, edited, placeAt, setPath, type Editable, type Edits, type Target, type Written } from './edits';
import { templateFor } from './policy-templates';
import { typeOf } from './sections';
import { look, sam, section, type as types } from './vocabulary';
import { resourceWithId } from '../resources';

type StatementChange = Extract<Change, { kind: 'statement' }>;

export function rewriteStatement(written: Written, change: StatementChange): Edits {
  const found = placeAt(written, change.grant.at);
  if (found?.place.node.kind !== 'map') return undefined;
  const { document, place: { inFlow } } = found;
  const node = found.place.node;
  const edits: TextEdit[] = [];
  const set = (key: string, items: readonly (string | ReferenceValue)[] | undefined): void => {
    if (items !== undefined) edits.push(...setItems(document, node, key, items, listOrOne(items, document.json), inFlow));
  };
  set('Action', change.actions);
  set('Resource', change.resources);
  return edited(document, edits);
}

/** A narrower policy than a policy template offers is written as the statements that the template stands for. */
export function expandTemplate(written: Written, change: StatementChange): Edits {
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

/** The attribute that gives the name by which a policy template asks for a resource. */
const nameAttributes: Readonly<Record<string, string>> = {
  [types.topic]: 'TopicName', [types.queue]: 'QueueName', 'AWS::StepFunctions::StateMachine': 'Name', [sam.stateMachine]: 'Name', 'AWS::Events::EventBus': 'Ref', 'AWS::DynamoDB::Table': 'Ref', 'AWS::Serverless::SimpleTable': 'Ref',
  'AWS::KinesisFirehose::DeliveryStream': 'Ref', 'AWS::Kinesis::Stream': 'Ref', 'AWS::KMS::Key': 'Ref',
};

/** One allowing statement, as it stands among a function's policies. */
export function grantIn(by: Plain): Pick<Extract<Change, { kind: 'grant' }>, 'actions' | 'resources'> | undefined {
  const [statement, ...others] = isMap(by) && Object.keys(by).join() === 'Statement' && isArray(by['Statement'] ?? null) ? by['Statement'] as readonly Plain[] : [];
  if (statement === undefined || others.length > 0 || !isMap(statement) || Object.keys(statement).sort().join() !== 'Action,Effect,Resource' || statement['Effect'] !== 'Allow') return undefined;
  const list = (plain: Plain = null): readonly Plain[] => (isArray(plain) ? plain : [plain]);
  const actions = list(statement['Action']).filter((action) => typeof action === 'string');
  const resources = list(statement['Resource']).filter((one): one is string | ReferenceValue => typeof one === 'string' || isReference(one));
  return { actions, resources };
}

/** As SAM's function has it: by the policy template that says just this, else as a statement. */
export function inPolicies({ actions, resources }: Pick<Extract<Change, { kind: 'grant' }>, 'actions' | 'resources'>, written: Written, json: boolean): Content {
  const [resource, ...others] = resources;
  const template = resource === undefined || others.length > 0 ? undefined : templateFor(actions, resource === '*');
  if (template !== undefined && template.parameter === undefined) return { [template.name]: {} };
  if (template?.parameter !== undefined && resource !== undefined && typeof resource !== 'string') {
    const type = resourceWithId(resource.resource, written)?.type ?? '';
    const attribute = template.before === '' ? resource.attribute : look(nameAttributes, type);
    if (attribute !== undefined) return { [template.name]: { [template.parameter]: contentOf({ ...resource, attribute }, json) } };
  }
  return { Statement: [{ Effect: 'Allow', Action: [...actions], Resource: listOrOne(resources, json) }] };
}

export function grantTo(written: Written, change: Extract<Change, { kind: 'grant' }>): Edits {
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

/** What a state machine's role needs so that its log is delivered. Source: AWS Step Functions Developer Guide, "Logging using CloudWatch Logs". */
const delivery = ['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery', 'ListLogDeliveries', 'PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups'].map((action) => `logs:${action}`);

/** SAM makes the role of a state machine with policies; else it is named. */
export function allowDelivery(written: Written, { document, declared }: Target): Edits {
  const statement = { Effect: 'Allow', Action: delivery, Resource: '*' };
  const machine = written.resources.find(({ at }) => at.uri === declared.file.uri && at.span.start === declared.entry.keySpan.start);
  const role = machine === undefined ? undefined : entryAt(machine.properties, 'Role') ?? entryAt(machine.properties, 'RoleArn');
  if (machine === undefined) return undefined;
  if (role === undefined) return typeOf(declared) === sam.stateMachine ? addTo(document, declared.entry.value, 'Policies', { Statement: [statement] }) : undefined;
  const [reference] = referencesIn(role.value);
  const target = reference === undefined ? undefined : declaredTarget(written, reference.resource);
  return target === undefined ? undefined : addTo(target.document, target.declared.entry.value, 'Policies', { PolicyName: `${declared.entry.key}Log`, PolicyDocument: { Version: '2012-10-17', Statement: [statement] } });
}

/** SAM makes a role wherever none is named, and gives it what the platform needs; elsewhere the role is written out. */
export function ownRole(written: Written, role: OwnRole): Edits {
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
