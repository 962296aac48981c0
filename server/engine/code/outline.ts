/** What one script declares, imports and exports at its top level. Reads that file alone and follows nothing. */
import type { Snapshot } from '../snapshot';
import { ts, type Script } from '../syntax/script';
import { hasModifier, namesIn, referencePath, textOf } from '../syntax/names';
import { addTo } from '../text/groups';

/** `imported` is an exported name, `default`, or `*` for the whole module. */
export interface Import {
  readonly specifier: string;
  readonly imported: string;
}

export type Declaration =
  | { readonly kind: 'function'; readonly node: ts.FunctionDeclaration }
  | { readonly kind: 'class'; readonly node: ts.ClassDeclaration }
  | { readonly kind: 'enum'; readonly node: ts.EnumDeclaration }
  | { readonly kind: 'namespace'; readonly node: ts.ModuleDeclaration }
  | { readonly kind: 'variable'; readonly node: ts.VariableDeclaration };

export type Export =
  | { readonly kind: 'local'; readonly name: string; readonly at: ts.Node }
  | { readonly kind: 'expression'; readonly node: ts.Expression; readonly at: ts.Node }
  | { readonly kind: 'from'; readonly specifier: string; readonly imported: string; readonly at: ts.Node };

export interface Outline {
  readonly script: Script;
  readonly imports: ReadonlyMap<string, Import>;
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly exports: ReadonlyMap<string, Export>;
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  /** Assignments at the top level, and calls that put something in: by the variable that they change, or change inside. */
  readonly assignments: ReadonlyMap<string, readonly ts.Expression[]>;
  /** Every specifier that is imported or required anywhere at the top level. */
  readonly specifiers: readonly string[];
}

interface Draft {
  readonly script: Script;
  readonly imports: Map<string, Import>;
  readonly declarations: Map<string, Declaration>;
  readonly exports: Map<string, Export>;
  readonly stars: string[];
  readonly assignments: Map<string, ts.Expression[]>;
  readonly specifiers: Set<string>;
}

/** Worked out once a tree. */
export function outlineOf(script: Script, { memo }: Pick<Snapshot, 'memo'>): Outline {
  return memo.of('outline', script, outline);
}

export function outline(script: Script): Outline {
  const draft: Draft = { script, imports: new Map(), declarations: new Map(), exports: new Map(), stars: [], assignments: new Map(), specifiers: new Set() };
  for (const statement of script.statements) readStatement(statement, draft);
  return { ...draft, specifiers: [...draft.specifiers] };
}

function readStatement(statement: ts.Statement, draft: Draft): void {
  if (ts.isImportDeclaration(statement)) readImport(statement, draft);
  else if (ts.isImportEqualsDeclaration(statement)) readImportEquals(statement, draft);
  else if (ts.isExportDeclaration(statement)) readExport(statement, draft);
  else if (ts.isExportAssignment(statement)) draft.exports.set(statement.isExportEquals === true ? 'module.exports' : 'default', { kind: 'expression', node: statement.expression, at: statement.expression });
  else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) readDeclared(statement, draft);
  else if (ts.isModuleDeclaration(statement)) readNamespace(statement, draft);
  else if (ts.isVariableStatement(statement)) readVariables(statement, draft);
  else if (ts.isExpressionStatement(statement)) readAssignment(statement.expression, draft);
  else if (ts.isBlock(statement)) for (const inner of statement.statements) readStatement(inner, draft);
  else if (ts.isIfStatement(statement) && ts.isBlock(statement.thenStatement)) for (const inner of statement.thenStatement.statements) readStatement(inner, draft);
  else if (ts.isTryStatement(statement)) for (const inner of statement.tryBlock.statements) readStatement(inner, draft);
}

function readImport(statement: ts.ImportDeclaration, draft: Draft): void {
  const specifier = textOf(statement.moduleSpecifier);
  if (specifier === undefined) return;
  const clause = statement.importClause;
  if (clause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) draft.specifiers.add(specifier);
  if (clause === undefined) return;
  if (clause.name !== undefined) draft.imports.set(clause.name.text, { specifier, imported: 'default' });
  const bindings = clause.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) draft.imports.set(bindings.name.text, { specifier, imported: '*' });
  else for (const element of bindings.elements) draft.imports.set(element.name.text, { specifier, imported: element.propertyName?.text ?? element.name.text });
}

function readImportEquals(statement: ts.ImportEqualsDeclaration, draft: Draft): void {
  if (!ts.isExternalModuleReference(statement.moduleReference)) return;
  const specifier = textOf(statement.moduleReference.expression);
  if (specifier === undefined) return;
  draft.specifiers.add(specifier);
  draft.imports.set(statement.name.text, { specifier, imported: '*' });
}

function readExport(statement: ts.ExportDeclaration, draft: Draft): void {
  const specifier = statement.moduleSpecifier === undefined ? undefined : textOf(statement.moduleSpecifier);
  if (specifier !== undefined && !statement.isTypeOnly) draft.specifiers.add(specifier);
  if (statement.exportClause === undefined) {
    if (specifier !== undefined) draft.stars.push(specifier);
  } else if (ts.isNamespaceExport(statement.exportClause)) {
    if (specifier !== undefined) draft.exports.set(statement.exportClause.name.text, { kind: 'from', specifier, imported: '*', at: statement.exportClause });
  } else {
    for (const element of statement.exportClause.elements) {
      const imported = element.propertyName?.text ?? element.name.text;
      draft.exports.set(element.name.text, specifier === undefined ? { kind: 'local', name: imported, at: element.name } : { kind: 'from', specifier, imported, at: element.name });
    }
  }
}

function readDeclared(statement: ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration, draft: Draft): void {
  const name = statement.name?.text ?? 'default';
  if (ts.isFunctionDeclaration(statement)) {
    // An overload has no body; the implementation comes last.
    if (statement.body !== undefined || !draft.declarations.has(name)) draft.declarations.set(name, { kind: 'function', node: statement });
  } else if (ts.isClassDeclaration(statement)) draft.declarations.set(name, { kind: 'class', node: statement });
  else draft.declarations.set(name, { kind: 'enum', node: statement });
  if (hasModifier(statement, ts.SyntaxKind.ExportKeyword)) {
    const at = statement.name ?? statement;
    draft.exports.set(hasModifier(statement, ts.SyntaxKind.DefaultKeyword) ? 'default' : name, { kind: 'local', name, at });
  }
}

function readNamespace(statement: ts.ModuleDeclaration, draft: Draft): void {
  if (!ts.isIdentifier(statement.name) || draft.declarations.has(statement.name.text)) return;
  const { text } = statement.name;
  draft.declarations.set(text, { kind: 'namespace', node: statement });
  if (hasModifier(statement, ts.SyntaxKind.ExportKeyword)) draft.exports.set(text, { kind: 'local', name: text, at: statement.name });
}

function readVariables(statement: ts.VariableStatement, draft: Draft): void {
  const exported = hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  for (const declaration of statement.declarationList.declarations) {
    for (const name of namesIn(declaration.name)) {
      draft.declarations.set(name.text, { kind: 'variable', node: declaration });
      if (exported) draft.exports.set(name.text, { kind: 'local', name: name.text, at: name });
    }
    if (declaration.initializer !== undefined) readAssignment(declaration.initializer, draft);
    collectRequires(declaration.initializer, draft, 0);
  }
}

/** `exports.a = …`, `module.exports = …`, `x = …`, `x.y = …`; chains of assignments too. */
function readAssignment(expression: ts.Expression, draft: Draft): void {
  collectRequires(expression, draft, 0);
  if (ts.isCallExpression(expression)) readPut(expression, draft);
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
  const path = referencePath(expression.left);
  if (path === undefined) return;
  const [root, second, third] = path;
  const value = expression.right;
  if (root === 'module' && second === 'exports' && path.length === 2) draft.exports.set('module.exports', { kind: 'expression', node: value, at: expression.left });
  else if (root === 'module' && second === 'exports' && third !== undefined && path.length === 3) draft.exports.set(third, { kind: 'expression', node: value, at: nameNode(expression.left) });
  else if (root === 'exports' && second !== undefined && path.length === 2) draft.exports.set(second, { kind: 'expression', node: value, at: nameNode(expression.left) });
  else if (root !== undefined) addTo(draft.assignments, root, expression);
  readAssignment(value, draft);
}

const putting = new Set(['set', 'add', 'push', 'unshift', 'on', 'once', 'addListener', 'prependListener']);

/** `routes.set('list', list)`, `bus.on('order', store)` */
function readPut(call: ts.CallExpression, draft: Draft): void {
  const path = referencePath(call.expression);
  const [root] = path ?? [];
  if (path !== undefined && root !== undefined && path.length > 1 && putting.has(path.at(-1) ?? '')) addTo(draft.assignments, root, call);
}

function nameNode(node: ts.Expression): ts.Node {
  return ts.isPropertyAccessExpression(node) ? node.name : node;
}

function collectRequires(node: ts.Node | undefined, draft: Draft, depth: number): void {
  if (node === undefined || depth > 6) return;
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    const required = first === undefined ? undefined : textOf(first);
    if (required !== undefined && (node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require'))) draft.specifiers.add(required);
    collectRequires(node.expression, draft, depth + 1);
    for (const argument of node.arguments) collectRequires(argument, draft, depth + 1);
  } else if (ts.isPropertyAccessExpression(node) || ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isNewExpression(node)) collectRequires(node.expression, draft, depth + 1);
  else if (ts.isBinaryExpression(node)) collectRequires(node.right, draft, depth + 1);
}
