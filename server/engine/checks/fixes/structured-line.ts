/** Writes a line of `console` by the structured logger that the script has: the text stays, what follows become fields. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import type { StructuredLogger } from '../structured-logger';
import { replaced, textOf, type Proposal } from './fix';

const levels: Readonly<Record<string, string>> = { log: 'info', info: 'info', warn: 'warn', error: 'error', debug: 'debug', trace: 'debug' };

/** Undefined where the line does not begin with a text, or what follows has no name. */
export function structuredLine(call: ts.CallExpression | ts.NewExpression, { name, fieldsFirst }: StructuredLogger, script: Script): Proposal | undefined {
  const callee = unwrapped(call.expression);
  const level = ts.isPropertyAccessExpression(callee) ? levels[callee.name.text] : undefined;
  const [text, ...others] = call.arguments ?? [];
  if (level === undefined || text === undefined || !(ts.isStringLiteralLike(text) || ts.isTemplateExpression(text)) || /%[sdifjoO]/.test(textOf(text, script))) return undefined;
  const fields = others.map((one) => fieldOf(one, script));
  if (fields.some((field) => field === undefined) || new Set(fields.map((field) => field?.split(':')[0])).size < fields.length) return undefined;
  const line = textOf(text, script);
  const object = `{ ${fields.join(', ')} }`;
  const args = fields.length === 0 ? line : fieldsFirst ? `${object}, ${line}` : `${line}, ${object}`;
  return { title: `Log by ${name}`, kind: 'review', edits: [replaced(call, `${name}.${level}(${args})`, script)] };
}

function fieldOf(node: ts.Expression, script: Script): string | undefined {
  const inner = unwrapped(node);
  if (ts.isIdentifier(inner)) return inner.text;
  return ts.isPropertyAccessExpression(inner) ? `${inner.name.text}: ${textOf(inner, script)}` : undefined;
}
