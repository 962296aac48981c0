/** Which words a text has, so that texts that cannot matter are left alone. Knows no language. */

const word = /[\w$]+/g;

/** Looked up by whole words (letters, digits, `_`, `$`); what is more than a word is looked for as it stands. */
export class Words {
  private readonly all: ReadonlySet<string>;

  constructor(private readonly text: string) {
    this.all = new Set(text.match(word));
  }

  has(wanted: string): boolean {
    if (this.all.has(wanted)) return true;
    return !isWord(wanted) && (wanted.match(word)?.every((part) => this.all.has(part)) ?? true) && this.text.includes(wanted);
  }
}

function isWord(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isPart = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36;
    if (!isPart) return false;
  }
  return true;
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
    const found = new Set<string>();
    let before = lower.charCodeAt(0);
    for (let i = 1; i < lower.length; i++) {
      const next = lower.charCodeAt(i);
      const pair = pairOf(before, next);
      before = next;
      if (this.starts[pair] === 0) continue;
      for (const one of this.byStart.get(pair) ?? []) if (!found.has(one) && lower.startsWith(one, i - 1)) found.add(one);
    }
    return found;
  }
}

function pairOf(first: number, second: number): number {
  return ((first & 0xff) << 8) | (second & 0xff);
}
