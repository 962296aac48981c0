/**
 * Texts that remember where each character stands, and the JSON documents inside them: a policy in a heredoc, in a quoted
 * string, in a file that is read in. Knows nothing of what documents mean.
 */
import { parseJson } from '../../syntax/json';
import type { DataNode } from '../../syntax/data';
import type { Location, Span } from '../../text/span';
import { concatenated } from './text';
import { scalar, unknown, type Value } from '../value';

/** A piece of a text: written out, or the value of an interpolation. */
export type Piece = { readonly text: string; readonly span: Span } | { readonly value: Value; readonly span: Span };

/** Where a text comes from; values carry it along as `written` wherever they are used. */
export interface Written {
  readonly uri: string;
  /** The whole source that the spans are in. */
  readonly source: string;
  readonly pieces: readonly Piece[];
}

export function withWritten(value: Value, written: Written): Value {
  return Object.assign({ ...value }, { written });
}

function writtenOf(value: Value): Written | undefined {
  return 'written' in value ? (value.written as Written) : undefined;
}

/** True for a text that may be a JSON object or list. */
export function looksLikeJson(value: Value): boolean {
  const first = value.kind === 'scalar' ? value.value : value.kind === 'text' ? value.parts[0] : undefined;
  return typeof first === 'string' && /^\s*[[{]/.test(first);
}

const opening = '\uE000';
const closing = '\uE001';
const maximumLength = 400_000;

/** The document that a text holds, each part where it stands; undefined where the text is none. */
export function decodedJson(value: Value): Value | undefined {
  if (!looksLikeJson(value)) return undefined;
  const { text, locate, insets } = laidOut(value);
  if (text.length > maximumLength) return unknown('the document is too long to be read', 'limit', value.at, value.via);
  const { tree, problems } = parseJson({ uri: value.at.uri, text });
  if (problems.some(({ code }) => code === 'too-complex')) return unknown('the document is nested too deep to be read', 'limit', value.at, value.via);
  if (tree === undefined || tree.kind === 'scalar') return undefined;
  const document = converted(tree, locate, insets);
  return { ...document, via: value.via };
}

interface Layout {
  readonly text: string;
  readonly locate: (span: Span) => Location;
  readonly insets: readonly Value[];
}

function laidOut(value: Value): Layout {
  const written = writtenOf(value);
  const insets: Value[] = [];
  let text = '';
  const offsets: number[] = [];
  let quoted = false;
  const add = (piece: string, place: (index: number) => number): void => {
    for (let i = 0; i < piece.length; i++) {
      const character = piece[i];
      if (character === '"' && !escapedAt(piece, i)) quoted = !quoted;
      offsets.push(place(i));
    }
    text += piece;
  };
  const inset = (one: Value, place: number): void => {
    if (one.kind === 'scalar' && (quoted || typeof one.value !== 'string' || /^\s*[[{"]/.test(one.value))) {
      add(one.value === null ? '' : String(one.value), () => place);
      return;
    }
    insets.push(one);
    const mark = `${opening}${insets.length - 1}${closing}`;
    // Outside of quotes it stands for a value of its own.
    add(quoted ? mark : `"${mark}"`, () => place);
  };
  if (written === undefined) {
    for (const part of value.kind === 'text' ? value.parts : value.kind === 'scalar' ? [String(value.value)] : []) {
      if (typeof part === 'string') add(part, () => -1);
      else inset(part, -1);
    }
  } else {
    for (const piece of written.pieces) {
      if ('value' in piece) inset(piece.value, piece.span.start);
      else {
        const places = aligned(piece.text, written.source.slice(piece.span.start, piece.span.end));
        add(piece.text, (i) => piece.span.start + (places[i] ?? 0));
      }
    }
  }
  const locate = (span: Span): Location => {
    const start = offsets[span.start];
    const last = offsets[Math.max(span.start, span.end - 1)];
    if (written === undefined || start === undefined || last === undefined) return value.at;
    return { uri: written.uri, span: { start, end: Math.max(start, last) + 1 } };
  };
  return { text, locate, insets };
}

function escapedAt(text: string, index: number): boolean {
  let slashes = 0;
  while (text[index - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

/** For each character of a text the index of its source: escapes and removed indentation are passed over. */
function aligned(text: string, source: string): readonly number[] {
  const places: number[] = [];
  let position = 0;
  for (let i = 0; i < text.length; i++) {
    while (position < source.length && source[position] !== text[i]) {
      if (source[position] !== '\\') {
        position++;
        continue;
      }
      const code = source[position + 1];
      // `\"` and `\\` are found at their second character; other escapes stand for this character as a whole.
      if (code === '"' || code === '\\') position++;
      else break;
    }
    // Of a backslash that stands for itself the second is taken.
    if (source[position] === '\\' && text[i] === '\\' && source[position + 1] === '\\') position++;
    places.push(position);
    position += source[position] === '\\' && text[i] !== '\\' ? (source[position + 1] === 'u' ? 6 : source[position + 1] === 'U' ? 10 : 2) : 1;
  }
  return places;
}

function converted(node: DataNode, locate: (span: Span) => Location, insets: readonly Value[]): Value {
  const at = locate(node.span);
  if (node.kind === 'list') return { kind: 'list', at, via: [], items: node.items.map((item) => converted(item, locate, insets)) };
  if (node.kind === 'map') {
    const entries = new Map(node.entries.map((entry) => [entry.key, { key: entry.key, keyAt: locate(entry.keySpan), value: converted(entry.value, locate, insets) }]));
    return { kind: 'map', at, via: [], entries: [...entries.values()] };
  }
  if (typeof node.value !== 'string' || !node.value.includes(opening)) return scalar(node.value, at);
  const parts = node.value.split(new RegExp(`${opening}(\\d+)${closing}`));
  const values = parts.map((part, i) => (i % 2 === 0 ? scalar(part, at) : (insets[Number(part)] ?? scalar('', at)))).filter((one) => !(one.kind === 'scalar' && one.value === ''));
  const [only] = values;
  return values.length === 1 && only !== undefined ? { ...only, at } : concatenated(values, at);
}
