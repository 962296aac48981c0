/**
 * Parses the expressions of Bicep, and those that ARM templates hold in brackets, into one tree: the second are calls and texts of the first, with
 * another way to write a quotation mark inside a text. Knows no function and no resource.
 */
import type { Span } from '../text/span';
import { maximumDepth } from './limits';

export type BicepExpression = { readonly span: Span } & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'text'; readonly parts: readonly (string | BicepExpression)[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly of: BicepExpression | undefined; readonly arguments: readonly BicepExpression[] }
  | { readonly kind: 'member'; readonly of: BicepExpression; readonly name: string }
  | { readonly kind: 'index'; readonly of: BicepExpression; readonly index: BicepExpression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: BicepExpression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: BicepExpression; readonly right: BicepExpression }
  | { readonly kind: 'conditional'; readonly condition: BicepExpression; readonly then: BicepExpression; readonly otherwise: BicepExpression }
  | { readonly kind: 'list'; readonly items: readonly BicepExpression[] }
  | { readonly kind: 'object'; readonly entries: readonly { readonly key: BicepExpression; readonly value: BicepExpression }[]; readonly spread: boolean }
);

/** Undefined for what this does not read: loops, lambdas, errors. Spans count from `offset`. Never throws. */
export function parseBicepExpression(text: string, offset: number, language: 'bicep' | 'arm'): BicepExpression | undefined {
  const reader = new ExpressionReader(text, offset, language === 'arm');
  try {
    return reader.whole();
  } catch (error) {
    if (error === unread) return undefined;
    throw error;
  }
}

const unread = new Error('not an expression');

/** Weakest first. Source: the order of operators in the Bicep documentation. */
const operators: readonly (readonly string[])[] = [['??'], ['||'], ['&&'], ['==', '!=', '=~', '!~'], ['<=', '<', '>=', '>'], ['+', '-'], ['*', '/', '%']];

class ExpressionReader {
  private position = 0;
  private depth = 0;

  constructor(private readonly text: string, private readonly offset: number, private readonly isArm: boolean) {}

  whole(): BicepExpression {
    const found = this.expression();
    this.gap();
    if (this.position < this.text.length) throw unread;
    return found;
  }

  private expression(): BicepExpression {
    if (++this.depth > maximumDepth) throw unread;
    const start = this.here();
    const condition = this.binary(0);
    let found = condition;
    if (this.takes('?')) {
      const then = this.expression();
      if (!this.takes(':')) throw unread;
      const otherwise = this.expression();
      found = { kind: 'conditional', condition, then, otherwise, span: this.from(start) };
    }
    this.depth--;
    return found;
  }

  private binary(level: number): BicepExpression {
    const own = operators[level];
    if (own === undefined || this.isArm) return this.unary();
    const start = this.here();
    let left = this.binary(level + 1);
    for (;;) {
      this.gap();
      const operator = own.find((one) => this.text.startsWith(one, this.position));
      if (operator === undefined) return left;
      this.position += operator.length;
      left = { kind: 'binary', operator, left, right: this.binary(level + 1), span: this.from(start) };
    }
  }

  private unary(): BicepExpression {
    const start = this.here();
    const operator = this.text.charAt(this.position);
    if (operator !== '!' && operator !== '-') return this.postfix();
    this.position++;
    if (++this.depth > maximumDepth) throw unread;
    const operand = this.unary();
    this.depth--;
    return { kind: 'unary', operator, operand, span: this.from(start) };
  }

  private postfix(): BicepExpression {
    const start = this.here();
    let found = this.primary();
    for (;;) {
      const mark = /^(?:\.\??|::|\[\??|!)(?!=)/.exec(this.text.slice(this.position, this.position + 3))?.[0];
      if (mark === undefined) return found;
      this.position += mark.length;
      if (mark.startsWith('[')) {
        const index = this.expression();
        if (!this.takes(']')) throw unread;
        found = { kind: 'index', of: found, index, span: this.from(start) };
      } else if (mark !== '!') {
        const name = this.word();
        found = this.text.charAt(this.position) === '(' ? { kind: 'call', name, of: found, arguments: this.items('(', ')'), span: this.from(start) } : { kind: 'member', of: found, name, span: this.from(start) };
      }
    }
  }

  private primary(): BicepExpression {
    const start = this.here();
    const character = this.text.charAt(start);
    if (character === "'") return this.quoted();
    if (character === '(') {
      this.position++;
      const inner = this.expression();
      if (!this.takes(')')) throw unread;
      return inner;
    }
    if (character === '[') return { kind: 'list', items: this.items('[', ']'), span: this.from(start) };
    if (character === '{') return this.object();
    const number = /^\d+(?:\.\d+)?(?![\w.])/.exec(this.text.slice(start, start + 40))?.[0];
    if (number !== undefined) {
      this.position += number.length;
      return { kind: 'literal', value: Number(number), span: this.from(start) };
    }
    const name = this.word();
    if (this.text.charAt(this.position) === '(') return { kind: 'call', name, of: undefined, arguments: this.items('(', ')'), span: this.from(start) };
    const value = this.isArm || !Object.hasOwn(words, name) ? undefined : words[name];
    return value === undefined ? { kind: 'name', name, span: this.from(start) } : { kind: 'literal', value, span: this.from(start) };
  }

  private word(): string {
    const name = /^[A-Za-z_]\w*/.exec(this.text.slice(this.position, this.position + 260))?.[0];
    // A loop and a lambda are read by nobody.
    if (name === undefined || name === 'for') throw unread;
    this.position += name.length;
    return name;
  }

  private items(open: string, close: string): readonly BicepExpression[] {
    if (!this.takes(open)) throw unread;
    const found: BicepExpression[] = [];
    for (;;) {
      this.gap();
      while (this.takes(','));
      if (this.takes(close)) return found;
      found.push(this.expression());
      this.gap();
      const next = this.text.charAt(this.position);
      if (next !== ',' && next !== close && !(open === '[' && this.crossedLine())) throw unread;
    }
  }

  private object(): BicepExpression {
    const start = this.here();
    this.position++;
    const entries: { key: BicepExpression; value: BicepExpression }[] = [];
    let spread = false;
    for (;;) {
      this.gap();
      while (this.takes(','));
      if (this.takes('}')) return { kind: 'object', entries, spread, span: this.from(start) };
      if (this.takes('...')) {
        this.expression();
        spread = true;
        continue;
      }
      const at = this.here();
      const key: BicepExpression = this.text.charAt(at) === "'" ? this.quoted() : { kind: 'literal', value: this.word(), span: this.from(at) };
      if (!this.takes(':')) throw unread;
      entries.push({ key, value: this.expression() });
    }
  }

  private quoted(): BicepExpression {
    const start = this.position;
    if (!this.isArm && this.text.startsWith("'''", start)) {
      const end = this.text.indexOf("'''", start + 3);
      if (end < 0) throw unread;
      this.position = end + 3;
      return { kind: 'literal', value: this.text.slice(start + 3, end).replace(/^\r?\n/, ''), span: this.from(start) };
    }
    const parts: (string | BicepExpression)[] = [];
    let plain = '';
    for (this.position++; ; this.position++) {
      const character = this.text.charAt(this.position);
      if (character === '') throw unread;
      if (character === "'") {
        if (!this.isArm || this.text.charAt(this.position + 1) !== "'") break;
        this.position++;
        plain += "'";
      } else if (!this.isArm && character === '\\') {
        this.position++;
        const escaped = this.text.charAt(this.position);
        plain += escapes[escaped] ?? escaped;
      } else if (!this.isArm && character === '$' && this.text.charAt(this.position + 1) === '{') {
        if (plain !== '') parts.push(plain);
        plain = '';
        this.position += 2;
        parts.push(this.expression());
        this.gap();
        if (this.text.charAt(this.position) !== '}') throw unread;
      } else plain += character;
    }
    this.position++;
    const span = this.from(start);
    if (parts.length === 0) return { kind: 'literal', value: plain, span };
    return { kind: 'text', parts: plain === '' ? parts : [...parts, plain], span };
  }

  private takes(mark: string): boolean {
    this.gap();
    if (!this.text.startsWith(mark, this.position)) return false;
    this.position += mark.length;
    return true;
  }

  private here(): number {
    this.gap();
    return this.position;
  }

  private gap(): void {
    for (;;) {
      const found = /^(?:\s+|\/\/[^\r\n]*|\/\*[^]*?\*\/)/.exec(this.text.slice(this.position, this.position + 2_000))?.[0];
      if (found === undefined) return;
      this.position += found.length;
    }
  }

  private crossedLine(): boolean {
    const before = this.text.slice(Math.max(0, this.position - 400), this.position);
    return /[\r\n]/.test(before.slice(before.trimEnd().length));
  }

  private from(start: number): Span {
    return { start: this.offset + start, end: this.offset + this.position };
  }
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
