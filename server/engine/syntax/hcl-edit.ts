/** Edits of HCL documents that keep comments and layout. Knows nothing of what blocks mean. */
import { contains, type Span } from '../text/span';
import type { TextEdit } from '../text/edit';
import type { HclAttribute, HclBlock, HclBody, HclEntry, HclExpression } from './hcl-tree';
import { keyText } from './hcl-text';

/** What stands at a span, and what it stands in. */
export type HclPlace =
  | { readonly kind: 'attribute'; readonly attribute: HclAttribute; readonly body: HclBody; readonly block: HclBlock | undefined }
  | { readonly kind: 'block'; readonly block: HclBlock }
  | { readonly kind: 'entry'; readonly entry: HclEntry; readonly object: HclExpression & { readonly kind: 'object' }; readonly block: HclBlock | undefined }
  | { readonly kind: 'item'; readonly item: HclExpression; readonly list: HclExpression & { readonly kind: 'list' } }
  | { readonly kind: 'expression'; readonly expression: HclExpression }
  /** Inside a text: a document of another syntax. */
  | { readonly kind: 'inside'; readonly text: HclExpression };

/** What has exactly this span: the value of an attribute, an entry, an item, a block or its body. */
export function placeIn(body: HclBody, span: Span, block?: HclBlock): HclPlace | undefined {
  if (block !== undefined && (same(body.span, span) || same(block.span, span))) return { kind: 'block', block };
  for (const attribute of body.attributes) {
    if (!contains(attribute.span, span)) continue;
    if (same(attribute.value.span, span) || same(attribute.span, span)) return { kind: 'attribute', attribute, body, block };
    return placeInExpression(attribute.value, span, block);
  }
  for (const inner of body.blocks) if (contains(inner.span, span)) return placeIn(inner.body, span, inner);
  return undefined;
}

function placeInExpression(expression: HclExpression, span: Span, block: HclBlock | undefined): HclPlace | undefined {
  if (same(expression.span, span)) return { kind: 'expression', expression };
  if (expression.kind === 'literal') return { kind: 'inside', text: expression };
  if (expression.kind === 'object') {
    for (const entry of expression.entries) {
      if (same(entry.value.span, span)) return { kind: 'entry', entry, object: expression, block };
      if (contains(entry.value.span, span)) return placeInExpression(entry.value, span, block);
    }
  }
  if (expression.kind === 'list') {
    for (const item of expression.items) {
      if (same(item.span, span)) return { kind: 'item', item, list: expression };
      if (contains(item.span, span)) return placeInExpression(item, span, block);
    }
  }
  for (const inner of partsOf(expression)) if (contains(inner.span, span)) return placeInExpression(inner, span, block);
  return expression.kind === 'template' ? { kind: 'inside', text: expression } : undefined;
}

function partsOf(expression: HclExpression): readonly HclExpression[] {
  switch (expression.kind) {
    case 'template': return expression.parts.flatMap((part) => (part.kind === 'expression' ? [part.expression] : []));
    case 'call': return expression.arguments;
    case 'unary': return [expression.operand];
    case 'binary': return [expression.left, expression.right];
    case 'conditional': return [expression.condition, expression.then, expression.otherwise];
    case 'attribute':
    case 'splat': return [expression.of];
    case 'index': return [expression.of, expression.key];
    case 'for': return [expression.of, expression.value, ...(expression.key === undefined ? [] : [expression.key]), ...(expression.condition === undefined ? [] : [expression.condition])];
    default: return [];
  }
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Sets an attribute of a block's body: in place where it is there, else after the last attribute. */
export function setAttribute(text: string, block: HclBlock, name: string, value: (indent: string) => string): readonly TextEdit[] {
  const known = block.body.attributes.find((attribute) => attribute.name === name);
  if (known !== undefined) return [{ span: known.value.span, newText: value(indentAt(text, known.span.start)) }];
  const last = block.body.attributes.at(-1);
  const column = last === undefined || !alone(text, last.span) ? undefined : equalsColumn(text, last);
  return insertLine(text, block, last, (indent) => `${name.padEnd(Math.max(name.length, (column ?? 0) - 1))} = ${value(indent)}`);
}

/** Adds a nested block at the end of a block's body. */
export function addBlock(text: string, block: HclBlock, content: (indent: string) => string): readonly TextEdit[] {
  const items = [...block.body.attributes, ...block.body.blocks].sort((a, b) => a.span.end - b.span.end);
  return insertLine(text, block, items.at(-1), (indent) => `\n${indent}${content(indent)}`, true);
}

/** A new line in a block's body, after an item or as the first. A body on one line is laid out on several. */
function insertLine(text: string, block: HclBlock, after: { readonly span: Span } | undefined, line: (indent: string) => string, spaced = false): readonly TextEdit[] {
  const { span } = block.body;
  const outer = indentAt(text, block.span.start);
  const inner = `${outer}  `;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const content = text.slice(span.start, span.end);
  if (!content.includes('\n')) {
    const own = content.trim() === '' ? '' : `${inner}${content.trim()}${newline}`;
    return [{ span, newText: `${newline}${own}${inner}${line(inner).replace(/^\n\s*/, '')}${newline}${outer}` }];
  }
  if (after === undefined) return [{ span: { start: span.start, end: span.start }, newText: `${newline}${inner}${line(inner).replace(/^\n\s*/, '')}` }];
  const indent = indentAt(text, after.span.start);
  const end = lineEnd(text, after.span.end);
  return [{ span: { start: end, end }, newText: `${newline}${spaced ? '' : indent}${line(indent).replaceAll(/\r?\n/g, newline)}` }];
}

/** Sets an entry of an object expression. */
export function setEntry(text: string, object: HclExpression & { readonly kind: 'object' }, key: string, value: (indent: string) => string): readonly TextEdit[] {
  const known = object.entries.find((entry) => entry.key.kind === 'literal' && entry.key.value === key);
  if (known !== undefined) return [{ span: known.value.span, newText: value(indentAt(text, known.span.start)) }];
  const last = object.entries.at(-1);
  const outer = indentAt(text, object.span.start);
  if (last === undefined) return [{ span: object.span, newText: `{\n${outer}  ${keyText(key)} = ${value(`${outer}  `)}\n${outer}}` }];
  const inline = !text.slice(object.span.start, object.span.end).includes('\n');
  if (inline) return [{ span: { start: last.span.end, end: last.span.end }, newText: `, ${keyText(key)} = ${value(outer)}` }];
  const indent = indentAt(text, last.span.start);
  const comma = /^\s*,/.test(text.slice(last.span.end, last.span.end + 20));
  const end = comma ? text.indexOf(',', last.span.end) + 1 : last.span.end;
  return [{ span: { start: end, end }, newText: `\n${indent}${keyText(key)} = ${value(indent)}${comma ? ',' : ''}` }];
}

/** Takes out what stands on lines of its own together with them; a list's item or an inline entry with its comma. */
export function removal(text: string, span: Span): TextEdit {
  if (alone(text, span)) {
    const start = text.lastIndexOf('\n', span.start - 1) + 1;
    return { span: { start, end: Math.min(text.length, lineEnd(text, span.end) + (text[lineEnd(text, span.end)] === '\r' ? 2 : 1)) }, newText: '' };
  }
  const before = /,\s*$/.exec(text.slice(0, span.start));
  const after = /^\s*,[ \t]*/.exec(text.slice(span.end));
  if (after !== null) return { span: { start: span.start, end: span.end + after[0].length }, newText: '' };
  return { span: { start: before === null ? span.start : before.index, end: span.end }, newText: '' };
}

/** True where nothing else stands on the span's lines but a comma or a comment. */
function alone(text: string, span: Span): boolean {
  return text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start).trim() === '' && /^[ \t]*(?:,[ \t]*)?(?:(?:#|\/\/)[^\r\n]*)?\r?$/.test(text.slice(span.end, lineEnd(text, span.end)));
}

function equalsColumn(text: string, attribute: HclAttribute): number {
  return text.indexOf('=', attribute.nameSpan.end) - attribute.nameSpan.start;
}

export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}
