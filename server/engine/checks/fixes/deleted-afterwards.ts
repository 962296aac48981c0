/** Deletes a file when what follows its writing is done, however that ends. */
import type { Call } from '../../code/scopes';
import { ts, unwrapped, type Script } from '../../syntax/script';
import type { TextEdit } from '../../text/edit';
import { span } from '../../text/span';
import { indentAt, indentStep, inserted, nodesAround, textOf, type Proposal } from './fix';
import { saying } from './names';

/** `waits`: the file is written by a promise. Undefined where the path cannot be said again, or nothing follows. */
export function deletedAfterwards({ node }: Call, waits: boolean, script: Script): Proposal | undefined {
  const [path] = node.arguments ?? [];
  const around = nodesAround(script, { start: node.getStart(script), end: node.end });
  const index = around.findIndex((one) => ts.isExpressionStatement(one) || ts.isVariableStatement(one));
  const statement = around[index];
  const block = around[index + 1];
  if (path === undefined || statement === undefined || !ts.isExpressionStatement(statement) || block === undefined || !ts.isBlock(block) || !isRepeatable(path)) return undefined;
  const rest = block.statements.slice(block.statements.indexOf(statement) + 1);
  const [first] = rest;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const way = saying([waits ? 'rm' : 'rmSync'], waits ? 'node:fs/promises' : 'node:fs', script);
  const indent = indentAt(script, first.getStart(script));
  const step = indentStep(script);
  const body = script.text.slice(first.getFullStart(), last.end);
  if (/`[^`\n]*\n[^`]*`/.test(body)) return undefined;
  const deeper = body.replace(/\n(?=[ \t]*\S)/g, `\n${step}`);
  const removal = waits ? `await ${way.say('rm')}(${textOf(path, script)}, { force: true });` : `${way.say('rmSync')}(${textOf(path, script)}, { force: true });`;
  const edit: TextEdit = { span: span(first.getFullStart(), last.end), newText: `\n${indent}try {${deeper}\n${indent}} finally {\n${indent}${step}${removal}\n${indent}}` };
  return { title: 'Delete the file afterwards', kind: 'review', edits: [...way.edits.map((one) => inserted(one.span.start, one.newText)), edit] };
}

function isRepeatable(path: ts.Expression): boolean {
  const inner = unwrapped(path);
  return ts.isIdentifier(inner) || ts.isStringLiteralLike(inner) || (ts.isTemplateExpression(inner) && inner.templateSpans.every((one) => isRepeatable(one.expression))) || (ts.isPropertyAccessExpression(inner) && isRepeatable(inner.expression));
}
