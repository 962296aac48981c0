/** Which words a text has, so that files that cannot matter are left alone. Knows no language. */

/** Looked up by whole words (letters, digits, `_`, `$`); what is no such word is looked for as it stands. */
export class Words {
  private readonly all: ReadonlySet<string>;

  constructor(private readonly text: string) {
    this.all = new Set(text.match(/[\w$]+/g));
  }

  has(wanted: string): boolean {
    return this.all.has(wanted) || (/[^\w$]/.test(wanted) && this.text.includes(wanted));
  }
}
