/**
 * Parses HCL as its native syntax specification says (hashicorp/hcl, hclsyntax/spec.md), for editors: what is broken becomes a
 * problem and the rest a tree. Knows nothing of Terraform.
 */
import type { Problem } from '../finding';
import type { Span } from '../text/span';
import type { HclAttribute, HclBlock, HclBody, HclEntry, HclExpression, HclPart } from './hcl-tree';
import type { Parsed } from './parsed';

/** Deeper nesting becomes a problem, long before the stack ends. */
const deepest = 200;
const mostProblems = 20;

const precedence: Readonly<Record<string, number>> = { '||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6 };

export function parseHcl(file: { readonly uri: string; readonly text: string }): Parsed<HclBody> {
  const parser = new Parser(file.uri, file.text);
  return { tree: parser.file(), problems: parser.problems };
}

/**
 * Reads a text that is a template as a whole: a file for `templatefile`, or a string of another syntax. `place` is where its first
 * character stands; a span where single characters cannot be located, and everything stands at that span. `span` is the whole's.
 */
export function parseHclTemplate(text: string, place: number | Span, span: Span): HclExpression {
  const expression = new Parser('', text).template();
  return moved({ ...expression, span: { start: 0, end: text.length } }, (inner) => (typeof place === 'number' ? { start: inner.start + place, end: inner.end + place } : place), span);
}

/** The tree with every span changed, the root's to `whole`. */
function moved(expression: HclExpression, move: (span: Span) => Span, whole: Span): HclExpression {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'span' ? move(inner as Span) : change(inner)]));
  };
  return { ...(change(expression) as HclExpression), span: whole };
}

class Parser {
  readonly problems: Problem[] = [];
  private position = 0;
  private depth = 0;

  constructor(private readonly uri: string, private readonly text: string) {}

  file(): HclBody {
    if (this.text.charCodeAt(0) === 0xfeff) this.position = 1;
    return this.body(false);
  }

  template(): HclExpression {
    return textOf(this.parts(() => this.position >= this.text.length, false), { start: 0, end: this.text.length });
  }

  // --- structure

  private body(inside: boolean): HclBody {
    const start = this.position;
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    for (;;) {
      this.skip(true);
      if (this.position >= this.text.length) {
        if (inside) this.problem('a closing brace is missing', start, start);
        break;
      }
      if (this.text[this.position] === '}') {
        if (inside) break;
        this.problem('this closing brace opens nothing', this.position, this.position + 1);
        this.position++;
        continue;
      }
      this.item(attributes, blocks);
    }
    return { attributes, blocks, span: { start, end: this.position } };
  }

  private item(attributes: HclAttribute[], blocks: HclBlock[]): void {
    const start = this.position;
    const name = this.word();
    if (name === undefined) {
      this.problem('a name was expected here', start, start + 1);
      this.position++;
      this.toLineEnd();
      return;
    }
    const nameSpan = { start, end: this.position };
    this.skip(false);
    const next = this.text[this.position];
    if (next === '=' && this.text[this.position + 1] !== '=') {
      this.position++;
      this.skip(false);
      const value = this.expression();
      attributes.push({ name, nameSpan, value, span: { start, end: Math.max(value.span.end, nameSpan.end) } });
      this.expectLineEnd();
      return;
    }
    const labels: { text: string; span: { start: number; end: number } }[] = [];
    while (this.position < this.text.length) {
      this.skip(false);
      const labelStart = this.position;
      const label = this.text[this.position] === '"' ? this.plainString() : this.word();
      if (label === undefined) break;
      labels.push({ text: label, span: { start: labelStart, end: this.position } });
    }
    if (this.text[this.position] !== '{') {
      this.problem(`\`${name}\` is followed by neither a value nor a block`, start, this.position);
      this.toLineEnd();
      return;
    }
    this.position++;
    const body = this.nested(() => this.body(true), () => this.skippedBody());
    if (this.text[this.position] === '}') this.position++;
    blocks.push({ type: name, typeSpan: nameSpan, labels, body, span: { start, end: this.position } });
  }

  private skippedBody(): HclBody {
    const start = this.position;
    this.problem('this is nested too deeply to be read', start, start);
    this.position = this.text.length;
    return { attributes: [], blocks: [], span: { start, end: start } };
  }

  private expectLineEnd(): void {
    this.skip(false);
    const next = this.text[this.position];
    if (next === undefined || next === '\n' || next === '\r' || next === '}') return;
    this.problem('the line should end here', this.position, this.position + 1);
    this.toLineEnd();
  }

  private toLineEnd(): void {
    while (this.position < this.text.length && this.text[this.position] !== '\n') this.position++;
  }

  // --- expressions

  private expression(): HclExpression {
    return this.nested(() => this.conditional(), () => {
      this.problem('this is nested too deeply to be read', this.position, this.position);
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

  private afterSpace(): HclExpression {
    this.skip(true);
    return this.expression();
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
    const span = { start, end: this.position };
    if (this.text[this.position] === '(') return this.call(word, start);
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true', span };
    if (word === 'null') return { kind: 'literal', value: null, span };
    return { kind: 'name', name: word, span };
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

  // --- text

  private quoted(): HclExpression {
    const start = this.position++;
    const parts = this.parts(() => {
      const next = this.text[this.position];
      return next === undefined || next === '"' || next === '\n';
    }, true);
    if (this.text[this.position] === '"') this.position++;
    else this.problem('this string is not closed', start, this.position);
    return textOf(parts, { start, end: this.position });
  }

  private heredoc(): HclExpression {
    const start = this.position;
    const opening = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;
    opening.lastIndex = start;
    const match = opening.exec(this.text);
    if (match === null) {
      this.problem('a word was expected after `<<`', start, start + 2);
      this.toLineEnd();
      return this.missing();
    }
    this.position = opening.lastIndex;
    const closing = new RegExp(`^[ \\t]*${(match[2] ?? '').replace(/[^\p{L}\p{N}_]/gu, '\\$&')}[ \\t]*\\r?$`, 'mu');
    const rest = closing.exec(this.text.slice(this.position));
    const end = rest === null ? this.text.length : this.position + rest.index;
    if (rest === null) this.problem(`this text has no closing \`${match[2] ?? ''}\``, start, opening.lastIndex);
    const parts = this.parts(() => this.position >= end, false);
    this.position = rest === null ? end : end + rest[0].trimEnd().length;
    return textOf(match[1] === '-' ? withoutIndent(parts) : parts, { start, end: this.position });
  }

  private parts(ends: () => boolean, escapes: boolean): HclPart[] {
    const parts: HclPart[] = [];
    let text = '';
    let textStart = this.position;
    const flush = (): void => {
      if (text !== '') parts.push({ kind: 'text', text, span: { start: textStart, end: this.position } });
      text = '';
    };
    while (!ends()) {
      const next = this.text[this.position] ?? '';
      const after = this.text[this.position + 1];
      if ((next === '$' || next === '%') && after === next && this.text[this.position + 2] === '{') {
        text += `${next}{`;
        this.position += 3;
      } else if ((next === '$' || next === '%') && after === '{') {
        flush();
        parts.push(next === '$' ? this.interpolation() : this.directive());
        textStart = this.position;
      } else if (escapes && next === '\\') {
        text += this.escape();
      } else {
        text += next;
        this.position++;
      }
    }
    flush();
    return parts;
  }

  private interpolation(): HclPart {
    const start = this.position;
    this.position += this.text[start + 2] === '~' ? 3 : 2;
    const expression = this.inner(() => this.afterSpace());
    this.skip(true);
    if (this.text[this.position] === '~') this.position++;
    this.close('}');
    return { kind: 'expression', expression, span: { start, end: this.position } };
  }

  private directive(): HclPart {
    const start = this.position;
    const end = this.text.indexOf('}', start);
    this.position = end < 0 ? this.text.length : end + 1;
    return { kind: 'directive', text: this.text.slice(start + 2, end < 0 ? undefined : end).replace(/^~|~$/g, '').trim(), span: { start, end: this.position } };
  }

  private escape(): string {
    const code = this.text[this.position + 1] ?? '';
    const digits = code === 'u' ? 4 : code === 'U' ? 8 : 0;
    if (digits > 0) {
      const point = Number.parseInt(this.text.slice(this.position + 2, this.position + 2 + digits), 16);
      this.position += 2 + digits;
      return Number.isNaN(point) || point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
    }
    this.position += 2;
    return code === 'n' ? '\n' : code === 'r' ? '\r' : code === 't' ? '\t' : code;
  }

  /** A block's label: no interpolation. */
  private plainString(): string {
    const value = this.quoted();
    return value.kind === 'literal' ? String(value.value) : '';
  }

  private number(): HclExpression {
    const start = this.position;
    const pattern = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = start;
    const match = pattern.exec(this.text)?.[0] ?? '0';
    this.position += match.length;
    return { kind: 'literal', value: Number(match), span: { start, end: this.position } };
  }

  // --- signs

  /** Identifiers may hold hyphens. */
  private word(): string | undefined {
    const pattern = /[\p{L}_][\p{L}\p{N}_-]*/uy;
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text)?.[0];
    if (match !== undefined) this.position += match.length;
    return match;
  }

  /** The old index form `list.0`. */
  private digits(): string | undefined {
    const pattern = /\d+/y;
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text)?.[0];
    if (match !== undefined) this.position += match.length;
    return match;
  }

  private take(sign: string): boolean {
    if (this.text[this.position] !== sign) return false;
    this.position++;
    return true;
  }

  private close(sign: string): void {
    this.skip(true);
    if (!this.take(sign)) this.problem(`\`${sign}\` was expected here`, this.position, this.position + 1);
  }

  /** Whether line ends are white space: true between brackets, where a sequence or parenthesis is open. */
  private brackets = false;

  private inner<T>(read: () => T): T {
    return this.withBrackets(true, read);
  }

  private outer<T>(read: () => T): T {
    return this.withBrackets(false, read);
  }

  private withBrackets<T>(inside: boolean, read: () => T): T {
    const before = this.brackets;
    this.brackets = inside;
    const value = read();
    this.brackets = before;
    return value;
  }

  private skipInner(): void {
    this.skip(this.brackets);
  }

  /** Passes over white space and comments, with `lines` also over line ends. */
  private skip(lines: boolean): void {
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

  private nested<T>(read: () => T, otherwise: () => T): T {
    if (this.depth >= deepest) return otherwise();
    this.depth++;
    const value = read();
    this.depth--;
    return value;
  }

  private missing(): HclExpression {
    return { kind: 'missing', span: { start: this.position, end: this.position } };
  }

  private problem(message: string, start: number, end: number): void {
    if (this.problems.length >= mostProblems) return;
    const capital = message.replace(/^[a-z]/, (letter) => letter.toUpperCase());
    this.problems.push({ location: { uri: this.uri, span: { start, end: Math.min(Math.max(end, start), this.text.length) } }, message: `${capital}.`, severity: 'information', code: 'syntax' });
  }
}

function textOf(parts: readonly HclPart[], span: { start: number; end: number }): HclExpression {
  if (parts.every((part) => part.kind === 'text')) return { kind: 'literal', value: parts.map((part) => part.text).join(''), span };
  return { kind: 'template', parts, span };
}

/** `<<-` takes the smallest indentation off every line. */
function withoutIndent(parts: readonly HclPart[]): HclPart[] {
  let smallest = Infinity;
  let lineStart = true;
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'text') {
      if (lineStart) smallest = 0;
      lineStart = false;
      continue;
    }
    part.text.split('\n').forEach((line, i, all) => {
      const starts = i > 0 || lineStart;
      // White space before an interpolation is indentation; an empty line and what follows the last line end are not.
      const empty = line.trim() === '' && (i < all.length - 1 || index === parts.length - 1);
      if (starts && !empty) smallest = Math.min(smallest, line.length - line.trimStart().length);
    });
    lineStart = part.text.endsWith('\n');
  }
  if (smallest === 0 || smallest === Infinity) return [...parts];
  let atStart = true;
  return parts.map((part) => {
    if (part.kind !== 'text') {
      atStart = false;
      return part;
    }
    const text = part.text.split('\n').map((line, i) => (i > 0 || atStart ? line.replace(new RegExp(`^[ \\t]{0,${String(smallest)}}`), '') : line)).join('\n');
    atStart = part.text.endsWith('\n');
    return { ...part, text };
  });
}
