/** Writes plain data as YAML or JSON text, or as a literal of a script. Knows no documents and no positions. */

/** A value with a local YAML tag, e.g. `!Sub`. Not for JSON. */
export class Tagged {
  constructor(readonly tag: string, readonly value: Content) {}
}

export type Content = string | number | boolean | null | Tagged | readonly Content[] | { readonly [key: string]: Content };

export interface Layout {
  readonly json: boolean;
  /** JSON's shape in a script: bare keys, the script's own quotation mark. */
  readonly script?: boolean;
  /** In a script: a comma behind the last of several lines. */
  readonly commas?: boolean;
  /** JSON's shape in Bicep: bare keys, single quotes, no commas between lines. A `Tagged` text is an expression. */
  readonly bicep?: boolean;
  /** One step of indentation. */
  readonly unit: string;
  readonly newline: string;
  /** For texts of YAML that need quotes, and of scripts. */
  readonly quote: '"' | "'";
  /** Quotes also where none are needed. */
  readonly forceQuote?: boolean;
}

/** True for what fits on a key's own line in block YAML. */
export function isInline(content: Content): boolean {
  if (content === null || typeof content !== 'object' || content instanceof Tagged) return true;
  return Array.isArray(content) ? content.length === 0 : Object.keys(content).length === 0;
}

/**
 * The content in flow style. With `indent` (JSON) collections are spread over lines, their closing bracket indented by it;
 * else all stands on one line.
 */
export function inline(content: Content, layout: Layout, indent?: string): string {
  if (content instanceof Tagged) return layout.bicep === true && typeof content.value === 'string' ? content.value : `${content.tag} ${inline(content.value, layout)}`;
  if (content === null || typeof content !== 'object') return typeof content === 'string' ? textInFlow(content, layout) : String(content);
  const inner = indent === undefined ? undefined : indent + layout.unit;
  const parts = isList(content)
    ? content.map((item) => inline(item, layout, inner))
    : Object.entries(content).map(([key, value]) => `${keyText(key, layout)}: ${inline(value, layout, inner)}`);
  const [open, close] = isList(content) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return `${open}${close}`;
  if (inner === undefined || isShort(content, parts)) return isList(content) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  return `${open}${layout.newline}${parts.map((part) => inner + part).join(`${layout.bicep === true ? '' : ','}${layout.newline}`)}${layout.commas === true ? ',' : ''}${layout.newline}${indent ?? ''}${close}`;
}

/** References and few words stay on their line. */
function isShort(content: readonly Content[] | { readonly [key: string]: Content }, parts: readonly string[]): boolean {
  const text = parts.join(', ');
  return text.length <= 60 && !text.includes('\n') && (isList(content) ? content.every(isInline) : parts.length === 1 && /^(?:Ref|Fn::\w+)$/.test(Object.keys(content)[0] ?? ''));
}

/** The content in block style: the first line bare, the others indented by `column`. */
export function block(content: Content, column: number, layout: Layout): string {
  if (isInline(content) || content === null || typeof content !== 'object' || content instanceof Tagged) return typeof content === 'string' ? textInBlock(content, layout) : inline(content, layout);
  const separator = `${layout.newline}${' '.repeat(column)}`;
  if (isList(content)) return content.map((item) => `- ${block(item, column + 2, layout)}`).join(separator);
  return Object.entries(content).map(([key, value]) => {
    if (isInline(value)) return `${keyText(key, layout)}: ${block(value, column, layout)}`;
    const inner = column + layout.unit.length;
    return `${keyText(key, layout)}:${layout.newline}${' '.repeat(inner)}${block(value, inner, layout)}`;
  }).join(separator);
}

export function keyText(key: string, layout: Layout): string {
  if ((layout.script === true || layout.bicep === true) && /^[A-Za-z_$][\w$]*$/.test(key)) return key;
  return textInFlow(key, layout.forceQuote === true ? { ...layout, forceQuote: false } : layout);
}

function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}

function textInFlow(text: string, layout: Layout): string {
  return !layout.json && isPlain(text, layout) && !/[,[\]{}]/.test(text) ? text : quoted(text, layout);
}

function textInBlock(text: string, layout: Layout): string {
  return isPlain(text, layout) ? text : quoted(text, layout);
}

/** Texts that every YAML version reads back as themselves. */
function isPlain(text: string, layout: Layout): boolean {
  if (layout.forceQuote === true || !/^[A-Za-z_./$][\w ./@+$:=(){}*,-]*$/.test(text)) return false;
  if (/: |:$| $| #/.test(text) || /^(true|false|null|yes|no|on|off|y|n|~)$/i.test(text)) return false;
  return !/^\.?(inf|nan|\d)/i.test(text);
}

function quoted(text: string, layout: Layout): string {
  if (layout.bicep === true) return `'${text.replace(/[\\']|\$(?=\{)/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}'`;
  if (layout.script === true && layout.quote === "'" && !/['\\\n\r]/.test(text)) return `'${text}'`;
  // eslint-disable-next-line no-control-regex -- control characters are what must be escaped
  if (layout.json || layout.quote === '"' || /[\u0000-\u001f\u007f-\u009f]/.test(text)) return JSON.stringify(text);
  return `'${text.replaceAll("'", "''")}'`;
}
