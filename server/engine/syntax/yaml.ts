/** Parses YAML into the shared data tree. The only file that knows the yaml package; knows nothing of what documents mean. */
import { Composer, isAlias, isMap, isScalar, isSeq, Parser, Scalar, type CST, type Document, type ParsedNode, type YAMLError, type YAMLMap } from 'yaml';
import type { Problem } from '../finding';
import type { Span } from '../text/span';
import { maximumDepth, tooComplex, tooDeep, tooLarge } from './limits';
import type { DataEntry, DataMap, DataNode, DataScalar } from './data';
import type { Parsed } from './parsed';

/** The yaml package reads a good megabyte a second; nothing may take longer than two. */
export const maximumLength = 1_200_000;
/** Nodes that aliases may add to a document before it counts as a bomb. */
const maximumExpansion = 100_000;

/** One broken line can make all that follow it wrong; more would only be noise. */
const maximumProblems = 20;

/** Plain words for the package's error codes; its own sentence stands in for the others. */
const explanations: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'A tab cannot indent in YAML; use spaces',
  BAD_INDENT: 'This does not line up with the lines around it',
  BLOCK_AS_IMPLICIT_KEY: 'A second `: ` on this line; put quotes around the value',
  MISSING_CHAR: 'Something is missing here: a colon after a key, or a closing quote or bracket',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line with its colon',
  BAD_SCALAR_START: 'A value cannot start with this character unless it is in quotes',
  BAD_ALIAS: 'An alias needs a name after `*`',
  UNEXPECTED_TOKEN: 'This is not expected here',
};

/** More documents than this in one file are not read. */
const maximumDocuments = 50;

/** The first document of the file; undefined for an empty one. Never throws. */
export function parseYaml(file: { readonly uri: string; readonly text: string }): Parsed<DataNode | undefined> {
  return parsed(file, 1)[0] ?? { tree: undefined, problems: [] };
}

/** All documents of the file, one at least. Never throws. */
export function parseYamlDocuments(file: { readonly uri: string; readonly text: string }): readonly Parsed<DataNode | undefined>[] {
  const documents = parsed(file, maximumDocuments + 1);
  if (documents.length === 0) return [{ tree: undefined, problems: [] }];
  const more = documents.length > maximumDocuments ? [{ tree: undefined, problems: [tooComplex({ uri: file.uri, span: { start: 0, end: 0 } }, 'this file holds too many documents, and the last ones are left out')] }] : [];
  return [...documents.slice(0, maximumDocuments), ...more];
}

/** What a text holds that is a part of a document; undefined unless all is well with it. `depth` is how many collections stand around it. */
export function parseYamlPart(text: string, depth: number): DataNode | undefined {
  const documents = composed({ text }, 2, maximumDepth - depth);
  const [document] = documents;
  if (documents === 'too-deep' || typeof document !== 'object' || documents.length !== 1 || document.errors.length > 0 || document.contents === null) return undefined;
  const problems: Problem[] = [];
  const tree = new Conversion({ uri: '', text }, problems, 0).node(document.contents);
  return problems.length === 0 ? tree : undefined;
}

function parsed(file: { readonly uri: string; readonly text: string }, limit: number): readonly Parsed<DataNode | undefined>[] {
  if (file.text.length > maximumLength) return [{ tree: undefined, problems: [tooLarge(file.uri)] }];
  const documents = composed(file, limit);
  if (documents === 'too-deep') return [{ tree: undefined, problems: [tooDeep(file.uri)] }];
  let expansion = 0;
  return documents.map((document) => {
    const problems = document.errors.slice(0, maximumProblems).filter((error, _index, errors) => !isHarmless(error, errors, file.text)).map((error) => problemOf(error, file));
    const isAlone = documents.length === 1 && !/\n---/.test(file.text);
    const { text, document: readable } = problems.length > 0 && isAlone ? healthiest(file.text, document) : { text: file.text, document };
    const conversion = new Conversion({ ...file, text }, problems, expansion);
    const tree = readable.contents === null ? undefined : conversion.node(readable.contents);
    expansion = conversion.expansion;
    return { tree: tree?.kind === 'scalar' && tree.value === null ? undefined : tree, problems };
  });
}

/** Longer texts are not read again and again for what is healthy in them. */
const maximumMended = 60_000;
const maximumRounds = 3;

interface Readable {
  readonly text: string;
  readonly document: Document.Parsed;
}

/** The text without the lines that keep the others from being read, of the same length; the one of which the most is read. */
function healthiest(text: string, document: Document.Parsed): Readable {
  const spaced = document.errors.some(({ code }) => code === 'TAB_AS_INDENT') ? withoutTabs(text) : text;
  const first = spaced === text ? document : firstDocument({ text: spaced });
  if (first === undefined || first === 'too-deep') return { text, document };
  let best: Readable & { readonly size: number } = { text: spaced, document: first, size: sizeOf(first.contents) };
  for (let round = 0; round < maximumRounds && text.length <= maximumMended; round++) {
    const known = best.size;
    for (const candidate of without(best)) {
      const read = firstDocument({ text: candidate });
      const size = read === undefined || read === 'too-deep' ? 0 : sizeOf(read.contents);
      if (read !== undefined && read !== 'too-deep' && size > best.size) best = { text: candidate, document: read, size };
    }
    if (best.size === known) break;
  }
  return best;
}

/** Tabs are spaces where tabs indent all of it, else the lines that they begin go. */
function withoutTabs(text: string): string {
  const isByTabs = !/^ +\S/m.test(text);
  return text.replace(/^([ ]*\t[ \t]*)([^\r\n]*)/gm, (_line, indent: string, rest: string) => ' '.repeat(indent.length) + (isByTabs ? rest : ' '.repeat(rest.length)));
}

/** Without the line of the first error; without the first that opens a quote only. */
function* without({ text, document }: Readable): Generator<string> {
  const [error] = document.errors;
  if (error === undefined) return;
  const start = text.lastIndexOf('\n', Math.max(0, error.pos[0] - 1)) + 1;
  yield blanked(text, start);
  let offset = 0;
  for (const line of text.split('\n')) {
    if (line.split('"').length % 2 === 0 || /(?:^\s*|[:-]\s+)'[^']*$/.test(line)) {
      yield blanked(text, offset);
      return;
    }
    offset += line.length + 1;
  }
}

function blanked(text: string, start: number): string {
  const next = text.indexOf('\n', start);
  const end = next < 0 ? text.length : next;
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r]/g, ' ') + text.slice(end);
}

function sizeOf(node: unknown): number {
  if (isMap(node)) return node.items.reduce((sum, { key, value }) => sum + sizeOf(key) + sizeOf(value), 1);
  if (isSeq(node)) return node.items.reduce((sum: number, item) => sum + sizeOf(item), 1);
  return isScalar(node) ? 1 : 0;
}

function firstDocument(file: { readonly text: string }): Document.Parsed | 'too-deep' | undefined {
  const documents = composed(file, 1);
  return documents === 'too-deep' ? documents : documents[0];
}

function composed(file: { readonly text: string }, limit: number, deepest = maximumDepth): readonly Document.Parsed[] | 'too-deep' {
  const tokens: CST.Token[] = [];
  let documents = 0;
  try {
    for (const token of new Parser().parse(file.text)) {
      if (token.type === 'document' && ++documents > limit) break;
      // The package composes by recursion, so depth is measured on its token tree first.
      if (depthExceeds(token, deepest)) return 'too-deep';
      tokens.push(token);
    }
  } catch (error) {
    // Thousands of `? a :` on a line overflow the stack already while tokens are gathered; any other error is ours and must be seen.
    if (!(error instanceof RangeError)) throw error;
    return 'too-deep';
  }
  const composer = withoutWarnings(new Composer({ uniqueKeys: false, merge: false, prettyErrors: false }));
  return [...composer.compose(tokens, true, file.text.length)].slice(0, limit);
}

/** Each local tag is worth a warning to the package, and each of these an error with its stack: nobody reads them. */
function withoutWarnings(composer: Composer): Composer {
  const { onError } = composer as unknown as { readonly onError: (place: unknown, code: string, message: string, warning?: boolean) => void };
  return Object.assign(composer, {
    onError: (place: unknown, code: string, message: string, warning?: boolean): void => {
      if (warning !== true) onError(place, code, message);
    },
  });
}

function depthExceeds(root: CST.Token, most: number): boolean {
  const pending: { readonly token: CST.Token; readonly depth: number }[] = [{ token: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > most) return true;
    if (token.type === 'document' && token.value) pending.push({ token: token.value, depth: depth + 1 });
    if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') continue;
    for (const item of token.items) {
      if (item.key) pending.push({ token: item.key, depth: depth + 1 });
      if (item.value) pending.push({ token: item.value, depth: depth + 1 });
    }
  }
  return false;
}

/** Closing brackets in their key's own column: the package stops before them, other readers take them, and the tree is whole. */
function isHarmless(error: YAMLError, errors: readonly YAMLError[], text: string): boolean {
  const isBracket = (one: YAMLError): boolean => /[\]}]/.test(text.charAt(one.pos[0]));
  if (!isBracket(error)) return false;
  if (error.code === 'BAD_INDENT') return true;
  return error.code === 'UNEXPECTED_TOKEN' && errors.some((one) => one.code === 'BAD_INDENT' && isBracket(one) && /^[\s\]}]*$/.test(text.slice(one.pos[0], error.pos[0])));
}

function problemOf(error: YAMLError, file: { readonly uri: string; readonly text: string }): Problem {
  const start = Math.min(error.pos[0], file.text.length);
  return {
    location: { uri: file.uri, span: { start, end: Math.max(start, Math.min(error.pos[1], file.text.length)) } },
    message: explanations[error.code] ?? error.message,
    severity: 'warning',
    code: 'syntax',
  };
}

class Conversion {
  private readonly anchors = new Map<string, DataNode>();
  /** Nodes below each node, aliases expanded. */
  private readonly sizes = new WeakMap<DataNode, number>();
  private isBomb = false;

  /** `expansion` counts on over all documents of a file. */
  constructor(private readonly file: { readonly uri: string; readonly text: string }, private readonly problems: Problem[], public expansion: number) {}

  node(parsed: ParsedNode): DataNode {
    if (isAlias(parsed)) return this.alias(parsed.source, { start: parsed.range[0], end: parsed.range[1] });
    const tag = this.tagOf(parsed);
    const node: DataNode = { ...this.bare(parsed), ...tag };
    if (parsed.anchor !== undefined) this.anchors.set(parsed.anchor, node);
    this.sizes.set(node, this.sizeOf(node));
    return node;
  }

  private bare(parsed: ParsedNode): DataNode {
    if (isMap(parsed)) return this.map(parsed);
    if (isSeq(parsed)) {
      const items = parsed.items.map((item) => this.node(item));
      return { kind: 'list', items, ...this.collection(parsed, items.at(-1)) };
    }
    return this.scalar(parsed as Scalar.Parsed);
  }

  private alias(name: string, span: Span): DataNode {
    const target = this.anchors.get(name);
    if (target === undefined) {
      this.report(span, `Nothing is called \`&${name}\` before this place`);
      return nothingAt(span);
    }
    this.expansion += this.sizes.get(target) ?? 1;
    if (this.expansion > maximumExpansion) {
      if (!this.isBomb) this.problems.push(tooComplex({ uri: this.file.uri, span }, 'aliases repeat too much of this document'));
      this.isBomb = true;
      return nothingAt(span);
    }
    return target;
  }

  private map(parsed: YAMLMap.Parsed): DataMap {
    const own: DataEntry[] = [];
    const merged: DataEntry[] = [];
    const seen = new Set<string>();
    for (const pair of parsed.items) {
      const keyNode = pair.key;
      const keySpan = { start: keyNode.range[0], end: keyNode.range[1] };
      const key = this.keyText(keyNode, keySpan);
      const value = pair.value === null ? nothingAt({ start: keySpan.end, end: keySpan.end }) : this.node(pair.value);
      if (key === '<<') {
        for (const source of value.kind === 'list' ? value.items : [value]) if (source.kind === 'map') merged.push(...source.entries);
        continue;
      }
      if (seen.has(key)) this.report(keySpan, `\`${key}\` is given twice; the last one counts`, 'duplicate-key');
      seen.add(key);
      own.push({ key, keySpan, value });
    }
    const entries: DataEntry[] = [];
    for (const entry of merged) {
      if (seen.has(entry.key)) continue;
      seen.add(entry.key);
      entries.push(entry);
    }
    entries.push(...own);
    return { kind: 'map', entries, ...this.collection(parsed, own.at(-1)?.value) };
  }

  private keyText(node: ParsedNode, span: Span): string {
    if (isScalar(node)) return typeof node.value === 'string' ? node.value : node.source;
    return this.file.text.slice(span.start, span.end);
  }

  /** A block collection's range runs on to the next token: it ends with its last value here. */
  private collection(parsed: ParsedNode, last: DataNode | undefined): { span: Span; flow: boolean } {
    const flow = (parsed as { flow?: boolean }).flow === true;
    const [start, valueEnd] = parsed.range;
    if (flow) return { flow, span: { start, end: valueEnd } };
    // An alias stands here, but what it means stands elsewhere.
    const isHere = last !== undefined && last.span.start >= start && last.span.end <= valueEnd;
    return { flow, span: { start, end: isHere ? last.span.end : this.trimmedEnd(start, valueEnd) } };
  }

  private trimmedEnd(start: number, end: number): number {
    let trimmed = end;
    while (trimmed > start && /\s/.test(this.file.text.charAt(trimmed - 1))) trimmed--;
    return trimmed;
  }

  private scalar(parsed: Scalar.Parsed): DataScalar {
    const [start, end] = parsed.range;
    const style = styles[parsed.type ?? ''] ?? 'plain';
    const value = scalarValue(parsed, style);
    const span = { start, end: style === 'block' ? this.trimmedEnd(start, end) : end };
    const base: DataScalar = { kind: 'scalar', value, style, span };
    const textStart = typeof value === 'string' && style !== 'block' ? this.textStart(value, style, span) : undefined;
    return textStart === undefined ? base : { ...base, textStart };
  }

  private textStart(value: string, style: DataScalar['style'], span: Span): number | undefined {
    const quote = style === 'plain' ? 0 : 1;
    const start = span.start + quote;
    return span.end - span.start === value.length + 2 * quote && this.file.text.startsWith(value, start) ? start : undefined;
  }

  private tagOf(parsed: ParsedNode): { tag: string; tagSpan: Span } | undefined {
    const tag = parsed.tag;
    if (tag === undefined || !/^![^!]/.test(tag)) return undefined;
    const start = this.file.text.slice(0, parsed.range[0]).endsWith(tag) ? parsed.range[0] - tag.length : this.file.text.lastIndexOf(tag, parsed.range[0]);
    return start < 0 ? undefined : { tag, tagSpan: { start, end: start + tag.length } };
  }

  private sizeOf(node: DataNode): number {
    const below = node.kind === 'list' ? node.items : node.kind === 'map' ? node.entries.map((entry) => entry.value) : [];
    return below.reduce((sum, one) => sum + (this.sizes.get(one) ?? 1), 1);
  }

  private report(span: Span, message: string, code = 'syntax'): void {
    this.problems.push({ location: { uri: this.file.uri, span }, message, severity: 'warning', code });
  }
}

const styles: Readonly<Record<string, DataScalar['style']>> = {
  [Scalar.QUOTE_DOUBLE]: 'double', [Scalar.QUOTE_SINGLE]: 'single', [Scalar.BLOCK_FOLDED]: 'block', [Scalar.BLOCK_LITERAL]: 'block',
};

/** Numbers that would not come out as they are written (account ids with a leading zero, commit hashes like 1e999) stay text. */
function scalarValue(parsed: Scalar.Parsed, style: DataScalar['style']): DataScalar['value'] {
  const value: unknown = parsed.value;
  if (typeof value === 'number' && style === 'plain') {
    const source = parsed.source;
    const faithful = Number.isFinite(value) && !/^[-+]?0\d/.test(source) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return faithful ? value : source;
  }
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' || value === null) return value;
  return parsed.source;
}

function nothingAt(span: Span): DataScalar {
  return { kind: 'scalar', value: null, style: 'plain', span };
}
