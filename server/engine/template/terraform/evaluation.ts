/**
 * Evaluates expressions of one root module and all that it calls: to values, or to the reason why not. Nothing outside the
 * workspace is read. Knows no resource types beyond the names of their attributes.
 */
import type { HclBody, HclExpression } from '../../syntax/hcl-tree';
import { parseHclTemplate } from '../../syntax/hcl';
import type { Location } from '../../text/span';
import { folderOf, isWithin, join } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import { concatenated, throughHops, usedAt } from '../cloudformation/text';
import type { Reading } from '../dialect';
import { scalar, unknown, type Hop, type MapEntry, type MapValue, type ReferenceValue, type UnknownSource, type Value } from '../value';
import { evaluateBody } from './bodies';
import { dataSourceValue } from './data-sources';
import { declaredIn, type DeclaredBlock } from './declarations';
import { callFunction } from './functions';
import { instancesOf } from './instances';
import { Modules } from './modules';
import { binary, unary } from './operators';
import { place, type Call, type Evaluator, type Instance, type Module, type Scope } from './scope';
import { absent, choiceOf, elementOf, eachOption, isAbsent, isNull, mapValue, memberOf, pairsOf, shownScalar } from './values';
import { attributeNames, pascal } from './vocabulary';
import { wellKnownOutput } from './well-known';
import { decodedJson, withWritten, type Piece } from './written';

type Step = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'key'; readonly key: HclExpression } | { readonly kind: 'splat' };

const maximumDepth = 250;
const maximumSteps = 1_000_000;
/** Nodes of one value; a value may hold others many times over without taking their memory. */
const maximumSize = 20_000;
const maximumLoop = 400;

export class Evaluation implements Evaluator {
  readonly modules: Modules;
  private steps = maximumSteps;
  private depth = 0;
  private readonly sizes = new WeakMap<Value, number>();
  private readonly known = new Map<string, Value>();
  private readonly open = new Set<string>();
  private readonly instances = new Map<string, readonly Instance[]>();

  constructor(private readonly reading: Reading, rootFolder: string) {
    this.modules = new Modules(reading, this, rootFolder);
  }

  value(expression: HclExpression, scope: Scope): Value {
    const at = place(scope.file, expression.span);
    if (--this.steps < 0 || this.depth > maximumDepth) return unknown('this is too much to be evaluated', 'limit', at);
    this.depth++;
    const value = this.evaluate(expression, scope, at);
    this.depth--;
    return (value.kind === 'list' || value.kind === 'map') && this.size(value) > maximumSize ? unknown('this is too large to be evaluated', 'limit', at) : value;
  }

  body(body: HclBody, scope: Scope): MapValue {
    return evaluateBody(body, scope, this);
  }

  file(path: string, scope: Scope): SourceFile | undefined {
    const uri = this.uriOf(path, scope);
    const root = this.reading.rootOf(scope.module.folder);
    if (uri === undefined || (root !== undefined && !isWithin(root, uri))) return undefined;
    const file = this.reading.file(uri);
    return file?.omitted === undefined ? file : undefined;
  }

  /** Terraform resolves relative paths from where it is run: the root module's folder. */
  uriOf(path: string, scope: Scope): string | undefined {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return join(path, '.');
    return path.startsWith('/') || path.startsWith('~') ? undefined : join(rootOf(scope.module).folder, path);
  }

  template(file: SourceFile, names: MapValue, at: Location, scope: Scope): Value {
    const expression = parseHclTemplate(file.text, 0, { start: 0, end: file.text.length });
    return { ...this.value(expression, { ...scope, file, names: new Map(names.entries.map((entry) => [entry.key, entry.value])) }), at };
  }

  decoded(value: Value): Value {
    return eachOption(value, (one) => decodedJson(one) ?? one);
  }

  instancesOf(declared: DeclaredBlock, address: string, module: Module): readonly Instance[] {
    const id = module.address === '' ? address : `${module.address}.${address}`;
    const key = `${id} ${declared.file.uri} ${declared.block.span.start}`;
    let found = this.instances.get(key);
    if (found === undefined) {
      // What decides about a block's instances cannot depend on them.
      this.instances.set(key, []);
      found = instancesOf(declared, id, { module, file: declared.file, names: new Map(), depth: 0 }, this);
      this.instances.set(key, found);
    }
    return found;
  }

  private evaluate(expression: HclExpression, scope: Scope, at: Location): Value {
    switch (expression.kind) {
      case 'literal':
        return typeof expression.value === 'string' && /^\s*[[{]/.test(expression.value) ? this.written(expression.value, expression, scope, at) : scalar(expression.value, at);
      case 'template':
        return this.templateValue(expression, scope, at);
      case 'list':
        return { kind: 'list', at, via: [], items: expression.items.map((item) => this.value(item, scope)) };
      case 'object':
        return this.object(expression, scope, at);
      case 'name':
      case 'attribute':
      case 'index':
      case 'splat':
        return this.traversal(expression, scope, at);
      case 'call':
        return this.call(expression, scope, at);
      case 'unary':
        return unary(expression.operator, this.value(expression.operand, scope), at);
      case 'binary':
        return binary(expression.operator, this.value(expression.left, scope), this.value(expression.right, scope), at);
      case 'conditional':
        return this.conditional(expression, scope, at);
      case 'for':
        return this.comprehension(expression, scope, at);
      case 'missing':
        return unknown('nothing that can be read stands here', 'unresolved', at);
    }
  }

  private written(text: string, expression: HclExpression, scope: Scope, at: Location): Value {
    const { start, end } = expression.span;
    const source = scope.file.text.slice(start, end);
    // A heredoc's text starts on the line after its opening; a quoted one after the quote.
    const inner = source.startsWith('<<') ? start + source.indexOf('\n') + 1 : source.startsWith('"') ? start + 1 : start;
    return withWritten(scalar(text, at), { uri: scope.file.uri, source: scope.file.text, pieces: [{ text, span: { start: inner, end } }] });
  }

  private templateValue(expression: HclExpression & { kind: 'template' }, scope: Scope, at: Location): Value {
    const [only] = expression.parts;
    if (expression.parts.length === 1 && only?.kind === 'expression') return usedAt(this.value(only.expression, scope), at);
    if (expression.parts.some((part) => part.kind === 'directive')) return unknown('the text is made by directives of a template', 'unresolved', at);
    const values: Value[] = [];
    const pieces: Piece[] = [];
    for (const part of expression.parts) {
      if (part.kind === 'expression') {
        const value = this.value(part.expression, scope);
        values.push(value);
        pieces.push({ value, span: part.span });
      } else if (part.kind === 'text') {
        values.push(scalar(part.text, at));
        pieces.push({ text: part.text, span: part.span });
      }
    }
    const [first] = expression.parts;
    const joined = concatenated(values, at);
    const isDocument = first?.kind === 'text' && /^\s*[[{]/.test(first.text);
    return isDocument ? withWritten(joined.kind === 'choice' || joined.kind === 'unknown' ? { kind: 'text', parts: [first.text], at, via: [] } : joined, { uri: scope.file.uri, source: scope.file.text, pieces }) : joined;
  }

  private object(expression: HclExpression & { kind: 'object' }, scope: Scope, at: Location): Value {
    const entries = new Map<string, MapEntry>();
    let open = false;
    for (const entry of expression.entries) {
      const key = shownScalar(entry.key.kind === 'literal' ? scalar(entry.key.value, at) : this.value(entry.key, scope));
      if (key === undefined) open = true;
      else entries.set(key, { key, keyAt: place(scope.file, entry.key.span), value: this.value(entry.value, scope) });
    }
    return mapValue([...entries.values()], at, open);
  }

  private call(expression: HclExpression & { kind: 'call' }, scope: Scope, at: Location): Value {
    const given = expression.arguments.map((argument) => this.value(argument, scope));
    const last = given.at(-1);
    if (expression.expand && last !== undefined) {
      if (last.kind !== 'list') return unknown('the arguments are not known', 'unresolved', at, last.via);
      given.splice(-1, 1, ...last.items);
    }
    return callFunction(expression.name, given, { at, scope, evaluator: this });
  }

  private conditional(expression: HclExpression & { kind: 'conditional' }, scope: Scope, at: Location): Value {
    const condition = this.value(expression.condition, scope);
    const decided = condition.kind === 'scalar' ? String(condition.value) : undefined;
    if (decided === 'true' || decided === 'false') return throughHops(usedAt(this.value(decided === 'true' ? expression.then : expression.otherwise, scope), at), condition.via);
    const { start, end } = expression.condition.span;
    const words = scope.file.text.slice(start, end).replace(/\s+/g, ' ');
    return choiceOf([
      { when: words, value: this.value(expression.then, scope) },
      { when: `not (${words})`, value: this.value(expression.otherwise, scope) },
    ], at, condition.via);
  }

  private comprehension(expression: HclExpression & { kind: 'for' }, scope: Scope, at: Location): Value {
    return eachOption(this.value(expression.of, scope), (collection) => {
      const pairs = pairsOf(collection);
      if (pairs === undefined || pairs.length > maximumLoop) return unknown(pairs === undefined ? 'what it goes through is not known' : 'it goes through too much', pairs === undefined ? sourceOf(collection) : 'limit', at, collection.via);
      const items: Value[] = [];
      const entries = new Map<string, MapEntry>();
      let open = false;
      for (const [key, item, keyAt] of pairs) {
        const names = new Map(scope.names);
        const [first = '', second] = expression.names;
        if (second === undefined) names.set(first, item);
        else names.set(first, scalar(key, keyAt)).set(second, item);
        const inner = { ...scope, names };
        const condition = expression.condition === undefined ? undefined : this.value(expression.condition, inner);
        if (condition?.kind === 'scalar' && String(condition.value) === 'false') continue;
        if (condition !== undefined && condition.kind !== 'scalar') open = true;
        const value = this.value(expression.value, inner);
        if (expression.key === undefined) {
          items.push(value);
          continue;
        }
        const name = shownScalar(this.value(expression.key, inner));
        const before = name === undefined ? undefined : entries.get(name)?.value;
        if (name === undefined) open = true;
        else if (!expression.group) entries.set(name, { key: name, keyAt, value });
        else entries.set(name, { key: name, keyAt, value: { kind: 'list', at, via: [], items: [...(before?.kind === 'list' ? before.items : []), value] } });
      }
      if (expression.key !== undefined) return mapValue([...entries.values()], at, open);
      return open ? unknown('which of the items are taken is not known', 'condition', at) : { kind: 'list', items, at, via: collection.via };
    });
  }

  // --- names

  private traversal(expression: HclExpression, scope: Scope, at: Location): Value {
    const steps: Step[] = [];
    let current = expression;
    for (;;) {
      if (current.kind === 'attribute') steps.unshift({ kind: 'name', name: current.name });
      else if (current.kind === 'index') steps.unshift({ kind: 'key', key: current.key });
      else if (current.kind === 'splat') steps.unshift({ kind: 'splat' });
      else break;
      current = current.of;
    }
    if (current.kind !== 'name') return this.follow(this.value(current, scope), steps, scope, at);
    const [first, second] = steps;
    const name = first?.kind === 'name' ? first.name : undefined;
    const local = scope.names.get(current.name);
    if (local !== undefined) return this.follow(usedAt(local, at), steps, scope, at);
    if (name === undefined) return unknown(`\`${current.name}\` means nothing here`, 'unresolved', at, [], current.name);
    switch (current.name) {
      case 'var':
        return this.follow(this.variable(name, scope, at), steps.slice(1), scope, at);
      case 'local':
        return this.follow(this.local(name, scope, at), steps.slice(1), scope, at);
      case 'path':
        return scalar(name === 'module' ? scope.module.folder : rootOf(scope.module).folder, at);
      case 'each':
      case 'count':
      case 'self':
      case 'terraform':
        return unknown(`\`${current.name}.${name}\` is known only at deployment`, 'unresolved', at, [], `${current.name}.${name}`);
      case 'data':
        return second?.kind === 'name' ? this.data(name, second.name, steps.slice(2), scope, at) : unknown('this names no data source', 'unresolved', at);
      case 'module':
        return this.output(name, steps.slice(1), scope, at);
      default: {
        const resource = this.resource(current.name, name, scope, at);
        return resource === undefined
          ? unknown(`\`${current.name}.${name}\` is not declared here`, 'unresolved', at, [], `${current.name}.${name}`)
          : this.follow(resource, steps.slice(1), scope, at);
      }
    }
  }

  private follow(start: Value, steps: readonly Step[], scope: Scope, at: Location): Value {
    let value = start;
    for (const [index, step] of steps.entries()) {
      if (step.kind === 'splat') {
        const rest = steps.slice(index + 1);
        return eachOption(value, (one) => {
          if (isNull(one)) return { kind: 'list', items: [], at, via: [] };
          const pairs = pairsOf(one);
          if (one.kind === 'unknown') return one;
          const items = one.kind === 'list' && pairs !== undefined ? pairs.map((pair) => pair[1]) : [one];
          return { kind: 'list', at, via: one.via, items: items.map((item) => this.follow(item, rest, scope, at)) };
        });
      }
      value = step.kind === 'name' ? this.member(value, step.name, at) : this.element(value, this.value(step.key, scope), at);
      if (isAbsent(value)) return value;
    }
    return value;
  }

  private member(value: Value, name: string, at: Location): Value {
    return eachOption(value, (one) => {
      const instance = instanceOf(one);
      return instance === undefined ? memberOf(one, name, at) : usedAt(this.attribute(instance, name, at), at);
    });
  }

  private element(value: Value, key: Value, at: Location): Value {
    return eachOption(value, (one) => (instanceOf(one) === undefined ? elementOf(one, key, at) : { ...one, at }));
  }

  private variable(name: string, scope: Scope, at: Location): Value {
    const { module } = scope;
    const declared = declaredIn(module.declarations.variables, name, scope.file);
    const input = module.inputs?.get(name);
    if (input !== undefined && !isNull(input)) return usedAt(input, at);
    const assigned = module.root === undefined ? module.declarations.assigned.get(name)?.at(-1) : undefined;
    const given = assigned ?? defaultOf(declared);
    if (declared === undefined && assigned === undefined) return unknown(`variable ${name} is not declared`, 'parameter', at, [], `var.${name}`);
    const hop: Hop = { location: place(declared?.file ?? scope.file, declared?.block.labels[0]?.span ?? at.span), message: `variable ${name}` };
    if (given === undefined) return unknown(`variable ${name} has no default`, 'parameter', at, [hop], `var.${name}`);
    const value = this.once(`var ${module.address} ${name} ${given.file.uri}`, at, () => this.value(given.attribute.value, { module, file: given.file, names: new Map(), depth: 0 }));
    return usedAt(value, at, [{ location: place(given.file, given.attribute.value.span), message: assigned === undefined ? `variable ${name}, its default` : `variable ${name}, as it is set in ${given.file.uri.slice(folderOf(given.file.uri).length + 1)}` }]);
  }

  private local(name: string, scope: Scope, at: Location): Value {
    const declared = declaredIn(scope.module.declarations.locals, name, scope.file);
    if (declared === undefined) return unknown(`local ${name} is not declared`, 'unresolved', at, [], `local.${name}`);
    const { attribute, file } = declared;
    const value = this.once(`local ${scope.module.address} ${name} ${file.uri}`, at, () => this.value(attribute.value, { module: scope.module, file, names: new Map(), depth: 0 }));
    return usedAt(value, at, [{ location: place(file, attribute.value.span), message: `local ${name}` }]);
  }

  /** A value that many may ask for; one that asks for itself is not known. */
  private once(key: string, at: Location, evaluate: () => Value): Value {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.open.has(key)) return unknown('it refers to itself', 'limit', at);
    this.open.add(key);
    const value = evaluate();
    this.open.delete(key);
    this.known.set(key, value);
    return value;
  }

  private data(type: string, name: string, steps: readonly Step[], scope: Scope, at: Location): Value {
    const declared = declaredIn(scope.module.declarations.data, `${type}.${name}`, scope.file);
    if (declared === undefined) return unknown(`\`data.${type}.${name}\` is not declared here`, 'unresolved', at, [], `data.${type}.${name}`);
    const instances = this.instancesOf(declared, `data.${type}.${name}`, scope.module);
    const repeated = instances.some((instance) => instance.key !== undefined);
    const values = instances.map((instance) => ({ instance, read: (attribute: string) => this.once(`${instance.id} ${declared.file.uri} ${declared.block.span.start} ${attribute}`, at, () => dataSourceValue(type, instance, attribute, this)) }));
    const [only] = values;
    if (only === undefined) return absent(`\`data.${type}.${name}\``, at);
    const [first, ...rest] = repeated ? steps.slice(1) : steps;
    const attribute = first?.kind === 'name' ? first.name : first?.kind === 'key' ? undefined : 'id';
    if (repeated && steps[0]?.kind === 'key') {
      const key = shownScalar(this.value(steps[0].key, scope));
      const meant = values.find(({ instance }) => String(instance.key) === key) ?? (values.length === 1 ? only : undefined);
      if (meant === undefined || attribute === undefined) return unknown('which data source is meant is not known', 'unresolved', at);
      return this.follow(usedAt(meant.read(attribute), at), rest, scope, at);
    }
    if (repeated && steps[0]?.kind === 'splat' && attribute !== undefined) return { kind: 'list', at, via: [], items: values.map((one) => this.follow(usedAt(one.read(attribute), at), rest, scope, at)) };
    if (attribute === undefined) return unknown('which attribute is meant is not known', 'unresolved', at);
    return this.follow(usedAt(only.read(attribute), at), steps.slice(repeated ? 0 : 1), scope, at);
  }

  private output(name: string, steps: readonly Step[], scope: Scope, at: Location): Value {
    const declared = declaredIn(scope.module.declarations.modules, name, scope.file);
    const calls = declared === undefined ? [] : this.modules.callsOf(declared, name, scope.module);
    const repeated = calls.some((call) => call.instance.key !== undefined);
    const [only] = calls;
    if (only === undefined) return unknown(`module ${name} is not declared here`, 'unresolved', at, [], `module.${name}`);
    const [key, ...afterKey] = steps;
    if (!repeated || key === undefined) return this.outputOf(only, name, steps, scope, at);
    if (key.kind === 'splat') return { kind: 'list', at, via: [], items: calls.map((call) => this.outputOf(call, name, afterKey, scope, at)) };
    const text = key.kind === 'key' ? shownScalar(this.value(key.key, scope)) : undefined;
    const meant = calls.find((call) => String(call.instance.key) === text);
    if (meant !== undefined) return this.outputOf(meant, name, afterKey, scope, at);
    return choiceOf(calls.map((call) => ({ when: String(call.instance.key), value: this.outputOf(call, name, afterKey, scope, at) })), at);
  }

  private outputOf(call: Call, name: string, steps: readonly Step[], scope: Scope, at: Location): Value {
    const [first, ...rest] = steps;
    if (first?.kind !== 'name') return unknown(`which output of module ${name} is meant is not known`, 'unresolved', at);
    const { module } = call;
    if (module === undefined) {
      const known = wellKnownOutput(call, first.name, at);
      return known ?? unknown(`module ${name} is not in the workspace`, 'import', at, [], `module.${name}.${first.name}`);
    }
    const output = module.declarations.outputs.get(first.name)?.[0];
    const attribute = output?.block.body.attributes.find((one) => one.name === 'value');
    if (output === undefined || attribute === undefined) return unknown(`module ${name} has no output ${first.name}`, 'unresolved', at, [], `module.${name}.${first.name}`);
    const value = this.once(`output ${module.address} ${first.name}`, at, () => this.value(attribute.value, { module, file: output.file, names: new Map(), depth: 0 }));
    const hop: Hop = { location: place(output.file, attribute.value.span), message: `output ${first.name} of module ${name}` };
    return this.follow(usedAt(value, at, [hop]), rest, scope, at);
  }

  // --- resources

  private resource(type: string, name: string, scope: Scope, at: Location): Value | undefined {
    const declared = declaredIn(scope.module.declarations.resources, `${type}.${name}`, scope.file);
    if (declared === undefined) return undefined;
    const instances = this.instancesOf(declared, this.modules.addressOf(declared, scope.module), scope.module);
    const references = instances.map((instance) => ({ instance, value: referenceTo(instance, at) }));
    const [only] = references;
    if (only === undefined) return absent(`\`${type}.${name}\``, at);
    if (only.instance.key === undefined) return only.value;
    if (typeof only.instance.key === 'number') return { kind: 'list', at, via: [], items: references.map((one) => one.value) };
    return mapValue(references.map(({ instance, value }) => ({ key: String(instance.key), keyAt: at, value })), at);
  }

  private attribute(instance: Instance, name: string, at: Location): Value {
    const { block, file } = instance.declared;
    const type = block.labels[0]?.text ?? '';
    const known = attributeNames(type)[name];
    const reference = (attribute: string): Value => ({ kind: 'reference', resource: instance.id, attribute, at, via: [] });
    if (known !== undefined) return reference(known);
    const configured = block.body.attributes.find((attribute) => attribute.name === name);
    if (configured !== undefined) {
      const value = this.once(`${instance.id} ${file.uri} ${block.span.start} ${name}`, at, () => this.value(configured.value, instance.scope));
      if (!isNull(value)) return usedAt(value, at, [{ location: place(file, configured.value.span), message: `${instance.id}, its ${name}` }]);
    }
    return reference(pascal(name));
  }

  private size(value: Value): number {
    if (value.kind !== 'list' && value.kind !== 'map') return 1;
    const known = this.sizes.get(value);
    if (known !== undefined) return known;
    const inner = value.kind === 'list' ? value.items : value.entries.map((entry) => entry.value);
    const size = inner.reduce((sum, one) => sum + this.size(one), 1);
    this.sizes.set(value, size);
    return size;
  }
}

export function rootOf(module: Module): Module {
  return module.root ?? module;
}

/** A resource as a whole: its name, until an attribute is asked for. */
function referenceTo(instance: Instance, at: Location): Value {
  const reference: ReferenceValue = { kind: 'reference', resource: instance.id, attribute: 'Ref', at, via: [] };
  return Object.assign(reference, { instance });
}

function instanceOf(value: Value): Instance | undefined {
  return value.kind === 'reference' && 'instance' in value ? (value.instance as Instance) : undefined;
}

function defaultOf(declared: DeclaredBlock | undefined): { readonly attribute: DeclaredBlock['block']['body']['attributes'][number]; readonly file: SourceFile } | undefined {
  const attribute = declared?.block.body.attributes.find((one) => one.name === 'default');
  return declared === undefined || attribute === undefined ? undefined : { attribute, file: declared.file };
}

function sourceOf(value: Value): UnknownSource {
  return value.kind === 'unknown' ? value.source : 'unresolved';
}
