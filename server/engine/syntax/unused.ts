/** Takes out what a script imports for code that goes. Knows no library. */
import type { TextEdit } from '../text/edit';
import { span, type Span } from '../text/span';
import { referencePath } from './names';
import { ts, walk, type Script } from './script';

/** Imports and requires of names that are used in `gone` and nowhere else. */
export function withoutUnused(gone: readonly Span[], script: Script): readonly TextEdit[] {
  const isGone = (node: ts.Node): boolean => gone.some(({ start, end }) => node.getStart(script) >= start && node.end <= end);
  return script.statements.flatMap((statement): readonly TextEdit[] => {
    const { names, bindings, elements } = importedIn(statement);
    const unused = names.filter((name) => {
      const uses = usesOf(name.text, statement, script);
      return uses.length > 0 && uses.every(isGone);
    });
    if (unused.length === 0) return [];
    if (unused.length === names.length) return [withoutLine(statement, script)];
    const kept = elements.filter(({ name }) => !unused.includes(name)).map(({ node }) => node.getText(script));
    return bindings === undefined ? [] : [{ span: span(bindings.getStart(script), bindings.end), newText: `{ ${kept.join(', ')} }` }];
  });
}

/** A statement with its line, and the empty line behind where one stands in front as well. */
export function withoutLine(statement: ts.Statement, script: Script): TextEdit {
  const start = statement.getStart(script);
  const end = statement.end + (/^[ \t]*\r?\n/.exec(script.text.slice(statement.end))?.[0].length ?? 0);
  const isApart = /(?:^|\n)[ \t]*\r?\n$/.test(script.text.slice(0, start));
  const blank = isApart ? /^[ \t]*\r?\n/.exec(script.text.slice(end))?.[0].length ?? 0 : 0;
  return { span: span(start, end + blank), newText: '' };
}

/** Where a name is used outside of the statement that imports it. Names of properties do not count. */
function usesOf(name: string, own: ts.Statement, script: Script): readonly ts.Identifier[] {
  const uses: ts.Identifier[] = [];
  const properties = new Set<ts.Node>();
  walk(script, (node) => {
    if (node === own) return false;
    if (ts.isPropertyAccessExpression(node) || ts.isPropertyAssignment(node)) properties.add(node.name);
    if (ts.isIdentifier(node) && node.text === name && !properties.has(node)) uses.push(node);
    return undefined;
  });
  return uses;
}

interface ImportedNames {
  readonly names: readonly ts.Identifier[];
  /** The braces, where there are no names beside those in them. */
  readonly bindings: ts.Node | undefined;
  readonly elements: readonly { readonly name: ts.Identifier; readonly node: ts.Node }[];
}

const nothing: ImportedNames = { names: [], bindings: undefined, elements: [] };

function importedIn(statement: ts.Statement): ImportedNames {
  if (ts.isImportDeclaration(statement)) {
    const { name, namedBindings: bindings } = statement.importClause ?? {};
    const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map((node) => ({ name: node.name, node })) : [];
    const whole = [name, bindings !== undefined && ts.isNamespaceImport(bindings) ? bindings.name : undefined].filter((one) => one !== undefined);
    return { names: [...whole, ...elements.map((one) => one.name)], bindings: whole.length > 0 ? undefined : bindings, elements };
  }
  const [only, ...others] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  if (only?.initializer === undefined || others.length > 0 || !ts.isCallExpression(only.initializer) || referencePath(only.initializer.expression)?.join('.') !== 'require') return nothing;
  if (ts.isIdentifier(only.name)) return { ...nothing, names: [only.name] };
  const elements = only.name.elements.flatMap((node) => (ts.isBindingElement(node) && ts.isIdentifier(node.name) ? [{ name: node.name, node }] : []));
  return { names: elements.map((one) => one.name), bindings: only.name, elements };
}
