/** What the server asks of the machine it runs on. */
import type { SourceFile } from '../engine';
import type { Limits } from './relevant';

export interface Host {
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
  /** The day, as YYYY-MM-DD. */
  readonly today: () => string;
  /** Calls back after the messages that wait have been handled. */
  readonly later: (resume: () => void) => void;
  /** The files of a root; undefined where the host cannot read there (only open documents are analysed then). */
  readonly folder: (root: string) => HostFolder | undefined;
}

/** A root on the host's disk as its ignore files were when this was made. All uris are engine uris. */
export interface HostFolder {
  /** Every relevant file, or those below a folder of it. */
  readonly files: (limits: Limits, below?: string) => AsyncIterable<SourceFile>;
  /** Undefined where it does not exist or takes no part in an analysis. */
  readonly read: (uri: string, limits: Limits) => Promise<SourceFile | undefined>;
  /** Whether a file takes no part in an analysis, be it there or not. */
  readonly ignores: (uri: string) => boolean;
  /** Writes the whole file or nothing of it, creating its folder. Rejects where that fails or the place lies outside the root. */
  readonly write: (uri: string, text: string) => Promise<void>;
}
