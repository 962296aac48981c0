/** Bicep files as deployments: their values are evaluated as far as the file says what they come to. */
import { parseBicepExpression } from '../../syntax/bicep-expression';
import { expressionTag, parseBicep, spreadKey, type BicepDeclaration } from '../../syntax/bicep';
import { entryOf, type DataNode } from '../../syntax/data';
import type { Location } from '../../text/span';
import { folderOf, join } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import { usedAt } from '../cloudformation/text';
import type { Deployment, Parameter } from '../deployment';
import type { Reading } from '../dialect';
import { emptyMap } from '../cloudformation/values';
import { scalar, stringOf, unknown, type MapEntry, type Value } from '../value';
import { evaluated, type Names } from './evaluation';
import { documentOf } from '../plain-write';
import { givenParameters, type ModuleInput } from './modules';
import { sameName, sitesOf, type Declared } from './sites';
import { isVault, listOf } from './write';

const deepest = 40;

export function lowerBicep(file: SourceFile, surroundings: Reading): readonly Deployment[] {
  const { tree, problems } = parseBicep(file);
  const reading = new Values(file.uri, tree, givenParameters(file, surroundings, moduleInputs));
  const declared = tree.filter(({ kind, existing }) => kind === 'resource' && !existing).flatMap((one) => declaredBy(one, undefined, file.uri, reading));
  const parameters = tree.filter(({ kind }) => kind === 'param').map((one) => parameterOf(one, file.uri, reading));
  const all = tree.flatMap(withNested).flatMap(({ value }) => value ?? []);
  const vault = tree.find(({ kind, type }) => kind === 'resource' && isVault(type));
  return sitesOf(file, declared, parameters, problems, documentOf(file, listOf(all, file.text.length), 'bicep'), vault === undefined ? undefined : `${vault.name}.name`, surroundings);
}

/** What the modules that are taken from this file are given, by name, where they stand. */
function moduleInputs(file: SourceFile, given: ReadonlyMap<string, Value>): readonly ModuleInput[] {
  const { tree } = parseBicep(file);
  const reading = new Values(file.uri, tree, given);
  return tree.filter(({ kind }) => kind === 'module').map(({ name, type, value }) => {
    const params = entryOf(value, 'params')?.value;
    return { name, target: join(folderOf(file.uri), type), values: params === undefined ? undefined : reading.value(params) };
  });
}

function withNested(one: BicepDeclaration): readonly BicepDeclaration[] {
  return [one, ...one.nested.flatMap(withNested)];
}

/** A nested resource goes on from the type of the outer one. */
function declaredBy(one: BicepDeclaration, outer: Declared | undefined, uri: string, reading: Values): readonly Declared[] {
  const body = one.value === undefined ? undefined : reading.value(one.value);
  if (body?.kind !== 'map') return [];
  const parent = entryOf(one.value, 'parent')?.value;
  const own = one.type.replace(/@.*$/, '');
  const made: Declared = {
    id: one.name, type: outer === undefined ? own : `${outer.type}/${own}`, at: { uri, span: one.nameSpan }, presence: one.conditional || outer?.presence === 'maybe' ? 'maybe' : 'always', body,
    parent: outer?.id ?? (parent?.kind === 'scalar' ? String(parent.value) : undefined),
  };
  return [made, ...one.nested.filter(({ existing }) => !existing).flatMap((inner) => declaredBy(inner, made, uri, reading))];
}

function parameterOf({ name, nameSpan, decorators, type, value }: BicepDeclaration, uri: string, reading: Values): Parameter {
  const at = { uri, span: nameSpan };
  return { name, at, default: value === undefined ? undefined : reading.value(value), hidden: decorators.includes('secure'), hiddenBy: '@secure()', allowedValues: [], type, properties: emptyMap(at) };
}

/** The values of one file, each worked out once. */
class Values implements Names {
  private readonly declarations: ReadonlyMap<string, BicepDeclaration>;
  private readonly known = new Map<string, Value>();
  /** Names that are being worked out. */
  private readonly open = new Set<string>();

  /** `given`: what other files give to parameters of this one. */
  constructor(readonly uri: string, private readonly tree: readonly BicepDeclaration[], private readonly given: ReadonlyMap<string, Value>) {
    this.declarations = new Map(tree.flatMap(withNested).map((one) => [one.name, one]));
  }

  value(node: DataNode, depth = 0): Value {
    const at: Location = { uri: this.uri, span: node.span };
    if (depth > deepest) return unknown('it is nested too deep', 'limit', at);
    if (node.kind === 'list') return { kind: 'list', items: node.items.map((item) => this.value(item, depth + 1)), at, via: [] };
    if (node.kind === 'map') return this.map(node, at, depth);
    if (node.tag !== expressionTag) return scalar(node.value, at);
    const text = String(node.value);
    const expression = parseBicepExpression(text, node.span.start, 'bicep');
    if (expression === undefined) return unknown('it is known at deployment only', 'unresolved', at, [], text);
    const found = { ...evaluated(expression, this), at };
    return found.kind === 'unknown' ? { ...found, expression: text } : found;
  }

  private map(node: DataNode & { readonly kind: 'map' }, at: Location, depth: number): Value {
    const entries = new Map<string, MapEntry>();
    let open = false;
    for (const { key, keySpan, value: inner } of node.entries) {
      const value = this.value(inner, depth + 1);
      if (key === spreadKey) {
        if (value.kind === 'map') for (const entry of value.entries) entries.set(entry.key, entry);
        open ||= value.kind !== 'map' || value.open === true;
        continue;
      }
      const name = key.includes('${') ? stringOf(this.name(key, keySpan)) : key;
      if (name === undefined) open = true;
      else entries.set(name, { key: name, keyAt: { uri: this.uri, span: keySpan }, value });
    }
    return { kind: 'map', entries: [...entries.values()], at, via: [], ...(open ? { open } : {}) };
  }

  /** A key that is put together. */
  private name(key: string, span: Location['span']): Value | undefined {
    const expression = parseBicepExpression(`'${key}'`, span.start, 'bicep');
    return expression === undefined ? undefined : evaluated(expression, this);
  }

  valueOf(_kind: string, name: string, at: Location): Value | undefined {
    const declared = this.declarations.get(name);
    if (declared === undefined) return undefined;
    const { kind, value, existing } = declared;
    if (kind === 'resource') return existing ? unknown(`\`${name}\` is there already, and not made here`, 'import', at) : { kind: 'reference', resource: name, attribute: 'Ref', at, via: [] };
    if (kind === 'module' || kind === 'output') return unknown(`module \`${name}\` gives it`, 'import', at);
    const given = kind === 'param' ? this.given.get(name) : undefined;
    if (given !== undefined) return usedAt(given, at);
    if (value === undefined) return unknown(`parameter \`${name}\` has no default`, 'parameter', at, [], name);
    const found = this.declaredValue(name, value, at);
    const hop = { location: { uri: this.uri, span: value.span }, message: kind === 'param' ? `parameter ${name}, its default` : `variable ${name}` };
    return usedAt(found, at, [hop]);
  }

  private declaredValue(name: string, node: DataNode, at: Location): Value {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    if (this.open.has(name)) return unknown(`\`${name}\` leads back to itself`, 'limit', at);
    this.open.add(name);
    const found = this.value(node);
    this.open.delete(name);
    this.known.set(name, found);
    return found;
  }

  resourceBy(type: string, names: readonly Value[]): string | undefined {
    const [name] = names;
    return this.tree.find((one) => one.kind === 'resource' && !one.existing && one.type.replace(/@.*$/, '').toLowerCase() === type.toLowerCase() && names.length === 1 && sameName(entryValue(one, this), name))?.name;
  }
}

function entryValue({ value }: BicepDeclaration, reading: Values): Value | undefined {
  const name = entryOf(value, 'name')?.value;
  return name === undefined ? undefined : reading.value(name);
}
