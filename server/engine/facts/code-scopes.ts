/** One walk over a script: its scopes, what their names are given, its calls and comparisons. Resolves nothing; knows no other file and no rule. */
import { isFunction } from '../code/outline';
import { importsOf, requiredModule } from '../syntax/imports';
import { ts, unwrapped, type Script } from '../syntax/script';

export type Callable = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration;

/** What a name is given once. */
export type Giving =
  /** An export of a module: `*` for the whole, `default` for the default. */
  | { readonly kind: 'import'; readonly module: string; readonly name: string; readonly at: number }
  /** An expression, or the part of it that `path` leads to. */
  | { readonly kind: 'value'; readonly node: ts.Expression; readonly path: readonly string[]; readonly scope: Scope; readonly at: number; readonly declared: boolean }
  | { readonly kind: 'function'; readonly node: Callable; readonly at: number }
  /** A parameter, a loop's variable, a caught error, a class. */
  | { readonly kind: 'opaque'; readonly at: number };

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
  /** `==`, `===`, `!=`, `!==`. */
  readonly comparisons: readonly Seen<ts.BinaryExpression>[];
  /** Assignments by `=`, by the last word of what is given something. */
  readonly assignments: ReadonlyMap<string, readonly Seen<ts.BinaryExpression>[]>;
  /** Properties of object literals, by name; shorthand ones too. */
  readonly properties: ReadonlyMap<string, readonly Seen<ts.PropertyAssignment | ts.ShorthandPropertyAssignment>[]>;
  /** Every function with the scope of its body, the script's order. */
  readonly functions: ReadonlyMap<Callable, Seen<Callable>>;
}

const leave = Symbol('leave');

/** Reads a script. Callers keep the result in the snapshot's memo: `readingOf` in code-calls. */
export function readScopes(script: Script): Reading {
  const calls = new Map<string, Call[]>();
  const comparisons: Seen<ts.BinaryExpression>[] = [];
  const assignments = new Map<string, Seen<ts.BinaryExpression>[]>();
  const properties = new Map<string, Seen<ts.PropertyAssignment | ts.ShorthandPropertyAssignment>[]>();
  const functions = new Map<Callable, Seen<Callable>>();
  const top: Scope = { script, outer: undefined, inside: undefined, names: new Map(), members: new Map(), own: new Map() };
  for (const [name, imported] of importsOf(script)) give(top, name, { kind: 'import', module: imported.module, name: imported.name, at: imported.node.pos });

  const pending: { readonly target: ts.Expression; readonly value: ts.Expression; readonly scope: Scope }[] = [];
  const open: (ts.Node | typeof leave)[] = [script];
  const ancestors: ts.Node[] = [];
  const scopes: Scope[] = [];
  const seen = <N extends ts.Node>(node: N, scope: Scope): Seen<N> => ({ node, scope, around: nearest(ancestors) });

  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === leave) {
      ancestors.pop();
      scopes.pop();
      continue;
    }
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) continue;
    const outer = scopes.at(-1) ?? top;
    const scope = node === script ? top : scopeFor(node, outer);
    if (isFunction(node)) {
      functions.set(node, seen(node, scope));
      if (ts.isFunctionDeclaration(node) && node.name !== undefined) give(outer, node.name.text, { kind: 'function', node, at: node.pos });
      for (const parameter of node.parameters) declareParameter(parameter, scope);
    } else if (ts.isClassLike(node) && node.name !== undefined) give(outer, node.name.text, { kind: 'opaque', at: node.pos });
    else if (ts.isVariableDeclarationList(node)) for (const declaration of node.declarations) declareVariable(declaration, (node.flags & ts.NodeFlags.BlockScoped) === 0 ? functionScope(scope) : scope, scope);
    else if (ts.isCatchClause(node) && node.variableDeclaration !== undefined) for (const name of boundNames(node.variableDeclaration.name)) give(scope, name, { kind: 'opaque', at: node.pos });
    else if (ts.isPropertyDeclaration(node) && node.initializer !== undefined) keepOwn(scope.own, memberName(node.name), { node: node.initializer, scope });
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) add(calls, lastWord(node.expression), seen(node, scope));
    else if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) add(properties, memberName(node.name) ?? '', seen(node, scope));
    else if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
        pending.push({ target: node.left, value: node.right, scope });
        add(assignments, lastWord(node.left), seen(node, scope));
      } else if (comparing.has(node.operatorToken.kind)) comparisons.push(seen(node, scope));
    }
    ancestors.push(node);
    scopes.push(scope);
    open.push(leave);
    const first = open.length;
    ts.forEachChild(node, (child) => {
      // Words, literals and signs hold nothing.
      if (child.kind >= ts.SyntaxKind.FirstNode) open.push(child);
    });
    reverse(open, first);
  }
  for (const { target, value, scope } of pending) assign(target, value, scope, top);
  return { top, calls, comparisons, assignments, properties, functions };
}

const comparing = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

function reverse(list: unknown[], from: number): void {
  for (let low = from, high = list.length - 1; low < high; low++, high--) [list[low], list[high]] = [list[high], list[low]];
}

/** Chains of calls nest thousands deep; nobody asks for what lies further out. */
const farthest = 60;

function nearest(ancestors: readonly ts.Node[]): readonly ts.Node[] {
  const around: ts.Node[] = [];
  for (let i = ancestors.length - 1; i > 0 && around.length < farthest; i--) {
    const node = ancestors[i];
    if (node === undefined || isFunction(node)) break;
    around.push(node);
  }
  return around;
}

function scopeFor(node: ts.Node, outer: Scope): Scope {
  const fresh = (more: Partial<Scope>): Scope => ({ ...outer, outer, names: new Map(), members: new Map(), ...more });
  if (isFunction(node)) return fresh({ inside: node });
  if (ts.isClassLike(node)) return fresh({ own: new Map() });
  return ts.isBlock(node) || ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node) || ts.isCatchClause(node) || ts.isCaseBlock(node) ? fresh({}) : outer;
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
  for (const name of boundNames(parameter.name)) give(scope, name, { kind: 'opaque', at: parameter.pos });
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
