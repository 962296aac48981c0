/**
 * Matches paths against patterns as people write them in settings: `*`, `?`, `[a-z]`, `{a,b}`, `**` for any folders. A pattern
 * without a slash holds at any depth, one that matches a folder holds for all below it. Time grows with path × pattern at
 * most, whatever they are. Knows no file system.
 */

export interface Glob {
  /** `path` is relative, `/`-separated. */
  readonly matches: (path: string) => boolean;
}

type Piece = { readonly kind: 'star' } | { readonly kind: 'one'; readonly takes: (character: string) => boolean };
/** One path segment's pattern, or any number of segments. */
type Segment = readonly Piece[] | 'any';

/** Characters of a pattern. */
const longest = 1000;
/** Alternatives that braces may make of one pattern. */
const mostAlternatives = 100;

/** The pattern, or in plain words what is wrong with it. */
export function parseGlob(pattern: string): Glob | string {
  const written = pattern.trim().replaceAll('\\', '/').replace(/^\.\//, '');
  if (written === '') return 'A pattern cannot be empty';
  if (written.length > longest) return `A pattern has at most ${longest} characters`;
  if (written.split('/').includes('..')) return 'A pattern cannot leave the folder of this file with `..`';
  const alternatives = expanded(written);
  if (alternatives === undefined) return `Braces make more than ${mostAlternatives} patterns of this one, or do not close`;
  const compiled = alternatives.map(segmentsOf);
  return { matches: (path) => compiled.some((segments) => matchesSegments(segments, path.split('/'))) };
}

/** Each way to choose among `{a,b}`; undefined where a brace is left open or there are too many. */
function expanded(pattern: string): readonly string[] | undefined {
  const open = pattern.indexOf('{');
  if (open < 0) return [pattern];
  const parts: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === '{') depth++;
    else if (character === ',' && depth === 1) {
      parts.push(pattern.slice(start, i));
      start = i + 1;
    } else if (character === '}' && --depth === 0) {
      parts.push(pattern.slice(start, i));
      const all: string[] = [];
      for (const part of parts) {
        const rest = expanded(pattern.slice(0, open) + part + pattern.slice(i + 1));
        if (rest === undefined || all.length + rest.length > mostAlternatives) return undefined;
        all.push(...rest);
      }
      return all;
    }
  }
  return undefined;
}

function segmentsOf(pattern: string): readonly Segment[] {
  const trimmed = pattern.replace(/(?<!\/)\/+$/, '');
  const anchored = trimmed.includes('/');
  const segments = trimmed.replace(/^\/+/, '').split(/\/+/).map((segment): Segment => (segment === '**' ? 'any' : piecesOf(segment)));
  return anchored ? segments : ['any', ...segments];
}

function piecesOf(segment: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let i = 0; i < segment.length; i++) {
    const character = segment.charAt(i);
    const close = character === '[' ? segment.indexOf(']', i + 2) : -1;
    if (character === '*') {
      if (pieces.at(-1)?.kind !== 'star') pieces.push({ kind: 'star' });
    } else if (character === '?') pieces.push({ kind: 'one', takes: () => true });
    else if (close > 0) {
      pieces.push({ kind: 'one', takes: classOf(segment.slice(i + 1, close)) });
      i = close;
    } else pieces.push({ kind: 'one', takes: (other) => other === character });
  }
  return pieces;
}

/** What stands between brackets: characters and ranges, `!` or `^` first for all others. */
function classOf(text: string): (character: string) => boolean {
  const negated = /^[!^]/.test(text);
  const body = negated ? text.slice(1) : text;
  const ranges: [string, string][] = [];
  for (let i = 0; i < body.length; i++) {
    const from = body.charAt(i);
    if (body[i + 1] === '-' && i + 2 < body.length) {
      ranges.push([from, body.charAt(i + 2)]);
      i += 2;
    } else ranges.push([from, from]);
  }
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}

/** True if the pattern takes the whole path or a folder that leads to it. */
function matchesSegments(pattern: readonly Segment[], path: readonly string[]): boolean {
  return consumes(pattern, path, (segment) => segment === 'any', (segment, name) => segment !== 'any' && consumes(segment, Array.from(name), (piece) => piece.kind === 'star', takesOne, false), true);
}

function takesOne(piece: Piece, character: string): boolean {
  return piece.kind === 'one' && piece.takes(character);
}

/** Wildcard matching with one step back to the last wildcard only: a later wildcard never needs an earlier one to give way. */
function consumes<P, T>(pattern: readonly P[], text: readonly T[], isWild: (part: P) => boolean, takes: (part: P, one: T) => boolean, prefix: boolean): boolean {
  let p = 0;
  let t = 0;
  let wild = -1;
  let retry = 0;
  for (;;) {
    const part = pattern[p];
    const one = text[t];
    if (part === undefined && (prefix || one === undefined)) return true;
    if (part !== undefined && isWild(part)) {
      // At its very end a wildcard takes what is left.
      wild = p++;
      retry = t;
      if (p === pattern.length) return !prefix || t < text.length;
    } else if (part !== undefined && one !== undefined && takes(part, one)) {
      p++;
      t++;
    } else if (wild >= 0 && retry < text.length) {
      p = wild + 1;
      t = ++retry;
    } else return false;
  }
}
