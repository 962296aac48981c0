/** The one place where the engine's uris and offsets become the protocol's and back. */
import type { Location, Position, Range, WorkspaceEdit } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { LineIndex, type FileEdit, type Location as EngineLocation, type Snapshot, type Span } from '../engine';
import type { Placed } from './protocol';

/** Drive letters come in both cases for the same file. */
export function engineUri(uri: string): string {
  const { scheme, authority, path } = URI.parse(uri);
  return `${scheme}://${authority}${path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase())}`.replace(/\/$/, '');
}

export function clientUri(uri: string): string {
  const [, scheme = 'file', authority = '', path = ''] = /^([^:/]+):\/\/([^/]*)(.*)$/s.exec(uri) ?? [];
  return URI.from({ scheme, authority, path: path === '' ? '/' : path }).toString();
}

export function rangeOf(span: Span, lines: LineIndex): Range {
  return { start: position(span.start, lines), end: position(span.end, lines) };
}

export function spanOf(range: Range, lines: LineIndex): Span {
  return { start: offset(range.start, lines), end: offset(range.end, lines) };
}

export function locationOf({ uri, span }: EngineLocation, snapshot: Snapshot): Location {
  return { uri: clientUri(uri), range: rangeOf(span, snapshot.lines(uri)) };
}

/** A copy of plain data in which every engine location is a location of the protocol. */
export function placed<T>(value: T, snapshot: Snapshot): Placed<T>;
export function placed(value: unknown, snapshot: Snapshot): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => placed(item, snapshot));
  if (typeof value !== 'object' || value === null) return value;
  if (isLocation(value)) return locationOf(value, snapshot);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, placed(item as unknown, snapshot)]));
}

/** `versions` of open documents, so that an edit made for an older text is refused. */
/** With `preview`, its title, the editor shows the difference and asks before it makes it. */
export function workspaceEditOf(edits: readonly FileEdit[], snapshot: Snapshot, versions: ReadonlyMap<string, number>, preview?: string): WorkspaceEdit {
  const noted = preview === undefined ? {} : { annotationId: 'preview' };
  return {
    ...(preview === undefined ? {} : { changeAnnotations: { preview: { label: preview, needsConfirmation: true } } }),
    documentChanges: edits.flatMap((file) => {
      const uri = clientUri(file.uri);
      const lines = snapshot.file(file.uri) === undefined ? new LineIndex('') : snapshot.lines(file.uri);
      const change = {
        textDocument: { uri, version: versions.get(file.uri) ?? null },
        edits: file.edits.map((edit) => ({ range: rangeOf(edit.span, lines), newText: edit.newText, ...noted })),
      };
      return snapshot.file(file.uri) === undefined ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }, change] : [change];
    }),
  };
}

function isLocation(value: object): value is EngineLocation {
  return 'uri' in value && typeof value.uri === 'string' && 'span' in value;
}

function position(at: number, lines: LineIndex): Position {
  const { line, column } = lines.positionAt(at);
  return { line, character: column };
}

function offset(at: Position, lines: LineIndex): number {
  return lines.offsetAt({ line: at.line, column: at.character });
}
