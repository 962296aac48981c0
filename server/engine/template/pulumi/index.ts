/** Pulumi programs in TypeScript for AWS: resources are those of Terraform under other spellings, and are read as such. Knows nothing of rules. */
import { isScript, parseScript, type Script } from '../../syntax/script';
import { folderOf, join, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import { alternatives, itemsIn, madeOf, property, propertyOf, textIn, type Made, type Thing } from '../cdk/script';
import { deployed } from '../cloudformation';
import { concatenated } from '../cloudformation/text';
import type { LoweredResource } from '../cloudformation/resources';
import type { Deployment, HandlerReference } from '../deployment';
import type { Dialect, Reading } from '../dialect';
import { elsewhere, madeIn } from '../made';
import { joinCompanions } from '../terraform/companions';
import { asBlock, renamedBody } from '../terraform/lowering';
import { reshaped } from '../terraform/shapes';
import { attributeNames, isLowered, kindOf, pascal, snake } from '../terraform/vocabulary';
import { scalar, unknown, type MapEntry, type MapValue, type Value } from '../value';
import { enumerated, functionType, terraformKey, terraformType } from './vocabulary';
import type { Written } from './model';
import { pulumiChange } from './write';

export const pulumi: Dialect = {
  name: 'pulumi',
  longest: 600_000,
  recognises: ({ uri, text, omitted }) => isScript(uri) && omitted === undefined && /['"`]@pulumi\/aws(?:['"`]|\/)/.test(text),
  lower,
};

/** Of these the keys are data; every other nested object is a block of the resource. */
const plainMaps: ReadonlySet<string> = new Set(['variables', 'tags', 'tagsAll', 'requestParameters', 'responseParameters', 'requestTemplates', 'stageVariables', 'policy', 'assumeRolePolicy', 'redrivePolicy']);

interface Declared {
  readonly made: Made;
  /** Terraform's type: `aws_lambda_function`. */
  readonly type: string;
  readonly id: string;
  readonly properties: Thing | undefined;
}

function lower(file: SourceFile, reading: Reading): readonly Deployment[] {
  const { resources, codeOf, written } = providerResources(madeIn(file, reading), file.uri);
  if (resources.length === 0) return [];
  const stack = deployed(resources, reading);
  const functions = stack.functions.map((one) => ({ ...one, code: codeOf(one.name, one.code) }));
  const model = { declared: written, resources: stack.resources, functions, grants: stack.grants, script: ownScripts(reading) };
  return [{ uri: file.uri, name: nameOf(file.uri), ...stack, functions, parameters: [], problems: [], write: (change) => pulumiChange(change, model) }];
}

/** What comes out of a package is not the author's. */
export function ownScripts(reading: Reading): (uri: string) => Script | undefined {
  return (uri) => {
    const file = uri.includes('/node_modules/') ? undefined : reading.file(uri);
    return file === undefined ? undefined : parseScript(file).tree;
  };
}

/** What a program makes of the AWS provider's classes, with where the code of its functions is. `others` are ids that are taken. */
export function providerResources(made: readonly Made[], uri: string, others: ReadonlyMap<Made, string> = new Map()): { readonly resources: readonly LoweredResource[]; readonly written: readonly Written[]; readonly codeOf: (name: string, code: HandlerReference) => HandlerReference } {
  const declared = withIds(made.flatMap((one) => {
    const type = typeOf(one);
    const id = textIn(one.args[0]);
    return type === undefined || id === undefined ? [] : [{ made: one, type, id, properties: one.args[1] }];
  }), new Set(others.values()));
  const known: Known = { declared: new Map(declared.map((one) => [one.made, one])), others };
  const resources = joinCompanions(declared, declared.flatMap((one) => lowerOne(one, known)));
  const codeOf = (name: string, code: HandlerReference): HandlerReference => {
    const own = declared.find(({ id, type }) => id === name && type === functionType);
    return own === undefined ? code : writtenCode(own, code, uri);
  };
  return { resources, written: declared, codeOf };
}

interface Known {
  readonly declared: ReadonlyMap<Made, Declared>;
  /** Ids of what another library made of the same program. */
  readonly others: ReadonlyMap<Made, string>;
}

/** Names are unique among resources of one type only: a function keeps its name, what shares it gets its kind added. */
function withIds(declared: readonly Declared[], others: ReadonlySet<string>): readonly Declared[] {
  const taken = new Set(declared.filter(({ type }) => type === functionType).map(({ id }) => id));
  return declared.map((one) => {
    if (one.type === functionType && !others.has(one.id)) return one;
    const id = [one.id, `${one.id} (${one.type.slice(one.type.lastIndexOf('_') + 1)})`, `${one.id} (${one.type})`].find((name) => !taken.has(name) && !others.has(name)) ?? one.id;
    taken.add(id);
    return { ...one, id };
  });
}

/** `aws.lambda.Function` and `lambda.Function` of `@pulumi/aws`, or `Function` of `@pulumi/aws/lambda`. */
function typeOf({ module, name }: Made): string | undefined {
  const [, inside = ''] = /^@pulumi\/aws(?:\/(.*))?$/.exec(module) ?? [undefined, undefined];
  if (!module.startsWith('@pulumi/aws') || module === '@pulumi/awsx') return undefined;
  const words = [...inside.split('/'), ...name.split('.')].filter((word) => word !== '' && word !== 'default');
  const last = words.pop();
  return last === undefined || words.length === 0 ? undefined : terraformType(words.join('_'), last);
}

function lowerOne({ made, type, id, properties }: Declared, known: Known): readonly LoweredResource[] {
  const at = made.args[0]?.at ?? made.at;
  const kind = kindOf(type);
  const body = properties === undefined ? undefined : valueOf(properties, known, 0, kind.lists);
  const map: MapValue = body?.kind === 'map' ? { ...body, entries: body.entries.map((entry) => ({ ...entry, key: terraformKey(type, entry.key) })) } : { kind: 'map', entries: [], at: made.at, via: [], open: properties !== undefined };
  const lowered = isLowered(type) ? renamedBody(type, map, { decoded: (value: Value) => value } as Parameters<typeof renamedBody>[2]) : map;
  return reshaped({ id, type: kind.type, declaredType: kind.type, at, properties: lowered, presence: made.presence, metadata: undefined }, type);
}

const deepest = 40;

/** Names in Terraform's spelling; `blocks` are the resource's lists of blocks, undefined where keys are data. */
function valueOf(thing: Thing, known: Known, depth: number, blocks: ReadonlySet<string> | undefined): Value {
  const { at, via } = thing;
  if (depth > deepest) return unknown('it is nested too deep', 'limit', at, via);
  switch (thing.kind) {
    case 'constant': return scalar(thing.value ?? null, at, via);
    case 'list': return { kind: 'list', items: thing.items.map((item) => valueOf(item, known, depth + 1, blocks)), at, via };
    case 'choice': return { kind: 'choice', options: thing.options.map(({ when, thing: one }) => ({ when, value: valueOf(one, known, depth + 1, blocks) })), at, via };
    case 'object': {
      const entries = [...thing.entries].filter(([, { thing: one }]) => !(one.kind === 'constant' && one.value === undefined)).map(([key, { keyAt, thing: one }]): MapEntry => ({ key: blocks === undefined ? key : blockKey(key, blocks), keyAt, value: valueOf(one, known, depth + 1, plainMaps.has(key) ? undefined : blocks) }));
      const map: MapValue = { kind: 'map', entries, at, via, ...(thing.rest === undefined ? {} : { open: true }) };
      return blocks === undefined ? map : asBlock(map);
    }
    case 'text': return concatenated(thing.parts.map((part) => (typeof part === 'string' ? scalar(part, at) : valueOf(part, known, depth + 1, undefined))), at);
    case 'made': return ofMade(thing.made, thing, known, depth);
    case 'unknown': return { kind: 'unknown', reason: thing.reason, source: isSecret(thing) ? 'secret-store' : thing.source, at, via };
    case 'library': {
      const value = enumerated(thing.path);
      return value === undefined ? elsewhere(thing) : scalar(value, at, via);
    }
    default: return elsewhere(thing);
  }
}

/** Pulumi gives lists of blocks a plural: `lambdaFunctions` for `lambda_function`. */
function blockKey(key: string, blocks: ReadonlySet<string>): string {
  const name = snake(key);
  return !blocks.has(name) && name.endsWith('s') && blocks.has(name.slice(0, -1)) ? name.slice(0, -1) : name;
}

function isSecret({ reason }: { readonly reason: string }): boolean {
  return /secret/i.test(reason);
}

function ofMade(made: Made, thing: Thing, known: Known, depth: number): Value {
  // A policy is written as an object and handed over as its text.
  if (/^(?:JSON\.stringify|jsonStringify)$/.test(made.name) && made.args[0] !== undefined) return valueOf(made.args[0], known, depth + 1, undefined);
  const self = known.declared.get(made);
  const other = known.others.get(made);
  if (other !== undefined) return { kind: 'reference', resource: other, attribute: 'Ref', at: thing.at, via: thing.via };
  if (self !== undefined) return { kind: 'reference', resource: self.id, attribute: attributeNames(self.type)['id'] ?? 'Ref', at: thing.at, via: thing.via };
  if (made.how === 'member' && made.name === 'value' && made.of?.name === 'Secret') return { kind: 'unknown', reason: 'it is a secret of the stack', source: 'secret-store', at: thing.at, via: thing.via };
  const outer = made.how === 'member' && made.of !== undefined ? known.others.get(made.of) : undefined;
  if (outer !== undefined) return { kind: 'reference', resource: outer, attribute: made.name === 'arn' ? 'Arn' : 'Ref', at: thing.at, via: thing.via };
  const owner = made.how === 'member' && made.of !== undefined ? known.declared.get(made.of) : undefined;
  if (owner !== undefined) return { kind: 'reference', resource: owner.id, attribute: attributeNames(owner.type)[terraformKey(owner.type, snake(made.name))] ?? pascal(snake(made.name)), at: thing.at, via: thing.via };
  // `config.require('x')`, `config.requireSecret('x')`.
  if (/^(?:require|get)Secret/.test(made.name)) return { kind: 'unknown', reason: 'it is a secret of the stack', source: 'secret-store', at: thing.at, via: thing.via };
  return elsewhere(thing);
}

function writtenCode({ properties }: Declared, code: HandlerReference, uri: string): HandlerReference {
  const archive = property(properties, 'code')?.thing;
  const made = alternatives(archive ?? { kind: 'constant', value: undefined, at: { uri, span: { start: 0, end: 0 } }, via: [] }).map(madeOf).find((one) => one !== undefined);
  if (propertyOf(properties, 'imageUri') !== undefined) return { ...code, folders: [], unbound: 'a container image' };
  const inner = made?.name.endsWith('AssetArchive') === true && made.args[0]?.kind === 'object' ? [...made.args[0].entries.values()].flatMap(({ thing }) => madeOf(thing) ?? []) : [];
  const paths = [made, ...inner].flatMap((one) => itemsIn(one?.args[0]).flatMap((arg) => textIn(arg) ?? []));
  return { ...code, folders: [...paths.map((path) => join(folderOf(uri), path.replace(/\.zip$/, ''))), folderOf(uri)] };
}
