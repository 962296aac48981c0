/** Places in texts. Knows nothing of lines, languages or editors. */

/** A half-open range of UTF-16 offsets, `start <= end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span in a file. `uri` is an engine uri: decoded, `/`-separated (see text/uri.ts). */
export interface Location {
  readonly uri: string;
  readonly span: Span;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

export function at(uri: string, start: number, end: number): Location {
  return { uri, span: { start, end } };
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Orders by file, then start, then end. */
export function compareLocations(a: Location, b: Location): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

/** Names where a place begins. */
export function beginning({ uri, span }: Location): string {
  return `${uri} ${String(span.start)}`;
}

export function isSamePlace(a: Location, b: Location): boolean {
  return a.uri === b.uri && a.span.start === b.span.start && a.span.end === b.span.end;
}
