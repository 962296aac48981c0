/** Remembers derived values by the identity of what they were derived from. Knows nothing of what they are. */

/** A read during a derivation: what was asked for and what came back. */
type Reads = ReadonlyMap<string, unknown>;

interface Entry {
  readonly reads: Reads;
  readonly value: unknown;
}

const nothing: Reads = new Map();

/**
 * One lives as long as the chain of snapshots that share it. Values hang weakly on their key objects, so a replaced file takes
 * what was derived from it along; there is nothing to clear. A value is stored only when its derivation has come to its end.
 */
export class Memo {
  /** `tell` hears of everything that is derived, and why; `line` makes the words, for whoever wants them. */
  constructor(private readonly tell?: (line: () => string) => void) {}

  private readonly tables = new Map<string, WeakMap<object, Entry>>();
  private readonly lists = new Map<string, readonly unknown[]>();

  /** The value derived from `key` alone. `name` tells derivations apart. */
  of<K extends object, V>(name: string, key: K, derive: (key: K) => V): V {
    const known = this.tables.get(name)?.get(key);
    if (known !== undefined) return known.value as V;
    this.derives(name, key, () => undefined);
    const value = derive(key);
    this.store(name, key, nothing, value);
    return value;
  }

  /**
   * A value derived from `key` and from whatever `derive` asks `read` for. It is derived anew only when one of the things it
   * read (compared by identity) has changed.
   */
  reading<V>(name: string, key: object, read: (what: string) => unknown, derive: (read: (what: string) => unknown) => V): V {
    const known = this.known(name, key, read);
    if (known !== undefined) return known.value as V;
    this.derives(name, key, () => this.changed(name, key, read));
    const reads = new Map<string, unknown>();
    const value = derive((what) => {
      const answer = read(what);
      reads.set(what, answer);
      return answer;
    });
    this.store(name, key, reads, value);
    return value;
  }

  /** As `reading`, for a derivation that may be dropped between two steps: nothing is stored then. */
  *stepwise<V>(name: string, key: object, read: (what: string) => unknown, derive: (read: (what: string) => unknown) => Generator<void, V>): Generator<void, V> {
    const known = this.known(name, key, read);
    if (known !== undefined) return known.value as V;
    this.derives(name, key, () => this.changed(name, key, read));
    const reads = new Map<string, unknown>();
    const value = yield* derive((what) => {
      const answer = read(what);
      reads.set(what, answer);
      return answer;
    });
    this.store(name, key, reads, value);
    return value;
  }

  /** The list that was given under this name before, where that holds the same things in the same order; else the new one. */
  same<T>(name: string, list: readonly T[]): readonly T[] {
    const same = kept<readonly unknown[]>(this.lists.get(name) ?? [], list) as readonly T[];
    this.lists.set(name, same);
    return same;
  }

  /** Notes that something is derived; `because` says what is different, undefined where it is new. */
  derives(name: string, key: object, because: () => string | undefined): void {
    this.tell?.(() => {
      const changed = because();
      return `${name} of ${nameOf(key)}: ${changed === undefined ? 'new' : `${changed} changed`}`;
    });
  }

  private changed(name: string, key: object, read: (what: string) => unknown): string | undefined {
    const reads = this.tables.get(name)?.get(key)?.reads ?? new Map<string, unknown>();
    for (const [what, answer] of reads) if (read(what) !== answer) return what;
    return undefined;
  }

  private known(name: string, key: object, read: (what: string) => unknown): Entry | undefined {
    const entry = this.tables.get(name)?.get(key);
    if (entry === undefined) return undefined;
    for (const [what, answer] of entry.reads) if (read(what) !== answer) return undefined;
    return entry;
  }

  private store(name: string, key: object, reads: Reads, value: unknown): void {
    let table = this.tables.get(name);
    if (table === undefined) this.tables.set(name, (table = new WeakMap()));
    table.set(key, { reads, value });
  }
}

/** The list that was there before, where the new one holds the same things in the same order. */
export function kept<A>(before: A, now: A): A {
  return Array.isArray(before) && Array.isArray(now) && before.length === now.length && before.every((item, i) => item === now[i]) ? before : now;
}

function nameOf(key: object): string {
  if ('uri' in key && typeof key.uri === 'string') return key.uri;
  if ('fileName' in key && typeof key.fileName === 'string') return key.fileName;
  return Array.isArray(key) ? `a list of ${String(key.length)}` : 'the workspace';
}
