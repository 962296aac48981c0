/**
 * Evaluates expressions of one root module and all that it calls: to values, or to the reason why not. Nothing outside the
 * workspace is read. Knows no resource types beyond the names of their attributes.
 */
import type { HclBody, HclExpression } from '../../syntax/hcl-tree';
import { parseHclTemplate } from '../../syntax/hcl';
import type { Location } from '../../text/span';
import { isWithin, join } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import { concatenated, throughHops, usedAt } from '../cloudformation/text';
import { decodedJson, withWritten, type Piece } from '../cloudformation/written';
import type { Reading } from '../dialect';
import { scalar, unknown, type MapEntry, type MapValue, type UnknownSource, type Value } from '../value';
import { evaluateBody } from './bodies';
import type { DeclaredBlock } from './declarations';
import { directed } from './directives';
import { callFunction } from './functions';
import { instancesOf } from './instances';
import { Modules } from './modules';
import { binary, unary } from './operators';
import { References } from './references';
import { place, rootOf, type Evaluator, type Instance, type Module, type Scope } from './scope';
import { choiceOf, eachOption, mapValue, pairsOf, shownScalar } from './values';

const maximumDepth = 250;
const maximumSteps = 1_000_000;
/** Nodes of one value; a value may hold others many times over without taking their memory. */
const maximumSize = 20_000;
const maximumLoop = 400;

export class Evaluation implements Evaluator {
  readonly modules: Modules;
  private readonly references: References;
  private steps = maximumSteps;
  private depth = 0;
  private readonly sizes = new WeakMap<Value, number>();
  private readonly instances = new Map<string, readonly Instance[]>();

  constructor(private readonly reading: Reading, rootFolder: string) {
    this.modules = new Modules(reading, this, rootFolder);
    this.references = new References(this, this.modules);
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
        return this.references.traversal(expression, scope, at);
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
    if (expression.parts.some((part) => part.kind === 'directive')) return directed(expression.parts, scope, this, at);
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

function sourceOf(value: Value): UnknownSource {
  return value.kind === 'unknown' ? value.source : 'unresolved';
}
