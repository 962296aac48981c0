/**
 * Edits of YAML and JSON documents that keep comments and layout. Knows trees and text, nothing of what documents mean.
 * Every function gives the edits that make the change; the tree must be the one parsed from `document.text`.
 */
import type { TextEdit } from '../text/edit';
import type { DataEntry, DataList, DataMap, DataNode } from './data';
import { block, inline, isInline, keyText, type Content, type Layout } from './data-text';

export interface DataDocument {
  readonly text: string;
  readonly json: boolean;
  /** Set, with `json`, where the tree is an object literal of a script. */
  readonly script?: boolean;
  /** Set, with `json`, where the tree is Bicep's: entries on lines of their own have no commas. */
  readonly bicep?: boolean;
}

export function layoutOf(document: DataDocument): Layout {
  const indented = /^([ \t]+)[^\s#]/m.exec(document.text)?.[1] ?? '  ';
  const unit = document.json ? indented : indented.startsWith('\t') || indented.length > 8 ? '  ' : indented;
  return { json: document.json, script: document.script === true, bicep: document.bicep === true, commas: document.script === true && /,[^\S\n]*\n\s*[}\]]/.test(document.text), unit, newline: document.text.includes('\r\n') ? '\r\n' : '\n', quote: document.bicep === true ? "'" : quoteOf(document.text) };
}

/** The quotation mark that a YAML document uses more. */
function quoteOf(text: string): '"' | "'" {
  return text.split('"').length > text.split("'").length ? '"' : "'";
}

/** The node with its tag gives way to the content. `inFlow`: it stands inside YAML's `{}` or `[]`, where blocks cannot be. */
export function replaceNode(document: DataDocument, node: DataNode, content: Content, inFlow = false): readonly TextEdit[] {
  const layout = layoutOf(document);
  const start = startOf(node);
  const { end } = node.span;
  const styled = node.flow === true && node.kind !== 'scalar' && childCount(node) > 0 && node.tag === undefined;
  if (document.json || inFlow || styled) return [{ span: { start, end }, newText: padded(document, start, inline(content, layout, document.json ? lineIndent(document.text, start) : undefined)) }];
  if (isInline(content)) {
    // A block collection below its key moves up behind the colon.
    const gap = gapBefore(document, start);
    const quote = node.kind === 'scalar' && node.style === 'double' ? '"' : node.kind === 'scalar' && node.style === 'single' ? "'" : undefined;
    const text = inline(content, quote === undefined || typeof content !== 'string' ? layout : { ...layout, quote, forceQuote: true });
    return [{ span: { start: start - gap.length, end }, newText: gap === '' ? padded(document, start, text) : ` ${text}` }];
  }
  const lead = document.text.slice(lineStart(document.text, start), start);
  if (/^[\s-]*$/.test(lead)) {
    const column = lead.length;
    return [{ span: { start, end }, newText: block(content, column, layout) }];
  }
  // `key: value` turns into a key with a block below it.
  const column = keyColumn(document.text, start) + layout.unit.length;
  let spaces = 0;
  while (spaces < start && /[ \t]/.test(document.text.charAt(start - spaces - 1))) spaces++;
  return [{ span: { start: start - spaces, end }, newText: `${layout.newline}${' '.repeat(column)}${block(content, column, layout)}` }];
}

/** Sets or adds an entry. */
export function setEntry(document: DataDocument, map: DataMap, key: string, content: Content, inFlow = false): readonly TextEdit[] {
  const layout = layoutOf(document);
  const own = ownEntries(map);
  const existing = own.findLast((entry) => entry.key === key);
  if (existing !== undefined) return replaceNode(document, existing.value, content, map.flow === true);
  const last = own.at(-1);
  const first = own[0];
  if (last === undefined && !document.json && !inFlow) return replaceNode(document, map, { [key]: content });
  if (map.flow === true || document.json) {
    const text = (indent: string | undefined): string => `${keyText(key, layout)}: ${inline(content, layout, indent)}`;
    if (last === undefined) return [insideEmpty(document, map, layout, text)];
    return [afterLast(document, last.keySpan.start, last.value.span.end, layout, text)];
  }
  if (first === undefined || last === undefined) return [];
  const column = first.keySpan.start - lineStart(document.text, first.keySpan.start);
  const indent = ' '.repeat(column);
  const end = lineEnd(document.text, Math.max(map.span.end, last.value.span.end, last.keySpan.end));
  return [{ span: { start: end, end }, newText: `${layout.newline}${indent}${block({ [key]: content }, column, layout)}` }];
}

/** Adds an entry right behind another one, a blank line between them where the map's entries have one. */
export function addEntryBehind(document: DataDocument, map: DataMap, before: DataEntry, key: string, content: Content): readonly TextEdit[] {
  const layout = layoutOf(document);
  const { text } = document;
  const start = before.keySpan.start;
  if (map.flow === true || document.json) return [afterLast(document, start, before.value.span.end, layout, (indent) => `${keyText(key, layout)}: ${inline(content, layout, indent)}`)];
  const column = start - lineStart(text, start);
  const end = lineEnd(text, Math.max(before.keySpan.end, before.value.span.end));
  const own = ownEntries(map);
  const isSpaced = own.slice(1).some((entry, index) => /\n[ \t]*\r?\n/.test(text.slice(own[index]?.value.span.end, entry.keySpan.start)));
  return [{ span: { start: end, end }, newText: `${isSpaced ? layout.newline : ''}${layout.newline}${' '.repeat(column)}${block({ [key]: content }, column, layout)}` }];
}

/** Adds an item at the end. */
export function appendItem(document: DataDocument, list: DataList, content: Content, inFlow = false): readonly TextEdit[] {
  const layout = layoutOf(document);
  const last = list.items.at(-1);
  if (last === undefined && !document.json && !inFlow) return replaceNode(document, list, [content]);
  if (list.flow === true || document.json) {
    const text = (indent: string | undefined): string => inline(content, layout, indent);
    if (last === undefined) return [insideEmpty(document, list, layout, text)];
    return [afterLast(document, startOf(last), last.span.end, layout, text)];
  }
  if (last === undefined) return [];
  const column = list.span.start - lineStart(document.text, list.span.start);
  const end = lineEnd(document.text, Math.max(list.span.end, last.span.end));
  return [{ span: { start: end, end }, newText: `${layout.newline}${' '.repeat(column)}- ${block(content, column + 2, layout)}` }];
}

export function removeEntry(document: DataDocument, map: DataMap, entry: DataEntry): readonly TextEdit[] {
  const own = ownEntries(map);
  const index = own.indexOf(entry);
  if (index < 0) return [];
  const spanOf = (one: DataEntry): { start: number; end: number } => ({ start: one.keySpan.start, end: Math.max(one.keySpan.end, one.value.span.end) });
  if (own.length === 1) return [emptied(document, map, '{}')];
  if (map.flow === true || document.json) return [removeFromFlow(document, own.map(spanOf), index)];
  const { start, end } = spanOf(entry);
  const from = lineStart(document.text, start);
  if (document.text.slice(from, start).trim() === '') return [{ span: { start: from, end: nextLine(document.text, end) }, newText: '' }];
  // The first entry behind a dash: the next one takes its place.
  const next = own[index + 1];
  return next === undefined ? [] : [{ span: { start, end: next.keySpan.start }, newText: '' }];
}

export function removeItem(document: DataDocument, list: DataList, item: DataNode): readonly TextEdit[] {
  const index = list.items.indexOf(item);
  if (index < 0) return [];
  if (list.items.length === 1) return [emptied(document, list, '[]')];
  if (list.flow === true || document.json) return [removeFromFlow(document, list.items.map((one) => ({ start: startOf(one), end: one.span.end })), index)];
  const dash = document.text.lastIndexOf('-', startOf(item) - 1);
  const from = lineStart(document.text, dash);
  if (document.text.slice(from, dash).trim() === '') return [{ span: { start: from, end: nextLine(document.text, item.span.end) }, newText: '' }];
  // `- - item`: a list that starts on the line of another item.
  const next = list.items[index + 1];
  return next === undefined ? [] : [{ span: { start: dash, end: document.text.lastIndexOf('-', startOf(next) - 1) }, newText: '' }];
}

/** Sets an entry that holds one or several items, as `content` where they are not edited one by one, so that comments stay beside what they speak of. */
export function setItems(document: DataDocument, map: DataMap, key: string, items: readonly unknown[], content: Content, inFlow = false): readonly TextEdit[] {
  const old = ownEntries(map).findLast((entry) => entry.key === key)?.value;
  const oneByOne = old?.kind === 'list' && old.tag === undefined && items.every((item) => typeof item === 'string') ? rewritten(document, old, items) : undefined;
  return oneByOne ?? setEntry(document, map, key, content, inFlow);
}

/** Undefined where the items have no lines of their own or none of them stays. */
function rewritten(document: DataDocument, list: DataList, texts: readonly string[]): readonly TextEdit[] | undefined {
  const isKept = (item: DataNode): boolean => item.kind === 'scalar' && texts.includes(String(item.value));
  const removed = list.items.filter((item) => !isKept(item));
  const added = texts.filter((text) => !list.items.some((item) => item.kind === 'scalar' && item.value === text));
  const [first, ...others] = removed;
  const last = added.at(-1);
  if (document.json || list.flow === true || texts.length === 1 || removed.length === list.items.length || (first === undefined && last !== undefined)) return undefined;
  if (first === undefined || last === undefined) return removed.flatMap((item) => removeItem(document, list, item));
  const { text } = document;
  const dash = text.slice(lineStart(text, startOf(first)), startOf(first));
  if (dash.trim() !== '-') return undefined;
  const layout = layoutOf(document);
  const before = added.slice(0, -1).map((one) => `${inline(one, layout)}${layout.newline}${dash}`).join('');
  return [{ span: { start: startOf(first), end: first.span.end }, newText: `${before}${inline(last, layout)}` }, ...others.flatMap((item) => removeItem(document, list, item))];
}

function childCount(node: DataList | DataMap): number {
  return node.kind === 'list' ? node.items.length : node.entries.length;
}

/** Where the node starts, its tag included. */
export function startOf(node: DataNode): number {
  return node.tagSpan?.start ?? node.span.start;
}

/** Entries written in this map, not merged in from elsewhere. */
function ownEntries(map: DataMap): readonly DataEntry[] {
  return map.entries.filter((entry) => entry.keySpan.start >= map.span.start && entry.keySpan.end <= map.span.end);
}

function insideEmpty(document: DataDocument, node: DataNode, layout: Layout, text: (indent: string | undefined) => string): TextEdit {
  if (!document.json) return { span: { start: node.span.start + 1, end: node.span.end - 1 }, newText: node.kind === 'map' ? ` ${text(undefined)} ` : text(undefined) };
  const outer = lineIndent(document.text, node.span.start);
  const indent = outer + layout.unit;
  return { span: { start: node.span.start + 1, end: node.span.end - 1 }, newText: `${layout.newline}${indent}${text(indent)}${layout.newline}${outer}` };
}

/** Behind the last entry or item of a flow collection: on a line of its own where that one has its own. */
function afterLast(document: DataDocument, start: number, end: number, layout: Layout, text: (indent: string | undefined) => string): TextEdit {
  const lead = document.text.slice(lineStart(document.text, start), start);
  const own = lead.trim() === '';
  // In a script a comma may be there already, and a comment behind it.
  const rest = own && layout.script === true ? /^[ \t]*,(?:[ \t]*\/\/[^\r\n]*)?(?=\r?\n)/.exec(document.text.slice(end))?.[0] : undefined;
  if (rest !== undefined) return { span: { start: end + rest.length, end: end + rest.length }, newText: `${layout.newline}${lead}${text(lead)},` };
  // A comment stays with what it is about.
  const comment = own && layout.bicep !== true ? /^[ \t]*(?:\/\/|#)[^\r\n]*(?=\r?\n)/.exec(document.text.slice(end))?.[0] : undefined;
  if (comment !== undefined) return { span: { start: end, end: end + comment.length }, newText: `,${comment}${layout.newline}${lead}${text(document.json ? lead : undefined)}` };
  const newText = own ? `${layout.bicep === true ? '' : ','}${layout.newline}${lead}${text(document.json ? lead : undefined)}` : `, ${text(undefined)}`;
  return { span: { start: end, end }, newText };
}

/** With the comma that follows, else with the one before. */
function removeFromFlow(document: DataDocument, spans: readonly { start: number; end: number }[], index: number): TextEdit {
  const here = spans[index];
  const next = spans[index + 1];
  const before = spans[index - 1];
  if (here === undefined) return { span: { start: 0, end: 0 }, newText: '' };
  const line = document.bicep === true ? ownLine(document.text, here) : undefined;
  if (line !== undefined) return { span: line, newText: '' };
  if (next !== undefined) return { span: { start: here.start, end: next.start }, newText: '' };
  return { span: { start: before?.end ?? here.start, end: trailingComma(document.text, here.end) }, newText: '' };
}

/** The collection without its last content; a block collection moves up behind its key. */
function emptied(document: DataDocument, node: DataNode, text: string): TextEdit {
  const { start, end } = node.span;
  if (node.flow === true || document.json) return { span: { start, end }, newText: text };
  const gap = gapBefore(document, start);
  return { span: { start: start - gap.length, end }, newText: gap === '' ? padded(document, start, text) : ` ${text}` };
}

/** The line break and indentation between a colon or dash and the block below it; '' where something else stands there. */
function gapBefore(document: DataDocument, start: number): string {
  return /[:-]([ \t]*(?:\r?\n[ \t]*)+)$/.exec(document.text.slice(Math.max(0, start - 400), start))?.[1] ?? '';
}

/** The lines of what stands alone on them. */
function ownLine(text: string, { start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } | undefined {
  const from = lineStart(text, start);
  return text.slice(from, start).trim() === '' && /^[ \t]*(?:\/\/.*)?$/.test(text.slice(end, lineEnd(text, end))) ? { start: from, end: nextLine(text, end) } : undefined;
}

function trailingComma(text: string, end: number): number {
  return end + (/^\s*,/.exec(text.slice(end, end + 200))?.[0].length ?? 0);
}

/** A space where the value follows its colon or dash at once. */
function padded(document: DataDocument, start: number, text: string): string {
  const before = document.text.charAt(start - 1);
  return before === ':' || (before === '-' && /^\s*-$/.test(document.text.slice(lineStart(document.text, start), start))) ? ` ${text}` : text;
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !/[\r\n]/.test(text.charAt(start - 1))) start--;
  return start;
}

function lineEnd(text: string, offset: number): number {
  const end = text.slice(offset).search(/[\r\n]/);
  return end < 0 ? text.length : offset + end;
}

function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + (text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0);
}

function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** The column of the key on the offset's line, dashes passed over. */
function keyColumn(text: string, offset: number): number {
  return /^[ \t]*(?:-[ \t]+)*/.exec(text.slice(lineStart(text, offset), offset))?.[0].length ?? 0;
}
