/** Who may do what: roles, policies, grant methods and the policies of resources. Knows no triggers. */
import type { Location } from '../../text/span';
import { concatenated } from '../cloudformation/text';
import { madeMap } from '../cloudformation/values';
import { scalar, unknown, type Value } from '../value';
import { grantedBy, type Granted } from './grants';
import { given, isFunction, keyOf, type Lowering } from './lowering';
import { documentOf, principalOf, statementOf } from './statements-of';
import { itemsIn, madeOf, property, propertyOf, type Made, type Thing } from './thing';
import { arnOf, arnOfThing, valueOf } from './values';
import { arnAttribute } from './vocabulary';

export const identities: Readonly<Record<string, string>> = {
  'aws-iam.Role': 'AWS::IAM::Role', 'aws-iam.LazyRole': 'AWS::IAM::Role', 'aws-iam.User': 'AWS::IAM::User', 'aws-iam.Group': 'AWS::IAM::Group', 'aws-iam.Policy': 'AWS::IAM::Policy', 'aws-iam.ManagedPolicy': 'AWS::IAM::ManagedPolicy', 'aws-iam.AccessKey': 'AWS::IAM::AccessKey',
};

/** `fn.addToRolePolicy` and its like, wherever a role can be spoken to. */
const toRole = /^(addToRolePolicy|addToPolicy|addToPrincipalPolicy)$/;

export function lowerRights(lowering: Lowering, made: Made): void {
  const key = keyOf(made);
  if (key === 'aws-iam.Policy' || key === 'aws-iam.ManagedPolicy') lowerPolicy(lowering, made);
  else if (Object.hasOwn(identities, key)) lowerIdentity(lowering, made);
  if (isFunction(made)) functionRights(lowering, made);
  const speakers = [made, ...['role', 'grantPrincipal', 'lambda'].flatMap((name) => made.members.get(name) ?? [])];
  for (const call of speakers.flatMap((one) => one.calls)) roleCall(lowering, made, call);
}

function roleCall(lowering: Lowering, made: Made, call: Made): void {
  const self: Thing = { kind: 'made', made, at: made.at, via: [] };
  const [first] = call.args;
  if (first === undefined) return;
  if (toRole.test(call.name)) {
    const role = lowering.roleOf(self);
    if (role !== undefined) lowering.allow(role, statementOf(first, lowering), call.presence);
  } else if (call.name === 'addManagedPolicy') attach(lowering, made, managed(first, lowering), call.nameAt);
  else if (call.name === 'attachInlinePolicy') attachTo(lowering, madeOf(first), self, call.nameAt);
}

/** A managed policy by its name or ARN, or a reference to one of the stack. */
function managed(thing: Thing, lowering: Lowering): Value {
  const made = madeOf(thing);
  if (made === undefined || thing.kind === 'choice') return valueOf(thing, lowering);
  const name = made.name === 'ManagedPolicy.fromAwsManagedPolicyName' ? made.args[0] : /^ManagedPolicy\.from/.test(made.name) ? made.args[2] : undefined;
  return name === undefined ? arnOfThing(thing, lowering) : valueOf(name, lowering);
}

/** Attaches to a role, a user, or the role that CDK makes for a function. */
function attach(lowering: Lowering, made: Made, policy: Value, keyAt: Location): void {
  const role = lowering.roleOf({ kind: 'made', made, at: made.at, via: [] });
  lowering.drafts.find((draft) => draft.id === role?.id)?.append('ManagedPolicyArns', keyAt, policy);
}

function attachTo(lowering: Lowering, policy: Made | undefined, to: Thing, at: Location): void {
  const role = lowering.roleOf(to);
  const draft = policy === undefined ? undefined : lowering.draftOf(policy);
  if (draft !== undefined && role?.isRole === true) draft.append('Roles', at, { kind: 'reference', resource: role.id, attribute: 'Ref', at, via: [] });
}

/** The role that CDK makes where none is given; it is there before anything speaks to it. */
export function makeFunctionRole(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const id = lowering.idOf(made);
  if (id === undefined || draft === undefined || property(given(made), 'role') !== undefined) return;
  const role = lowering.besides(`${id}ServiceRole`, 'AWS::IAM::Role', { at: made.at, nameAt: draft.at, presence: made.presence }, true);
  lowering.implicit.add(role.id);
  draft.set('Role', draft.at, { kind: 'reference', resource: role.id, attribute: 'Arn', at: draft.at, via: [] });
}

function functionRights(lowering: Lowering, made: Made): void {
  const role = lowering.roleOf({ kind: 'made', made, at: made.at, via: [] });
  if (role !== undefined) for (const one of itemsIn(propertyOf(given(made), 'initialPolicy'))) lowering.allow(role, statementOf(one, lowering), made.presence);
}

function lowerIdentity(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const props = given(made);
  if (draft === undefined) return;
  const name = property(props, 'roleName') ?? property(props, 'userName') ?? property(props, 'groupName');
  if (name !== undefined) draft.set(made.name === 'Role' ? 'RoleName' : made.name === 'User' ? 'UserName' : 'GroupName', name.keyAt, valueOf(name.thing, lowering));
  const trusted = property(props, 'assumedBy');
  if (trusted !== undefined) draft.set('AssumeRolePolicyDocument', trusted.keyAt, trustOf(trusted.thing, propertyOf(props, 'externalIds') ?? propertyOf(props, 'externalId'), made, lowering));
  for (const policy of itemsIn(propertyOf(props, 'managedPolicies'))) draft.append('ManagedPolicyArns', property(props, 'managedPolicies')?.keyAt ?? made.at, managed(policy, lowering));
  const inline = property(props, 'inlinePolicies');
  if (inline?.thing.kind === 'object') {
    for (const [policyName, one] of inline.thing.entries) draft.append('Policies', inline.keyAt, madeMap({ PolicyName: policyName, PolicyDocument: documentOf(one.thing, lowering) }, one.thing.at));
  }
  if (props !== undefined && (props.kind !== 'object' || props.rest !== undefined)) draft.leaveOpen();
}

function trustOf(trusted: Thing, external: Thing | undefined, made: Made, lowering: Lowering): Value {
  const { principal, condition, action } = principalOf(trusted, lowering);
  const at = trusted.at;
  const entries: Record<string, Value | string> = { Effect: 'Allow', Action: action ?? 'sts:AssumeRole', Principal: principal };
  if (external !== undefined) entries['Condition'] = madeMap({ StringEquals: madeMap({ 'sts:ExternalId': valueOf(external, lowering) }, external.at) }, external.at);
  else if (condition !== undefined) entries['Condition'] = condition;
  const added = made.members.get('assumeRolePolicy')?.calls.filter((call) => call.name === 'addStatements').flatMap((call) => call.args) ?? [];
  return madeMap({ Statement: { kind: 'list', items: [madeMap(entries, at), ...added.map((one) => statementOf(one, lowering))], at, via: [] } }, at);
}

function lowerPolicy(lowering: Lowering, made: Made): void {
  const draft = lowering.draftOf(made);
  const props = given(made);
  if (draft === undefined) return;
  const document = property(props, 'document');
  if (document !== undefined) draft.set('PolicyDocument', document.keyAt, documentOf(document.thing, lowering));
  const listed = property(props, 'statements');
  for (const one of itemsIn(listed?.thing)) draft.append('PolicyDocument.Statement', listed?.keyAt ?? made.at, statementOf(one, lowering));
  for (const call of lowering.calls(made, 'addStatements')) for (const one of call.args) draft.append('PolicyDocument.Statement', call.nameAt, statementOf(one, lowering));
  for (const role of itemsIn(propertyOf(props, 'roles'))) attachTo(lowering, made, role, role.at);
  for (const call of lowering.calls(made, 'attachToRole')) if (call.args[0] !== undefined) attachTo(lowering, made, call.args[0], call.nameAt);
}

/** All that grant methods give to roles of this stack, and to principals that a resource of this stack lets in. */
export function lowerGrants(lowering: Lowering, grants: readonly Made[], outside: readonly Made[]): void {
  for (const call of outside) if (call.module === 'aws-iam' && /^Grant\.addToPrincipal/.test(call.name)) toPrincipal(lowering, call);
  for (const call of grants) {
    const { of, args: [grantee] } = call;
    if (of === undefined || grantee === undefined) continue;
    const principal = principalIn(grantee);
    if (principal !== undefined) {
      openResource(lowering, call, of, principal);
      continue;
    }
    const role = lowering.roleOf(grantee);
    if (role === undefined) continue;
    if (call.name === 'grant' && call.args.length > 1) lowering.allow(role, statement(lowering, call, call.args.slice(1).map((one) => valueOf(one, lowering)), [arnOf(of, call.at, lowering)]), call.presence);
    else if (call.name !== 'grantPassRole' || madeOf(grantee) !== of) for (const one of grantedBy(of.module, call.name) ?? []) lowering.allow(role, grantStatement(lowering, call, of, one), call.presence);
  }
}

/** `Grant.addToPrincipal({ grantee, actions, resourceArns })`. */
function toPrincipal(lowering: Lowering, call: Made): void {
  const [options] = call.args;
  const grantee = propertyOf(options, 'grantee');
  const role = grantee === undefined ? undefined : lowering.roleOf(grantee);
  const listed = (key: string): readonly Value[] => itemsIn(propertyOf(options, key)).map((one) => valueOf(one, lowering));
  if (role !== undefined) lowering.allow(role, statement(lowering, call, listed('actions'), listed('resourceArns')), call.presence);
}

/** A principal class instead of somebody with a role. */
function principalIn(grantee: Thing): Thing | undefined {
  const made = madeOf(grantee);
  const root = made?.how === 'call' && made.of !== undefined ? made.of : made;
  return root?.how === 'new' && root.place === undefined && /Principal$|^Anyone$/.test(root.name) ? grantee : undefined;
}

function grantStatement(lowering: Lowering, call: Made, of: Made, granted: Granted): Value {
  const at = call.at;
  const resources = granted.resources.flatMap((pattern) => resourceOf(lowering, call, of, pattern));
  const value = statement(lowering, call, granted.actions.map((action) => scalar(action, at)), resources);
  lowering.methods.set(value.at, call.name);
  return value;
}

function statement(lowering: Lowering, call: Made, actions: readonly Value[], resources: readonly Value[], principal?: Value): Value {
  // A place of its own: what stands there is told to be the method's by it.
  const at: Location = { ...call.at };
  if (call.name !== 'grant') lowering.methods.set(at, call.name);
  return madeMap({ Effect: 'Allow', Action: { kind: 'list', items: actions, at, via: [] }, ...(resources.length === 0 ? {} : { Resource: { kind: 'list', items: resources, at, via: [] } }), ...(principal === undefined ? {} : { Principal: principal }) }, at);
}

/** Whether a table has indexes of its own. */
export function hasIndexes(made: Made): boolean {
  return made.calls.some((one) => /^add(Global|Local)SecondaryIndex$/.test(one.name)) || property(given(made), 'globalSecondaryIndexes') !== undefined || property(given(made), 'localSecondaryIndexes') !== undefined;
}

function resourceOf(lowering: Lowering, call: Made, of: Made, pattern: string): readonly Value[] {
  const at = call.at;
  const arn = (): Value => arnOf(of, at, lowering);
  const resource = lowering.resourceOf(of.how === 'member' && of.of !== undefined ? of.of : of);
  if (pattern === 'index') {
    return hasIndexes(of) ? [concatenated([arn(), scalar('/index/*', at)], at)] : [];
  }
  if (pattern === 'stream') return [resource === undefined ? unknown('the stream is not known', 'unresolved', at) : { kind: 'reference', resource: resource.id, attribute: 'StreamArn', at, via: [] }];
  if (pattern === '*') return [scalar('*', at)];
  const parts = pattern.split(/(\{\w+\}|^arn(?!:aws)|\?(?=:))/).filter((part) => part !== '');
  return [concatenated(parts.map((part) => {
    if (part === 'arn') return arn();
    if (part === '?') return unknown('it is known only at deployment', 'unresolved', at, [], '*');
    if (part === '{1}') return call.args[1] === undefined ? scalar('*', at) : valueOf(call.args[1], lowering);
    if (part === '{id}' || part === '{name}') return resource === undefined ? unknown('it is not known', 'unresolved', at) : { kind: 'reference', resource: resource.id, attribute: part === '{id}' ? 'Ref' : 'Name', at, via: [] };
    return scalar(part, at);
  }), at)];
}

/** Where the policy of a resource stands: the resource's type, and the policy's type and property that names it. */
const doors: Readonly<Record<string, readonly [type: string, property: string, attribute: string]>> = {
  'AWS::S3::Bucket': ['AWS::S3::BucketPolicy', 'Bucket', 'Ref'], 'AWS::SQS::Queue': ['AWS::SQS::QueuePolicy', 'Queues', 'Ref'], 'AWS::SNS::Topic': ['AWS::SNS::TopicPolicy', 'Topics', 'Ref'], 'AWS::SecretsManager::Secret': ['AWS::SecretsManager::ResourcePolicy', 'SecretId', 'Ref'],
};

/** Adds a statement to the policy of a resource. */
export function letIn(lowering: Lowering, made: Made, statementValue: Value, presence: Made['presence']): void {
  const resource = lowering.resourceOf(made);
  const own = lowering.draftOf(made);
  if (resource === undefined || own === undefined) return;
  const door = doors[resource.type];
  if (door === undefined) {
    const path = ({ 'AWS::KMS::Key': 'KeyPolicy.Statement', 'AWS::ECR::Repository': 'RepositoryPolicyText.Statement', 'AWS::DynamoDB::Table': 'ResourcePolicy.PolicyDocument.Statement', 'AWS::EFS::FileSystem': 'FileSystemPolicy.Statement' } as const)[resource.type];
    if (path !== undefined) own.append(path, statementValue.at, statementValue);
    return;
  }
  const [type, propertyName, attribute] = door;
  const id = `${resource.id}Policy`;
  let policy = lowering.drafts.find((draft) => draft.id === id && draft.type === type);
  if (policy === undefined) {
    policy = lowering.besides(id, type, { at: statementValue.at, nameAt: statementValue.at, presence }, true);
    const reference: Value = { kind: 'reference', resource: resource.id, attribute, at: own.at, via: [] };
    policy.set(propertyName, own.at, propertyName.endsWith('s') ? { kind: 'list', items: [reference], at: own.at, via: [] } : reference);
  }
  policy.append('PolicyDocument.Statement', statementValue.at, statementValue);
}

/** `queue.grantSendMessages(new AnyPrincipal())`, `fn.grantInvoke(new ServicePrincipal('…'))`. */
function openResource(lowering: Lowering, call: Made, of: Made, grantee: Thing): void {
  const { principal } = principalOf(grantee, lowering);
  const own = lowering.functionOf({ kind: 'made', made: of, at: of.at, via: [] });
  if (own !== undefined) {
    const id = lowering.idOf(own);
    if (id === undefined) return;
    const permission = lowering.besides(`${id}Invoke`, 'AWS::Lambda::Permission', call);
    const name = principal.kind === 'map' ? (principal.entries[0]?.value ?? principal) : principal;
    permission.set('Action', call.nameAt, scalar(call.name === 'grantInvokeUrl' ? 'lambda:InvokeFunctionUrl' : 'lambda:InvokeFunction', call.nameAt)).set('FunctionName', call.nameAt, lowering.reference(own, 'Arn', call.nameAt)).set('Principal', grantee.at, name);
    return;
  }
  const granted = call.name === 'grant' ? [{ actions: [], resources: ['arn'] }] : (grantedBy(of.module, call.name) ?? []);
  for (const one of granted) {
    const actions = call.name === 'grant' ? call.args.slice(1).map((action) => valueOf(action, lowering)) : one.actions.map((action) => scalar(action, call.at));
    letIn(lowering, of, statement(lowering, call, actions, one.resources.flatMap((pattern) => resourceOf(lowering, call, of, pattern)), principal), call.presence);
  }
}

/** `bucket.addToResourcePolicy(…)`, `publicReadAccess`, `grantPublicAccess()`, `enforceSSL`. */
export function lowerDoors(lowering: Lowering, made: Made): void {
  const resource = lowering.resourceOf(made);
  if (resource === undefined) return;
  const props = given(made);
  for (const call of lowering.calls(made, 'addToResourcePolicy')) if (call.args[0] !== undefined) letIn(lowering, made, statementOf(call.args[0], lowering), call.presence);
  const self = (at: Location): Value => ({ kind: 'reference', resource: resource.id, attribute: arnAttribute(resource.type), at, via: [] });
  const objects = (at: Location, pattern: Value = scalar('*', at)): Value => concatenated([self(at), scalar('/', at), pattern], at);
  const readers = (at: Location, actions: readonly Value[], pattern?: Value): Value => madeMap({ Effect: 'Allow', Action: { kind: 'list', items: actions, at, via: [] }, Principal: madeMap({ AWS: '*' }, at), Resource: objects(at, pattern) }, at);
  if (resource.type === 'AWS::S3::Bucket') {
    const open = property(props, 'publicReadAccess');
    const value = open === undefined ? undefined : valueOf(open.thing, lowering);
    if (value?.kind === 'scalar' && value.value === true) letIn(lowering, made, readers(value.at, [scalar('s3:GetObject', value.at)]), made.presence);
    for (const call of lowering.calls(made, 'grantPublicAccess')) {
      const [prefix, ...actions] = call.args;
      letIn(lowering, made, readers(call.at, actions.length === 0 ? [scalar('s3:GetObject', call.at)] : actions.map((one) => valueOf(one, lowering)), prefix === undefined ? undefined : valueOf(prefix, lowering)), call.presence);
    }
  }
  const strict = property(props, 'enforceSSL');
  const isStrict = strict === undefined ? undefined : valueOf(strict.thing, lowering);
  if (isStrict?.kind === 'scalar' && isStrict.value === true) {
    const at = isStrict.at;
    const service = resource.type.split('::')[1]?.toLowerCase() ?? '';
    const covered = resource.type === 'AWS::S3::Bucket' ? [self(at), objects(at)] : [self(at)];
    letIn(lowering, made, madeMap({ Effect: 'Deny', Action: resource.type === 'AWS::SNS::Topic' ? 'sns:Publish' : `${service}:*`, Principal: madeMap({ AWS: '*' }, at), Resource: { kind: 'list', items: covered, at, via: [] }, Condition: madeMap({ Bool: madeMap({ 'aws:SecureTransport': 'false' }, at) }, at) }, at), made.presence);
  }
}
