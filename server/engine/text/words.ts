/** Which words a text has, so that texts that cannot matter are left alone. Knows no language. */

const none: ReadonlySet<string> = new Set<string>();

/**
 * Looked up by whole words (letters, digits, `_`, `$`); what is more than a word is looked for as it stands. Two bits for each word are kept, an eighth of the
 * text's size: nearly all words that it does not have are told by them, and the text is asked for the others.
 */
export class Words {
  private readonly bits: Uint32Array;

  constructor(private readonly text: string) {
    let size = 32;
    while (size < text.length) size *= 2;
    const bits = new Uint32Array(size / 32);
    let hash = seed;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (isPart(code)) hash = mixed(hash, code);
      else if (hash !== seed) {
        set(bits, hash);
        hash = seed;
      }
    }
    if (hash !== seed) set(bits, hash);
    this.bits = bits;
  }

  has(wanted: string): boolean {
    // Its first part that the text does not have settles it, which is so for nearly all.
    let parts = 0;
    for (let start = 0, hash = seed, i = 0; i <= wanted.length; i++) {
      const code = i < wanted.length ? wanted.charCodeAt(i) : 0;
      if (isPart(code)) {
        hash = mixed(hash, code);
        continue;
      }
      if (i > start) {
        if (!isSet(this.bits, hash) || !this.hasWord(wanted.slice(start, i))) return false;
        parts++;
      }
      start = i + 1;
      hash = seed;
    }
    return (parts === 1 && isPart(wanted.charCodeAt(0)) && isPart(wanted.charCodeAt(wanted.length - 1))) || this.text.includes(wanted);
  }

  private hasWord(one: string): boolean {
    for (let at = this.text.indexOf(one); at >= 0; at = this.text.indexOf(one, at + 1)) {
      if (!isPart(this.text.charCodeAt(at - 1)) && !isPart(this.text.charCodeAt(at + one.length))) return true;
    }
    return false;
  }
}

const seed = 0x811c9dc5;

function mixed(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193) | 0;
}

function set(bits: Uint32Array, hash: number): void {
  const mask = bits.length * 32 - 1;
  const one = spread(hash) & mask;
  const other = spread(hash ^ 0x5bd1e995) & mask;
  bits[one >>> 5] = (bits[one >>> 5] ?? 0) | (1 << (one & 31));
  bits[other >>> 5] = (bits[other >>> 5] ?? 0) | (1 << (other & 31));
}

function isSet(bits: Uint32Array, hash: number): boolean {
  const mask = bits.length * 32 - 1;
  const one = spread(hash) & mask;
  const other = spread(hash ^ 0x5bd1e995) & mask;
  return ((bits[one >>> 5] ?? 0) & (1 << (one & 31))) !== 0 && ((bits[other >>> 5] ?? 0) & (1 << (other & 31))) !== 0;
}

/** The low digits of a sum of characters are much alike. */
function spread(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return Math.imul(half ^ (half >>> 12), 0x297a2d39) >>> 8;
}

function isPart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36;
}

/** A fixed list of lower-case words of two characters or more, all of which are looked for at once. */
export class WordList {
  /** By their first two characters, as `pairOf` numbers them. */
  private readonly byStart = new Map<number, string[]>();
  private readonly starts = new Uint8Array(0x10000);

  constructor(words: Iterable<string>) {
    for (const one of new Set(words)) {
      const pair = pairOf(one.charCodeAt(0), one.charCodeAt(1));
      this.starts[pair] = 1;
      this.byStart.set(pair, [...(this.byStart.get(pair) ?? []), one]);
    }
  }

  /** The words that a text has, case aside, also within others. */
  foundIn(text: string): ReadonlySet<string> {
    const lower = text.toLowerCase();
    let found: Set<string> | undefined;
    let before = lower.charCodeAt(0);
    for (let i = 1; i < lower.length; i++) {
      const next = lower.charCodeAt(i);
      const pair = pairOf(before, next);
      before = next;
      if (this.starts[pair] === 0) continue;
      for (const one of this.byStart.get(pair) ?? []) if (lower.startsWith(one, i - 1)) (found ??= new Set<string>()).add(one);
    }
    return found ?? none;
  }
}

function pairOf(first: number, second: number): number {
  return ((first & 0xff) << 8) | (second & 0xff);
}
