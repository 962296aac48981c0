/** What a name in a script stands for: a variable of the function around, or an import; and how a file imports more. */
import { bareModule, importsOf, isImport, isModule, isWhole, requiredModule } from '../../syntax/imports';
import { ts, walk, unwrapped, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { inserted, replaced } from './fix';

/** The only `const` of this name in the functions around, where it is given a value at once. */
export function constantNamed(name: string, around: readonly ts.Node[]): (ts.VariableDeclaration & { readonly initializer: ts.Expression }) | undefined {
  const scope = around.findLast((node) => ts.isFunctionLike(node)) ?? around.at(-1);
  if (scope === undefined) return undefined;
  const found: ts.VariableDeclaration[] = [];
  let others = 0;
  walk(scope, (node) => {
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Const) !== 0) {
      for (const declaration of node.declarations) if (ts.isIdentifier(declaration.name) && declaration.name.text === name) found.push(declaration);
    } else if ((ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) && ts.isIdentifier(node.name) && node.name.text === name) others++;
    return undefined;
  });
  const [only] = found;
  return only?.initializer !== undefined && found.length === 1 && others === 1 ? only as ts.VariableDeclaration & { initializer: ts.Expression } : undefined;
}

/** The declaration in the functions around that gives this name its value, also by taking an object apart. */
export function declarationNamed(name: string, around: readonly ts.Node[]): ts.VariableDeclaration | undefined {
  const scope = around.findLast((node) => ts.isFunctionLike(node)) ?? around.at(-1);
  const found: ts.VariableDeclaration[] = [];
  if (scope === undefined) return undefined;
  walk(scope, (node) => {
    if (ts.isVariableDeclaration(node) && (ts.isIdentifier(node.name) ? node.name.text === name : node.name.elements.some((element) => ts.isBindingElement(element) && ts.isIdentifier(element.name) && element.name.text === name))) found.push(node);
    return undefined;
  });
  return found.length === 1 ? found[0] : undefined;
}

/** How often a name is written in a script, its declaration included. Names of properties do not count. */
export function usesOf(name: string, script: Script): readonly ts.Identifier[] {
  const uses: ts.Identifier[] = [];
  const properties = new Set<ts.Node>();
  if (!script.text.includes(name)) return uses;
  walk(script, (node) => {
    if (ts.isPropertyAccessExpression(node) || ts.isPropertyAssignment(node)) properties.add(node.name);
    if (ts.isIdentifier(node) && node.text === name && !properties.has(node)) uses.push(node);
    return undefined;
  });
  return uses;
}

/** `base`, or `base2` … where something in the file has that name already. */
export function freshName(script: Script, base: string): string {
  let name = base;
  for (let i = 2; usesOf(name, script).length > 0; i++) name = base + String(i);
  return name;
}

/** A way to say names of a module, and the edits that make it possible. */
export interface Way {
  readonly say: (name: string) => string;
  readonly edits: readonly TextEdit[];
}

/** Names of a module, through what the file imports of it already or a new import behind the last. */
export function saying(names: readonly string[], specifier: string, script: Script): Way {
  const known = [...importsOf(script)].filter(([, imported]) => imported.module === bareModule(specifier));
  const whole = known.find(([, imported]) => isWhole(imported));
  if (whole !== undefined) return { say: (name) => `${whole[0]}.${name}`, edits: [] };
  const local = new Map(known.map(([name, imported]) => [imported.name, name]));
  const missing = names.filter((name) => !local.has(name));
  const edits = missing.length === 0 ? [] : [importEdit(isModule(script) ? `import { ${missing.join(', ')} } from ${quoteLike(script, specifier)};` : `const { ${missing.join(', ')} } = require(${quoteLike(script, specifier)});`, script)];
  return { say: (name) => local.get(name) ?? name, edits };
}

function quoteLike(script: Script, specifier: string): string {
  const quote = /(?:from|require\()\s*(['"])/.exec(script.text)?.[1] ?? "'";
  return quote + specifier + quote;
}

/** A line behind the last import, or at the file's top. */
export function importEdit(line: string, script: Script): TextEdit {
  const last = script.statements.findLast(isImport);
  if (last !== undefined) return inserted(last.end, `\n${line}`);
  const [first] = script.statements;
  // A directive such as 'use strict' stays first.
  if (first !== undefined && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression)) return inserted(first.end, `\n${line}`);
  return inserted(first?.getStart(script) ?? 0, `${line}\n`);
}

/** Text behind the last import: constants and functions of the whole file. */
export function moduleEdit(text: string, script: Script): TextEdit {
  const last = script.statements.findLast(isImport);
  if (last !== undefined) return inserted(last.end, `\n\n${text}`);
  const [first] = script.statements;
  return inserted(first?.getStart(script) ?? 0, `${text}\n\n`);
}

/** The same at the file's end. */
export function endEdit(text: string, script: Script): TextEdit {
  const last = script.statements.at(-1);
  return inserted(last?.end ?? script.text.length, `\n\n${text}`);
}

/**
 * A call by another name of the same package: `exec` becomes `execFile`, `yaml.load` becomes `yaml.safeLoad`. Undefined where the
 * name comes from elsewhere than the module.
 */
export function renamedCall(callee: ts.Expression, to: string, isMeant: (module: string) => boolean, script: Script): readonly TextEdit[] | undefined {
  const inner = unwrapped(callee);
  const imports = importsOf(script);
  if (ts.isPropertyAccessExpression(inner)) {
    const from = ts.isIdentifier(inner.expression) ? imports.get(inner.expression.text) : requiredModule(inner.expression);
    return from !== undefined && isMeant(from.module) ? [replaced(inner.name, to, script)] : undefined;
  }
  const imported = ts.isIdentifier(inner) ? imports.get(inner.text) : undefined;
  if (imported === undefined || !isMeant(imported.module) || isWhole(imported) || !ts.isIdentifier(inner)) return undefined;
  const known = [...imports].find(([, other]) => other.module === imported.module && other.name === to)?.[0];
  if (known !== undefined) return [replaced(inner, known, script)];
  if (usesOf(inner.text, script).length === 2) {
    const specifier = ts.isIdentifier(imported.node) ? onlyProperty(imported.node, to, script) : [replaced(imported.node, to, script)];
    return specifier === undefined ? undefined : [...specifier, replaced(inner, to, script)];
  }
  return ts.isIdentifier(imported.node) ? undefined : [inserted(imported.node.end, `, ${to}`), replaced(inner, to, script)];
}

/** `const exec = require('child_process').exec`: both names change. */
function onlyProperty(name: ts.Identifier, to: string, script: Script): readonly TextEdit[] | undefined {
  for (const statement of script.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: declared, initializer } of statement.declarationList.declarations) {
      if (declared === name && initializer !== undefined && ts.isPropertyAccessExpression(initializer)) return [replaced(name, to, script), replaced(initializer.name, to, script)];
    }
  }
  return undefined;
}
