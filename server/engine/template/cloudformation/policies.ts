/** IAM statements and attached policies, wherever a template writes them. Knows no triggers. */
import { at, contains, type Location } from '../../text/span';
import type { Grant, Holder, PolicyAttachment, Presence } from '../deployment';
import { entryAt, itemsOf, possibilities, referencesIn, scalar, stringOf, valueAt, type MapValue, type Value } from '../value';
import { connectorRights } from './connectors';
import { policyTemplates } from './policy-templates';
import type { LoweredResource } from './resources';
import { Roles, type Runner } from './roles';
import { filled, signatureOf } from './text';
import { madeMap } from './values';
import { look, sam, type as types } from './vocabulary';

export interface Rights {
  readonly grants: readonly Grant[];
  readonly attachments: readonly PolicyAttachment[];
}

/** The statements of a policy document, one grant each. `key` is where the document's own key stands. */
export function grantsOf(document: Value | undefined, holder: Holder, presence: Presence, key?: Location): readonly Grant[] {
  if (document === undefined) return [];
  const documents = possibilities(document);
  return documents.flatMap((one) => {
    const alternatives = documents.length > 1;
    const statements = itemsOf(valueAt(one, 'Statement'));
    return statements.flatMap((statement, index) => {
      const options = possibilities(statement);
      return options.flatMap((option) => {
        if (option.kind !== 'map') return [];
        const grant = grantOf(option, holder, alternatives || options.length > 1 ? 'maybe' : presence);
        const around = index === 0 && key !== undefined ? fromKey(key, one, option) : undefined;
        return [around === undefined ? grant : { ...grant, around }];
      });
    });
  });
}

/** From the key to the end of the statement, where both stand in one piece of the template. */
function fromKey(key: Location, document: Value, statement: MapValue): Location | undefined {
  const { uri, span } = statement.at;
  const together = key.uri === uri && document.at.uri === uri && contains(document.at.span, span);
  const gap = document.at.span.start - key.span.end;
  return together && gap >= 0 && gap <= farthestKey ? at(uri, key.span.start, span.end) : undefined;
}

/** Characters between a key and its value: an equals sign, a call, the mark of a text that goes over lines. */
const farthestKey = 80;

function grantsIn(properties: Value, key: string, holder: Holder, presence: Presence): readonly Grant[] {
  const entry = entryAt(properties, key);
  return grantsOf(entry?.value, holder, presence, entry?.keyAt);
}

function grantOf(statement: MapValue, holder: Holder, presence: Presence): Grant {
  // IAM refuses a statement without an effect; what is meant by it is told all the same.
  const effect = entryAt(statement, 'Effect') === undefined && statement.open !== true ? 'Allow' : stringOf(valueAt(statement, 'Effect'));
  const listed = (key: string): readonly Value[] => itemsOf(valueAt(statement, key));
  return {
    effect: effect === 'Allow' || effect === 'Deny' ? effect : 'unknown',
    actions: listed('Action'), notActions: listed('NotAction'),
    resources: listed('Resource'), notResources: listed('NotResource'),
    principal: valueAt(statement, 'Principal'), notPrincipal: valueAt(statement, 'NotPrincipal'),
    conditions: valueAt(statement, 'Condition'),
    sid: stringOf(valueAt(statement, 'Sid')),
    at: statement.at, holder, presence,
  };
}

/** True where a value reads like a policy document. */
function isDocument(value: Value): boolean {
  if (value.kind !== 'map') return false;
  return itemsOf(valueAt(value, 'Statement')).some((statement) => possibilities(statement).some((option) => entryAt(option, 'Effect') !== undefined));
}

/** Everything that the resources grant. `runners` are all functions of the deployment. */
export function rightsOf(resources: readonly LoweredResource[], runners: readonly Runner[]): Rights {
  const grants: Grant[] = [];
  const attachments: PolicyAttachment[] = [];
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const roles = new Roles(resources, runners);
  const named = namesOf(resources);
  const roleHolder = (id: string): Holder => ({ kind: 'role', id, functions: roles.functionsOf(id) });
  const attachedTo = managedPolicyHolders(resources);
  const identities = new Set(resources.filter(({ type }) => type === types.user || type === types.group).map(({ id }) => id));

  const attach = (value: Value | undefined, holder: Holder): void => {
    for (const listed of value === undefined ? [] : possibilities(value)) {
      for (const item of itemsOf(listed)) {
        for (const policy of possibilities(item)) {
          if (policy.kind === 'reference' && byId.get(policy.resource)?.type === types.managedPolicy) continue;
          if (policy.kind === 'scalar' && policy.value === null) continue;
          attachments.push({ policy, at: policy.at, holder });
        }
      }
    }
  };
  const inline = (value: Value | undefined, holder: Holder, presence: Presence): void => {
    for (const listed of value === undefined ? [] : possibilities(value)) {
      for (const item of itemsOf(listed)) {
        const options = possibilities(item);
        for (const option of options) grants.push(...grantsIn(option, 'PolicyDocument', holder, options.length > 1 ? 'maybe' : presence));
      }
    }
  };

  for (const resource of resources) {
    const { properties, presence, id } = resource;
    const property = (key: string): Value | undefined => valueAt(properties, key);
    if (resource.declaredType === sam.function || resource.declaredType === sam.stateMachine) {
      // SAM ignores Policies where a role is given.
      if (property('Role') === undefined) {
        const rights = samPolicies(property('Policies'), roleHolder(`${id}Role`), presence);
        grants.push(...rights.grants);
        for (const attachment of rights.attachments) attach(attachment.policy, attachment.holder);
        grants.push(...grantsIn(properties, 'AssumeRolePolicyDocument', { kind: 'trust', id: `${id}Role` }, presence));
      }
      continue;
    }
    switch (resource.type) {
      case types.role: {
        const holder = roleHolder(id);
        // Of a role that stands elsewhere or that SAM makes, no more than this is said here.
        attach(property('ManagedPolicyArns'), resource.implicit === true && roles.functionsOf(id).length === 0 ? { kind: 'identity', id } : holder);
        if (resource.implicit === true) break;
        grants.push(...grantsIn(properties, 'AssumeRolePolicyDocument', { kind: 'trust', id }, presence));
        inline(property('Policies'), holder, presence);
        break;
      }
      case types.user:
      case types.group:
        inline(property('Policies'), { kind: 'identity', id }, presence);
        attach(property('ManagedPolicyArns'), { kind: 'identity', id });
        break;
      case types.policy:
      case types.managedPolicy:
      case types.rolePolicy: {
        const holders = [...itemsOf(property('Roles')), ...itemsOf(property('RoleName'))].flatMap((role) => roles.idOf(role) ?? []);
        const attached = resource.type === types.managedPolicy ? attachedTo.get(id) ?? [] : [];
        holders.push(...attached.filter((holder) => !identities.has(holder)));
        const named = [...itemsOf(property('Users')), ...itemsOf(property('Groups'))].flatMap(referencesIn).map((reference) => reference.resource);
        const own = [...attached, ...named].find((holder) => identities.has(holder)) ?? id;
        grants.push(...grantsIn(properties, 'PolicyDocument', holderOf(holders, own, roleHolder), presence));
        break;
      }
      case types.userPolicy:
      case types.groupPolicy:
        grants.push(...grantsIn(properties, 'PolicyDocument', { kind: 'identity', id: identityOf(properties, byId) ?? id }, presence));
        break;
      case types.permission:
        grants.push(permissionGrant(resource, byId));
        break;
      default:
        grants.push(...otherDocuments(resource, byId, named));
    }
  }
  const connected = connectorRights(resources, roles, roleHolder);
  return { grants: [...grants, ...connected.grants], attachments: [...attachments, ...connected.attachments] };
}

/** A policy on several roles is one statement: the first role stands for all, with the functions of all. */
function holderOf(roles: readonly string[], id: string, roleHolder: (id: string) => Holder): Holder {
  const [first] = roles;
  if (first === undefined) return { kind: 'identity', id };
  const functions = roles.flatMap((role) => {
    const holder = roleHolder(role);
    return holder.kind === 'role' ? holder.functions : [];
  });
  return { kind: 'role', id: first, functions: [...new Set(functions)] };
}

/** The user or group that a policy of its own names, where it is one of the template's. */
function identityOf(properties: MapValue, byId: ReadonlyMap<string, LoweredResource>): string | undefined {
  const named = valueAt(properties, 'UserName') ?? valueAt(properties, 'GroupName');
  const [reference] = named === undefined ? [] : referencesIn(named);
  return reference !== undefined && byId.has(reference.resource) ? reference.resource : undefined;
}

function managedPolicyHolders(resources: readonly LoweredResource[]): ReadonlyMap<string, readonly string[]> {
  const roles = new Map<string, string[]>();
  const note = (value: Value | undefined, role: string): void => {
    if (value === undefined) return;
    for (const reference of referencesIn(value)) roles.set(reference.resource, [...(roles.get(reference.resource) ?? []), role]);
  };
  for (const { declaredType, type, id, properties } of resources) {
    if (type === types.role || type === types.user || type === types.group) note(valueAt(properties, 'ManagedPolicyArns'), id);
    else if (declaredType === sam.function && entryAt(properties, 'Role') === undefined) {
      for (const item of itemsOf(valueAt(properties, 'Policies')).flatMap(possibilities)) if (item.kind === 'reference') note(item, `${id}Role`);
    }
  }
  return roles;
}

/** SAM's `Policies`: names and ARNs, policy templates, statements or documents; one or a list. */
export function samPolicies(policies: Value | undefined, holder: Holder, presence: Presence): Rights {
  const grants: Grant[] = [];
  const attachments: PolicyAttachment[] = [];
  for (const listed of policies === undefined ? [] : possibilities(policies)) {
    for (const item of itemsOf(listed)) {
      const options = possibilities(item);
      for (const option of options) {
        const held = options.length > 1 ? 'maybe' : presence;
        if (option.kind !== 'map') {
          if (!(option.kind === 'scalar' && option.value === null)) attachments.push({ policy: option, at: option.at, holder });
        } else if (entryAt(option, 'Statement') !== undefined) grants.push(...grantsOf(option, holder, held));
        else if (entryAt(option, 'Effect') !== undefined) grants.push(grantOf(option, holder, held));
        else grants.push(...templateGrants(option, holder, held));
      }
    }
  }
  return { grants, attachments };
}

function templateGrants(policy: MapValue, holder: Holder, presence: Presence): readonly Grant[] {
  return policy.entries.flatMap((entry) => (look(policyTemplates, entry.key) ?? []).map(([actions, ...resources]): Grant => ({
    effect: 'Allow',
    actions: actions.split(' ').map((action) => scalar(action, entry.keyAt)),
    notActions: [], notResources: [],
    resources: resources.map((pattern) => filled(pattern, entry.value, entry.keyAt)),
    principal: undefined, notPrincipal: undefined, conditions: undefined, sid: undefined,
    at: policy.at, holder, presence, from: entry.key,
  })));
}

/** A Lambda permission as the statement it adds to the function's own policy. */
function permissionGrant(resource: LoweredResource, byId: ReadonlyMap<string, LoweredResource>): Grant {
  const { properties, presence, at } = resource;
  const principal = valueAt(properties, 'Principal');
  const name = stringOf(principal);
  const limits = properties.entries.filter((entry) => permissionLimits.includes(entry.key));
  const target = valueAt(properties, 'FunctionName');
  const [reference] = target === undefined ? [] : referencesIn(target);
  const holder = reference !== undefined && byId.has(reference.resource) ? reference.resource : resource.id;
  return {
    effect: 'Allow', actions: itemsOf(valueAt(properties, 'Action')), notActions: [],
    resources: itemsOf(target), notResources: [],
    principal: principal === undefined || name === '*' ? principal : madeMap({ [name?.includes('.amazon') === true ? 'Service' : 'AWS']: principal }, principal.at),
    notPrincipal: undefined,
    conditions: limits.length === 0 ? undefined : { kind: 'map', entries: limits, at: properties.at, via: [] },
    sid: undefined, at: properties.entries.length === 0 ? at : properties.at, presence,
    holder: { kind: 'resource', id: holder, resourceType: types.function },
  };
}

const permissionLimits = ['SourceArn', 'SourceAccount', 'PrincipalOrgID', 'EventSourceToken', 'FunctionUrlAuthType'];

/** Properties that name whose door a separate policy resource guards. */
const guarded: Readonly<Record<string, string>> = { Bucket: types.bucket, Queues: types.queue, Topics: types.topic, SecretId: 'AWS::SecretsManager::Secret' };

/** Resources by type and the words of their own name. */
function namesOf(resources: readonly LoweredResource[]): ReadonlyMap<string, LoweredResource> {
  const names = new Map<string, LoweredResource>();
  for (const resource of resources) {
    const name = signatureOf(valueAt(resource.properties, 'BucketName') ?? valueAt(resource.properties, 'Name'));
    if (name !== undefined) names.set(`${resource.type} ${name}`, resource);
  }
  return names;
}

/** Policy documents in any other resource; with a principal they guard a resource, without they belong to an identity. */
function otherDocuments(resource: LoweredResource, byId: ReadonlyMap<string, LoweredResource>, named: ReadonlyMap<string, LoweredResource>): readonly Grant[] {
  const grants: Grant[] = [];
  let guardedId = resource.id;
  let guardedType = resource.type;
  for (const [key, guardedTypeName] of Object.entries(guarded)) {
    const value = resource.type.endsWith('Policy') ? valueAt(resource.properties, key) : undefined;
    if (value === undefined) continue;
    guardedType = guardedTypeName;
    const target = referencesIn(value).map((reference) => byId.get(reference.resource)).find((found) => found !== undefined) ?? named.get(`${guardedTypeName} ${signatureOf(itemsOf(value)[0]) ?? ''}`);
    if (target !== undefined) [guardedId, guardedType] = [target.id, target.type];
  }
  const visit = (value: Value, key?: Location): void => {
    if (isDocument(value)) {
      for (const grant of grantsOf(value, { kind: 'resource', id: guardedId, resourceType: guardedType }, resource.presence, key)) {
        const open = grant.principal !== undefined || grant.notPrincipal !== undefined;
        grants.push(open ? grant : { ...grant, holder: { kind: 'identity', id: resource.id } });
      }
    } else if (value.kind === 'map') value.entries.forEach((entry) => { visit(entry.value, entry.keyAt); });
    else if (value.kind === 'list') value.items.forEach((item) => { visit(item); });
    else if (value.kind === 'choice') value.options.forEach((option) => { visit(option.value, key); });
  };
  visit(resource.properties);
  return grants;
}
