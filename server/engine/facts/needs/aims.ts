/**
 * On which resources an action is needed, as ARNs: names from the code put into the ARN that the Service Authorization Reference gives, what
 * the environment names by what the template sets it to. What is not known becomes `*`, in the narrowest place that can be argued.
 */
import { arnAttributes } from '../../iam/sdk';
import { resourceTypesOf, type ResourceType } from '../../iam/resources';
import { own } from '../../text/own';
import type { DeployedFunction, Deployment } from '../../template/deployment';
import { possibilities, stringOf, valueAt, type ReferenceValue, type Value } from '../../template/value';
import type { Part } from './evaluate';
import type { Need, Target } from './needs';
import { resourceWithId } from '../../template/resources';

/** An ARN: text with `*` for what is not known, and references to resources of the template. */
export type ArnPart = string | ReferenceValue;

export interface Aim {
  readonly arn: readonly ArnPart[];
  /** Why a part of it is `*`; undefined where it is named. */
  readonly open: string | undefined;
}

/** The function whose environment counts, and its template; undefined for a file that none deploys. */
export interface Setting {
  readonly function: DeployedFunction;
  readonly deployment: Deployment;
}

interface Name {
  readonly parts: readonly ArnPart[];
  readonly open: string | undefined;
}

/** `*` alone where a policy cannot say more. */
export function aimsOf(need: Need, setting: Setting | undefined): readonly Aim[] {
  const types = resourceTypesOf(need.action);
  if (types.length === 0) return [{ arn: ['*'], open: undefined }];
  const aims = need.targets.flatMap((target) => namesOf(target.name, setting).flatMap((name) => aimsAt(need, target, name, types, setting)));
  // Where nothing says which of several, it may be each of them.
  const type = typeFor(types, need.type);
  const kinds = need.type === undefined && need.targets.length === 0 ? types : type === undefined ? [] : [type];
  if (need.open || aims.length === 0) aims.push(...kinds.map((kind): Aim => ({ arn: [filled(kind, [])], open: 'what it is called on is decided at run time' })));
  return distinct(aims);
}

function distinct(aims: readonly Aim[]): Aim[] {
  const seen = new Map<string, Aim>();
  for (const aim of aims) {
    const key = textOf(aim.arn);
    if (!seen.has(key)) seen.set(key, aim);
  }
  return [...seen.values()];
}

/** For comparing and showing. */
export function textOf(arn: readonly ArnPart[]): string {
  return arn.map((part) => (typeof part === 'string' ? part : `\${${part.resource}.${part.attribute}}`)).join('');
}

/** Of an aim, as in a policy that is written outside of a template. */
export function arnText({ arn }: Aim): string {
  return textOf(arn);
}

/** Of one thing: one that has more of them is told of as any. */
const mostNames = 6;

function namesOf(parts: readonly Part[], setting: Setting | undefined): readonly Name[] {
  let all: readonly Name[] = [{ parts: [], open: undefined }];
  for (const part of parts) {
    const options = typeof part === 'string' ? [{ parts: [part], open: undefined }] : 'unknown' in part ? [{ parts: ['*'], open: part.unknown }] : fromEnvironment(part.environment, setting);
    const known = all.length * options.length > mostNames ? [{ parts: ['*'], open: `it may have more than ${String(mostNames)} names` }] : options;
    all = all.flatMap((before) => known.map((after) => ({ parts: [...before.parts, ...after.parts], open: before.open ?? after.open })));
  }
  return all;
}

function fromEnvironment(name: string, setting: Setting | undefined): readonly Name[] {
  const unknown = (reason: string): readonly Name[] => [{ parts: ['*'], open: reason }];
  if (setting === undefined) return unknown(`the environment's \`${name}\` names it`);
  const variable = setting.function.environment.find((one) => one.name === name);
  if (variable === undefined) return unknown(`nothing is seen to set \`${name}\``);
  return possibilities(variable.value).flatMap((value) => nameOf(value, name));
}

function nameOf(value: Value, variable: string): readonly Name[] {
  if (value.kind === 'reference') return [{ parts: [value], open: undefined }];
  if (value.kind === 'scalar') return [{ parts: [String(value.value)], open: undefined }];
  if (value.kind === 'text') {
    const parts = value.parts.map((part) => (typeof part === 'string' || part.kind === 'reference' ? part : '*'));
    return [{ parts, open: value.parts.some((part) => typeof part !== 'string' && part.kind === 'unknown') ? `a part of \`${variable}\` is not known before deployment` : undefined }];
  }
  return [{ parts: ['*'], open: value.kind === 'unknown' ? value.reason : `\`${variable}\` is not known before deployment` }];
}

function aimsAt(need: Need, target: Target, name: Name, types: readonly ResourceType[], setting: Setting | undefined): readonly Aim[] {
  const type = typeFor(types, target.type);
  if (type === undefined) return [];
  const profile = type.name === 'foundation-model' ? inferenceProfile(name) : undefined;
  if (profile !== undefined) return profile;
  if (target.filling !== undefined) return filledOneByOne(type, target.filling, setting);
  const base = baseOf(type, name, setting);
  if (type.name === 'object') {
    const keys = target.key === undefined ? [{ parts: ['*'], open: undefined }] : namesOf(target.key, setting);
    return keys.map((key) => ({ arn: merged([...base ?? [filled(type, []).replace(/\/\*$/, '')], '/', ...key.parts]), open: name.open }));
  }
  if (base === undefined) return [{ arn: [filled(type, [])], open: name.open }];
  if (type.name === 'table' && target.index === true) return ['', '/index/*'].map((suffix) => ({ arn: merged([...base, suffix]), open: name.open }));
  if (need.action === 'ssm:GetParametersByPath') return ['', '/*'].map((suffix) => ({ arn: merged([...base, suffix]), open: name.open }));
  return [{ arn: merged(base), open: name.open }];
}

/** `schedule/orders/*`: each variable has what is known of it. */
function filledOneByOne(type: ResourceType, filling: readonly (readonly Part[] | undefined)[], setting: Setting | undefined): readonly Aim[] {
  const known = filling.map((parts) => (parts === undefined ? undefined : namesOf(parts, setting)));
  const [whole] = known.flatMap((names) => names?.filter(({ parts: [first] }) => (typeof first === 'string' ? first.startsWith('arn:') : first !== undefined && /Arn$/i.test(first.attribute))) ?? []);
  if (whole !== undefined) return [{ arn: merged(whole.parts), open: whole.open }];
  let next = 0;
  const arn = type.arn.split(/(\$\{\w+\})/).flatMap((part): readonly ArnPart[] => {
    const variable = /^\$\{(\w+)\}$/.exec(part)?.[1];
    if (variable === undefined) return [part];
    if (variable === 'Partition') return ['aws'];
    if (variable === 'Region' || variable === 'Account') return ['*'];
    const names = known[next++];
    return names?.length === 1 ? names[0]?.parts ?? ['*'] : ['*'];
  });
  return [{ arn: merged(arn), open: known.flatMap((names) => names?.[0]?.open ?? [])[0] ?? (known.includes(undefined) ? 'a part of its name is decided at run time' : undefined) }];
}

/** `us.anthropic.claude-…` calls a model by way of a profile, in whichever region there is room; both must be allowed. */
function inferenceProfile({ parts, open }: Name): readonly Aim[] | undefined {
  const [first, ...rest] = parts;
  const found = typeof first === 'string' ? /^(?:us|eu|apac|us-gov|global|jp|au|ca)\.(.*)$/.exec(first) : null;
  if (found === null || first === undefined) return undefined;
  return [{ arn: merged(['arn:aws:bedrock:*:*:inference-profile/', first, ...rest]), open }, { arn: merged(['arn:aws:bedrock:*::foundation-model/', found[1] ?? '', ...rest]), open }];
}

/** The type that the target has, or what stands for it where the action is about something in or around it. */
function typeFor(types: readonly ResourceType[], wanted: string | undefined): ResourceType | undefined {
  const named = (name: string): ResourceType | undefined => types.find((type) => type.name === name);
  if (wanted === undefined) return types[0];
  const near: Readonly<Record<string, string>> = { bucket: 'object', object: 'bucket' };
  return named(wanted) ?? named(near[wanted] ?? '') ?? types[0];
}

/** The ARN up to what is added behind it; undefined where the name says nothing. */
function baseOf(type: ResourceType, name: Name, setting: Setting | undefined): readonly ArnPart[] | undefined {
  const [first, ...rest] = name.parts;
  if (first === undefined) return undefined;
  if (typeof first !== 'string' && rest.length === 0) return ofReference(first, type, setting);
  if (typeof first === 'string') {
    if (first.startsWith('arn:')) return type.name === 'object' ? [first.replace(/\/\*?$/, ''), ...rest] : name.parts;
    const address = /^https?:\/\/[^/]+\/[^/]*\//.exec(first);
    if (type.name === 'queue' && address !== null) return inArn(type, [first.slice(address[0].length), ...rest]);
    if (type.name === 'queue' && /^https?:/.test(first)) return undefined;
    if (type.name === 'key' && /^alias\//.test(first)) return undefined;
    if (first === '*' && rest.length === 0) return undefined;
    if (type.name === 'parameter') return inArn(type, [first.replace(/^\//, ''), ...rest]);
  }
  if (type.name === 'Secret') return inArn(type, [...name.parts, '-??????']);
  return inArn(type, name.parts);
}

function ofReference(reference: ReferenceValue, type: ResourceType, setting: Setting | undefined): readonly ArnPart[] | undefined {
  const resource = setting === undefined ? undefined : resourceWithId(reference.resource, setting.deployment);
  if (resource === undefined) return [reference];
  const attribute = own(arnAttributes, resource.type);
  if (/Arn$/i.test(reference.attribute)) return [reference];
  if (attribute !== undefined) return [{ ...reference, attribute }];
  const arn = inArn(type, [{ ...reference, attribute: 'Ref' }]);
  const [before, ...rest] = arn;
  // A parameter's name that begins with a slash brings the one that its ARN has.
  const hasSlash = type.name === 'parameter' && stringOf(valueAt(resource.properties, 'Name'))?.startsWith('/') === true;
  return hasSlash && typeof before === 'string' ? [before.replace(/\/$/, ''), ...rest] : arn;
}

/** The ARN with the name in its place; behind that, `*`. */
function inArn(type: ResourceType, name: readonly ArnPart[]): readonly ArnPart[] {
  const marker = '\u0001';
  const [before = '', after = ''] = filled(type, [marker]).split(marker);
  // What follows a bucket is said by whoever names the object.
  return type.name === 'object' ? [before, ...name] : [before, ...name, after];
}

/** Region and account are whatever the function's are; names that are not given are any. */
function filled(type: ResourceType, names: readonly string[]): string {
  let next = 0;
  return type.arn.replace(/\$\{(\w+)\}/g, (_, variable: string) => (variable === 'Partition' ? 'aws' : variable === 'Region' || variable === 'Account' ? '*' : names[next++] ?? '*'));
}

function merged(arn: readonly ArnPart[]): readonly ArnPart[] {
  const all: ArnPart[] = [];
  for (const part of arn) {
    const last = all.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') all[all.length - 1] = last + part;
    else all.push(part);
  }
  return all;
}
