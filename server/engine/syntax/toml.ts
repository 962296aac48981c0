/** Parses TOML into the shared data tree. The only file that knows toml-eslint-parser. */
import { parseTOML, type AST } from 'toml-eslint-parser';
import type { Problem } from '../finding';
import type { DataEntry, DataMap, DataNode, DataScalar } from './data';
import { maximumDepth, tooDeep } from './limits';
import type { Parsed } from './parsed';

/** Lines that may be left out before the rest is given up. */
const maximumErrors = 50;

/** The file's tree, as far as it can be read: a line that is no TOML is left out and told. Never throws. */
export function parseToml(file: { readonly uri: string; readonly text: string }): Parsed<DataNode | undefined> {
  const problems: Problem[] = [];
  if (deepest(file.text) > maximumDepth) return { tree: undefined, problems: [tooDeep(file.uri)] };
  let { text } = file;
  for (let round = 0; round < maximumErrors; round++) {
    try {
      return { tree: treeOf(parseTOML(text), text), problems };
    } catch (error) {
      const offset = (error as { index?: unknown }).index;
      if (typeof offset !== 'number') throw error;
      // What is wrong may show only at the start of the next line, or at the end.
      const last = Math.max(0, text.slice(0, Math.min(offset, text.length - 1) + 1).trimEnd().length - 1);
      const start = text.lastIndexOf('\n', last) + 1;
      const next = text.indexOf('\n', start);
      const end = next < 0 ? text.length : next;
      if (text.slice(start, end).trim() === '') return { tree: undefined, problems };
      problems.push({ location: { uri: file.uri, span: { start, end } }, message: 'This line is not valid TOML', severity: 'warning', code: 'syntax' });
      text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
    }
  }
  return { tree: undefined, problems };
}

function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const character of text) {
    if (character === '[' || character === '{') most = Math.max(most, ++depth);
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    else if (character === '\n' && depth < 4) depth = 0;
  }
  return most;
}

/** A map while headers may still add to it. */
interface Draft {
  readonly kind: 'draft';
  readonly entries: { readonly key: string; readonly keySpan: DataEntry['keySpan']; readonly value: Making }[];
  readonly span: { start: number; end: number };
  readonly flow?: boolean;
}

/** A list of tables while it may still grow. */
interface DraftList {
  readonly kind: 'tables';
  readonly items: Draft[];
}

type Making = DataNode | Draft | DraftList;

function newDraft(start: number, end: number): Draft {
  return { kind: 'draft', entries: [], span: { start, end } };
}

function treeOf(program: AST.TOMLProgram, text: string): DataNode {
  const [top] = program.body;
  const root = newDraft(0, text.length);
  for (const statement of top.body) {
    if (statement.type === 'TOMLKeyValue') addPair(root, statement, text);
    else {
      const table = tableAt(root, statement);
      for (const pair of statement.body) addPair(table, pair, text);
    }
  }
  return finished(root);
}

function finished(making: Making): DataNode {
  if (making.kind === 'tables') return { kind: 'list', items: making.items.map(finished), span: { start: making.items[0]?.span.start ?? 0, end: making.items.at(-1)?.span.end ?? 0 } };
  if (making.kind !== 'draft') return making;
  const map: DataMap = { kind: 'map', entries: making.entries.map(({ value, ...entry }) => ({ ...entry, value: finished(value) })), span: making.span };
  return making.flow === true ? { ...map, flow: true } : map;
}

function addPair(draft: Draft, { key, value }: AST.TOMLKeyValue, text: string): void {
  const parts = keysOf(key);
  const last = parts.at(-1);
  let target = draft;
  for (const part of parts.slice(0, -1)) target = below(target, part);
  if (last !== undefined) target.entries.push({ key: last.name, keySpan: last.span, value: nodeOf(value, text) });
}

interface KeyPart {
  readonly name: string;
  readonly span: { readonly start: number; readonly end: number };
}

function keysOf(key: AST.TOMLKey): readonly KeyPart[] {
  return key.keys.map((one) => ({ name: one.type === 'TOMLBare' ? one.name : one.value, span: { start: one.range[0], end: one.range[1] } }));
}

/** The map under a key, made where it is not there; of a list of tables the last one. */
function below(draft: Draft, { name, span }: KeyPart): Draft {
  const known = draft.entries.findLast((entry) => entry.key === name)?.value;
  const found = known?.kind === 'tables' ? known.items.at(-1) : known;
  if (found?.kind === 'draft') return found;
  const made = newDraft(span.start, span.end);
  draft.entries.push({ key: name, keySpan: span, value: made });
  return made;
}

/** `[a.b]`, or `[[a.b]]` for one more item of a list. */
function tableAt(root: Draft, table: AST.TOMLTable): Draft {
  const parts = keysOf(table.key);
  const last = parts.at(-1);
  let target = root;
  for (const part of parts.slice(0, -1)) target = below(target, part);
  if (last === undefined) return target;
  const [start, end] = table.range;
  if (table.kind !== 'array') {
    const found = below(target, last);
    found.span.end = Math.max(found.span.end, end);
    return found;
  }
  const made = newDraft(start, end);
  const known = target.entries.findLast((entry) => entry.key === last.name)?.value;
  if (known?.kind === 'tables') known.items.push(made);
  else target.entries.push({ key: last.name, keySpan: last.span, value: { kind: 'tables', items: [made] } });
  return made;
}

function nodeOf(node: AST.TOMLContentNode, text: string): DataNode {
  const span = { start: node.range[0], end: node.range[1] };
  if (node.type === 'TOMLArray') return { kind: 'list', items: node.elements.map((item) => nodeOf(item, text)), span, flow: true };
  if (node.type === 'TOMLInlineTable') {
    const draft: Draft = { kind: 'draft', entries: [], span, flow: true };
    for (const pair of node.body) addPair(draft, pair, text);
    return finished(draft);
  }
  const value = node.kind === 'string' || node.kind === 'boolean' ? node.value : node.kind === 'integer' || node.kind === 'float' ? node.value : text.slice(span.start, span.end);
  const style: DataScalar['style'] = node.kind !== 'string' ? 'plain' : text.charAt(span.start) === "'" ? 'single' : 'double';
  const isPlain = typeof value === 'string' && span.end - span.start === value.length + 2 && text.startsWith(value, span.start + 1);
  return isPlain ? { kind: 'scalar', value, style, span, textStart: span.start + 1 } : { kind: 'scalar', value, style, span };
}
