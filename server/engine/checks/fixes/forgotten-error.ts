/** Logs an error that was forgotten; in a batch it is also reported or thrown on, so that the message comes again. */
import type { CodeFacts } from '../../facts/code-calls';
import { ts, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { span, type Span } from '../../text/span';
import { loggerOf, type StructuredLogger } from '../structured-logger';
import { collected } from './caught-parse';
import { indentAt, indentStep, inserted, nodesAround, type Proposal } from './fix';

/** An error that nobody looks at. */
export interface Forgotten {
  /** The clause, or the function that is given to `.catch`. */
  readonly node: ts.CatchClause | ts.ArrowFunction | ts.FunctionExpression;
  /** What is marked. */
  readonly at: Span;
  /** What may have failed, as written. */
  readonly tried: string;
}

export function forgottenError(script: Script, { node, at }: Forgotten, lost: boolean, code: CodeFacts): Proposal | undefined {
  const around = nodesAround(script, at);
  const block = ts.isCatchClause(node) ? node.block : node.body;
  if (!ts.isBlock(block)) return undefined;
  const named = naming(node, script);
  if (named === undefined) return undefined;
  const scope = around.find((one) => ts.isFunctionLike(one) && one !== node);
  const failures = scope === undefined || !lost ? undefined : failed(scope, around);
  const rest = failures ?? (lost ? [`throw ${named.name};`] : []);
  const logger = loggerOf(script.fileName, code);
  const lines = [logged(logger, named.name), ...rest];
  const title = failures !== undefined ? 'Log the error and report the message' : lost ? 'Log the error and throw it on' : 'Log the error';
  const indent = indentAt(script, block.getStart(script));
  const step = indentStep(script);
  const [first] = block.statements;
  const body = lines.map((line) => `\n${indent}${step}${line}`).join('');
  const open = block.getStart(script) + 1;
  // What stood there, a comment or a way on, stays behind it, unless the error is thrown on.
  const inside = script.text.slice(open, block.end - 1);
  const ends = lines.at(-1)?.startsWith('throw') === true;
  const edit: TextEdit = first === undefined || ends
    ? { span: span(open, block.end - 1), newText: `${ends && first !== undefined ? '' : inside.trimEnd()}${body}\n${indent}` }
    : inserted(open, body + (inside.startsWith('\n') ? '' : `\n${indent}${step}`));
  return { title, kind: 'review', edits: [...named.edits, edit] };
}

function logged(logger: StructuredLogger | undefined, error: string): string {
  if (logger === undefined) return `console.error(${error});`;
  // Loggers that take fields first know an error by this name.
  if (logger.fieldsFirst) return `${logger.name}.error({ ${error === 'err' ? '' : 'err: '}${error} }, 'Failed');`;
  return `${logger.name}.error('Failed', { ${error === 'error' ? '' : 'error: '}${error} });`;
}

/** The error's name, and the edits that give it one. */
function naming(node: Forgotten['node'], script: Script): { readonly name: string; readonly edits: readonly TextEdit[] } | undefined {
  if (ts.isCatchClause(node)) {
    const declared = node.variableDeclaration?.name;
    if (declared === undefined) return { name: 'error', edits: [inserted(script.text.lastIndexOf('catch', node.block.getStart(script)) + 'catch'.length, ' (error)')] };
    return ts.isIdentifier(declared) ? { name: declared.text, edits: [] } : undefined;
  }
  const [parameter] = node.parameters;
  if (parameter !== undefined) return ts.isIdentifier(parameter.name) ? { name: parameter.name.text, edits: [] } : undefined;
  const open = script.text.indexOf('(', node.getStart(script));
  return { name: 'error', edits: [inserted(open + 1, 'error')] };
}

/** `failures.push({ itemIdentifier: record.messageId })`, where failed messages are collected already. */
function failed(scope: ts.Node, around: readonly ts.Node[]): readonly string[] | undefined {
  const failures = collected(scope);
  const loop = around.find((one) => ts.isForOfStatement(one));
  const [declared] = loop !== undefined && ts.isVariableDeclarationList(loop.initializer) ? loop.initializer.declarations : [];
  if (failures === undefined || declared === undefined || !ts.isIdentifier(declared.name)) return undefined;
  return [`${failures}.push({ itemIdentifier: ${declared.name.text}.messageId });`];
}
