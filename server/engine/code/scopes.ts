/** One walk over a script: its scopes, what their names are given, its calls and comparisons. Resolves nothing; knows no other file and no rule. */
import { importsOf, requiredModule } from '../syntax/imports';
import type { Snapshot } from '../snapshot';
import { ts, unwrapped, type Script } from '../syntax/script';
import { isFunction, lastWord, memberName, referencePath, type FunctionNode } from '../syntax/names';
import { addTo } from '../text/groups';

export type Callable = FunctionNode;

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
  readonly names: ReadonlyMap<string, readonly Giving[]>;
  readonly members: ReadonlyMap<string, readonly MemberGiving[]>;
  /** What `this.name` is given anywhere in the class around; outside of classes anywhere in the script. */
  readonly own: ReadonlyMap<string, readonly Place[]>;
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
  /** Strings, and templates with parts or without; types and names of modules are left out. */
  readonly texts: readonly Seen<ts.StringLiteralLike | ts.TemplateExpression>[];
}

/** A node that is being read, with those around it. */
interface Frame {
  readonly node: ts.Node;
  readonly scope: Level;
  readonly outer: Frame | undefined;
}

/** What lies around is gathered when somebody asks: that is seldom. */
class Sighting<N extends ts.Node> implements Seen<N> {
  constructor(readonly node: N, readonly scope: Scope, private readonly frame: Frame | undefined) {}

  get around(): readonly ts.Node[] {
    const around: ts.Node[] = [];
    for (let { frame } = this; frame !== undefined && around.length < farthest && !isFunction(frame.node); frame = frame.outer) around.push(frame.node);
    return around;
  }
}

/** A scope while it is being filled. Most have no names at all. */
class Level implements Scope {
  private ownNames: Map<string, Giving[]> | undefined;
  private ownMembers: Map<string, MemberGiving[]> | undefined;

  /** `outer` is undefined for the part's own top, which shows the whole script's; `things`: what `this` is given in the class around. */
  constructor(private readonly part: Part, readonly outer: Level | undefined, readonly inside: Callable | undefined, private readonly things: Map<string, Place[]> | undefined) {}

  get script(): Script {
    return this.part.whole.script;
  }

  get names(): ReadonlyMap<string, readonly Giving[]> {
    return this.outer === undefined ? this.part.whole.names : this.ownNames ?? nothing;
  }

  get members(): ReadonlyMap<string, readonly MemberGiving[]> {
    return this.outer === undefined ? this.part.whole.members : this.ownMembers ?? nothing;
  }

  get own(): ReadonlyMap<string, readonly Place[]> {
    return this.things ?? this.part.whole.own;
  }

  /** One inside of this one. */
  inner(inside = this.inside, things = this.things): Level {
    return new Level(this.part, this, inside, things);
  }

  give(name: string, giving: Giving): void {
    addTo((this.ownNames ??= this.outer === undefined ? this.part.names : new Map<string, Giving[]>()), name, giving);
  }

  /** A variable that is not given anything. */
  declare(name: string): void {
    this.ownNames ??= this.outer === undefined ? this.part.names : new Map<string, Giving[]>();
    if (!this.ownNames.has(name)) this.ownNames.set(name, []);
  }

  /** What is given further down than where the name is declared. */
  assign(name: string, giving: Giving): void {
    if (this.outer === undefined) addTo(this.part.assigned, name, giving);
    else this.give(name, giving);
  }

  giveMember(root: string, giving: MemberGiving): void {
    addTo((this.ownMembers ??= this.outer === undefined ? this.part.members : new Map<string, MemberGiving[]>()), root, giving);
  }

  giveThis(name: string | undefined, place: Place): void {
    if (name !== undefined) addTo(this.things ?? this.part.own, name, place);
  }
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/** What some statements of a script's top level have, those that follow each other. They may be another script's too, whose text is another further down. */
class Part {
  readonly names = new Map<string, Giving[]>();
  readonly assigned = new Map<string, Giving[]>();
  readonly members = new Map<string, MemberGiving[]>();
  readonly own = new Map<string, Place[]>();
  readonly imports = new Map<string, readonly Giving[]>();
  readonly calls = new Map<string, Call[]>();
  readonly plain = new Set<string>();
  readonly comparisons: Seen<ts.BinaryExpression>[] = [];
  readonly assignments = new Map<string, Seen<ts.BinaryExpression>[]>();
  readonly properties = new Map<string, Seen<ts.PropertyAssignment | ts.ShorthandPropertyAssignment>[]>();
  readonly functions = new Map<Callable, Seen<Callable>>();
  readonly classes: Seen<ts.ClassLikeDeclaration>[] = [];
  readonly texts: Seen<ts.StringLiteralLike | ts.TemplateExpression>[] = [];

  /** `whole` is the script that it is seen as a part of: of all that it is one of, the last that was asked for. `last` is its last statement. */
  constructor(public whole: Whole, readonly last: ts.Statement | undefined) {}
}

/** A script's reading, out of those of its parts. */
class Whole implements Reading, Scope {
  readonly outer = undefined;
  readonly inside = undefined;
  names: Scope['names'] = nothing;
  members: Scope['members'] = nothing;
  own: Scope['own'] = nothing;
  calls: Reading['calls'] = nothing;
  plain: Reading['plain'] = new Set();
  comparisons: Reading['comparisons'] = [];
  assignments: Reading['assignments'] = nothing;
  properties: Reading['properties'] = nothing;
  functions: Reading['functions'] = new Map();
  classes: Reading['classes'] = [];
  texts: Reading['texts'] = [];
  private parts: readonly Part[] = [];

  constructor(readonly script: Script) {}

  get top(): Scope {
    return this;
  }

  fill(parts: readonly Part[]): this {
    this.parts = parts;
    const imports = new Map(parts.flatMap((part) => [...part.imports]));
    this.names = together([imports, ...parts.map(({ names }) => names), ...parts.map(({ assigned }) => assigned)]);
    this.members = together(parts.map(({ members }) => members));
    this.own = together(parts.map(({ own }) => own));
    this.calls = together(parts.map(({ calls }) => calls));
    this.plain = new Set(parts.flatMap(({ plain }) => [...plain]));
    this.comparisons = parts.flatMap(({ comparisons }) => comparisons);
    this.assignments = together(parts.map(({ assignments }) => assignments));
    this.properties = together(parts.map(({ properties }) => properties));
    this.functions = new Map(parts.flatMap(({ functions }) => [...functions]));
    this.classes = parts.flatMap(({ classes }) => classes);
    this.texts = parts.flatMap(({ texts }) => texts);
    return this;
  }

  /** To be called before it is used. */
  take(): this {
    if (this.parts[0]?.whole !== this) for (const part of this.parts) part.whole = this;
    return this;
  }
}

/** Lists by a name, one behind the other; a list that no other is behind of is left as it is. */
function together<V>(maps: readonly ReadonlyMap<string, readonly V[]>[]): ReadonlyMap<string, readonly V[]> {
  const [first, ...others] = maps.filter(({ size }) => size > 0);
  if (first === undefined) return nothing;
  if (others.length === 0) return first;
  const all = new Map(first);
  for (const map of others) for (const [name, list] of map) all.set(name, [...(all.get(name) ?? []), ...list]);
  return all;
}

/** What a script has; it is read once. What stands above the place where somebody types is not read again while he stays there. */
export function readingOf(script: Script, { memo }: Pick<Snapshot, 'memo'>): Reading {
  return memo.of('reading', script, () => {
    const whole = new Whole(script);
    const { kept = 0, statements } = script;
    const [first] = statements;
    if (first === undefined || kept === 0) return whole.fill([read(statements, whole)]);
    // One for all scripts that begin alike: the other places where somebody typed are not kept.
    const above = memo.of<ts.Statement, { part: Part | undefined }>('read above', first, () => ({ part: undefined }));
    const part = above.part?.last === statements[kept - 1] && above.part !== undefined ? above.part : read(statements.slice(0, kept), whole);
    above.part = part;
    return whole.fill([part, read(statements.slice(kept), whole)]);
  }).take();
}

/** What is done with a node of a kind; looked up by number, as most nodes are nothing to us. */
const enum Role { Passed, Leaf, Text, Function, Class, Block, Catch, Variables, Property, Call, ObjectProperty, Binary }

const roles = rolesOfKinds();

function rolesOfKinds(): Uint8Array {
  const { SyntaxKind: kind } = ts;
  const table = new Uint8Array(kind.Count);
  const give = (role: Role, kinds: readonly ts.SyntaxKind[]): void => {
    for (const one of kinds) table[one] = role;
  };
  // Words, literals, signs and types hold nothing that counts.
  table.fill(Role.Leaf, 0, kind.FirstNode);
  table.fill(Role.Leaf, kind.FirstTypeNode, kind.LastTypeNode + 1);
  give(Role.Leaf, [kind.InterfaceDeclaration, kind.TypeAliasDeclaration, kind.ImportDeclaration, kind.ExportDeclaration]);
  give(Role.Text, [kind.StringLiteral, kind.NoSubstitutionTemplateLiteral, kind.TemplateExpression]);
  give(Role.Function, [kind.FunctionDeclaration, kind.FunctionExpression, kind.ArrowFunction, kind.MethodDeclaration, kind.Constructor, kind.GetAccessor, kind.SetAccessor]);
  give(Role.Class, [kind.ClassDeclaration, kind.ClassExpression]);
  give(Role.Block, [kind.Block, kind.ForStatement, kind.ForOfStatement, kind.ForInStatement, kind.CaseBlock]);
  give(Role.Catch, [kind.CatchClause]);
  give(Role.Variables, [kind.VariableDeclarationList]);
  give(Role.Property, [kind.PropertyDeclaration]);
  give(Role.Call, [kind.CallExpression, kind.NewExpression]);
  give(Role.ObjectProperty, [kind.PropertyAssignment, kind.ShorthandPropertyAssignment]);
  give(Role.Binary, [kind.BinaryExpression]);
  return table;
}

function read(statements: readonly ts.Statement[], whole: Whole): Part {
  const part = new Part(whole, statements.at(-1));
  const { calls, plain, comparisons, assignments, properties, functions, classes, texts } = part;
  const top = new Level(part, undefined, undefined, undefined);
  for (const [name, imported] of importsOf({ statements })) part.imports.set(name, [{ kind: 'import', module: imported.module, name: imported.name, at: imported.node.pos }]);

  const pending: { readonly target: ts.Expression; readonly value: ts.Expression; readonly scope: Level }[] = [];
  const open: ts.Node[] = [];
  const frames: (Frame | undefined)[] = [];
  let frame: Frame | undefined;
  const push = (child: ts.Node): void => {
    if (roles[child.kind] === Role.Leaf) return;
    open.push(child);
    frames.push(frame);
  };

  for (const statement of statements) push(statement);
  open.reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const around = frames.pop();
    const outer = around?.scope ?? top;
    let scope = outer;
    switch (roles[node.kind]) {
      case Role.Text: {
        texts.push(new Sighting(node as ts.StringLiteralLike | ts.TemplateExpression, scope, around));
        if (node.kind !== ts.SyntaxKind.TemplateExpression) continue;
        break;
      }
      case Role.Function: {
        const callable = node as Callable;
        scope = outer.inner(callable);
        functions.set(callable, new Sighting(callable, scope, around));
        if (ts.isFunctionDeclaration(callable) && callable.name !== undefined) outer.give(callable.name.text, { kind: 'function', node: callable, at: node.pos });
        for (const parameter of callable.parameters) declareParameter(parameter, scope);
        break;
      }
      case Role.Class: {
        const declared = node as ts.ClassLikeDeclaration;
        scope = outer.inner(outer.inside, new Map());
        classes.push(new Sighting(declared, scope, around));
        if (declared.name !== undefined) outer.give(declared.name.text, { kind: 'opaque', at: node.pos });
        break;
      }
      case Role.Block: {
        scope = outer.inner();
        break;
      }
      case Role.Catch: {
        scope = outer.inner();
        const { variableDeclaration } = node as ts.CatchClause;
        if (variableDeclaration !== undefined) for (const name of boundNames(variableDeclaration.name)) scope.give(name, { kind: 'opaque', at: node.pos });
        break;
      }
      case Role.Variables: {
        const target = (node.flags & ts.NodeFlags.BlockScoped) === 0 ? functionScope(scope) : scope;
        for (const declaration of (node as ts.VariableDeclarationList).declarations) declareVariable(declaration, target, scope);
        break;
      }
      case Role.Property: {
        const { name, initializer } = node as ts.PropertyDeclaration;
        if (initializer !== undefined) scope.giveThis(memberName(name), { node: initializer, scope });
        break;
      }
      case Role.Call: {
        const call = node as Call['node'];
        const callee = unwrapped(call.expression);
        const word = lastWord(callee);
        if (word === '' || word === 'default' || ts.isIdentifier(callee)) plain.add(word);
        addTo(calls, word, new Sighting(call, scope, around));
        break;
      }
      case Role.ObjectProperty: {
        const property = node as ts.PropertyAssignment | ts.ShorthandPropertyAssignment;
        addTo(properties, memberName(property.name) ?? '', new Sighting(property, scope, around));
        break;
      }
      case Role.Binary: {
        const binary = node as ts.BinaryExpression;
        const operator = binary.operatorToken.kind;
        if (assigning.has(operator)) {
          pending.push({ target: binary.left, value: binary.right, scope });
          addTo(assignments, lastWord(binary.left), new Sighting(binary, scope, around));
        } else if (comparing.has(operator)) comparisons.push(new Sighting(binary, scope, around));
        break;
      }
      default:
    }
    const first = open.length;
    frame = { node, scope, outer: around };
    ts.forEachChild(node, (child) => {
      push(child);
    });
    reverse(open, first);
  }
  for (const { target, value, scope } of pending) assign(target, value, scope);
  return part;
}

const assigning = new Set([ts.SyntaxKind.EqualsToken, ts.SyntaxKind.QuestionQuestionEqualsToken, ts.SyntaxKind.BarBarEqualsToken]);
const comparing = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

function reverse(list: unknown[], from: number): void {
  for (let low = from, high = list.length - 1; low < high; low++, high--) {
    const moved = list[low];
    list[low] = list[high];
    list[high] = moved;
  }
}

/** Chains of calls nest thousands deep; nobody asks for what lies further out. */
const farthest = 60;

function functionScope(scope: Level): Level {
  let current = scope;
  while (current.outer !== undefined && current.outer.inside === current.inside) current = current.outer;
  return current;
}

function declareParameter(parameter: ts.ParameterDeclaration, scope: Level): void {
  const type = ts.isIdentifier(parameter.name) ? parameter.type : undefined;
  for (const name of boundNames(parameter.name)) scope.give(name, { kind: 'opaque', at: parameter.pos, type });
  if (parameter.initializer !== undefined && ts.isIdentifier(parameter.name)) scope.give(parameter.name.text, { kind: 'value', node: parameter.initializer, path: [], scope, at: parameter.pos, declared: false });
}

/** `target` gets the name, `scope` is where its value is read. */
function declareVariable({ name, initializer, pos }: ts.VariableDeclaration, target: Level, scope: Level): void {
  // Imports of the top level are known by then; a `require` in a function is one too.
  const required = initializer === undefined ? undefined : requiredModule(initializer);
  if (required !== undefined) {
    if (scope.outer === undefined) return;
    if (ts.isIdentifier(name)) target.give(name.text, { kind: 'import', ...required, at: pos });
    else for (const [local, path] of parts(name)) target.give(local, path.length === 1 && required.name === '*' ? { kind: 'import', module: required.module, name: path[0] ?? '*', at: pos } : { kind: 'opaque', at: pos });
    return;
  }
  if (initializer === undefined) for (const local of boundNames(name)) target.declare(local);
  else if (ts.isIdentifier(name)) target.give(name.text, { kind: 'value', node: initializer, path: [], scope, at: pos, declared: true });
  else {
    const read = new Map(parts(name));
    for (const local of boundNames(name)) {
      const path = read.get(local);
      target.give(local, path === undefined ? { kind: 'opaque', at: pos } : { kind: 'value', node: initializer, path, scope, at: pos, declared: true });
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

function assign(target: ts.Expression, value: ts.Expression, scope: Level): void {
  const path = referencePath(target);
  const [root, ...rest] = path ?? [];
  if (root === undefined) return;
  const [first] = rest;
  if (root === 'this') {
    if (rest.length === 1) scope.giveThis(first, { node: value, scope });
    return;
  }
  let holder = scope;
  while (holder.outer !== undefined && !holder.names.has(root)) holder = holder.outer;
  if (rest.length === 0) holder.assign(root, { kind: 'value', node: value, path: [], scope, at: target.pos, declared: false });
  else holder.giveMember(root, { path: rest, node: value, scope, at: target.pos });
}

/** The functions around a place, innermost first. */
export function functionsAround(scope: Scope): readonly Callable[] {
  const found: Callable[] = [];
  for (let current: Scope | undefined = scope; current !== undefined; current = current.outer) {
    if (current.inside !== undefined && found.at(-1) !== current.inside) found.push(current.inside);
  }
  return found;
}
