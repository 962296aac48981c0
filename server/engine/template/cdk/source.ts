/** Finds places in a program's text and says things in its words: literals, imports, names of constructs. Knows no change. */
import { spanOf, ts, walk, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';
import { moduleOf, normalised } from './library';

/** The outermost expression with exactly this span. */
export function expressionAt(script: Script, span: Span): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  walk(script, (node) => {
    if (found !== undefined || node.end < span.start || node.pos > span.end) return false;
    const own = spanOf(node, script);
    if (own.start === span.start && own.end === span.end && ts.isExpression(node)) {
      found = node;
      return false;
    }
    return true;
  });
  return found;
}

/** What holds the expression with this span as its direct part. */
export function holderOf(script: Script, span: Span): ts.Node | undefined {
  let found: ts.Node | undefined;
  walk(script, (node) => {
    if (node.end < span.start || node.pos > span.end) return false;
    ts.forEachChild(node, (child) => {
      const own = spanOf(child, script);
      if (own.start === span.start && own.end === span.end) found ??= node;
    });
    return found === undefined;
  });
  return found;
}

/** The call whose method has this name's span. */
export function callNamedAt(script: Script, span: Span): ts.CallExpression | undefined {
  let found: ts.CallExpression | undefined;
  walk(script, (node) => {
    if (node.end < span.start || node.pos > span.end) return false;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const own = spanOf(node.expression.name, script);
      if (own.start === span.start && own.end === span.end) found = node;
    }
    return found === undefined;
  });
  return found;
}

/** The statement that holds an offset, the innermost one that stands in a block or file. */
export function statementAt(script: Script, offset: number): ts.Statement | undefined {
  let found: ts.Statement | undefined;
  walk(script, (node) => {
    if (offset < node.pos || offset > node.end) return false;
    if (ts.isBlock(node) || ts.isSourceFile(node)) found = node.statements.find((one) => one.pos <= offset && offset < one.end) ?? found;
    return true;
  });
  return found;
}

/** What a `new` with this span is called where it stands: `table`, `this.table`. */
export function nameOfMade(script: Script, span: Span): string | undefined {
  const holder = holderOf(script, span);
  if (holder === undefined) return undefined;
  if (ts.isVariableDeclaration(holder)) return ts.isIdentifier(holder.name) ? holder.name.text : undefined;
  if (ts.isBinaryExpression(holder) && holder.operatorToken.kind === ts.SyntaxKind.EqualsToken) return holder.left.getText(script);
  return ts.isPropertyDeclaration(holder) ? `this.${holder.name.getText(script)}` : undefined;
}

/** `const orders = ` in front of a `new` that is a statement of its own. */
export function namedAnew(script: Script, span: Span, id: string): { readonly name: string; readonly edit: TextEdit } | undefined {
  const statement = statementAt(script, span.start);
  if (statement === undefined || !ts.isExpressionStatement(statement) || statement.expression.getStart(script) !== span.start || statement.expression.end !== span.end) return undefined;
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word, i) => (i === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1)).join('');
  return /^[a-z]/.test(name) && !isTaken(script, name) ? { name, edit: { span: { start: span.start, end: span.start }, newText: `const ${name} = ` } } : undefined;
}

export function propertyNamed(object: ts.ObjectLiteralExpression, name: string): ts.PropertyAssignment | undefined {
  return object.properties.find((one): one is ts.PropertyAssignment => ts.isPropertyAssignment(one) && 'text' in one.name && one.name.text === name);
}

/** The quote that the file uses. */
export function quoteOf(script: Script): string {
  const first = script.statements.find((one) => ts.isImportDeclaration(one));
  return first !== undefined && ts.isImportDeclaration(first) && first.moduleSpecifier.getText(script).startsWith('"') ? '"' : "'";
}

export function quoted(text: string, script: Script): string {
  const quote = quoteOf(script);
  return quote + text.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`).replace(/\n/g, '\\n') + quote;
}

/** How a file says a name of one of CDK's modules, with the import that it takes where it has none. */
export interface Said {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** `lambda.Tracing` where the module is imported whole, `Tracing` where it is (or then will be) imported by name. */
export function said(script: Script, module: string, name: string): Said | undefined {
  let extend: Said | undefined;
  // Who imports module by module goes on so.
  const bySubmodule = script.statements.some((one) => ts.isImportDeclaration(one) && ts.isStringLiteral(one.moduleSpecifier) && one.moduleSpecifier.text.startsWith('aws-cdk-lib/'));
  let last: ts.ImportDeclaration | undefined;
  for (const statement of script.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (last === undefined || isCdk(statement) || !isCdk(last)) last = statement;
    const imported = moduleOf(statement.moduleSpecifier.text);
    const clause = statement.importClause;
    if (imported === undefined || clause === undefined || clause.phaseModifier !== undefined) continue;
    const bindings = clause.namedBindings;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
      if (imported === module) return { text: `${bindings.name.text}.${name}`, edits: [] };
      if (imported === 'core' && !bySubmodule) extend ??= { text: `${bindings.name.text}.${module.replace(/-/g, '_')}.${name}`, edits: [] };
    } else if (bindings !== undefined) {
      for (const element of bindings.elements) {
        const original = element.propertyName?.text ?? element.name.text;
        const meant = normalised(imported, [original]);
        if (meant.module === module && meant.path.length === 0) return { text: `${element.name.text}.${name}`, edits: [] };
        if (meant.module === module && meant.path[0] === name) return { text: element.name.text, edits: [] };
      }
      const end = bindings.elements.at(-1)?.end;
      if (imported === module && end !== undefined && !isTaken(script, name)) extend = { text: name, edits: [{ span: { start: end, end }, newText: `, ${name}` }] };
    }
  }
  if (extend !== undefined) return extend;
  // The one thing that is always right: an import of its own.
  const short = module === 'core' ? 'cdk' : module.replace(/^aws-/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const local = [short, `aws${short.charAt(0).toUpperCase()}${short.slice(1)}`].find((name) => !isTaken(script, name));
  if (last === undefined || local === undefined || !/aws-cdk-lib/.test(script.text)) return undefined;
  const specifier = module === 'core' ? 'aws-cdk-lib' : `aws-cdk-lib/${module}`;
  return { text: `${local}.${name}`, edits: [{ span: { start: last.end, end: last.end }, newText: `\nimport * as ${local} from ${quoted(specifier, script)}${script.text[last.end - 1] === ';' ? ';' : ''}` }] };
}

/** New imports stand with their like. */
function isCdk({ moduleSpecifier }: ts.ImportDeclaration): boolean {
  return ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text.startsWith('aws-cdk-lib');
}

export function isTaken(script: Script, name: string): boolean {
  let found = false;
  walk(script, (node) => {
    // Behind a dot it is another thing's name.
    if (ts.isIdentifier(node) && node.text === name && script.text[node.getStart(script) - 1] !== '.') found = true;
    return !found;
  });
  return found;
}

/** Adds a property to an object, in the object's own layout. */
export function addProperty(script: Script, object: ts.ObjectLiteralExpression, text: string): TextEdit {
  const last = object.properties.at(-1);
  const { start, end } = spanOf(object, script);
  if (last === undefined) return { span: { start, end }, newText: `{ ${text} }` };
  const gap = script.text.slice(object.getStart(script) + 1, object.properties[0]?.getStart(script) ?? end);
  const indent = /\n([ \t]*)$/.exec(gap)?.[1];
  if (indent === undefined) return { span: { start: last.end, end: last.end }, newText: `, ${text}` };
  const line = `\n${indent}${text.replaceAll('\n', `\n${indent}`)}`;
  // A comment behind the last one stays with it.
  const rest = object.properties.hasTrailingComma ? /^\s*,(?:[ \t]*\/\/[^\r\n]*)?(?=\r?\n)/.exec(script.text.slice(last.end))?.[0] : undefined;
  if (rest === undefined) return { span: { start: last.end, end: last.end }, newText: `,${line}` };
  const behindLast = last.end + rest.length;
  return { span: { start: behindLast, end: behindLast }, newText: `${line},` };
}

/** Lines behind the statement at an offset; undefined where none can stand there. */
export function behind(script: Script, offset: number): { readonly semicolon: string; readonly edit: (lines: readonly string[]) => TextEdit } | undefined {
  const statement = statementAt(script, offset);
  if (statement === undefined || (!ts.isVariableStatement(statement) && !ts.isExpressionStatement(statement))) return undefined;
  const start = statement.getStart(script);
  const pad = padAt(script, start);
  const span = { start: statement.end, end: statement.end };
  return { semicolon: script.text[statement.end - 1] === ';' ? ';' : '', edit: (lines) => ({ span, newText: lines.map((line) => `\n${pad}${line}`).join('') }) };
}

/** The indentation of the line that an offset is on. */
export function padAt(script: Script, offset: number): string {
  return /^[ \t]*/.exec(script.text.slice(script.text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';
}

/** Sets a property of an object, in place where it is there. */
export function put(script: Script, object: ts.ObjectLiteralExpression, name: string, text: string): TextEdit {
  const known = propertyNamed(object, name);
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name, script);
  return known === undefined ? addProperty(script, object, `${key}: ${text}`) : { span: spanOf(known.initializer, script), newText: text };
}

/** Sets several; an object on one line that gets too long is laid out on more. */
export function putAll(script: Script, object: ts.ObjectLiteralExpression, properties: readonly (readonly [name: string, text: string])[]): readonly TextEdit[] {
  const { start, end } = spanOf(object, script);
  const own = script.text.slice(start, end);
  const lineStart = script.text.lastIndexOf('\n', start - 1) + 1;
  const added = properties.reduce((length, [name, text]) => length + name.length + text.length + 4, 0);
  if (own.includes('\n') || added < 60 || end - lineStart + added <= longest || properties.some(([name]) => propertyNamed(object, name) !== undefined)) return properties.map(([name, text]) => put(script, object, name, text));
  const pad = padAt(script, start);
  const lines = [...object.properties.map((one) => one.getText(script)), ...properties.map(([name, text]) => `${name}: ${text}`)];
  return [{ span: { start, end }, newText: `{\n${lines.map((line) => `${pad}  ${line},\n`).join('')}${pad}}` }];
}

const longest = 140;

/** Takes one of several out, with the comma and the line that were its own. */
export function removeItem(script: Script, items: ts.NodeArray<ts.Node>, item: ts.Node): TextEdit {
  const index = items.indexOf(item);
  const next = items[index + 1];
  const previous = items[index - 1];
  if (next !== undefined) return { span: { start: item.getStart(script), end: next.getStart(script) }, newText: '' };
  if (previous !== undefined) return { span: { start: previous.end, end: item.end }, newText: '' };
  const trailing = items.hasTrailingComma ? (/^\s*,/.exec(script.text.slice(item.end))?.[0].length ?? 0) : 0;
  return { span: { start: item.getStart(script), end: item.end + trailing }, newText: '' };
}
