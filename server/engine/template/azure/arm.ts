/** ARM templates as deployments: the expressions in brackets are evaluated as far as the file says what they come to. */
import { parseBicepExpression } from '../../syntax/bicep-expression';
import { child, entryOf, type DataNode } from '../../syntax/data';
import { parseJson } from '../../syntax/json';
import type { Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import { usedAt } from '../cloudformation/text';
import { emptyMap } from '../cloudformation/values';
import type { Deployment, Parameter } from '../deployment';
import type { Reading } from '../dialect';
import { plainValue } from '../plain';
import { referencesIn, scalar, stringOf, unknown, valueAt, type Value } from '../value';
import { evaluated, type Names } from './evaluation';
import { documentOf } from '../plain-write';
import { sameName, sitesOf, type Declared } from './sites';
import { isVault } from './write';

export function lowerArm(file: SourceFile, surroundings: Reading): readonly Deployment[] {
  const { tree, problems } = parseJson(file);
  const whole = new Values(file.uri, tree);
  // What Bicep made of its modules is told where they stand.
  const made = surroundings.file(file.uri.replace(/\.json$/, '.bicep')) !== undefined;
  return [...deploymentsOf(file, whole, problems, surroundings), ...(made ? [] : [...nestedIn(whole)].flatMap((one) => deploymentsOf(file, one, [], surroundings)))];
}

function deploymentsOf(file: SourceFile, reading: Values, problems: Deployment['problems'], surroundings: Reading): readonly Deployment[] {
  const parameters = child(reading.names, 'parameters');
  return sitesOf(file, reading.declared, parameters?.kind === 'map' ? parameters.entries.map((entry) => parameterOf(entry.key, entry.keySpan, entry.value, file.uri, reading)) : [], problems, documentOf(file, reading.tree, 'json'), reading.vault, surroundings);
}

/** Templates that stand in another one. Names are those of the template around unless it says that they are its own. Source: "Use linked templates", Azure Resource Manager. */
function* nestedIn(outer: Values): Generator<Values> {
  for (const item of itemsOf(child(outer.tree, 'resources'))) {
    const properties = child(item, 'properties');
    const template = child(properties, 'template');
    if (typeOf(item, '')?.toLowerCase() !== nestedType || template?.kind !== 'map') continue;
    const scope = child(child(properties, 'expressionEvaluationOptions'), 'scope');
    const isOwn = scope?.kind === 'scalar' && String(scope.value).toLowerCase() === 'inner';
    const isSure = child(item, 'condition') === undefined && outer.isSure;
    const inner = new Values(outer.uri, template, isOwn ? { names: template, given: givenIn(properties, outer), isSure } : { names: outer.names, given: outer.given, isSure });
    yield inner;
    yield* nestedIn(inner);
  }
}

const nestedType = 'microsoft.resources/deployments';

function givenIn(properties: DataNode | undefined, outer: Values): ReadonlyMap<string, Value> {
  const given = child(properties, 'parameters');
  return new Map((given?.kind === 'map' ? given.entries : []).map(({ key, value: node }): readonly [string, Value] => {
    const value = child(node, 'value');
    const at = { uri: outer.uri, span: node.span };
    const known = value === undefined ? unknown('it is read at deployment', 'unresolved', at, [], key) : outer.value(value);
    const own = referencesIn(known).length > 0 ? unknown('a resource of the template around is given', 'import', at, [], key) : known;
    return [key, usedAt(own, own.at, [{ location: at, message: `parameter ${key}, as the nested template is given it` }])];
  }));
}

/** The values of one template, each parameter and variable worked out once. */
class Values implements Names {
  readonly declared: readonly Declared[];
  private readonly known = new Map<string, Value>();
  /** What is being worked out. */
  private readonly open = new Set<string>();
  private readonly named: readonly { readonly id: string; readonly type: string; readonly name: DataNode | undefined }[];
  /** The expression of the vault's name that it makes. */
  readonly vault: string | undefined;

  readonly names: DataNode | undefined;
  readonly given: ReadonlyMap<string, Value>;
  readonly isSure: boolean;

  /** `around`: whose parameters and variables its expressions name, what those parameters are given, and whether it is deployed for sure. */
  constructor(readonly uri: string, readonly tree: DataNode | undefined, around?: { readonly names: DataNode | undefined; readonly given: ReadonlyMap<string, Value>; readonly isSure: boolean }) {
    this.names = around === undefined ? tree : around.names;
    this.given = around?.given ?? new Map<string, Value>();
    this.isSure = around?.isSure ?? true;
    this.named = this.namesIn(child(tree, 'resources'), '');
    this.declared = this.declaredIn(child(tree, 'resources'), '', undefined);
    const vault = this.named.find(({ type }) => isVault(type))?.name;
    const text = vault?.kind === 'scalar' && typeof vault.value === 'string' ? vault.value : undefined;
    this.vault = text === undefined ? undefined : /^\[(?!\[)(.*)\]$/.exec(text)?.[1] ?? `'${text}'`;
  }

  value(node: DataNode): Value {
    return plainValue(node, this.uri, (text, at) => this.expression(text, at));
  }

  private expression(text: string, at: Location): Value | undefined {
    if (text.startsWith('[[')) return scalar(text.slice(1), at);
    if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
    const expression = parseBicepExpression(text.slice(1, -1), at.span.start + 2, 'arm');
    if (expression === undefined) return unknown('it is known at deployment only', 'unresolved', at, [], text);
    const found = { ...evaluated(expression, this), at };
    return found.kind === 'unknown' ? { ...found, expression: text } : found;
  }

  valueOf(kind: string, name: string, at: Location): Value | undefined {
    const entry = kind === 'name' ? undefined : entryOf(child(this.names, kind), name);
    const passed = kind === 'parameters' ? this.given.get(name) : undefined;
    if (passed !== undefined) return usedAt(passed, at);
    if (entry === undefined) return undefined;
    const given = kind === 'parameters' ? child(entry.value, 'defaultValue') : entry.value;
    if (given === undefined) return unknown(`parameter \`${name}\` has no default`, 'parameter', at, [], name);
    const key = `${kind} ${name}`;
    const hop = { location: { uri: this.uri, span: given.span }, message: kind === 'parameters' ? `parameter ${name}, its default` : `variable ${name}` };
    return usedAt(this.worked(key, given, name, at), at, [hop]);
  }

  private worked(key: string, given: DataNode, name: string, at: Location): Value {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.open.has(key)) return unknown(`\`${name}\` leads back to itself`, 'limit', at);
    this.open.add(key);
    const found = this.value(given);
    this.open.delete(key);
    this.known.set(key, found);
    return found;
  }

  resourceBy(type: string, names: readonly Value[]): string | undefined {
    const [name] = names;
    return names.length !== 1 ? undefined : this.named.find((one) => one.type.toLowerCase() === type.toLowerCase() && one.name !== undefined && sameName(this.value(one.name), name))?.id;
  }

  private namesIn(list: DataNode | undefined, outer: string): readonly { readonly id: string; readonly type: string; readonly name: DataNode | undefined }[] {
    return itemsOf(list).flatMap((item, index) => {
      const type = typeOf(item, outer);
      return type === undefined ? [] : [{ id: this.shown(item, type, index), type, name: child(item, 'name') }, ...this.namesIn(child(item, 'resources'), type)];
    });
  }

  /** What a person calls it: its name, or what the name is made of. */
  private shown(item: DataNode, type: string, index: number): string {
    const name = child(item, 'name');
    if (name?.kind !== 'scalar') return `${type} ${String(index + 1)}`;
    return String(name.value).replace(/^\[.*?'([^']*)'[^']*\]$/, '$1');
  }

  /** Resources may hold others, whose type goes on from theirs. */
  private declaredIn(list: DataNode | undefined, outer: string, parent: string | undefined): readonly Declared[] {
    return itemsOf(list).flatMap((item, index): readonly Declared[] => {
      const type = typeOf(item, outer);
      const body = type === undefined ? undefined : this.value(item);
      const own = child(item, 'type');
      if (body?.kind !== 'map' || type === undefined || own === undefined) return [];
      const id = this.shown(item, type, index);
      const one: Declared = { id, type, at: { uri: this.uri, span: (child(item, 'name') ?? own).span }, presence: this.isSure ? presenceOf(valueAt(body, 'condition')) : 'maybe', body, parent: parent ?? this.owner(type, valueAt(body, 'name')) };
      return [one, ...this.declaredIn(child(item, 'resources'), type, id)];
    });
  }

  /** The resource that `site/web` belongs to. */
  private owner(type: string, name: Value | undefined): string | undefined {
    const outer = type.split('/').slice(0, -1).join('/');
    if (!outer.includes('/')) return undefined;
    const before = this.named.filter((one) => one.type.toLowerCase() === outer.toLowerCase());
    const text = stringOf(name);
    const found = before.find((one) => one.name !== undefined && text !== undefined && stringOf(this.value(one.name)) === text.split('/').slice(0, -1).join('/'));
    // Where a name is put together, the only one there is meant.
    return found?.id ?? (text === undefined && before.length === 1 ? before[0]?.id : undefined);
  }
}

function itemsOf(list: DataNode | undefined): readonly DataNode[] {
  return list?.kind === 'list' ? list.items : list?.kind === 'map' ? list.entries.map((entry) => entry.value) : [];
}

function typeOf(item: DataNode, outer: string): string | undefined {
  const own = child(item, 'type');
  return own?.kind !== 'scalar' ? undefined : outer === '' ? String(own.value) : `${outer}/${String(own.value)}`;
}

function presenceOf(condition: Value | undefined): Declared['presence'] {
  return condition === undefined || (condition.kind === 'scalar' && condition.value === true) ? 'always' : 'maybe';
}

function parameterOf(name: string, span: Location['span'], node: DataNode, uri: string, reading: Values): Parameter {
  const type = child(node, 'type');
  const given = child(node, 'defaultValue');
  const at = { uri, span };
  const text = type?.kind === 'scalar' ? String(type.value) : undefined;
  return { name, at, default: given === undefined ? undefined : reading.value(given), hidden: /^secure/i.test(text ?? ''), hiddenBy: 'type: securestring', allowedValues: [], type: text, properties: emptyMap(at) };
}
