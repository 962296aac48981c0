/** A place in an HCL text that moves forward: white space, comments, names and signs, and the problems met on the way. */
import type { Problem } from '../finding';
import type { HclExpression } from './hcl-tree';
import { tooComplex } from './limits';

/** Deeper nesting becomes a problem, long before the stack ends. */
const deepest = 200;
const mostProblems = 20;

export class HclCursor {
  readonly problems: Problem[] = [];
  protected position = 0;
  private depth = 0;
  private isTooDeep = false;

  constructor(private readonly uri: string, protected readonly text: string) {}

  /** Identifiers may hold hyphens. */
  protected word(): string | undefined {
    const pattern = /[\p{L}_][\p{L}\p{N}_-]*/uy;
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text)?.[0];
    if (match !== undefined) this.position += match.length;
    return match;
  }

  /** The old index form `list.0`. */
  protected digits(): string | undefined {
    const pattern = /\d+/y;
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text)?.[0];
    if (match !== undefined) this.position += match.length;
    return match;
  }

  protected take(sign: string): boolean {
    if (this.text[this.position] !== sign) return false;
    this.position++;
    return true;
  }

  protected close(sign: string): void {
    this.skip(true);
    if (!this.take(sign)) this.problem(`\`${sign}\` was expected here`, this.position, this.position + 1);
  }

  /** Whether line ends are white space: true between brackets, where a sequence or parenthesis is open. */
  private brackets = false;

  protected inner<T>(read: () => T): T {
    return this.withBrackets(true, read);
  }

  protected outer<T>(read: () => T): T {
    return this.withBrackets(false, read);
  }

  private withBrackets<T>(inside: boolean, read: () => T): T {
    const before = this.brackets;
    this.brackets = inside;
    const value = read();
    this.brackets = before;
    return value;
  }

  protected skipInner(): void {
    this.skip(this.brackets);
  }

  /** Passes over white space and comments, with `lines` also over line ends. */
  protected skip(lines: boolean): void {
    for (;;) {
      const next = this.text[this.position];
      if (next === ' ' || next === '\t' || (lines && (next === '\n' || next === '\r'))) this.position++;
      else if (next === '\r' && this.text[this.position + 1] === '\n' && lines) this.position += 2;
      else if (next === '#' || (next === '/' && this.text[this.position + 1] === '/')) this.toLineEnd();
      else if (next === '/' && this.text[this.position + 1] === '*') {
        const end = this.text.indexOf('*/', this.position + 2);
        this.position = end < 0 ? this.text.length : end + 2;
      } else return;
    }
  }

  protected toLineEnd(): void {
    while (this.position < this.text.length && this.text[this.position] !== '\n') this.position++;
  }

  protected nested<T>(read: () => T, otherwise: () => T): T {
    if (this.depth >= deepest) {
      // Whatever else is wrong with the text, this is said, and once.
      if (!this.isTooDeep) this.problems.push(tooComplex({ uri: this.uri, span: { start: this.position, end: this.position } }, 'this is nested too deep to be read'));
      this.isTooDeep = true;
      return otherwise();
    }
    this.depth++;
    const value = read();
    this.depth--;
    return value;
  }

  protected missing(): HclExpression {
    return { kind: 'missing', span: { start: this.position, end: this.position } };
  }

  protected problem(message: string, start: number, end: number): void {
    if (this.problems.length >= mostProblems) return;
    const capital = message.replace(/^[a-z]/, (letter) => letter.toUpperCase());
    this.problems.push({ location: { uri: this.uri, span: { start, end: Math.min(Math.max(end, start), this.text.length) } }, message: `${capital}.`, severity: 'information', code: 'syntax' });
  }
}
