/** Trees of scripts, of as many as are likely to be asked for again; the others are read again from their text. Knows nothing of what follows from them. */
import type { Parsed } from './parsed';
import { parseScript, type Script } from './script';
import type { SourceFile } from '../workspace';

interface Held {
  readonly file: SourceFile;
  readonly parsed: Parsed<Script | undefined>;
  /** The piece of work that asked for it last. */
  used: number;
}

/** In UTF-16 units of the texts; a tree and what is read from it take some fifty times as much. A thousand files are read once for a scan. */
const least = 1_500_000;
/** Where so many do not suffice, a part of what is read again is kept besides: what is read again in all stays in proportion to the workspace, whatever is asked for in which order. */
const keptOfAgain = 0.05;
const most = 6_000_000;
/** As many as edits of some open files ask for. */
const mostAtRest = 300_000;
/** So many are of a whole scan, and hardly any of them is asked for by the next edit. */
const scanned = 800_000;

/**
 * One lives as long as the chain of snapshots that share it. Within one piece of work a file has one tree, so that nodes may be compared; nothing that outlives
 * it may hold a node: of the same text the next tree says the same with other nodes.
 */
export class Trees {
  /** By uri: of several texts of a file the last one that was asked for. */
  private readonly held = new Map<string, Held>();
  private readonly dropped = new WeakSet<SourceFile>();
  private size = 0;
  private allowed = least;
  private work = 0;

  /** Undefined where it must be read (again). */
  known(file: SourceFile): Parsed<Script | undefined> | undefined {
    const held = this.held.get(file.uri);
    if (held?.file !== file) return undefined;
    held.used = this.work;
    return held.parsed;
  }

  /** The tree of an older text of the file makes it cheaper. */
  read(file: SourceFile): Parsed<Script | undefined> {
    const older = this.held.get(file.uri);
    const parsed = parseScript(file, older?.parsed.tree);
    this.held.set(file.uri, { file, parsed, used: this.work });
    this.size += file.text.length - (older?.file.text.length ?? 0);
    if (this.dropped.has(file)) this.allowed = Math.min(most, this.allowed + file.text.length * keptOfAgain);
    return parsed;
  }

  /** To be called between two pieces of work: where there are too many trees, those go that were not asked for the longest. */
  settle(): void {
    this.work++;
    // Some more than need be, so that this is not done for every file of a large workspace.
    if (this.size > this.allowed) this.drop(this.allowed * 0.75);
  }

  /** To be called where nothing is asked for until somebody types. */
  rest(): void {
    this.work++;
    this.allowed = least;
    if (this.size > mostAtRest) this.drop(this.size > scanned ? 0 : mostAtRest);
  }

  private drop(left: number): void {
    for (const [uri, { file }] of [...this.held].sort(([, a], [, b]) => a.used - b.used)) {
      if (this.size <= left) break;
      this.held.delete(uri);
      this.dropped.add(file);
      this.size -= file.text.length;
    }
  }
}
