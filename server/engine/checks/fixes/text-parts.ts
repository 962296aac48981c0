/** Text that is put together in code, as constant pieces and the data between them; and the way back to code. */
import { ts, unwrapped, type Script } from '../../syntax/script';
import { constantNamed, usesOf } from './names';
import { isTyped, quoted, textOf } from './fix';

export type Part = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'data'; readonly node: ts.Expression };

/** The pieces of a template or of a chain of `+` that holds text; undefined for any other expression. */
export function partsOf(expression: ts.Expression): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const operand of operandsOf(expression)) {
    if (ts.isStringLiteralLike(operand)) parts.push({ kind: 'text', text: operand.text });
    else if (ts.isTemplateExpression(operand)) {
      parts.push({ kind: 'text', text: operand.head.text });
      for (const { expression: node, literal } of operand.templateSpans) parts.push({ kind: 'data', node }, { kind: 'text', text: literal.text });
    } else parts.push({ kind: 'data', node: operand });
  }
  return parts.some((part) => part.kind === 'text') ? merged(parts) : undefined;
}

/** What a chain of `+` adds, in order. */
function operandsOf(expression: ts.Expression): readonly ts.Expression[] {
  const operands: ts.Expression[] = [];
  const open = [expression];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const inner = unwrapped(node);
    if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.PlusToken) open.push(inner.right, inner.left);
    else operands.push(inner);
  }
  return operands;
}

function merged(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') all[all.length - 1] = { kind: 'text', text: last.text + part.text };
    else if (part.kind === 'data' || part.text !== '') all.push(part);
  }
  return all;
}

/** Code that gives the text of the parts. One piece of data alone is written as it is, though it may be no text. */
export function codeOf(parts: readonly Part[], script: Script): string {
  const [first] = parts;
  if (first === undefined) return "''";
  if (parts.length === 1) return first.kind === 'data' ? textOf(first.node, script) : first.text.includes('\n') ? `\`${inTemplate(first.text)}\`` : quoted(first.text);
  return `\`${parts.map((part) => (part.kind === 'data' ? `\${${textOf(part.node, script)}}` : inTemplate(part.text))).join('')}\``;
}

/** The same where text is needed: a piece of data alone may be missing or a number. */
export function stringCodeOf(parts: readonly Part[], script: Script): string {
  const [first] = parts;
  return parts.length === 1 && first?.kind === 'data' && isTyped(script) ? `String(${textOf(first.node, script)})` : codeOf(parts, script);
}

function inTemplate(text: string): string {
  return text.replace(/[\\`]|\$(?=\{)/g, '\\$&');
}

export interface Written {
  /** Where the text is put together. */
  readonly expression: ts.Expression;
  readonly parts: readonly Part[];
  /** True where that is a constant which is also used elsewhere. */
  readonly shared: boolean;
}

/** The text at a sink: put together there, or in a constant that the sink names. */
export function writtenAt(node: ts.Expression, around: readonly ts.Node[], script: Script): Written | undefined {
  const here = partsOf(node);
  if (here !== undefined) return { expression: unwrapped(node), parts: here, shared: false };
  const inner = unwrapped(node);
  const declaration = ts.isIdentifier(inner) ? constantNamed(inner.text, around) : undefined;
  const parts = declaration === undefined ? undefined : partsOf(declaration.initializer);
  return declaration === undefined || parts === undefined || !ts.isIdentifier(inner) ? undefined : { expression: declaration.initializer, parts, shared: usesOf(inner.text, script).length !== 2 };
}
