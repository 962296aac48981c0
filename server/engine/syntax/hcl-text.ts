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
  return `{\n${aligned(entries.map(([key, value]) => [keyText(key), hclText(value, inner)])).map((line) => `${inner}${line}\n`).join('')}${indent}}`;
}

/** `key = value` lines: the signs of those that follow each other stand in one column, what goes over several lines stands by itself. */
export function aligned(entries: readonly (readonly [key: string, value: string])[]): readonly string[] {
  const isLong = (index: number): boolean => entries[index]?.[1].includes('\n') ?? true;
  return entries.map(([key, value], index) => {
    if (isLong(index)) return `${key} = ${value}`;
    let from = index;
    let to = index;
    while (!isLong(from - 1)) from--;
    while (!isLong(to + 1)) to++;
    return `${key.padEnd(Math.max(...entries.slice(from, to + 1).map(([one]) => one.length)))} = ${value}`;
  });
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
