/** Reads the expressions of HCL. */
import { HclTemplateParser } from './hcl-template';
import type { HclEntry, HclExpression } from './hcl-tree';

const precedence: Readonly<Record<string, number>> = { '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6 };

export class HclExpressionParser extends HclTemplateParser {
  protected override expression(): HclExpression {
    return this.nested(() => this.conditional(), () => {
      this.position = this.text.length;
      return this.missing();
    });
  }

  private conditional(): HclExpression {
    const condition = this.binary(1);
    this.skipInner();
    if (this.text[this.position] !== '?') return condition;
    this.position++;
    const then = this.afterSpace();
    this.skipInner();
    if (this.text[this.position] === ':') this.position++;
    else this.problem('a colon was expected here', this.position, this.position + 1);
    const otherwise = this.afterSpace();
    return { kind: 'conditional', condition, then, otherwise, span: { start: condition.span.start, end: otherwise.span.end } };
  }

  private binary(lowest: number): HclExpression {
    let left = this.unary();
    for (;;) {
      this.skipInner();
      const operator = this.operator();
      const level = operator === undefined ? undefined : precedence[operator];
      if (operator === undefined || level === undefined || level < lowest) return left;
      this.position += operator.length;
      this.skip(true);
      const right = this.binary(level + 1);
      left = { kind: 'binary', operator, left, right, span: { start: left.span.start, end: right.span.end } };
    }
  }

  private operator(): string | undefined {
    const two = this.text.slice(this.position, this.position + 2);
    if (two in precedence) return two;
    if (two === '=>') return undefined;
    const one = two[0] ?? '';
    // A comment is no division.
    return one in precedence && two !== '//' && two !== '/*' ? one : undefined;
  }

  private unary(): HclExpression {
    const start = this.position;
    const operator = this.text[start];
    if (operator === '-' || operator === '!') {
      this.position++;
      this.skip(false);
      const operand = this.nested(() => this.unary(), () => this.missing());
      return { kind: 'unary', operator, operand, span: { start, end: operand.span.end } };
    }
    return this.postfix(this.primary());
  }

  private postfix(first: HclExpression): HclExpression {
    let value = first;
    const start = first.span.start;
    for (;;) {
      const next = this.text[this.position];
      if (next === '.' && !this.text.startsWith('...', this.position)) {
        this.position++;
        if (this.text[this.position] === '*') {
          this.position++;
          value = { kind: 'splat', of: value, span: { start, end: this.position } };
          continue;
        }
        const name = this.word() ?? this.digits();
        if (name === undefined) this.problem('a name was expected after the dot', this.position, this.position + 1);
        value = { kind: 'attribute', of: value, name: name ?? '', span: { start, end: this.position } };
        if (name === undefined) return value;
      } else if (next === '[') {
        this.position++;
        this.skip(true);
        if (this.text[this.position] === '*') {
          this.position++;
          this.close(']');
          value = { kind: 'splat', of: value, span: { start, end: this.position } };
        } else {
          const key = this.inner(() => this.expression());
          this.close(']');
          value = { kind: 'index', of: value, key, span: { start, end: this.position } };
        }
      } else return value;
    }
  }

  private primary(): HclExpression {
    const start = this.position;
    const next = this.text[start] ?? '';
    if (next === '"') return this.quoted();
    if (next === '<' && this.text[start + 1] === '<') return this.heredoc();
    if (next === '[') return this.list();
    if (next === '{') return this.object();
    if (next === '(') {
      this.position++;
      const value = this.inner(() => this.afterSpace());
      this.close(')');
      return value;
    }
    if (next >= '0' && next <= '9') return this.number();
    const word = this.word();
    if (word === undefined) {
      this.problem('a value was expected here', start, start + 1);
      return this.missing();
    }
    // A function of a provider: `provider::aws::arn_parse(…)`.
    const path = this.ofProvider();
    this.position += path.length;
    const span = { start, end: this.position };
    if (this.text[this.position] === '(') return this.call(word + path, start);
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true', span };
    if (word === 'null') return { kind: 'literal', value: null, span };
    return { kind: 'name', name: word, span };
  }

  private ofProvider(): string {
    const pattern = /(?:::[\p{L}_][\p{L}\p{N}_-]*)+(?=\()/uy;
    pattern.lastIndex = this.position;
    return pattern.exec(this.text)?.[0] ?? '';
  }

  private call(name: string, start: number): HclExpression {
    this.position++;
    let expand = false;
    const items = this.sequence(')', () => {
      const item = this.expression();
      this.skip(true);
      if (this.text.startsWith('...', this.position)) {
        this.position += 3;
        expand = true;
      }
      return item;
    });
    return { kind: 'call', name, arguments: items, expand, span: { start, end: this.position } };
  }

  private list(): HclExpression {
    const start = this.position++;
    this.skip(true);
    if (this.atFor()) return this.comprehension(start, ']');
    const items = this.sequence(']', () => this.expression());
    return { kind: 'list', items, span: { start, end: this.position } };
  }

  private object(): HclExpression {
    const start = this.position++;
    this.skip(true);
    if (this.atFor()) return this.comprehension(start, '}');
    const entries = this.sequence('}', () => this.entry());
    return { kind: 'object', entries, span: { start, end: this.position } };
  }

  private entry(): HclEntry {
    const start = this.position;
    const bare = /[A-Za-z_][\w-]*[ \t]*[=:](?!=)/y;
    bare.lastIndex = start;
    const key: HclExpression = bare.test(this.text) ? this.bareKey() : this.expression();
    this.skip(false);
    const sign = this.text[this.position];
    if (sign === '=' || sign === ':') this.position++;
    else this.problem('`=` was expected here', this.position, this.position + 1);
    // The value must start on the key's line.
    this.skip(false);
    const value = this.outer(() => this.expression());
    return { key, value, span: { start, end: Math.max(value.span.end, key.span.end) } };
  }

  private bareKey(): HclExpression {
    const start = this.position;
    const value = this.word() ?? '';
    return { kind: 'literal', value, span: { start, end: this.position } };
  }

  /** Items up to the closing sign, separated by commas or, in objects, by line ends. */
  private sequence<T>(closing: string, item: () => T): T[] {
    return this.inner(() => {
      const items: T[] = [];
      for (;;) {
        this.skip(true);
        const next = this.text[this.position];
        if (next === undefined || next === closing) break;
        if (next === ',') {
          this.position++;
          continue;
        }
        const before = this.position;
        items.push(item());
        if (this.position === before) {
          // Nothing was read: give up at a sign that closes something else, else pass over it.
          if (next === ']' || next === '}' || next === ')') break;
          this.position++;
        }
      }
      this.close(closing);
      return items;
    });
  }

  private atFor(): boolean {
    return /^for\s/.test(this.text.slice(this.position, this.position + 4));
  }

  private comprehension(start: number, closing: string): HclExpression {
    this.position += 3;
    return this.inner(() => {
      const names: string[] = [];
      do {
        this.skip(true);
        names.push(this.word() ?? '');
        this.skip(true);
      } while (this.take(','));
      if (this.word() !== 'in') this.problem('`in` was expected here', this.position, this.position + 1);
      const of = this.afterSpace();
      this.skip(true);
      if (!this.take(':')) this.problem('a colon was expected here', this.position, this.position + 1);
      let value = this.afterSpace();
      let key: HclExpression | undefined;
      this.skip(true);
      if (this.text.startsWith('=>', this.position)) {
        this.position += 2;
        key = value;
        value = this.afterSpace();
        this.skip(true);
      }
      const group = this.text.startsWith('...', this.position);
      if (group) this.position += 3;
      this.skip(true);
      let condition: HclExpression | undefined;
      if (/^if\b/.test(this.text.slice(this.position, this.position + 3))) {
        this.position += 2;
        condition = this.afterSpace();
      }
      this.close(closing);
      return { kind: 'for', names, of, value, group, span: { start, end: this.position }, ...(key && { key }), ...(condition && { condition }) };
    });
  }

  private number(): HclExpression {
    const start = this.position;
    const pattern = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = start;
    const match = pattern.exec(this.text)?.[0] ?? '0';
    this.position += match.length;
    return { kind: 'literal', value: Number(match), span: { start, end: this.position } };
  }
}
