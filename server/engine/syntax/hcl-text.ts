/** Writes values as HCL in the layout of `terraform fmt`. Knows nothing of what they mean. */

/** What is written as it is: a reference or another expression. */
export class HclRaw {
  constructor(readonly text: string) {}
}

export type HclContent = string | number | boolean | null | HclRaw | readonly HclContent[] | { readonly [key: string]: HclContent };

/** The expression's text; lines after the first are indented by `indent`. */
export function hclText(content: HclContent, indent = ''): string {
  if (content instanceof HclRaw) return content.text;
  if (typeof content === 'string') return quoted(content);
  if (typeof content !== 'object' || content === null) return String(content);
  const inner = `${indent}  `;
  if (isList(content)) {
    if (content.every((item) => !isNested(item))) return `[${content.map((item) => hclText(item)).join(', ')}]`;
    return `[\n${content.map((item) => `${inner}${hclText(item, inner)},\n`).join('')}${indent}]`;
  }
  const entries = Object.entries(content);
  if (entries.length === 0) return '{}';
  const width = Math.max(...entries.map(([key]) => keyText(key).length));
  return `{\n${entries.map(([key, value]) => `${inner}${keyText(key).padEnd(width)} = ${hclText(value, inner)}\n`).join('')}${indent}}`;
}

function isList(content: HclContent): content is readonly HclContent[] {
  return Array.isArray(content);
}

function isNested(content: HclContent): boolean {
  return typeof content === 'object' && content !== null && !(content instanceof HclRaw);
}

export function keyText(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : quoted(key);
}

export function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** Inside quotes; `${` and `%{` mean themselves. */
function escaped(text: string): string {
  return text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t').replace(/[$%]\{/g, (sign) => `${sign[0] ?? ''}${sign}`);
}
