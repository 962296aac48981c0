/** Turns offsets in engine uris into what people and tools read: paths below the root, 1-based lines and columns. */
import { uris, type LineIndex, type Location, type Snapshot } from '../engine';

export interface Place {
  /** Relative to its root, `/`-separated; the whole uri where no root holds it. */
  readonly file: string;
  /** 1-based, in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** Exclusive. */
  readonly endLine: number;
  readonly endColumn: number;
}

export class Places {
  constructor(readonly snapshot: Snapshot) {}

  of(location: Location): Place {
    const lines = this.lines(location.uri);
    const start = lines.positionAt(location.span.start);
    const end = lines.positionAt(location.span.end);
    return { file: this.file(location.uri), line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
  }

  file(uri: string): string {
    const root = this.snapshot.rootOf(uri);
    return root === undefined ? uri : uris.relativeTo(root, uri);
  }

  lines(uri: string): LineIndex {
    return this.snapshot.lines(uri);
  }
}
