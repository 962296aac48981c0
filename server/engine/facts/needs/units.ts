/**
 * Cuts a script into the pieces that are reached one by one – functions, variables, classes, their members, what runs on import – and says
 * which names each of them uses. What stands in a statement of the top level is read when somebody gets there. Knows no other file and no package.
 */
import { importsOf, isModule, requiredModule, type Imported } from '../../syntax/imports';
import type { Reading } from '../../code/scopes';
import { ts, unwrapped, type Script } from '../../syntax/script';
import { isFunctionValue, memberName } from '../../syntax/names';
import { addTo } from '../../text/groups';

/** What a name of a script stands for. */
export interface Binding {
  readonly kind: 'import' | 'variable' | 'parameter' | 'function' | 'class';
  readonly name: string;
  readonly imported?: Omit<Imported, 'node'> & { readonly node: ts.Node };
  /** Of a variable: what it is given where it is declared. */
  readonly initializer?: ts.Expression | undefined;
  /** Of a function or class, the node itself; of a parameter, its function. */
  readonly node?: ts.Node;
  readonly index?: number;
  /** The fields that a pattern takes it out of, outermost first; `...` for what a rest takes. */
  readonly path: readonly string[];
  readonly fallback?: ts.Expression | undefined;
  readonly type?: ts.TypeNode | undefined;
  /** What else it is set to. */
  readonly assigned: ts.Expression[];
  /** What its fields are set to; `*` for what is put into a list. */
  readonly fields: Map<string, ts.Expression[]>;
  /** The piece that it stands for; undefined for names inside of one. */
  unit: Unit | undefined;
}

export interface Scope {
  readonly parent: Scope | undefined;
  readonly names: Map<string, Binding>;
  /** The function whose scope it is. */
  readonly ofFunction: boolean;
}

/** One use of a name that means something outside of the piece, or of a member of it. */
export interface Use {
  readonly binding: Binding;
  /** The member that is read, where only that is. */
  readonly member: string | undefined;
  /** The name, or `module.exports` and `this` where they stand for what the script exports. */
  readonly node: ts.Expression;
}

export interface Unit {
  readonly index: ScriptIndex;
  /** For people: `save`, `Orders.save`; '' for what runs on import. */
  readonly name: string;
  readonly node: ts.Node;
  readonly uses: Use[];
  /** Names of members that are read or called. */
  readonly mentions: Set<string>;
  readonly calls: (ts.CallExpression | ts.NewExpression)[];
  /** Modules that are loaded where they are used. */
  readonly loads: string[];
  /** Members that are chosen at run time and called, modules that are named at run time. */
  readonly chosen: ts.Node[];
  /** Of a class or an object of functions: by name. */
  readonly members: Map<string, Unit[]>;
  /** Of a class: the framework may call any member. */
  decorated: boolean;
}

export type Exported =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'expression'; readonly node: ts.Expression; readonly unit: Unit }
  | { readonly kind: 'from'; readonly module: string; readonly name: string };

export interface ScriptIndex {
  readonly script: Script;
  readonly uri: string;
  readonly top: Scope;
  /** Of a name, a call, a literal, a function, a class of the script. */
  readonly scopeOf: (node: ts.Node) => Scope | undefined;
  /** The class whose instance `this` is. */
  readonly selfOf: (node: ts.Node) => ts.ClassLikeDeclaration | undefined;
  /** What `this.name` is set to. */
  readonly fieldsOf: (node: ts.ClassLikeDeclaration) => ReadonlyMap<string, readonly ts.Expression[]> | undefined;
  /** Reads the statement of the top level that a node stands in, before its unit's uses, calls and members are asked for. */
  readonly read: (node: ts.Node) => void;
  readonly exports: ReadonlyMap<string, Exported>;
  /** Modules all of whose exports are handed on. */
  readonly stars: readonly string[];
  /** What runs when the module is loaded; `main` for what runs only when it is the program. */
  readonly effects: readonly Unit[];
  readonly main: readonly Unit[];
  readonly imports: ReadonlySet<string>;
}

interface Context {
  readonly scope: Scope;
  readonly unit: Unit;
  readonly self: ts.ClassLikeDeclaration | undefined;
}

/** `reading` says what names of the top level are given from anywhere in the script. */
export function indexOf(script: Script, reading: Reading): ScriptIndex {
  return new Indexing(script, reading).index;
}

/** Nodes that wait to be read. */
type Open = { readonly node: ts.Node; readonly context: Context }[];

class Indexing {
  readonly index: ScriptIndex;
  private readonly scopes = new Map<ts.Node, Scope>();
  private readonly selves = new Map<ts.Node, ts.ClassLikeDeclaration>();
  private readonly fields = new Map<ts.ClassLikeDeclaration, Map<string, ts.Expression[]>>();
  private readonly exports = new Map<string, Exported>();
  private readonly stars: string[] = [];
  private readonly effects: Unit[] = [];
  private readonly main: Unit[] = [];
  private readonly imports = new Set<string>();
  private open: Open = [];
  /** By the statement's place among all. */
  private readonly unread = new Map<number, Open>();
  /** Settings of names and fields, told once the declarations of the statement are known. */
  private later: (() => void)[] = [];
  /** Names, looked up then too: these are many. */
  private named: { readonly name: string; readonly node: ts.Expression; readonly context: Context }[] = [];

  constructor(private readonly script: Script, reading: Reading) {
    const top: Scope = { parent: undefined, names: new Map(), ofFunction: true };
    this.index = {
      script, uri: script.fileName, top, exports: this.exports, stars: this.stars, effects: this.effects, main: this.main, imports: this.imports,
      scopeOf: (node) => this.known(this.scopes, node), selfOf: (node) => this.known(this.selves, node), fieldsOf: (node) => this.known(this.fields, node), read: (node) => { this.read(node); },
    };
    const imports = importsOf(script, { types: true });
    for (const [name, imported] of imports) top.names.set(name, importBinding(name, imported));
    if (!isModule(script)) top.names.set(ownExports, importBinding(ownExports, { module: `./${script.fileName.slice(script.fileName.lastIndexOf('/') + 1)}`, name: '*', node: script }));
    script.statements.forEach((statement, place) => {
      const runs = this.effects.length + this.main.length;
      this.statement(statement, top, imports);
      if (this.effects.length + this.main.length > runs) this.run();
      else if (this.open.length > 0) this.unread.set(place, this.open);
      this.open = [];
    });
    this.assigned(reading);
  }

  private known<K extends ts.Node, V>(map: ReadonlyMap<K, V>, node: K): V | undefined {
    this.read(node);
    return map.get(node);
  }

  private read(node: ts.Node): void {
    if (this.unread.size === 0) return;
    const { statements } = this.script;
    let low = 0;
    let high = statements.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((statements[middle]?.pos ?? 0) <= node.pos) low = middle;
      else high = middle - 1;
    }
    const open = this.unread.get(low);
    if (open === undefined) return;
    this.unread.delete(low);
    this.open = open;
    this.run();
  }

  /** What names of the top level are set to, wherever that stands. */
  private assigned({ top }: Reading): void {
    for (const [name, givings] of top.names) {
      for (const giving of givings) {
        if (giving.kind !== 'value' || giving.declared || giving.path.length > 0) continue;
        (this.index.top.names.get(name) ?? this.declare(this.index.top, { kind: 'variable', name, path: [] })).assigned.push(giving.node);
      }
    }
    for (const [name, members] of top.members) {
      const binding = this.index.top.names.get(name);
      for (const { path: [field, ...deeper], node } of members) if (binding !== undefined && field !== undefined && deeper.length === 0) addTo(binding.fields, field, node);
    }
  }

  private newUnit(node: ts.Node, name: string): Unit {
    return { index: this.index, name, node, uses: [], mentions: new Set(), calls: [], loads: [], chosen: [], members: new Map(), decorated: false };
  }

  private push(node: ts.Node | undefined, context: Context): void {
    if (node !== undefined) this.open.push({ node, context });
  }

  private statement(statement: ts.Statement, scope: Scope, imports: ReadonlyMap<string, Imported>): void {
    const exported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    const byDefault = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true;
    if (ts.isImportDeclaration(statement)) {
      if (ts.isStringLiteral(statement.moduleSpecifier) && statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) this.imports.add(statement.moduleSpecifier.text);
    } else if (ts.isImportEqualsDeclaration(statement)) {
      const { moduleReference } = statement;
      if (ts.isExternalModuleReference(moduleReference) && ts.isStringLiteral(moduleReference.expression)) this.imports.add(moduleReference.expression.text);
    } else if (ts.isExportDeclaration(statement)) this.exportDeclaration(statement);
    else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      const name = statement.name?.text ?? 'default';
      const unit = this.newUnit(statement, name);
      const binding = this.declare(scope, { kind: ts.isFunctionDeclaration(statement) ? 'function' : 'class', name, node: statement, path: [] });
      binding.unit = unit;
      if (exported) this.exports.set(byDefault ? 'default' : name, { kind: 'name', name });
      this.push(statement, { scope, unit, self: undefined });
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) this.topVariable(declaration, scope, exported, imports);
    } else if (ts.isExportAssignment(statement)) {
      this.exportExpression('default', statement.expression, statement, scope);
      if (statement.isExportEquals === true) this.exportExpression('module.exports', statement.expression, statement, scope);
    } else if (ts.isExpressionStatement(statement) && this.commonExport(statement.expression, scope)) return;
    else if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement) && statement.kind !== ts.SyntaxKind.EmptyStatement) {
      const unit = this.newUnit(statement, ts.isEnumDeclaration(statement) ? statement.name.text : '');
      if (ts.isEnumDeclaration(statement)) {
        const binding = this.declare(scope, { kind: 'variable', name: statement.name.text, node: statement, path: [] });
        binding.unit = unit;
        if (exported) this.exports.set(statement.name.text, { kind: 'name', name: statement.name.text });
      } else (isProgram(statement, this.script) ? this.main : this.effects).push(unit);
      this.push(statement, { scope, unit, self: undefined });
    }
  }

  private exportDeclaration(statement: ts.ExportDeclaration): void {
    const module = statement.moduleSpecifier !== undefined && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : undefined;
    if (statement.isTypeOnly) return;
    if (module !== undefined) this.imports.add(module);
    const { exportClause: clause } = statement;
    if (clause === undefined) {
      if (module !== undefined) this.stars.push(module);
    } else if (ts.isNamespaceExport(clause)) {
      if (module !== undefined) this.exports.set(clause.name.text, { kind: 'from', module, name: '*' });
    } else {
      for (const element of clause.elements) {
        const name = (element.propertyName ?? element.name).text;
        this.exports.set(element.name.text, module === undefined ? { kind: 'name', name } : { kind: 'from', module, name });
      }
    }
  }

  private exportExpression(name: string, node: ts.Expression, at: ts.Node, scope: Scope): void {
    const inner = unwrapped(node);
    if (ts.isIdentifier(inner)) {
      this.exports.set(name, { kind: 'name', name: inner.text });
      return;
    }
    const unit = this.newUnit(at, name === 'module.exports' ? 'default' : name);
    this.exports.set(name, { kind: 'expression', node, unit });
    this.valueOf(node, { scope, unit, self: undefined }, unit);
  }

  /** `exports.name = …`, `module.exports = …`, `module.exports.name = …`. */
  private commonExport(expression: ts.Expression, scope: Scope): boolean {
    if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    const name = exportedName(expression.left);
    if (name === undefined) return false;
    // exports.a = exports.b = …
    if (ts.isBinaryExpression(expression.right)) this.commonExport(expression.right, scope);
    const value = innermost(expression.right);
    this.exportExpression(name, value, expression, scope);
    const inner = unwrapped(value);
    if (name === 'module.exports' && ts.isObjectLiteralExpression(inner)) {
      const owner = this.exports.get(name);
      for (const property of inner.properties) {
        if (ts.isShorthandPropertyAssignment(property)) this.exports.set(property.name.text, { kind: 'name', name: property.name.text });
        else if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer) && 'text' in property.name) this.exports.set(property.name.text, { kind: 'name', name: property.initializer.text });
        else if (owner?.kind === 'expression' && property.name !== undefined && 'text' in property.name) {
          const [member] = owner.unit.members.get(property.name.text) ?? [];
          const node = ts.isPropertyAssignment(property) ? property.initializer : ts.isMethodDeclaration(property) ? property as unknown as ts.Expression : undefined;
          if (node !== undefined) this.exports.set(property.name.text, { kind: 'expression', node, unit: member ?? owner.unit });
        } else if (ts.isSpreadAssignment(property)) {
          const required = requiredModule(property.expression);
          if (required !== undefined) this.stars.push(required.module);
        }
      }
    }
    return true;
  }

  private topVariable(declaration: ts.VariableDeclaration, scope: Scope, exported: boolean, imports: ReadonlyMap<string, Imported>): void {
    const own = declaration.initializer !== undefined && isOwnExports(unwrapped(declaration.initializer)) ? scope.names.get(ownExports) : undefined;
    if (own !== undefined && ts.isIdentifier(declaration.name)) {
      // `const self = module.exports;`
      scope.names.set(declaration.name.text, own);
      return;
    }
    const required = declaration.initializer === undefined ? undefined : requiredModule(declaration.initializer);
    if (required !== undefined) this.imports.add(required.module);
    const unit = this.newUnit(declaration, ts.isIdentifier(declaration.name) ? declaration.name.text : '');
    const declared: Binding[] = [];
    this.pattern(declaration.name, { kind: 'variable', initializer: declaration.initializer, type: declaration.type }, [], undefined, scope, declared, imports);
    for (const binding of declared) {
      binding.unit = unit;
      if (exported) this.exports.set(binding.name, { kind: 'name', name: binding.name });
    }
    const context: Context = { scope, unit, self: undefined };
    if (!ts.isIdentifier(declaration.name)) this.push(declaration.name, context);
    if (declaration.initializer !== undefined) this.valueOf(declaration.initializer, context, unit);
  }

  /** An object whose functions are reached one by one. */
  private valueOf(node: ts.Expression, context: Context, owner: Unit): void {
    let inner = unwrapped(node);
    if (ts.isCallExpression(inner) && /(?:^|\.)(?:freeze|seal)$/.test(inner.expression.getText(this.script)) && inner.arguments[0] !== undefined) inner = unwrapped(inner.arguments[0]);
    if (!ts.isObjectLiteralExpression(inner)) {
      this.push(node, context);
      return;
    }
    this.scopes.set(inner, context.scope);
    for (const property of inner.properties) {
      const name = property.name !== undefined && 'text' in property.name ? property.name.text : undefined;
      const value = ts.isPropertyAssignment(property) ? unwrapped(property.initializer) : undefined;
      const own = name !== undefined && (ts.isMethodDeclaration(property) || ts.isAccessor(property) || (value !== undefined && isFunctionValue(value)));
      if (!own) {
        this.push(property, context);
        continue;
      }
      const member = this.newUnit(property, owner.name === '' ? name : `${owner.name}.${name}`);
      addTo(owner.members, name, member);
      this.push(property, { ...context, unit: member });
    }
  }

  private declare(scope: Scope, parts: Omit<Binding, 'assigned' | 'fields' | 'unit'>): Binding {
    const known = scope.names.get(parts.name);
    // Overloads, and variables that are declared twice.
    if (known !== undefined && known.kind === parts.kind && (parts.kind === 'function' || parts.kind === 'variable')) {
      if (parts.initializer !== undefined) known.assigned.push(parts.initializer);
      if (parts.kind === 'variable' || (parts.node !== undefined && ts.isFunctionDeclaration(parts.node) && parts.node.body === undefined)) return known;
    }
    const binding: Binding = { ...parts, assigned: [], fields: new Map(), unit: undefined };
    scope.names.set(parts.name, binding);
    return binding;
  }

  private pattern(name: ts.BindingName, parts: Pick<Binding, 'kind'> & Partial<Binding>, path: readonly string[], fallback: ts.Expression | undefined, scope: Scope, declared: Binding[], imports?: ReadonlyMap<string, Imported>): void {
    if (ts.isIdentifier(name)) {
      const imported = imports?.get(name.text);
      if (imported !== undefined) {
        const known = scope.names.get(name.text);
        if (known !== undefined) declared.push(known);
        return;
      }
      declared.push(this.declare(scope, { ...parts, name: name.text, path, fallback, type: path.length === 0 ? parts.type : undefined }));
      return;
    }
    name.elements.forEach((element, position) => {
      if (!ts.isBindingElement(element)) return;
      const key = element.dotDotDotToken !== undefined ? '...' : ts.isArrayBindingPattern(name) ? String(position) : memberName(element.propertyName ?? element.name);
      this.pattern(element.name, parts, key === '...' ? path : [...path, key ?? '?'], element.initializer ?? fallback, scope, declared, imports);
    });
  }

  private run(): void {
    for (let next = this.open.pop(); next !== undefined; next = this.open.pop()) this.visit(next.node, next.context);
    for (const one of this.later) one();
    this.later = [];
    for (const { name, node, context } of this.named) {
      const binding = lookUp(name, context.scope) ?? (name === 'exports' && !this.ends.has(node) ? lookUp(ownExports, context.scope) : undefined);
      if (binding !== undefined && (binding.unit !== undefined || binding.kind === 'import')) context.unit.uses.push({ binding, member: this.members.get(node), node });
    }
    this.named = [];
  }

  private visit(node: ts.Node, context: Context): void {
    // Half of all nodes.
    if (ts.isIdentifier(node)) {
      this.identifier(node, context);
      return;
    }
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    let inner = context;
    if (ts.isFunctionLike(node)) inner = this.functionScope(node, context);
    else if (ts.isClassLike(node)) {
      this.classLike(node, context);
      return;
    } else if (ts.isBlock(node) || ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node) || ts.isCaseBlock(node) || ts.isCatchClause(node)) {
      inner = { ...context, scope: { parent: context.scope, names: new Map(), ofFunction: false } };
    }
    this.note(node, context, inner);
    ts.forEachChild(node, (child) => {
      if (counts(child)) this.push(child, inner);
    });
  }

  private note(node: ts.Node, context: Context, inner: Context): void {
    const { unit } = context;
    if (node.kind === ts.SyntaxKind.ThisKeyword) {
      if (context.self !== undefined) this.selves.set(node, context.self);
      else if (this.members.has(node)) this.named.push({ name: ownExports, node: node as ts.ThisExpression, context });
    } else if (ts.isPropertyAccessExpression(node)) {
      unit.mentions.add(node.name.text);
      if (isOwnExports(node)) {
        this.named.push({ name: ownExports, node, context });
        this.ends.add(node.name);
      }
      this.members.set(node.expression, node.name.text);
    } else if (ts.isElementAccessExpression(node)) {
      if (ts.isStringLiteralLike(node.argumentExpression)) unit.mentions.add(node.argumentExpression.text);
    } else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      unit.calls.push(node);
      this.scopes.set(node, context.scope);
      this.call(node, unit);
      this.pushed(node, context);
    } else if (ts.isVariableDeclarationList(node)) this.variables(node, context.scope);
    else if (ts.isForOfStatement(node)) this.loop(node, inner.scope);
    else if (ts.isBinaryExpression(node)) this.assignment(node, context);
    else if (ts.isBindingElement(node)) {
      const name = memberName(node.propertyName ?? node.name);
      if (name !== undefined) unit.mentions.add(name);
    } else if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node) || ts.isFunctionLike(node)) this.scopes.set(node, inner.scope);
  }

  private call(node: ts.CallExpression | ts.NewExpression, unit: Unit): void {
    const { expression } = node;
    const [first] = node.arguments ?? [];
    const loads = expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');
    if (loads && first !== undefined) {
      if (ts.isStringLiteralLike(first)) unit.loads.push(first.text);
      else unit.chosen.push(node);
    } else if (ts.isElementAccessExpression(expression) && !ts.isStringLiteralLike(expression.argumentExpression) && !ts.isNumericLiteral(expression.argumentExpression)) unit.chosen.push(node);
  }

  private pushed({ expression: callee, arguments: given }: ts.CallExpression | ts.NewExpression, context: Context): void {
    if (!ts.isPropertyAccessExpression(callee) || !/^(?:push|unshift)$/.test(callee.name.text) || !ts.isIdentifier(callee.expression)) return;
    const { text } = callee.expression;
    this.later.push(() => {
      const binding = lookUp(text, context.scope);
      for (const item of given ?? []) if (binding !== undefined && !ts.isSpreadElement(item)) addTo(binding.fields, '*', item);
    });
  }

  private variables(node: ts.VariableDeclarationList, scope: Scope): void {
    const place = (node.flags & ts.NodeFlags.BlockScoped) === 0 ? functionOf(scope) : scope;
    for (const declaration of node.declarations) this.pattern(declaration.name, { kind: 'variable', initializer: declaration.initializer, type: declaration.type }, [], undefined, place, []);
  }

  private loop(node: ts.ForOfStatement, scope: Scope): void {
    if (!ts.isVariableDeclarationList(node.initializer)) return;
    for (const declaration of node.initializer.declarations) this.pattern(declaration.name, { kind: 'variable', initializer: node.expression }, ['*'], undefined, scope, []);
  }

  private assignment(node: ts.BinaryExpression, context: Context): void {
    const kind = node.operatorToken.kind;
    if (kind !== ts.SyntaxKind.EqualsToken && kind !== ts.SyntaxKind.QuestionQuestionEqualsToken && kind !== ts.SyntaxKind.BarBarEqualsToken) return;
    const left = unwrapped(node.left);
    if (ts.isIdentifier(left)) this.later.push(() => this.inner(left.text, context.scope)?.assigned.push(node.right));
    else if (ts.isPropertyAccessExpression(left)) {
      const { expression, name } = left;
      if (expression.kind === ts.SyntaxKind.ThisKeyword && context.self !== undefined) addTo(this.fieldsOf(context.self), name.text, node.right);
      else if (ts.isIdentifier(expression)) this.later.push(() => {
        const binding = this.inner(expression.text, context.scope);
        if (binding !== undefined) addTo(binding.fields, name.text, node.right);
      });
    }
  }

  /** Of a name that is not the top level's: what those are set to is known by then. */
  private inner(name: string, scope: Scope): Binding | undefined {
    const binding = lookUp(name, scope);
    return binding === this.index.top.names.get(name) ? undefined : binding;
  }

  private fieldsOf(node: ts.ClassLikeDeclaration): Map<string, ts.Expression[]> {
    let fields = this.fields.get(node);
    if (fields === undefined) this.fields.set(node, (fields = new Map<string, ts.Expression[]>()));
    return fields;
  }

  private identifier(node: ts.Identifier, context: Context): void {
    this.scopes.set(node, context.scope);
    this.named.push({ name: node.text, node, context });
  }

  /** By the identifier before the dot. */
  private readonly members = new Map<ts.Node, string>();
  /** What stands behind the dot of `module.exports`. */
  private readonly ends = new Set<ts.Node>();

  private functionScope(node: ts.SignatureDeclaration, context: Context): Context {
    const scope: Scope = { parent: context.scope, names: new Map(), ofFunction: true };
    if (ts.isFunctionExpression(node) && node.name !== undefined) this.declare(scope, { kind: 'function', name: node.name.text, node, path: [] });
    if (ts.isFunctionDeclaration(node) && node.name !== undefined && context.unit.node !== node) this.declare(context.scope, { kind: 'function', name: node.name.text, node, path: [] });
    node.parameters.forEach((parameter, index) => {
      this.pattern(parameter.name, { kind: 'parameter', node, index, type: parameter.type }, parameter.dotDotDotToken === undefined ? [] : ['...'], parameter.initializer, scope, []);
    });
    // An arrow keeps what `this` is around it; a method has it from its class.
    const self = ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) ? undefined : context.self;
    return { ...context, scope, self };
  }

  private classLike(node: ts.ClassLikeDeclaration, context: Context): void {
    const own = context.unit.node === node;
    this.scopes.set(node, context.scope);
    if (!own && node.name !== undefined) this.declare(context.scope, { kind: 'class', name: node.name.text, node, path: [] });
    const inner: Context = { ...context, self: node };
    for (const clause of node.heritageClauses ?? []) if (clause.token === ts.SyntaxKind.ExtendsKeyword) for (const type of clause.types) this.push(type.expression, context);
    for (const decorator of decoratorsOf(node)) this.push(decorator.expression, context);
    for (const member of node.members) {
      const name = member.name !== undefined && 'text' in member.name ? member.name.text : undefined;
      const decorators = decoratorsOf(member);
      if (decorators.length > 0) context.unit.decorated = true;
      const callable = ts.isMethodDeclaration(member) || ts.isAccessor(member) || (ts.isPropertyDeclaration(member) && member.initializer !== undefined && isFunctionValue(unwrapped(member.initializer)));
      if (own && callable && name !== undefined) {
        const unit = this.newUnit(member, `${context.unit.name}.${name}`);
        addTo(context.unit.members, name, unit);
        this.push(member, { ...inner, unit });
      } else this.push(member, inner);
    }
  }
}

/** Words, literals and signs hold nothing, but for names and `this`. */
function counts({ kind }: ts.Node): boolean {
  return kind >= ts.SyntaxKind.FirstNode || kind === ts.SyntaxKind.Identifier || kind === ts.SyntaxKind.ThisKeyword;
}

function decoratorsOf(node: ts.Node): readonly ts.Decorator[] {
  return ts.canHaveDecorators(node) ? ts.getDecorators(node) ?? [] : [];
}

export function lookUp(name: string, scope: Scope | undefined): Binding | undefined {
  for (let current = scope; current !== undefined; current = current.parent) {
    const found = current.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function functionOf(scope: Scope): Scope {
  let current = scope;
  while (!current.ofFunction && current.parent !== undefined) current = current.parent;
  return current;
}

/** Stands for what a script that is no ES module exports; no name is written so. */
export const ownExports = 'module.exports';

/** `exports`, `module.exports`, in a script that is no ES module. */
export function isOwnExports(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === 'exports';
  return ts.isPropertyAccessExpression(node) && node.name.text === 'exports' && ts.isIdentifier(node.expression) && node.expression.text === 'module';
}

function importBinding(name: string, imported: NonNullable<Binding['imported']>): Binding {
  return { kind: 'import', name, imported, path: [], assigned: [], fields: new Map(), unit: undefined };
}

function exportedName(left: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(left)) return undefined;
  if (isOwnExports(left)) return ownExports;
  return isOwnExports(left.expression) ? left.name.text : undefined;
}

function innermost(node: ts.Expression): ts.Expression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && exportedName(node.left) !== undefined ? innermost(node.right) : node;
}

/** `if (require.main === module)`, `if (import.meta.url === …)`: runs where the file is the program. */
function isProgram(statement: ts.Statement, script: Script): boolean {
  return ts.isIfStatement(statement) && /require\.main|import\.meta/.test(statement.expression.getText(script));
}

/** True for a name that is imported as a type. */
export function typeAnnotated({ imported }: Binding): boolean {
  if (imported === undefined) return false;
  return ts.isImportSpecifier(imported.node) && imported.node.isTypeOnly;
}
