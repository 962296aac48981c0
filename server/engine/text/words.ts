/** Which words a text has, so that texts that cannot matter are left alone. Knows no language. */

const word = /[\w$]+/g;
const none: ReadonlySet<string> = new Set<string>();

/** Looked up by whole words (letters, digits, `_`, `$`); what is more than a word is looked for as it stands. */
export class Words {
  private readonly all: ReadonlySet<string>;

  constructor(private readonly text: string) {
    this.all = new Set(text.match(word));
  }

  has(wanted: string): boolean {
    if (this.all.has(wanted)) return true;
    // Its first part that the text does not have settles it, which is so for nearly all.
    for (let start = 0, i = 0; i <= wanted.length; i++) {
      if (i < wanted.length && isPart(wanted.charCodeAt(i))) continue;
      if (i > start && !this.all.has(wanted.slice(start, i))) return false;
      start = i + 1;
    }
    return this.text.includes(wanted);
  }
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
