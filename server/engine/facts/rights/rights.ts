/** What a deployed function may do: its role's statements, ready-made policies with their contents, boundaries, denials. Knows no rule. */
import { matches } from '../../iam/actions';
import { unknownPart } from '../../iam/arn';
import { managedPolicy, type ManagedStatement } from '../../iam/managed';
import type { DeployedFunction, Deployment, Grant, PolicyAttachment, Resource } from '../../template/deployment';
import { itemsOf, possibilities, referencesIn, valueAt, type Value } from '../../template/value';
import type { Memo } from '../../memo';
import type { Snapshot } from '../../snapshot';
import type { Handler } from '../facts';
import { meet, patternsOfValue } from './patterns';
import { resourceWithId, resourcesReferringTo } from '../../template/resources';
import { attachmentsFor, grantsFor, grantsOf } from '../../template/statements';

/** A text of a policy and what it stands in. */
export interface RightText {
  /** With `*` for what is not known. */
  readonly pattern: string;
  /** Where it is written; undefined for the contents of a ready-made policy. */
  readonly value: Value | undefined;
}

/** One statement that counts for the function. */
export interface Right {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly RightText[];
  /** All actions but the listed ones. */
  readonly except: boolean;
  /** Several patterns of one value are one resource said in several ways. */
  readonly resources: readonly { readonly patterns: readonly string[]; readonly value: Value | undefined }[];
  /** A condition, or an exception among the resources, narrows it. */
  readonly narrowed: boolean;
  /** False where it may not be deployed. */
  readonly sure: boolean;
  readonly grant: Grant | undefined;
  readonly attachment: PolicyAttachment | undefined;
}

export interface Rights {
  readonly rights: readonly Right[];
  /** Why it may have more or fewer rights than these, in plain words; undefined where all is seen. What an organisation forbids is never seen here. */
  readonly open: string | undefined;
  /** The statements of its permissions boundary: it may do only what these allow, too. Undefined where it has none, or one that is not known. */
  readonly boundary: readonly Right[] | undefined;
}

export function rightsOf({ function: deployed, deployment }: Pick<Handler, 'function' | 'deployment'>, { memo }: Pick<Snapshot, 'memo'>): Rights {
  return memo.of('rights', deployed, () => found(deployed, deployment, memo));
}

function found(deployed: DeployedFunction, deployment: Deployment, memo: Memo): Rights {
  const rights: Right[] = grantsFor(deployed.name, deployment).filter(({ effect }) => effect !== 'unknown').map((grant) => ofGrant(grant, deployment));
  let open = whyOpen(deployed, deployment, memo);
  for (const attachment of attachmentsFor(deployed.name, deployment)) {
    for (const policy of possibilities(attachment.policy)) {
      const name = policy.kind === 'scalar' ? String(policy.value) : policy.kind === 'text' ? policy.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('') : undefined;
      const statements = name === undefined ? undefined : managedPolicy(name);
      if (statements === undefined) open ??= `what the policy \`${name ?? 'that is attached'}\` allows is not known`;
      else rights.push(...statements.map((statement) => ofManaged(statement, attachment)));
    }
  }
  const limit = boundaryOf(deployed, deployment);
  const boundary = limit === undefined ? undefined : boundaryRights(limit, deployment);
  if (limit !== undefined && boundary === undefined) open ??= 'a boundary limits its role';
  return { rights, open, boundary };
}

function boundaryOf(deployed: DeployedFunction, deployment: Deployment): Value | undefined {
  const resource = resourceWithId(deployed.role, deployment);
  return valueAt(resource?.properties, 'PermissionsBoundary') ?? valueAt(deployed.properties, 'PermissionsBoundary');
}

/** Of one of AWS' policies, or of one of the template; undefined where it is neither. */
function boundaryRights(limit: Value, deployment: Deployment): readonly Right[] | undefined {
  if (limit.kind === 'reference') {
    const grants = grantsOf('identity', limit.resource, deployment);
    const policy = resourceWithId(limit.resource, deployment);
    return grants.length === 0 || hasUnknownStatement(valueAt(policy?.properties, 'PolicyDocument')) || grants.some(({ effect, presence }) => effect === 'unknown' || presence !== 'always')
      ? undefined : grants.map((grant) => ofGrant(grant, deployment));
  }
  const name = limit.kind === 'scalar' ? String(limit.value) : limit.kind === 'text' ? limit.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('') : undefined;
  return name === undefined ? undefined : managedPolicy(name)?.map((statement) => ofManaged(statement, undefined));
}

function ofManaged({ effect, actions, except, resources, narrowed }: ManagedStatement, attachment: PolicyAttachment | undefined): Right {
  return {
    effect, actions: actions.map((pattern) => ({ pattern, value: undefined })), except,
    resources: resources.map((pattern) => ({ patterns: [pattern.replace(/\$\{[^}]{0,500}\}/g, '*')], value: undefined })), narrowed, sure: true, grant: undefined, attachment,
  };
}

/** Whether a boundary may allow the action on any of the resources. */
export function isWithin(boundary: readonly Right[], action: string, patterns: readonly string[]): boolean {
  const forbids = (right: Right): boolean => right.effect === 'Deny' && right.sure && !right.narrowed && concerns(right, action) && right.resources.some((resource) => resource.patterns.includes('*'));
  return boundary.some((right) => right.effect === 'Allow' && concerns(right, action) && reaches(right, patterns)) && !boundary.some(forbids);
}

/** What a boundary leaves of a right: of two patterns the narrower one. */
export function within(right: Right, boundary: readonly Right[]): readonly Right[] {
  return boundary.filter((limit) => limit.effect === 'Allow').flatMap((limit): readonly Right[] => {
    if (right.except || limit.except) return [limit.except ? right : limit];
    const actions = right.actions.flatMap((own) => (limit.actions.some(({ pattern }) => matches(pattern, own.pattern)) ? [own] : limit.actions.filter(({ pattern }) => matches(own.pattern, pattern))));
    const isWide = limit.resources.some(({ patterns }) => patterns.includes('*'));
    return actions.length === 0 ? [] : [{ ...right, actions, resources: isWide ? right.resources : right.resources.some(({ patterns }) => patterns.includes('*')) ? limit.resources : right.resources }];
  });
}

function ofGrant(grant: Grant, deployment: Deployment): Right {
  const except = grant.notActions.length > 0;
  const resources = grant.resources.length > 0 ? grant.resources : grant.notResources;
  return {
    effect: grant.effect === 'Deny' ? 'Deny' : 'Allow',
    actions: (except ? grant.notActions : grant.actions).flatMap((value) => actionTexts(value)),
    except,
    resources: resources.flatMap((value) => (value.kind === 'list' ? value.items : [value])).map((value) => ({ patterns: patternsOfValue(value, deployment), value })),
    narrowed: grant.conditions !== undefined || grant.notResources.length > 0,
    sure: grant.presence === 'always', grant, attachment: undefined,
  };
}

function actionTexts(value: Value): readonly RightText[] {
  return possibilities(value).flatMap((one): readonly RightText[] => {
    if (one.kind === 'list') return one.items.flatMap(actionTexts);
    if (one.kind === 'scalar') return [{ pattern: String(one.value), value: one }];
    if (one.kind === 'text') return [{ pattern: one.parts.map((part) => (typeof part === 'string' ? part : '*')).join('').replaceAll(unknownPart, '*'), value: one }];
    return [{ pattern: '*', value: one }];
  });
}

/** Undefined where all of the role's policies are seen. */
function whyOpen(deployed: DeployedFunction, deployment: Deployment, memo: Memo): string | undefined {
  const { role } = deployed;
  if (role === undefined) return 'its role is not in the template';
  const resource = resourceWithId(role, deployment);
  if (resource === undefined) return 'its role is not in the template';
  const given = ['Policies', 'ManagedPolicyArns'].flatMap((key) => [valueAt(resource.properties, key), valueAt(deployed.properties, key)]);
  if (resource.properties.open === true || given.some((value) => value !== undefined && hasUnknown(value, 0))) return 'a part of its policies is not known before deployment';
  const stranger = deployment.foreign?.find(({ given: things }) => things.includes(role) || things.includes(deployed.name))?.name ?? resourcesReferringTo(role, deployment).find((one) => isForeign(one, role))?.id;
  if (stranger !== undefined) return `\`${stranger}\` is given its role, and what it does with it is not seen`;
  return memo.of('loose policies', deployment, hasLoosePolicy) ? 'which roles a policy of the template is for is not known' : undefined;
}

function hasLoosePolicy({ resources }: Deployment): boolean {
  return resources.some(({ type, properties }) => /^AWS::IAM::(?:Policy|RolePolicy|ManagedPolicy)$/.test(type)
    && ([valueAt(properties, 'Roles'), valueAt(properties, 'RoleName')].some((value) => value !== undefined && itemsOf(value).some((item) => referencesIn(item).length === 0 && item.kind !== 'scalar'))
      || hasUnknownStatement(valueAt(properties, 'PolicyDocument'))));
}

/** Made by code or by another template that is not seen, and told of the role. */
function isForeign({ type, properties }: Resource, role: string): boolean {
  return /^(?:Custom::|AWS::CloudFormation::(?:CustomResource|Stack)$|AWS::Serverless::Application$)/.test(type)
    && properties.entries.some(({ key, value }) => key !== 'ServiceToken' && referencesIn(value).some(({ resource }) => resource === role));
}

function hasUnknownStatement(document: Value | undefined): boolean {
  if (document === undefined) return false;
  return possibilities(document).some((one) => one.kind === 'unknown' || (one.kind === 'map' && itemsOf(valueAt(one, 'Statement')).some((statement) => possibilities(statement).some(({ kind }) => kind !== 'map'))));
}

/** A list, map or statement of it that is not known; unknown parts of names are no matter. */
function hasUnknown(value: Value, depth: number): boolean {
  // A statement stands nowhere so deep: nothing is said of it.
  if (depth > 6) return true;
  if (value.kind === 'unknown') return true;
  if (value.kind === 'choice') return value.options.some((option) => hasUnknown(option.value, depth + 1));
  if (value.kind === 'list') return value.items.some((item) => hasUnknown(item, depth + 1));
  if (value.kind !== 'map') return false;
  if (value.open === true) return true;
  return value.entries.some(({ key, value: inner }) => (key === 'PolicyDocument' || key === 'Statement') && hasUnknown(inner, depth + 1));
}

/** Whether a statement may be about the action. */
export function concerns(right: Right, action: string): boolean {
  const listed = right.actions.some(({ pattern }) => matches(pattern, action));
  return right.except ? !listed : listed;
}

/** Whether a statement may be about any of the resources. */
export function reaches(right: Right, patterns: readonly string[]): boolean {
  return right.narrowed || right.resources.length === 0 || right.resources.some((resource) => meet(resource.patterns, patterns));
}
