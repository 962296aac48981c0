/** Hands data to the log as a field of an object, where line breaks are written out. */
import { ts, unwrapped } from '../../syntax/script';
import { expressionAt, quoted, replaced, textOf, type Proposer } from './fix';
import { partsOf } from './text-parts';

export const logField: Proposer = ({ script, sink }) => {
  const found = expressionAt(script, sink.location.span);
  const call = found?.around[0];
  if (found === undefined || call === undefined || !ts.isCallExpression(call) || !sink.callee.startsWith('console.')) return undefined;
  const parts = partsOf(found.node) ?? [{ kind: 'data' as const, node: unwrapped(found.node) }];
  const fields = new Map<string, string>();
  let text = '';
  for (const part of parts) {
    if (part.kind === 'text') text += part.text;
    else {
      const name = freeName(nameOf(part.node), fields);
      const code = textOf(part.node, script);
      fields.set(name, code === name ? name : `${name}: ${code}`);
      text += '…';
    }
  }
  // What only ends or begins the line says nothing.
  const line = text.replace(/^[\s…]+|[\s:=…]+$/g, '');
  const object = `{ ${[...fields.values()].join(', ')} }`;
  return { title: 'Log it as a field', kind: 'safe', edits: [replaced(found.node, line === '' ? object : `${quoted(line)}, ${object}`, script)] };
};

function nameOf(node: ts.Expression): string {
  const inner = unwrapped(node);
  if (ts.isIdentifier(inner)) return inner.text;
  if (ts.isPropertyAccessExpression(inner)) return inner.name.text;
  if (ts.isElementAccessExpression(inner) && ts.isStringLiteralLike(inner.argumentExpression) && /^[a-z_$][\w$]*$/i.test(inner.argumentExpression.text)) return inner.argumentExpression.text;
  if (ts.isBinaryExpression(inner)) return nameOf(inner.left);
  if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression)) return nameOf(inner.expression.expression);
  return 'value';
}

function freeName(base: string, taken: ReadonlyMap<string, string>): string {
  let name = base;
  for (let i = 2; taken.has(name); i++) name = base + String(i);
  return name;
}
