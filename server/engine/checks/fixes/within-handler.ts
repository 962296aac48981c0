/** Moves a variable of the module into the one function that writes it, and hands it on to the functions that read it. */
import type { Callable } from '../../code/scopes';
import { ts, walk, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { contains, span } from '../../text/span';
import { usesOf } from './names';
import { indentAt, indentStep, inserted, textOf, type Proposal } from './fix';

interface Mention {
  readonly node: ts.Identifier;
  readonly inside: Callable | undefined;
}

interface Kept {
  readonly script: Script;
  readonly name: string;
  readonly writer: Callable;
  readonly reads: readonly Mention[];
  readonly writes: readonly Mention[];
}

export function withinHandler({ script, name, writer, reads, writes }: Kept): Proposal | undefined {
  const statement = script.statements.find((one) => ts.isVariableStatement(one) && one.declarationList.declarations.some((declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name));
  const { body } = writer;
  if (statement === undefined || !ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1 || statement.modifiers !== undefined || body === undefined || !ts.isBlock(body)) return undefined;
  const [first] = body.statements;
  const [declaration] = statement.declarationList.declarations;
  const isWithin = ({ node }: Mention): boolean => contains({ start: writer.pos, end: writer.end }, { start: node.pos, end: node.end });
  if (first === undefined || declaration === undefined || (declaration.initializer !== undefined && !isPlain(declaration.initializer)) || writes.some((one) => !isWithin(one))) return undefined;
  const readers = [...new Set(reads.filter((one) => !isWithin(one)).map(({ inside }) => inside))];
  const handed: TextEdit[] = [];
  for (const reader of readers) {
    const edits = reader === undefined ? undefined : handedTo(reader, declaration, writer, script);
    if (edits === undefined) return undefined;
    handed.push(...edits);
  }
  const indent = indentAt(script, first.getStart(script));
  const after = /^[ \t]*\r?\n(?:[ \t]*\r?\n)?/.exec(script.text.slice(statement.end))?.[0] ?? '';
  const removed: TextEdit = { span: span(statement.getStart(script), statement.end + after.length), newText: '' };
  const opened = indent === '' || !script.text.slice(body.getStart(script), first.getStart(script)).includes('\n') ? ` ${textOf(statement, script)}` : `\n${indent === '' ? indentStep(script) : indent}${textOf(statement, script)}`;
  return { title: `Keep ${name} within the invocation`, kind: 'review', edits: [removed, inserted(body.getStart(script) + 1, opened), ...handed] };
}

function isPlain(node: ts.Expression): boolean {
  return ts.isLiteralExpression(node) || [ts.SyntaxKind.NullKeyword, ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword].includes(node.kind)
    || (ts.isArrayLiteralExpression(node) && node.elements.length === 0) || (ts.isObjectLiteralExpression(node) && node.properties.length === 0) || (ts.isIdentifier(node) && node.text === 'undefined');
}

/** One more parameter, and one more argument in every call; undefined where not every call stands in the writer. */
function handedTo(reader: Callable, { name, type }: ts.VariableDeclaration, writer: Callable, script: Script): readonly TextEdit[] | undefined {
  const named = script.statements.flatMap((statement): readonly (ts.Identifier | undefined)[] => {
    if (statement === reader && ts.isFunctionDeclaration(statement) && statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) !== true) return [statement.name];
    if (!ts.isVariableStatement(statement) || statement.modifiers !== undefined) return [];
    return statement.declarationList.declarations.flatMap((one) => (one.initializer === reader && ts.isIdentifier(one.name) ? [one.name] : []));
  })[0];
  if (named === undefined || reader.parameters.some((parameter) => parameter.dotDotDotToken !== undefined || parameter.initializer !== undefined || parameter.questionToken !== undefined)) return undefined;
  const variable = textOf(name, script);
  const calls: ts.CallExpression[] = [];
  for (const use of usesOf(named.text, script)) {
    if (use === named) continue;
    const call = callOf(use, script);
    if (call === undefined || !contains({ start: writer.pos, end: writer.end }, { start: call.pos, end: call.end }) || call.arguments.length !== reader.parameters.length || call.arguments.some((argument) => ts.isSpreadElement(argument))) return undefined;
    calls.push(call);
  }
  if (calls.length === 0) return undefined;
  const last = reader.parameters.at(-1);
  const parameter = variable + (type === undefined ? '' : `: ${textOf(type, script)}`);
  const open = last?.end ?? script.text.indexOf('(', ts.isFunctionDeclaration(reader) ? reader.name?.end ?? reader.pos : reader.getStart(script)) + 1;
  return [
    inserted(open, last === undefined ? parameter : `, ${parameter}`),
    ...calls.map((call) => {
      const argument = call.arguments.at(-1);
      return inserted(argument?.end ?? call.end - 1, argument === undefined ? variable : `, ${variable}`);
    }),
  ];
}

function callOf(use: ts.Identifier, script: Script): ts.CallExpression | undefined {
  let found: ts.CallExpression | undefined;
  walk(script, (node) => {
    if (ts.isCallExpression(node) && node.expression === use) found = node;
    return found === undefined;
  });
  return found;
}
