/** One walk over a script: its scopes, what their names are given, its calls and comparisons. Resolves nothing; knows no other file and no rule. */
import { isFunction } from './outline';
import { importsOf, requiredModule } from '../syntax/imports';
import type { Snapshot } from '../snapshot';
import { ts, unwrapped, type Script } from '../syntax/script';

export type Callable = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration;

/** What a name is given once. */
export type Giving =
  /** An export of a module: `*` for the whole, `default` for the default. */
  | { readonly kind: 'import'; readonly module: string; readonly name: string; readonly at: number }
  /** An expression, or the part of it that `path` leads to. */
  | { readonly kind: 'value'; readonly node: ts.Expression; readonly path: readonly string[]; readonly scope: Scope; readonly at: number; readonly declared: boolean }
  | { readonly kind: 'function'; readonly node: Callable; readonly at: number }
  /** A parameter, a loop's variable, a caught error, a class. `type`: what a parameter is said to be. */
  | { readonly kind: 'opaque'; readonly at: number; readonly type?: ts.TypeNode | undefined };

/** `root.path = value`, by the name of its root. */
export interface MemberGiving {
  readonly path: readonly string[];
  readonly node: ts.Expression;
  readonly scope: Scope;
  readonly at: number;
}

export interface Scope {
  readonly script: Script;
  readonly outer: Scope | undefined;
  /** The function that it lies in; undefined at the top level. */
  readonly inside: Callable | undefined;
  readonly names: Map<string, Giving[]>;
  readonly members: Map<string, MemberGiving[]>;
  /** What `this.name` is given anywhere in the class around; outside of classes anywhere in the script. */
  readonly own: Map<string, Place[]>;
}

/** An expression and the scope that its names are looked up in. */
export interface Place<N extends ts.Node = ts.Expression> {
  readonly node: N;
  readonly scope: Scope;
}

/** A node that checkers look for. */
export interface Seen<N extends ts.Node> extends Place<N> {
  /** The nodes around it, innermost first, up to the function or the script (which is left out); the nearest ones, where there are very many. */
  readonly around: readonly ts.Node[];
}

export type Call = Seen<ts.CallExpression | ts.NewExpression>;

export interface Reading {
  readonly top: Scope;
  /** By the last word of what is called: `createHash` for `crypto.createHash(…)`; '' where that is no name. In the order of the text. */
  readonly calls: ReadonlyMap<string, readonly Call[]>;
  /** Last words of calls whose callee is no member: a name, or something without one (''). `default` is one too. */
  readonly plain: ReadonlySet<string>;
  /** `==`, `===`, `!=`, `!==`. */
  readonly comparisons: readonly Seen<ts.BinaryExpression>[];
  /** Assignments by `=`, `??=` and `||=`, by the last word of what is given something. */
  readonly assignments: ReadonlyMap<string, readonly Seen<ts.BinaryExpression>[]>;
  /** Properties of object literals, by name; shorthand ones too. */
  readonly properties: ReadonlyMap<string, readonly Seen<ts.PropertyAssignment | ts.ShorthandPropertyAssignment>[]>;
  /** Every function with the scope of its body, the script's order. */
  readonly functions: ReadonlyMap<Callable, Seen<Callable>>;
  readonly classes: readonly Seen<ts.ClassLikeDeclaration>[];
}

/** A node that is being read, with those around it. */
interface Frame {
  readonly node: ts.Node;
  readonly scope: Scope;
  readonly outer: Frame | undefined;
}

/** What lies around is gathered when somebody asks: that is seldom. */
class Sighting<N extends ts.Node> implements Seen<N> {
  constructor(readonly node: N, readonly scope: Scope, private readonly frame: Frame | undefined) {}

  get around(): readonly ts.Node[] {
    const around: ts.Node[] = [];
    for (let frame = this.frame; frame?.outer !== undefined && around.length < farthest && !isFunction(frame.node); frame = frame.outer) around.push(frame.node);
    return around;
  }
}

/** What a script has; it is read once. */
export function readingOf(script: Script, { memo }: Pick<Snapshot, 'memo'>): Reading {
  return memo.of('reading', script, read);
}

function read(script: Script): Reading {
  const calls = new Map<string, Call[]>();
  const plain = new Set<string>();
  const comparisons: Seen<ts.BinaryExpression>[] = [];
  const assignments = new Map<string, Seen<ts.BinaryExpression>[]>();
  const properties = new Map<string, Seen<ts.PropertyAssignment | ts.ShorthandPropertyAssignment>[]>();
  const functions = new Map<Callable, Seen<Callable>>();
  const classes: Seen<ts.ClassLikeDeclaration>[] = [];
  const top: Scope = { script, outer: undefined, inside: undefined, names: new Map(), members: new Map(), own: new Map() };
  for (const [name, imported] of importsOf(script)) give(top, name, { kind: 'import', module: imported.module, name: imported.name, at: imported.node.pos });

  const pending: { readonly target: ts.Expression; readonly value: ts.Expression; readonly scope: Scope }[] = [];
  const open: ts.Node[] = [script];
  const frames: (Frame | undefined)[] = [undefined];
  let frame: Frame | undefined;
  const push = (child: ts.Node): void => {
    // Words, literals, signs and types hold nothing that counts.
    if (child.kind < ts.SyntaxKind.FirstNode || (child.kind >= ts.SyntaxKind.FirstTypeNode && child.kind <= ts.SyntaxKind.LastTypeNode)) return;
    open.push(child);
    frames.push(frame);
  };

  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const around = frames.pop();
    const outer = around?.scope ?? top;
    const scope = node === script ? top : scopeFor(node, outer);
    if (isFunction(node)) {
      functions.set(node, new Sighting(node, scope, around));
      if (ts.isFunctionDeclaration(node) && node.name !== undefined) give(outer, node.name.text, { kind: 'function', node, at: node.pos });
      for (const parameter of node.parameters) declareParameter(parameter, scope);
    } else {
      switch (node.kind) {
        case ts.SyntaxKind.ClassDeclaration: case ts.SyntaxKind.ClassExpression: {
          const declared = node as ts.ClassLikeDeclaration;
          classes.push(new Sighting(declared, scope, around));
          if (declared.name !== undefined) give(outer, declared.name.text, { kind: 'opaque', at: node.pos });
          break;
        }
        case ts.SyntaxKind.VariableDeclarationList: {
          const target = (node.flags & ts.NodeFlags.BlockScoped) === 0 ? functionScope(scope) : scope;
          for (const declaration of (node as ts.VariableDeclarationList).declarations) declareVariable(declaration, target, scope);
          break;
        }
        case ts.SyntaxKind.CatchClause: {
          const { variableDeclaration } = node as ts.CatchClause;
          if (variableDeclaration !== undefined) for (const name of boundNames(variableDeclaration.name)) give(scope, name, { kind: 'opaque', at: node.pos });
          break;
        }
        case ts.SyntaxKind.PropertyDeclaration: {
          const { name, initializer } = node as ts.PropertyDeclaration;
          if (initializer !== undefined) keepOwn(scope.own, memberName(name), { node: initializer, scope });
          break;
        }
        case ts.SyntaxKind.CallExpression: case ts.SyntaxKind.NewExpression: {
          const call = node as Call['node'];
          const callee = unwrapped(call.expression);
          const word = lastWord(callee);
          if (word === '' || word === 'default' || ts.isIdentifier(callee)) plain.add(word);
          add(calls, word, new Sighting(call, scope, around));
          break;
        }
        case ts.SyntaxKind.PropertyAssignment: case ts.SyntaxKind.ShorthandPropertyAssignment: {
          const property = node as ts.PropertyAssignment | ts.ShorthandPropertyAssignment;
          add(properties, memberName(property.name) ?? '', new Sighting(property, scope, around));
          break;
        }
        case ts.SyntaxKind.BinaryExpression: {
          const binary = node as ts.BinaryExpression;
          const operator = binary.operatorToken.kind;
          if (operator === ts.SyntaxKind.EqualsToken || operator === ts.SyntaxKind.QuestionQuestionEqualsToken || operator === ts.SyntaxKind.BarBarEqualsToken) {
            pending.push({ target: binary.left, value: binary.right, scope });
            add(assignments, lastWord(binary.left), new Sighting(binary, scope, around));
          } else if (comparing.has(operator)) comparisons.push(new Sighting(binary, scope, around));
          break;
        }
        default:
      }
    }
    const first = open.length;
    frame = { node, scope, outer: around };
    ts.forEachChild(node, (child) => {
      push(child);
    });
    reverse(open, first);
  }
  for (const { target, value, scope } of pending) assign(target, value, scope, top);
  return { top, calls, plain, comparisons, assignments, properties, functions, classes };
}

const comparing = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

function reverse(list: unknown[], from: number): void {
  for (let low = from, high = list.length - 1; low < high; low++, high--) [list[low], list[high]] = [list[high], list[low]];
}

/** Chains of calls nest thousands deep; nobody asks for what lies further out. */
const farthest = 60;

function scopeFor(node: ts.Node, outer: Scope): Scope {
  if (isFunction(node)) return { ...outer, outer, inside: node, names: new Map(), members: new Map() };
  switch (node.kind) {
    case ts.SyntaxKind.ClassDeclaration: case ts.SyntaxKind.ClassExpression:
      return { ...outer, outer, names: new Map(), members: new Map(), own: new Map() };
    case ts.SyntaxKind.Block: case ts.SyntaxKind.ForStatement: case ts.SyntaxKind.ForOfStatement: case ts.SyntaxKind.ForInStatement: case ts.SyntaxKind.CatchClause: case ts.SyntaxKind.CaseBlock:
      return { ...outer, outer, names: new Map(), members: new Map() };
    default:
      return outer;
  }
}

function functionScope(scope: Scope): Scope {
  let current = scope;
  while (current.outer !== undefined && current.outer.inside === current.inside) current = current.outer;
  return current;
}

function give(scope: Scope, name: string, giving: Giving): void {
  const known = scope.names.get(name);
  if (known === undefined) scope.names.set(name, [giving]);
  else known.push(giving);
}

function declareParameter(parameter: ts.ParameterDeclaration, scope: Scope): void {
  const type = ts.isIdentifier(parameter.name) ? parameter.type : undefined;
  for (const name of boundNames(parameter.name)) give(scope, name, { kind: 'opaque', at: parameter.pos, type });
  if (parameter.initializer !== undefined && ts.isIdentifier(parameter.name)) give(scope, parameter.name.text, { kind: 'value', node: parameter.initializer, path: [], scope, at: parameter.pos, declared: false });
}

/** `target` gets the name, `scope` is where its value is read. */
function declareVariable({ name, initializer, pos }: ts.VariableDeclaration, target: Scope, scope: Scope): void {
  // Imports of the top level are known by then; a `require` in a function is one too.
  const required = initializer === undefined ? undefined : requiredModule(initializer);
  if (required !== undefined) {
    if (scope.outer === undefined) return;
    if (ts.isIdentifier(name)) give(target, name.text, { kind: 'import', ...required, at: pos });
    else for (const [local, path] of parts(name)) give(target, local, path.length === 1 && required.name === '*' ? { kind: 'import', module: required.module, name: path[0] ?? '*', at: pos } : { kind: 'opaque', at: pos });
    return;
  }
  if (initializer === undefined) for (const local of boundNames(name)) target.names.set(local, target.names.get(local) ?? []);
  else if (ts.isIdentifier(name)) give(target, name.text, { kind: 'value', node: initializer, path: [], scope, at: pos, declared: true });
  else {
    const read = new Map(parts(name));
    for (const local of boundNames(name)) {
      const path = read.get(local);
      give(target, local, path === undefined ? { kind: 'opaque', at: pos } : { kind: 'value', node: initializer, path, scope, at: pos, declared: true });
    }
  }
}

/** Local names of an object pattern, with the ways to what they are given; what has a default or is a rest is left out. */
function parts(pattern: ts.BindingName, before: readonly string[] = []): readonly (readonly [string, readonly string[]])[] {
  if (!ts.isObjectBindingPattern(pattern)) return [];
  return pattern.elements.flatMap((element) => {
    const key = element.propertyName ?? element.name;
    const word = ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : undefined;
    if (word === undefined || element.dotDotDotToken !== undefined || element.initializer !== undefined) return [];
    const path = [...before, word];
    return ts.isIdentifier(element.name) ? [[element.name.text, path] as const] : parts(element.name, path);
  });
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function assign(target: ts.Expression, value: ts.Expression, scope: Scope, top: Scope): void {
  const path = pathOf(target);
  const [root, ...rest] = path ?? [];
  if (root === undefined) return;
  const [first] = rest;
  if (root === 'this') {
    if (first !== undefined && rest.length === 1) keepOwn(scope.own, first, { node: value, scope });
    return;
  }
  let holder: Scope | undefined = scope;
  while (holder !== undefined && !holder.names.has(root)) holder = holder.outer;
  holder ??= top;
  if (rest.length === 0) give(holder, root, { kind: 'value', node: value, path: [], scope, at: target.pos, declared: false });
  else add(holder.members, root, { path: rest, node: value, scope, at: target.pos });
}

function keepOwn(own: Scope['own'], name: string | undefined, giving: Place): void {
  if (name !== undefined) add(own, name, giving);
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}

/** The functions around a place, innermost first. */
export function functionsAround(scope: Scope): readonly Callable[] {
  const found: Callable[] = [];
  for (let current: Scope | undefined = scope; current !== undefined; current = current.outer) {
    if (current.inside !== undefined && found.at(-1) !== current.inside) found.push(current.inside);
  }
  return found;
}

/** `a.b['c']` as ['a', 'b', 'c'], `this.x` as ['this', 'x']; undefined where it is more than a chain of names. */
export function pathOf(node: ts.Expression): readonly string[] | undefined {
  const names: string[] = [];
  for (let current = unwrapped(node); ; ) {
    if (ts.isIdentifier(current)) return [current.text, ...names];
    if (current.kind === ts.SyntaxKind.ThisKeyword) return ['this', ...names];
    const name = ts.isPropertyAccessExpression(current) ? current.name.text : ts.isElementAccessExpression(current) && ts.isStringLiteralLike(current.argumentExpression) ? current.argumentExpression.text : undefined;
    if (name === undefined || !(ts.isPropertyAccessExpression(current) || ts.isElementAccessExpression(current))) return undefined;
    names.unshift(name);
    current = unwrapped(current.expression);
  }
}

/** The last name of what is called or given something. */
export function lastWord(node: ts.Expression): string {
  const inner = unwrapped(node);
  if (ts.isIdentifier(inner)) return inner.text;
  if (ts.isPropertyAccessExpression(inner)) return inner.name.text;
  return ts.isElementAccessExpression(inner) && ts.isStringLiteralLike(inner.argumentExpression) ? inner.argumentExpression.text : '';
}

/** A property's or key's written name. */
export function memberName(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}
