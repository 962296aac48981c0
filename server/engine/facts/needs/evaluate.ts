/**
 * What an expression may be, worked out backwards from where it stands: texts and the environment variables in them, exports of packages,
 * objects, functions and classes of the workspace. Each answer lists what it can be as far as it is known. Knows no cloud.
 */
import { requiredModule } from '../../syntax/imports';
import { ts, unwrapped, walk } from '../../syntax/script';
import { isFunctionValue } from '../../syntax/names';
import type { Meaning, Program } from './program';
import type { Reached } from './reach';
import { isOwnExports, lookUp, ownExports, type Binding, type ScriptIndex } from './units';

/** A part of a text: as written, from the environment, or not known for a reason. */
export type Part = string | { readonly environment: string } | { readonly unknown: string };

/** A call or `new` that made something. */
export interface Made {
  readonly node: ts.CallExpression | ts.NewExpression;
  readonly place: Place;
}

export type Known =
  | { readonly kind: 'text'; readonly parts: readonly Part[] }
  | { readonly kind: 'package'; readonly module: string; readonly path: readonly string[]; readonly made: Made | undefined }
  | { readonly kind: 'object'; readonly node: ts.ObjectLiteralExpression; readonly place: Place; readonly later?: Later }
  | { readonly kind: 'list'; readonly node: ts.ArrayLiteralExpression; readonly place: Place; readonly later?: Later }
  | { readonly kind: 'function'; readonly node: ts.SignatureDeclaration; readonly place: Place }
  | { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration; readonly place: Place }
  | { readonly kind: 'instance'; readonly node: ts.ClassLikeDeclaration; readonly place: Place }
  | { readonly kind: 'environment' }
  | { readonly kind: 'module'; readonly index: ScriptIndex }
  /** `absent`: nothing sets it. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly absent?: boolean };

/** What a variable's object or list is given after it was made: by field; `*` for a list's items. */
export interface Later {
  readonly fields: ReadonlyMap<string, readonly ts.Expression[]>;
  readonly place: Place;
}

/** Where an expression stands: its file, and the calls that led to it where they are known. */
export interface Place {
  readonly index: ScriptIndex;
  readonly frame: Frame | undefined;
}

/** One call of a function of the workspace. */
interface Frame {
  readonly callee: ts.Node;
  readonly args: readonly ts.Expression[];
  readonly from: Place;
  readonly depth: number;
}

interface Site {
  readonly args: readonly ts.Expression[];
  readonly place: Place;
}

/** Things that one expression may be. */
const mostAnswers = 8;
/** Calls of one function that are looked at for what its parameters are. */
const mostSites = 40;
const deepestCall = 8;
/** Classes that extend each other. */
const longestLine = 40;
const mostSteps = 60000;
const deepestExpression = 60;

const unknownValue = (reason: string): Known => ({ kind: 'unknown', reason });
const text = (...parts: readonly Part[]): Known => ({ kind: 'text', parts });
const more = unknownValue(`it may be more than ${String(mostAnswers)} things`);

export class Evaluation {
  private met: string | undefined;
  private steps = 0;
  private depth = 0;
  private readonly running = new Set<ts.Node>();
  private readonly spreading = new Set<ts.Node>();
  private sites: Map<ts.Node, Site[]> | undefined;
  private collecting = false;

  constructor(private readonly program: Program, private readonly reached: Reached) {}

  /** All that it may be; what is not known is there as such, with the reason. Never empty. */
  of(node: ts.Expression, place: Place): readonly Known[] {
    const inner = unwrapped(node);
    if (++this.steps > mostSteps || this.depth > deepestExpression) return [this.bounded('the code is too large to follow')];
    if (this.running.has(inner)) return [unknownValue('it depends on itself')];
    this.running.add(inner);
    this.depth++;
    const found = this.expression(inner, place);
    this.depth--;
    this.running.delete(inner);
    return found.length === 0 ? [unknownValue('it is not known')] : some(found);
  }

  /** The bound that was met last since this was asked before; undefined where none was. */
  takeMet(): string | undefined {
    const { met } = this;
    this.met = undefined;
    return met;
  }

  private bounded(reason: string): Known {
    this.met = reason;
    return unknownValue(reason);
  }

  private expression(node: ts.Expression, place: Place): readonly Known[] {
    if (ts.isStringLiteralLike(node)) return [text(node.text)];
    if (ts.isNumericLiteral(node)) return [text(node.text)];
    if (ts.isTemplateExpression(node)) return this.template(node, place);
    if (ts.isAwaitExpression(node)) return this.of(node.expression, place);
    if (ts.isIdentifier(node)) return this.identifier(node, place);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return this.self(node, place);
    if (ts.isPropertyAccessExpression(node)) return (isOwnExports(node) ? this.exportsOf(place) : undefined) ?? this.propertyOf(node.expression, node.name.text, place);
    if (ts.isElementAccessExpression(node)) return this.element(node, place);
    if (ts.isObjectLiteralExpression(node)) return [{ kind: 'object', node, place }];
    if (ts.isArrayLiteralExpression(node)) return [{ kind: 'list', node, place }];
    if (isFunctionValue(node)) return [{ kind: 'function', node, place }];
    if (ts.isClassExpression(node)) return [{ kind: 'class', node, place }];
    if (ts.isBinaryExpression(node)) return this.binary(node, place);
    if (ts.isConditionalExpression(node)) return [...this.of(node.whenTrue, place), ...this.of(node.whenFalse, place)];
    if (ts.isCallExpression(node)) return this.call(node, place);
    if (ts.isNewExpression(node)) return this.construct(node, place);
    return [unknownValue('it is worked out at run time')];
  }

  private template(node: ts.TemplateExpression, place: Place): readonly Known[] {
    let all: readonly (readonly Part[])[] = [[node.head.text]];
    let isMore = false;
    for (const { expression, literal } of node.templateSpans) {
      const parts = this.of(expression, place).map((known) => [...asParts(known), literal.text]);
      isMore ||= all.length * parts.length > mostAnswers;
      all = all.flatMap((before) => parts.map((after) => [...before, ...after])).slice(0, mostAnswers);
    }
    return [...all.map((parts) => text(...joined(parts))), ...(isMore ? [more] : [])];
  }

  private binary(node: ts.BinaryExpression, place: Place): readonly Known[] {
    const kind = node.operatorToken.kind;
    if (kind === ts.SyntaxKind.EqualsToken || kind === ts.SyntaxKind.CommaToken || kind === ts.SyntaxKind.AmpersandAmpersandToken) return this.of(node.right, place);
    if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionEqualsToken || kind === ts.SyntaxKind.BarBarEqualsToken) {
      const left = this.of(node.left, place);
      // What stands after a variable of the environment is for where that is not set.
      const settled = left.filter((known) => known.kind !== 'unknown');
      if (settled.some((known) => known.kind === 'text' && known.parts.some((part) => typeof part !== 'string' && 'environment' in part))) return settled;
      const right = this.of(node.right, place);
      return settled.length === 0 ? right.some((known) => known.kind !== 'unknown') && this.isMissing(node.left, place) ? right : [...left, ...right] : [...settled, ...right];
    }
    if (kind !== ts.SyntaxKind.PlusToken) return [unknownValue('it is worked out at run time')];
    const right = this.of(node.right, place).map(asParts);
    return some(this.of(node.left, place).flatMap((known) => right.map((parts) => text(...joined([...asParts(known), ...parts])))));
  }

  /** A variable that nothing has set yet, as in `client ?? (client = make())`. */
  private isMissing(node: ts.Expression, place: Place): boolean {
    const inner = unwrapped(node);
    if (!ts.isIdentifier(inner)) return false;
    const binding = lookUp(inner.text, place.index.scopeOf(inner));
    return binding?.kind === 'variable' && binding.initializer === undefined;
  }

  private identifier(node: ts.Identifier, place: Place): readonly Known[] {
    if (node.text === 'undefined') return [];
    const binding = lookUp(node.text, place.index.scopeOf(node) ?? place.index.top);
    if (binding !== undefined) return this.binding(binding, place);
    const own = isOwnExports(node) ? this.exportsOf(place) : undefined;
    return own ?? [{ kind: 'package', module: 'global', path: [node.text], made: undefined }];
  }

  private binding(binding: Binding, place: Place): readonly Known[] {
    switch (binding.kind) {
      case 'import': {
        const { imported } = binding;
        return imported === undefined ? [] : this.program.imported(imported.module, imported.name, place.index.uri).flatMap((meaning) => this.meaning(meaning));
      }
      case 'function':
        return binding.node !== undefined && ts.isFunctionLike(binding.node) ? [{ kind: 'function', node: binding.node, place: this.around(binding, place) }] : [];
      case 'class':
        return binding.node !== undefined && ts.isClassLike(binding.node) ? [{ kind: 'class', node: binding.node, place: this.around(binding, place) }] : [];
      case 'parameter':
        return this.parameter(binding, place);
      case 'variable': {
        if (binding.node !== undefined && ts.isEnumDeclaration(binding.node)) return this.enumeration(binding.node);
        const given = [...(binding.initializer === undefined ? [] : [binding.initializer]), ...binding.assigned];
        const later: Later = { fields: binding.fields, place };
        const whole = given.flatMap((node) => this.of(node, place)).map((one) => (binding.fields.size > 0 && (one.kind === 'object' || one.kind === 'list') ? { ...one, later } : one));
        const found = this.through(whole, binding.path);
        const known = found.filter((one) => one.kind !== 'unknown');
        const all = binding.fallback !== undefined && known.length === 0 ? [...found, ...this.of(binding.fallback, place)] : found;
        return all.length === 0 ? this.typed(binding.type, place) : known.length === 0 ? [...this.typed(binding.type, place), ...all] : all;
      }
    }
  }

  /** A function that is declared at the top sees nothing of who uses its name. */
  private around(binding: Binding, place: Place): Place {
    return binding.unit === undefined ? place : { index: binding.unit.index, frame: undefined };
  }

  private enumeration(node: ts.EnumDeclaration): readonly Known[] {
    // Read as a member: see `property`.
    return node.members.flatMap((member) => (member.initializer !== undefined && ts.isStringLiteral(member.initializer) ? [text(member.initializer.text)] : []));
  }

  meaning(meaning: Meaning): readonly Known[] {
    switch (meaning.kind) {
      case 'package':
        return [{ kind: 'package', module: meaning.module, path: meaning.name === '*' ? [] : [meaning.name], made: undefined }];
      case 'module':
        return this.whole(meaning.index);
      case 'expression': {
        const place: Place = { index: meaning.index, frame: undefined };
        return ts.isFunctionLike(meaning.node) && !isFunctionValue(meaning.node) ? [{ kind: 'function', node: meaning.node as ts.SignatureDeclaration, place }] : this.of(meaning.node, place);
      }
      case 'binding':
        return this.binding(meaning.binding, { index: meaning.index, frame: undefined });
    }
  }

  private through(found: readonly Known[], path: readonly string[]): readonly Known[] {
    return path.reduce<readonly Known[]>((known, name) => known.flatMap((one) => this.property(one, name)), found);
  }

  private parameter(binding: Binding, place: Place): readonly Known[] {
    const { node, index = 0 } = binding;
    if (node === undefined) return [];
    for (let { frame } = place; frame !== undefined; frame = frame.from.frame) if (frame.callee === node) return this.argument(binding, { args: frame.args, place: frame.from }, index);
    const sites = this.collecting ? [] : this.callSites().get(node) ?? [];
    const given = sites.slice(0, mostSites).flatMap((site) => this.argument(binding, site, index));
    if (sites.length > mostSites) given.push(this.bounded(`\`${binding.name}\` is given by more than ${String(mostSites)} callers`));
    if (given.some((known) => known.kind !== 'unknown')) return given;
    const typed = this.typed(binding.type, place);
    if (typed.length > 0) return typed;
    if (given.length > 0) return given;
    return binding.fallback !== undefined ? this.of(binding.fallback, place) : [unknownValue(`\`${binding.name}\` is given by a caller`)];
  }

  private argument(binding: Binding, { args, place }: Site, index: number): readonly Known[] {
    if (binding.path[0] === '...') return [unknownValue('it is one of several arguments')];
    const given = args[index];
    if (given === undefined || ts.isSpreadElement(given)) return binding.fallback === undefined ? [unknownValue('the caller leaves it out')] : this.of(binding.fallback, place);
    const found = this.through(this.of(given, place), binding.path);
    return found.every((known) => known.kind === 'unknown') && binding.fallback !== undefined ? [...found, ...this.of(binding.fallback, place)] : found;
  }

  /** What an annotation says where no value is seen. */
  private typed(type: ts.TypeNode | undefined, place: Place): readonly Known[] {
    if (type === undefined) return [];
    if (ts.isUnionTypeNode(type)) return type.types.flatMap((one) => this.typed(one, place));
    if (ts.isParenthesizedTypeNode(type)) return this.typed(type.type, place);
    if (!ts.isTypeReferenceNode(type)) return [];
    const names: string[] = [];
    let name = type.typeName;
    for (; ts.isQualifiedName(name); name = name.left) names.unshift(name.right.text);
    if (names.length === 0 && (name.text === 'Promise' || name.text === 'Partial' || name.text === 'Readonly')) return this.typed(type.typeArguments?.[0], place);
    const binding = lookUp(name.text, place.index.top);
    // What is sent and answered is plain data.
    if (binding === undefined || /(?:Input|Output|Request|Response|Params|Result)$/.test(names.at(-1) ?? binding.imported?.name ?? name.text)) return [];
    const found = this.through(this.binding(binding, { index: place.index, frame: undefined }), names);
    return found.flatMap((known): readonly Known[] => (known.kind === 'package' ? [known] : known.kind === 'class' ? [{ ...known, kind: 'instance' }] : []));
  }

  private self(node: ts.Expression, place: Place): readonly Known[] {
    const owner = place.index.selfOf(node);
    return owner !== undefined ? [{ kind: 'instance', node: owner, place }] : this.exportsOf(place) ?? [unknownValue('`this` is not known')];
  }

  /** What the script exports, where it is no ES module. */
  private exportsOf(place: Place): readonly Known[] | undefined {
    const binding = place.index.top.names.get(ownExports);
    return binding === undefined ? undefined : this.binding(binding, place);
  }

  private element(node: ts.ElementAccessExpression, place: Place): readonly Known[] {
    const keys = this.of(node.argumentExpression, place);
    const names = keys.map((key) => (key.kind === 'text' && key.parts.every((part) => typeof part === 'string') ? key.parts.join('') : undefined));
    const owners = this.of(node.expression, place);
    return owners.flatMap((owner) => names.flatMap((name) => (name === undefined ? this.anyOf(owner) : this.property(owner, name))));
  }

  /** Any of what it holds. */
  private anyOf(owner: Known): readonly Known[] {
    if (owner.kind === 'list') return this.later(owner, '*').concat(owner.node.elements.flatMap((item) => (ts.isSpreadElement(item) ? [unknownValue('it is one of many')] : this.of(item, owner.place))));
    if (owner.kind === 'object') return owner.node.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? this.of(property.initializer, owner.place) : [unknownValue('it is one of many')]));
    return [unknownValue('which one is decided at run time')];
  }

  private later({ later }: { readonly later?: Later }, name: string): readonly Known[] {
    return later === undefined ? [] : (later.fields.get(name) ?? []).flatMap((node) => this.of(node, later.place));
  }

  private propertyOf(object: ts.Expression, name: string, place: Place): readonly Known[] {
    const inner = unwrapped(object);
    const found: Known[] = [];
    if (ts.isIdentifier(inner)) {
      const binding = lookUp(inner.text, place.index.scopeOf(inner));
      const set = binding?.fields.get(name);
      if (set !== undefined) found.push(...set.flatMap((node) => this.of(node, place)));
      if (binding?.node !== undefined && ts.isEnumDeclaration(binding.node)) {
        const member = binding.node.members.find((one) => 'text' in one.name && one.name.text === name);
        return member?.initializer === undefined ? [unknownValue('a member of an enumeration')] : this.of(member.initializer, place);
      }
    }
    for (const owner of this.of(inner, place)) found.push(...this.property(owner, name));
    const known = found.filter((one) => one.kind !== 'unknown');
    return known.length > 0 ? known : found;
  }

  property(owner: Known, name: string): readonly Known[] {
    switch (owner.kind) {
      case 'environment':
        return [text({ environment: name })];
      case 'package':
        if (owner.module === 'global' && name === 'env' && owner.path.at(-1) === 'process') return [{ kind: 'environment' }];
        return [{ ...owner, path: [...owner.path, name] }];
      case 'object': {
        const later = this.later(owner, name);
        return later.length > 0 ? later.concat(this.member(owner.node, name, owner.place).filter((one) => one.kind !== 'unknown')) : this.member(owner.node, name, owner.place);
      }
      case 'list': {
        const item = name === '*' ? undefined : owner.node.elements[Number(name)];
        return name === '*' ? this.anyOf(owner) : item === undefined || ts.isSpreadElement(item) ? [unknownValue('it is not in the list')] : this.of(item, owner.place);
      }
      case 'instance':
      case 'class':
        return this.classMember(owner.node, name, owner.kind === 'class', owner.place, 0);
      case 'module':
        return this.exportOf(owner.index, name);
      case 'function':
        return name === 'bind' || name === 'call' || name === 'apply' ? [owner] : [unknownValue('a property of a function')];
      case 'text':
        return [unknownValue('a part of a text')];
      case 'unknown':
        return [{ kind: 'unknown', reason: owner.reason }];
    }
  }

  private member(node: ts.ObjectLiteralExpression, name: string, place: Place): readonly Known[] {
    if (name === '*') return this.anyOf({ kind: 'object', node, place });
    for (const property of [...node.properties].reverse()) {
      if (ts.isSpreadAssignment(property)) {
        const found = this.spread(property, place, (owners) => owners.flatMap((owner) => this.property(owner, name)).filter((known) => known.kind !== 'unknown'));
        if (found.length > 0) return found;
      } else if ('text' in property.name && property.name.text === name) {
        if (ts.isPropertyAssignment(property)) return this.of(property.initializer, place);
        if (ts.isShorthandPropertyAssignment(property)) return this.of(property.name, place);
        if (ts.isMethodDeclaration(property)) return [{ kind: 'function', node: property, place }];
        if (ts.isGetAccessorDeclaration(property)) return this.returned(property, place);
      }
    }
    return [{ kind: 'unknown', reason: `nothing sets \`${name}\``, absent: true }];
  }

  /** What is asked of all that is spread there; of `options = { ...options, … }`, which is spread in itself, once. */
  spread<T>(node: ts.SpreadAssignment, place: Place, ask: (owners: readonly Known[]) => T): T {
    if (this.spreading.has(node)) return ask([]);
    this.spreading.add(node);
    const answer = ask(this.of(node.expression, place));
    this.spreading.delete(node);
    return answer;
  }

  private classMember(node: ts.ClassLikeDeclaration, name: string, isStatic: boolean, place: Place, depth: number): readonly Known[] {
    const { index } = place;
    const found: Known[] = [];
    let type: ts.TypeNode | undefined;
    for (const member of node.members) {
      if (ts.isConstructorDeclaration(member)) {
        const position = member.parameters.findIndex((parameter) => ts.isIdentifier(parameter.name) && parameter.name.text === name && ts.isParameterPropertyDeclaration(parameter, member));
        const parameter = position < 0 ? undefined : member.parameters[position];
        if (parameter !== undefined) {
          const scope = index.scopeOf(member);
          const binding = scope === undefined ? undefined : lookUp(name, scope);
          if (binding !== undefined) found.push(...this.parameter(binding, place));
          type ??= parameter.type;
        }
      } else if (member.name !== undefined && 'text' in member.name && member.name.text === name) {
        if (ts.isMethodDeclaration(member)) return [{ kind: 'function', node: member, place: { index, frame: place.frame } }];
        if (ts.isGetAccessorDeclaration(member)) return this.returned(member, place);
        if (ts.isPropertyDeclaration(member)) {
          type ??= member.type;
          if (member.initializer !== undefined) found.push(...this.of(member.initializer, { index, frame: undefined }));
        }
      }
    }
    if (!isStatic) for (const set of index.fieldsOf(node)?.get(name) ?? []) found.push(...this.of(set, { index, frame: place.frame }));
    const known = found.filter((one) => one.kind !== 'unknown');
    if (known.length > 0) return known;
    const typed = this.typed(type, place);
    if (typed.length > 0) return typed;
    if (found.length > 0) return found;
    const [parent] = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types ?? [];
    if (parent === undefined) return [unknownValue(`nothing sets \`${name}\``)];
    if (depth > longestLine) return [this.bounded('classes extend each other without an end')];
    return this.of(parent.expression, { index, frame: undefined }).flatMap((base) => (base.kind === 'class' ? this.classMember(base.node, name, isStatic, base.place, depth + 1) : this.property(base, name)));
  }

  private call(node: ts.CallExpression, place: Place): readonly Known[] {
    const required = requiredModule(node);
    if (required !== undefined) return this.required(required.module, place);
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [first] = node.arguments;
      return first !== undefined && ts.isStringLiteralLike(first) ? this.required(first.text, place) : [unknownValue('a module chosen at run time')];
    }
    const [first] = node.arguments;
    const callee = unwrapped(node.expression);
    if (ts.isPropertyAccessExpression(callee)) {
      const { expression: owner, name: { text: method } } = callee;
      if (/^(?:toString|trim|valueOf|promise|toLowerCase)$/.test(method)) return this.of(owner, place);
      // Tracing and wrapping give what they are given.
      if (/^(?:captureAWS\w*|instrument\w*|freeze|seal|resolve)$/.test(method) && first !== undefined) return this.of(first, place);
      if (method === 'assign') return node.arguments.flatMap((argument) => this.of(argument, place)).filter((known) => known.kind !== 'unknown');
      if (method === 'bind') return this.of(owner, place);
      if (method === 'join') return this.joinedList(owner, first, place);
      if (method === 'concat') return [text(...joined([callee.expression, ...node.arguments].flatMap((one) => asParts(this.of(one, place)[0] ?? unknownValue('')))))];
    }
    return this.of(callee, place).flatMap((known) => this.answer(known, node, place));
  }

  private joinedList(list: ts.Expression, separator: ts.Expression | undefined, place: Place): readonly Known[] {
    const between = separator !== undefined && ts.isStringLiteralLike(separator) ? separator.text : ',';
    return this.of(list, place).map((known) => {
      if (known.kind !== 'list') return unknownValue('a joined list');
      return text(...joined(known.node.elements.flatMap((item, i) => [...(i > 0 ? [between] : []), ...asParts(this.of(item, known.place)[0] ?? unknownValue(''))])));
    });
  }

  private required(module: string, place: Place): readonly Known[] {
    const index = this.program.resolve(module, place.index.uri);
    if (index === undefined) return [{ kind: 'package', module: module.replace(/^node:/, ''), path: [], made: undefined }];
    return this.whole(index);
  }

  private exportOf(index: ScriptIndex, name: string): readonly Known[] {
    const named = this.program.exported(index, name);
    if (named.length > 0) return named.flatMap((meaning) => this.meaning(meaning));
    const whole = index.exports.get('module.exports');
    return whole?.kind === 'expression' ? this.of(whole.node, { index, frame: undefined }).flatMap((known) => (known.kind === 'module' ? [] : this.property(known, name))) : [];
  }

  /** A module, or what it exports in its own place. */
  private whole(index: ScriptIndex): readonly Known[] {
    const own = index.exports.get('module.exports');
    if (own === undefined || (own.kind === 'expression' && ts.isObjectLiteralExpression(unwrapped(own.node)))) return [{ kind: 'module', index }];
    return this.program.exported(index, 'module.exports').flatMap((meaning) => this.meaning(meaning));
  }

  private answer(known: Known, node: ts.CallExpression, place: Place): readonly Known[] {
    if (known.kind === 'function') {
      const depth = (place.frame?.depth ?? 0) + 1;
      if (depth > deepestCall) return [this.bounded('the calls nest too deeply')];
      return this.returned(known.node, { index: known.place.index, frame: { callee: known.node, args: node.arguments, from: place, depth } });
    }
    if (known.kind === 'package') {
      if (/^captureAWS/.test(known.path.at(-1) ?? '') && node.arguments[0] !== undefined) return this.of(node.arguments[0], place);
      // A checked copy of the environment.
      if (node.arguments.some((argument) => this.isEnvironment(argument, place))) return [{ kind: 'environment' }];
      if (known.module === 'global') return known.path[0] === 'String' && node.arguments[0] !== undefined ? this.of(node.arguments[0], place) : [unknownValue('it is worked out at run time')];
      return [{ ...known, made: known.made ?? { node, place } }];
    }
    return known.kind === 'unknown' ? [known] : [unknownValue('what a call gives is not known')];
  }

  private isEnvironment(node: ts.Expression, place: Place): boolean {
    const inner = unwrapped(node);
    if (!ts.isPropertyAccessExpression(inner) && !ts.isIdentifier(inner)) return false;
    return this.of(inner, place).some((known) => known.kind === 'environment');
  }

  private returned(node: ts.SignatureDeclaration, place: Place): readonly Known[] {
    const body = 'body' in node ? node.body as ts.Node | undefined : undefined;
    if (body === undefined) return this.typed(node.type, place);
    const results = ts.isBlock(body) ? returnsIn(body) : [body as ts.Expression];
    const found = results.flatMap((result) => this.of(result, place));
    const known = found.filter((one) => one.kind !== 'unknown');
    return known.length > 0 ? known : [...this.typed(node.type, place), ...found];
  }

  private construct(node: ts.NewExpression, place: Place): readonly Known[] {
    return this.of(node.expression, place).flatMap((known): readonly Known[] => {
      if (known.kind === 'class') return [{ kind: 'instance', node: known.node, place: { index: known.place.index, frame: this.constructed(known.node, node, place) } }];
      if (known.kind === 'package') return [{ ...known, made: known.made ?? { node, place } }];
      return known.kind === 'unknown' ? [known] : [unknownValue('what is made is not known')];
    });
  }

  private constructed(node: ts.ClassLikeDeclaration, site: ts.NewExpression, place: Place): Frame | undefined {
    const callee = node.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined);
    const depth = (place.frame?.depth ?? 0) + 1;
    return callee === undefined || depth > deepestCall ? undefined : { callee, args: site.arguments ?? [], from: place, depth };
  }

  /** Who calls a function, as far as calls say whom they mean; a method's calls are told by its name. */
  private callSites(): Map<ts.Node, Site[]> {
    if (this.sites !== undefined) return this.sites;
    const sites = new Map<ts.Node, Site[]>();
    const add = (callee: ts.Node, site: Site): void => {
      const known = sites.get(callee);
      if (known === undefined) sites.set(callee, [site]);
      else if (!known.some(({ args }) => args === site.args)) known.push(site);
    };
    this.collecting = true;
    const running = [...this.running];
    this.running.clear();
    for (const unit of this.reached.units) {
      const place: Place = { index: unit.index, frame: undefined };
      for (const call of unit.calls) {
        const site: Site = { args: call.arguments ?? [], place };
        const callee = unwrapped(call.expression);
        let found = false;
        for (const known of this.of(callee, place)) {
          if (known.kind === 'function') add(known.node, site);
          else if (known.kind === 'class') {
            const made = known.node.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined);
            if (made !== undefined) add(made, site);
          }
          found ||= known.kind !== 'unknown';
        }
        if (!found && ts.isPropertyAccessExpression(callee)) for (const member of this.reached.members.get(callee.name.text) ?? []) add(functionIn(member.node), site);
      }
    }
    for (const node of running) this.running.add(node);
    this.collecting = false;
    return (this.sites = sites);
  }
}

function functionIn(node: ts.Node): ts.Node {
  if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) return node.initializer === undefined ? node : unwrapped(node.initializer);
  return node;
}

function returnsIn(body: ts.Block): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  walk(body, (node) => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    return true;
  });
  return found;
}

function asParts(known: Known): readonly Part[] {
  return known.kind === 'text' ? known.parts : [{ unknown: known.kind === 'unknown' ? known.reason : 'it is worked out at run time' }];
}

/** Texts that follow each other are one. */
function joined(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') all[all.length - 1] = last + part;
    else all.push(part);
  }
  return all;
}

/** Without repetition, and not too many. */
function some(found: readonly Known[]): readonly Known[] {
  if (found.length < 2) return found;
  const seen = new Set<string>();
  const all: Known[] = [];
  for (const known of found) {
    const key = known.kind === 'text' ? JSON.stringify(known.parts) : known.kind === 'unknown' ? `?${known.reason}` : known.kind === 'package' ? `${known.module}.${known.path.join('.')}@${known.made === undefined ? '' : String(known.made.node.pos)}` : undefined;
    if (key !== undefined && seen.has(key)) continue;
    if (key !== undefined) seen.add(key);
    // That there may be more is told as what is not known is: with its reason, wherever the name is shown.
    if (all.length === mostAnswers) return [...all, more];
    all.push(known);
  }
  return all;
}

