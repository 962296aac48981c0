/** Which words a text has, so that files that cannot matter are left alone. Knows no language. */

const word = /[\w$]+/g;

/** Looked up by whole words (letters, digits, `_`, `$`); what is more than a word is looked for as it stands. */
export class Words {
  private readonly all: ReadonlySet<string>;

  constructor(private readonly text: string) {
    this.all = new Set(text.match(word));
  }

  has(wanted: string): boolean {
    if (this.all.has(wanted)) return true;
    const parts = wanted.match(word) ?? [];
    return parts[0] !== wanted && parts.every((part) => this.all.has(part)) && this.text.includes(wanted);
  }
}
