/** Evaluates template nodes to values: functions, references, parameters, conditions. Knows nothing of resources beyond their types. */
import type { DataEntry, DataMap, DataNode } from '../../syntax/data';
import { child, entryOf } from '../../syntax/data';
import { tooComplex } from '../../syntax/limits';
import type { Location } from '../../text/span';
import { folderOf, isWithin, join, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Reading } from '../dialect';
import { documentOf } from '../documents';
import { entryAt, referencesIn, scalar, stringOf, unknown, type Hop, type MapEntry, type ReferenceValue, type Value } from '../value';
import { evaluateCondition } from './conditions';
import { exportsBeside, type Exported } from './exports';
import { generatedIds } from './generated';
import { intrinsics } from './intrinsics';
import { locationOf, type Evaluator, type Scope, type Truth } from './scope';
import { sectionsOf, typeOf, type Declared, type Sections } from './sections';
import { textOf, usedAt } from './text';
import { conditionFunction, forEach, includeTransform, look, noValue, policyKeys, pseudoParameters, sam, section, storedParameter, transformFunction, type as types } from './vocabulary';

/** Evaluates a string that holds an outer dialect's variables; undefined leaves it as it is. */
export type Resolve = (text: string, location: Location, node: DataNode) => Value | undefined;

/** A resource as declared, loops expanded. */
export interface DeclaredResource extends Declared {
  readonly id: string;
  readonly type: string | undefined;
  readonly variables?: ReadonlyMap<string, Value>;
}

/** A template of the workspace, as a stack of another one has it. */
interface Nested {
  readonly evaluation: Evaluation;
  readonly file: SourceFile;
}

const outputs = 'Outputs.';

const maximumDepth = 120;
const maximumSteps = 1_500_000;
/** Entries that all loops of a template may make. */
const maximumLooped = 5000;

export class Evaluation implements Evaluator {
  readonly resources = new Map<string, DeclaredResource>();
  private readonly parameters = new Map<string, Value>();
  private readonly conditions = new Map<string, Truth | 'open'>();
  private readonly included = new Map<string, DataNode | undefined>();
  /** The templates that stacks of this one are made of; `open` while one is looked for. */
  private readonly nested = new Map<string, Nested | 'open' | undefined>();
  private readonly known: ReadonlyMap<string, string>;
  /** What other templates export; looked for when something is imported. */
  private exports: readonly Exported[] | undefined;
  private steps = maximumSteps;
  private looped = 0;

  constructor(
    readonly sections: Sections,
    private readonly reading: Reading,
    private readonly resolve?: Resolve,
    known: ReadonlyMap<string, string> = new Map(),
    /** What another template gives to parameters of this one. */
    private readonly given: ReadonlyMap<string, Value> = new Map(),
    /** The templates that this one is read for. */
    private readonly within: ReadonlySet<string> = new Set(),
  ) {
    for (const [id, declared] of sections.resources) this.declare(id, declared);
    this.known = new Map([...generatedIds(this.resources.values()), ...known]);
  }

  value(node: DataNode, scope: Scope): Value {
    return this.evaluate(node, scope) ?? scalar(null, locationOf(node, scope.file));
  }

  evaluate(node: DataNode, scope: Scope, untagged = false): Value | undefined {
    const location = locationOf(node, scope.file);
    if (--this.steps < 0 || scope.depth > maximumDepth) return unknown('too much to be evaluated', 'limit', location);
    const inner = { ...scope, depth: scope.depth + 1 };
    if (node.tag !== undefined && !untagged) {
      const name = nameOfTag(node.tag);
      const evaluateCall = look(intrinsics, name);
      if (evaluateCall !== undefined) return evaluateCall({ evaluation: this, argument: node, scope: inner, at: location, name, tagged: true });
    }
    if (node.kind === 'scalar') return this.scalar(node.value, node, inner, location);
    if (node.kind === 'list') return { kind: 'list', at: location, via: [], items: this.items(node.items, inner) };
    const [only] = node.entries;
    if (node.entries.length === 1 && only !== undefined) {
      const evaluateCall = look(intrinsics, only.key);
      if (evaluateCall !== undefined) return evaluateCall({ evaluation: this, argument: only.value, scope: inner, at: location, name: only.key, tagged: false });
    }
    return this.map(node, inner, location);
  }

  reference(name: string, location: Location, scope: Scope): Value | undefined {
    if (name === noValue) return undefined;
    const variable = scope.variables?.get(name);
    if (variable !== undefined) return usedAt(variable, location);
    const pseudo = look(pseudoParameters, name);
    if (pseudo !== undefined) return unknown(`${pseudo} is known only at deployment`, 'unresolved', location, [], `\${${name}}`);
    const parameter = this.sections.parameters.get(name);
    if (parameter !== undefined) return this.parameter(name, parameter, location);
    if (this.typeOfResource(name) !== undefined) return { kind: 'reference', resource: name, attribute: 'Ref', at: location, via: [] };
    // SAM's `!Ref Function.Alias`.
    const dot = name.indexOf('.');
    if (dot > 0) return this.attribute(name.slice(0, dot), name.slice(dot + 1), location);
    return unknown(`\`${name}\` is neither a parameter nor a resource here`, 'undeclared', location, [], `\${${name}}`);
  }

  attribute(resource: string, attribute: string, location: Location): Value {
    const type = this.typeOfResource(resource);
    const output = (type === types.stack || type === sam.application) && attribute.startsWith(outputs) ? this.output(resource, attribute.slice(outputs.length), location) : undefined;
    if (output !== undefined) return output;
    if (type !== undefined) return { kind: 'reference', resource, attribute, at: location, via: [] };
    return unknown(`\`${resource}\` is not a resource here`, 'undeclared', location, [], `\${${resource}.${attribute}}`);
  }

  /** The declared type of a resource of this stack; '' where it gives none; undefined where there is no such resource. */
  typeOfResource(id: string): string | undefined {
    const declared = this.resources.get(id);
    return declared === undefined ? this.known.get(id) : (declared.type ?? '');
  }

  condition(name: string): Truth {
    const known = this.conditions.get(name);
    if (known === 'open') return { value: undefined, via: [] };
    if (known !== undefined) return known;
    const declared = this.sections.conditions.get(name);
    if (declared === undefined) return { value: undefined, via: [] };
    this.conditions.set(name, 'open');
    const truth = evaluateCondition(this, declared.entry.value, { file: declared.file, depth: 0 });
    this.conditions.set(name, truth);
    return truth;
  }

  resolved(text: string, location: Location, node: DataNode): Value | undefined {
    return text.includes('${') ? this.resolve?.(text, location, node) : undefined;
  }

  overrun(location: Location, why: string): void {
    this.reading.overrun?.(tooComplex(location, why));
  }

  include(path: string, from: SourceFile): { readonly node: DataNode; readonly file: SourceFile } | undefined {
    if (/^[a-z0-9]+:/i.test(path)) return undefined;
    const uri = join(folderOf(from.uri), path);
    const root = this.reading.rootOf(from.uri);
    if (root !== undefined && !isWithin(root, uri)) return undefined;
    const file = this.reading.file(uri);
    if (file === undefined || file.omitted !== undefined) return undefined;
    if (!this.included.has(uri)) this.included.set(uri, documentOf(file, this.reading).tree);
    const node = this.included.get(uri);
    return node === undefined ? undefined : { node, file };
  }

  /** The whole content of a workspace file, evaluated; undefined where there is none. */
  includedValue(path: string, from: string): Value | undefined {
    const included = this.include(path, { uri: from, text: '' });
    return included === undefined ? undefined : this.evaluate(included.node, { file: included.file, depth: 0 });
  }

  /** What a stack of a template in the workspace gives out; undefined where that is a thing of its own, which stays the stack's, or is not known. */
  private output(id: string, name: string, location: Location): Value | undefined {
    if (!this.nested.has(id)) {
      this.nested.set(id, 'open');
      this.nested.set(id, this.nestedIn(id));
    }
    const nested = this.nested.get(id);
    if (nested === undefined || nested === 'open') return undefined;
    const { evaluation, file } = nested;
    const node = child(entryOf(child(documentOf(file, this.reading).tree, section.outputs), name)?.value, 'Value');
    if (node === undefined) return undefined;
    // What nested templates cost counts as this one's.
    evaluation.steps = this.steps - evaluation.resources.size;
    const value = evaluation.evaluate(node, { file, depth: 0 });
    this.steps = evaluation.steps;
    const hop = { location: { uri: file.uri, span: node.span }, message: `output ${name} of stack ${id}` };
    // A resource of the other template is what this stack gives, whatever it is called there.
    if (value?.kind === 'reference') return { kind: 'reference', resource: id, attribute: outputs + name, at: location, via: [hop], foreign: foreignOf(value, file) };
    if (value === undefined || value.kind === 'unknown' || value.kind === 'choice' || referencesIn(value).length > 0) return undefined;
    return usedAt(value, location, [hop]);
  }

  imported(name: string, location: Location, from: SourceFile): Value | undefined {
    if (this.within.has(from.uri)) return undefined;
    this.exports ??= exportsBeside(from.uri, this.reading);
    const evaluations = new Map<SourceFile, Evaluation>();
    const evaluated = ({ file, tree }: Exported, node: DataNode): Value | undefined => {
      const known = evaluations.get(file) ?? new Evaluation(sectionsOf([{ file, sections: tree as DataMap }]), this.reading, undefined, undefined, undefined, new Set([...this.within, from.uri, file.uri]));
      evaluations.set(file, known);
      // What other templates cost counts as this one's.
      known.steps = this.steps;
      const value = known.evaluate(node, { file, depth: 0 });
      this.steps = known.steps;
      return value;
    };
    const [found, other] = this.exports.filter((one) => (one.name.kind === 'scalar' && one.name.tag === undefined ? one.name.value === name : stringOf(evaluated(one, one.name)) === name));
    const value = found === undefined || other !== undefined ? undefined : evaluated(found, found.value);
    if (found === undefined || value === undefined || value.kind === 'choice') return undefined;
    const hop = { location: { uri: found.file.uri, span: found.value.span }, message: `output ${found.output} of ${nameOf(found.file.uri)}, exported as ${name}` };
    if (value.kind === 'reference') return { ...unknown(`\`${value.resource}\` of ${nameOf(found.file.uri)}, imported as ${name}: it gets its name at deployment`, 'import', location, [hop], name), foreign: foreignOf(value, found.file) };
    return value.kind === 'unknown' || referencesIn(value).length > 0 ? undefined : usedAt(value, location, [hop]);
  }

  private nestedIn(id: string): Nested | undefined {
    const declared = this.resources.get(id);
    const node = child(declared?.entry.value, 'Properties');
    if (declared === undefined || node === undefined) return undefined;
    const properties = this.evaluate(node, { file: declared.file, depth: 0, booleans: true, ...(declared.variables === undefined ? {} : { variables: declared.variables }) });
    const path = stringOf(entryAt(properties, 'TemplateURL')?.value) ?? stringOf(entryAt(properties, 'Location')?.value);
    const found = path === undefined ? undefined : this.include(path, declared.file);
    if (found?.node.kind !== 'map' || this.within.has(found.file.uri)) return undefined;
    const parameters = entryAt(properties, 'Parameters')?.value;
    const given = new Map((parameters?.kind === 'map' ? parameters.entries : []).map(({ key, value }): readonly [string, Value] =>
      [key, referencesIn(value).length === 0 ? usedAt(value, value.at, [{ location: value.at, message: `parameter ${key}, as stack ${id} is given it` }]) : givenResource(value, declared.file, key)]));
    const evaluation = new Evaluation(sectionsOf([{ file: found.file, sections: found.node }]), this.reading, undefined, undefined, given, new Set([...this.within, declared.file.uri, found.file.uri]));
    return { evaluation, file: found.file };
  }

  private declare(id: string, declared: Declared, around: readonly string[] = []): void {
    if (id === transformFunction) {
      const included = this.includedBy(declared.entry.value, { file: declared.file, depth: 0 });
      // A file may include itself.
      if (included?.node.kind !== 'map' || around.includes(included.file.uri)) return;
      for (const entry of included.node.entries) this.declare(entry.key, { entry, file: included.file }, [...around, included.file.uri]);
      return;
    }
    if (!id.startsWith(forEach)) {
      this.resources.set(id, { ...declared, id, type: typeOf(declared) });
      return;
    }
    const scope: Scope = { file: declared.file, depth: 0 };
    for (const { entry, variables } of this.loop(declared.entry.value, scope)) {
      const one = { entry, file: declared.file };
      this.resources.set(entry.key, { ...one, id: entry.key, type: typeOf(one), variables });
    }
  }

  /** The entries that a loop `[variable, list, { key: value }]` stands for, each with its variables; none where its list is not known. */
  private *loop(node: DataNode, scope: Scope): Generator<{ readonly entry: DataEntry; readonly variables: ReadonlyMap<string, Value> }> {
    if (node.kind !== 'list') return;
    const [name, list, body] = node.items;
    if (name?.kind !== 'scalar' || typeof name.value !== 'string' || list === undefined || body?.kind !== 'map') return;
    const variable = name.value;
    const items = this.evaluate(list, scope);
    if (items?.kind !== 'list') return;
    for (const item of items.items) {
      if (this.looped > maximumLooped) {
        this.overrun(locationOf(node, scope.file), `loops make more than ${String(maximumLooped)} entries of this template`);
        return;
      }
      if (textOfItem(item) === undefined) continue;
      const variables = new Map([...(scope.variables ?? []), [variable, item]]);
      for (const entry of body.entries) {
        if (entry.key.startsWith(forEach)) yield* this.loop(entry.value, { ...scope, variables });
        else {
          this.looped++;
          const key = entry.key.replace(/([$&])\{(\w+)\}/g, (written, sign: string, name: string) => {
            const value = textOfItem(variables.get(name));
            return value === undefined ? written : sign === '$' ? value : value.replace(/[^A-Za-z0-9]/g, '');
          });
          yield { entry: { ...entry, key }, variables };
        }
      }
    }
  }

  private scalar(value: string | number | boolean | null, node: DataNode, scope: Scope, location: Location): Value {
    if (typeof value !== 'string') return scalar(value, location);
    const resolved = this.resolved(value, location, node);
    if (resolved !== undefined) return resolved;
    if (value.includes('{{resolve:')) return textOf([value], location);
    if (scope.booleans === true && node.kind === 'scalar' && node.style === 'plain' && node.flow !== true && value.length <= 3) {
      const lower = value.toLowerCase();
      if (lower === 'yes' || lower === 'on') return scalar(true, location);
      if (lower === 'no' || lower === 'off') return scalar(false, location);
    }
    return scalar(value, location);
  }

  private items(nodes: readonly DataNode[], scope: Scope): readonly Value[] {
    const items: Value[] = [];
    for (const node of nodes) {
      const value = this.evaluate(node, scope);
      if (value !== undefined) items.push(value);
    }
    return items;
  }

  private map(node: DataMap, scope: Scope, location: Location): Value {
    const entries = new Map<string, MapEntry>();
    let open = false;
    for (const entry of node.entries) {
      if (entry.key === transformFunction) {
        const merged = this.transformed(entry.value, scope);
        if (merged?.kind === 'map') for (const inner of merged.entries) entries.set(inner.key, inner);
        else open = true;
        continue;
      }
      if (entry.key.startsWith(forEach)) {
        let count = 0;
        for (const { entry: expanded, variables } of this.loop(entry.value, scope)) {
          count++;
          this.add(entries, expanded, { ...scope, variables });
        }
        if (count === 0) open = true;
        continue;
      }
      this.add(entries, entry, scope);
    }
    const map: Value = { kind: 'map', entries: [...entries.values()], at: location, via: [] };
    return open ? { ...map, open } : map;
  }

  private add(entries: Map<string, MapEntry>, entry: DataEntry, scope: Scope): void {
    const value = this.evaluate(entry.value, policyKeys.has(entry.key) ? { ...scope, rights: true } : scope);
    // Later duplicates replace earlier ones, also when they remove the value.
    entries.delete(entry.key);
    if (value !== undefined) entries.set(entry.key, { key: entry.key, keyAt: { uri: scope.file.uri, span: entry.keySpan }, value });
  }

  private includedBy(node: DataNode, scope: Scope): { readonly node: DataNode; readonly file: SourceFile } | undefined {
    const name = child(node, 'Name');
    const place = entryOf(child(node, 'Parameters'), 'Location')?.value;
    if (name?.kind !== 'scalar' || name.value !== includeTransform || place === undefined) return undefined;
    const path = stringOf(this.evaluate(place, scope));
    return path === undefined ? undefined : this.include(path, scope.file);
  }

  private transformed(node: DataNode, scope: Scope): Value | undefined {
    const included = this.includedBy(node, scope);
    return included === undefined ? undefined : this.evaluate(included.node, { ...scope, file: included.file, depth: scope.depth + 10 });
  }

  private parameter(name: string, declared: Declared, location: Location): Value {
    let value = this.parameters.get(name);
    if (value === undefined) {
      value = this.parameterDefault(name, declared);
      this.parameters.set(name, value);
    }
    return value.kind === 'unknown' ? { ...value, at: location } : relocated(value, location);
  }

  private staged(name: string): Value | undefined {
    return this.reading.stage?.values.entries.find(({ key }) => key === name)?.value;
  }

  private parameterDefault(name: string, declared: Declared): Value {
    const { file } = declared;
    const staged = this.staged(name);
    const given = entryOf(declared.entry.value, 'Default');
    const declaredType = entryOf(declared.entry.value, 'Type')?.value;
    const type = declaredType?.kind === 'scalar' ? String(declaredType.value) : '';
    const place: Location = { uri: file.uri, span: declared.entry.keySpan };
    if (type.startsWith(storedParameter)) return unknown(`parameter ${name} is read from Parameter Store at deployment`, 'parameter-store', place, [{ location: place, message: `parameter ${name}` }], name);
    const passed = staged === undefined ? this.given.get(name) : undefined;
    if (passed !== undefined) return passed;
    const value = staged ?? (given === undefined ? undefined : this.value(given.value, { file, depth: 0 }));
    if (value === undefined) return unknown(`parameter ${name} has no default`, 'parameter', place, [{ location: place, message: `parameter ${name}` }], name);
    const hop: Hop = { location: value.at, message: staged === undefined ? `parameter ${name}, its default` : `parameter ${name}, as it is set for ${this.reading.stage?.name ?? ''}` };
    const text = stringOf(value);
    if (text !== undefined && (type === 'CommaDelimitedList' || type.startsWith('List<'))) {
      const items = text === '' ? [] : text.split(',').map((item) => scalar(item.trim(), value.at, [hop]));
      return { kind: 'list', items, at: value.at, via: [hop] };
    }
    return { ...value, via: [hop, ...value.via] };
  }
}

/** Through a third template too. */
function foreignOf({ resource, foreign }: ReferenceValue, { uri }: SourceFile): { readonly uri: string; readonly resource: string } {
  return foreign ?? { uri, resource };
}

/** What a parameter is that another template gives a resource of its own to. */
export function givenResource(value: Value, parent: SourceFile, name: string): Value {
  const given = unknown(`a resource of ${nameOf(parent.uri)} is given`, 'import', value.at, [], name);
  return value.kind === 'reference' ? { ...given, foreign: foreignOf(value, parent) } : given;
}

function relocated(value: Value, location: Location): Value {
  if (value.kind === 'list') return { ...value, at: location, items: value.items.map((item) => ({ ...item, at: location })) };
  return { ...value, at: location };
}

function textOfItem(item: Value | undefined): string | undefined {
  return item?.kind === 'scalar' ? String(item.value) : undefined;
}

function nameOfTag(tag: string): string {
  const name = tag.slice(1);
  return name === 'Ref' || name === conditionFunction || name.startsWith('Fn::') ? name : `Fn::${name}`;
}
