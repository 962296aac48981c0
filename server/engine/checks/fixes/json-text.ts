/** Reads text with JSON.parse instead of a library that rebuilds functions. */
import { importsOf, requiredModule } from '../../syntax/imports';
import { ts, unwrapped, type Script } from '../../syntax/script';
import { span } from '../../text/span';
import type { TextEdit } from '../../text/edit';
import { caughtDeclaration, isCaught } from './caught-parse';
import { expressionAt, replaced, textOf, type Proposer } from './fix';
import { usesOf } from './names';

/** Libraries whose text is JSON, but for functions and the like. */
const textual = new Set(['node-serialize', 'serialize-to-js', 'cryo', 'serialijse']);

export const jsonText: Proposer = ({ script, sink, entry }) => {
  const found = expressionAt(script, sink.location.span);
  const call = found?.around[0];
  if (found === undefined || call === undefined || !ts.isCallExpression(call) || call.arguments[0] !== found.node) return undefined;
  const library = libraryOf(call.expression, script);
  if (library === undefined || !textual.has(library.module)) return undefined;
  const around = found.around.slice(1);
  const text = `JSON.parse(${textOf(found.node, script)})`;
  const title = 'Read it with JSON.parse';
  const unused = library.name === undefined ? [] : removedImport(library.name, script);
  if (isCaught(around)) return { title, kind: 'review', edits: [...unused, replaced(call, text, script)] };
  const caught = caughtDeclaration(script, call, text, around, entry);
  return caught === undefined ? undefined : { title, kind: 'review', edits: [...unused, ...caught.edits] };
};

function libraryOf(callee: ts.Expression, script: Script): { readonly module: string; readonly name: string | undefined } | undefined {
  const inner = unwrapped(callee);
  const root = ts.isPropertyAccessExpression(inner) ? inner.expression : inner;
  if (ts.isIdentifier(root)) {
    const imported = importsOf(script).get(root.text);
    return imported === undefined ? undefined : { module: imported.module, name: root.text };
  }
  const required = requiredModule(root);
  return required === undefined ? undefined : { module: required.module, name: undefined };
}

/** The import's whole line, where the name is all that it imports and is not used again. */
function removedImport(name: string, script: Script): readonly TextEdit[] {
  if (usesOf(name, script).length !== 2) return [];
  const statement = script.statements.find((one) => importsOnly(one, name));
  if (statement === undefined) return [];
  const after = /^(\r?\n)*/.exec(script.text.slice(statement.end))?.[0] ?? '';
  // The file's first line takes the empty line behind it along.
  const end = statement === script.statements[0] ? after.length : Math.min(after.length, after.startsWith('\r') ? 2 : 1);
  return [{ span: span(statement.getStart(script), statement.end + end), newText: '' }];
}

function importsOnly(statement: ts.Statement, name: string): boolean {
  if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    const bindings = clause?.namedBindings;
    if (bindings === undefined) return clause?.name?.text === name;
    if (clause?.name !== undefined) return false;
    return ts.isNamespaceImport(bindings) ? bindings.name.text === name : bindings.elements.length === 1 && bindings.elements[0]?.name.text === name;
  }
  if (!ts.isVariableStatement(statement)) return false;
  const [declaration, second] = statement.declarationList.declarations;
  if (declaration?.initializer === undefined || second !== undefined || requiredModule(declaration.initializer) === undefined) return false;
  if (ts.isIdentifier(declaration.name)) return declaration.name.text === name;
  return ts.isObjectBindingPattern(declaration.name) && declaration.name.elements.length === 1 && declaration.name.elements.some((element) => ts.isIdentifier(element.name) && element.name.text === name);
}
