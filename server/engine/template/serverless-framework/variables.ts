/** The syntax of Serverless Framework variables, `${type(params):address, fallback}`. Knows nothing of what they stand for. */

/** Text with variables in it, in order; adjacent texts are joined. */
export type Template = readonly (string | Variable)[];

export interface Variable {
  /** The sources to try, first to last: `${opt:stage, 'dev'}` has two. */
  readonly sources: readonly Source[];
  /** As written, with its braces. */
  readonly text: string;
  /** Set where the text ends before the variable does, or what stands in it cannot be read. */
  readonly broken?: boolean;
  /** It is nested too deep, or too tangled, to be read. */
  readonly tooDeep?: boolean;
}

export type Source =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** Another variable as a whole: `${opt:a, ${self:b}}`. */
  | { readonly kind: 'nested'; readonly variable: Variable }
  | { readonly kind: 'source'; readonly type: string; readonly params: Template | undefined; readonly address: Template | undefined; readonly text: string };

/** Deeper nesting is not written by people. */
const deepest = 20;

/** How often each character may be read: what lacks its bracket is read again by all that it stands in. */
const mostReadings = 50;

/** A cheap test whether the text may hold a variable at all. */
export function mayHoldVariable(text: string): boolean {
  return /\$\{\s*[\w.-]+\s*(\(|:(?!:))|\$\{\s*\$\{/.test(text);
}

/** The text's parts. What is no variable in the framework's sense (`${AWS::Region}`, `${Bucket.Arn}`, `\${self:x}`) stays text. */
export function parseVariables(text: string): Template {
  return new Reader(text).template(() => false, 0);
}

const opening = /\$\{\s*(?:\$\{|[\w.-]+\s*(?:\(|:(?!:)))/y;

class Reader {
  private position = 0;
  /** Characters that were read, those that were read again included. */
  private read = 0;

  constructor(private readonly text: string) {}

  /** Reads until `ends` holds for the character at hand, or the text's end. */
  template(ends: (character: string) => boolean, depth: number): Template {
    const parts: (string | Variable)[] = [];
    let plain = '';
    for (; this.position < this.text.length; this.read++) {
      const character = this.text.charAt(this.position);
      if (ends(character)) break;
      if (character === '\\' && this.text.startsWith('${', this.position + 1)) {
        plain += '${';
        this.position += 3;
        continue;
      }
      const variable = character === '$' ? this.variable(depth) : undefined;
      if (variable === undefined) {
        plain += character;
        this.position++;
        continue;
      }
      if (plain !== '') parts.push(plain);
      plain = '';
      parts.push(variable);
    }
    if (plain !== '') parts.push(plain);
    return parts;
  }

  /** Undefined, and nothing read, where no variable starts here. */
  private variable(depth: number): Variable | undefined {
    opening.lastIndex = this.position;
    if (!opening.test(this.text)) return undefined;
    const start = this.position;
    if (this.read > mostReadings * this.text.length) {
      this.position = this.text.length;
      return { sources: [], text: this.text.slice(start), broken: true, tooDeep: true };
    }
    if (depth >= deepest) return { ...this.broken(start), tooDeep: true };
    this.position += 2;
    const sources: Source[] = [];
    for (;;) {
      this.skipSpace();
      const source = this.source(depth + 1);
      if (source === undefined) return this.broken(start);
      sources.push(source);
      this.skipSpace();
      const next = this.text.charAt(this.position++);
      if (next === '}') return { sources, text: this.text.slice(start, this.position) };
      if (next !== ',') return this.broken(start);
    }
  }

  /** Skips to the brace that closes the variable, or to the end of the text. */
  private broken(start: number): Variable {
    let open = 0;
    this.position = start;
    while (this.position < this.text.length) {
      const character = this.text.charAt(this.position++);
      if (character === '{') open++;
      if (character === '}' && --open === 0) break;
    }
    this.read += this.position - start;
    return { sources: [], text: this.text.slice(start, this.position), broken: true };
  }

  private source(depth: number): Source | undefined {
    const start = this.position;
    const quote = this.text.charAt(start);
    if (quote === "'" || quote === '"') {
      const value = this.quoted(quote);
      return value === undefined ? undefined : { kind: 'literal', value };
    }
    if (quote === '$') {
      const variable = this.variable(depth);
      return variable === undefined ? undefined : { kind: 'nested', variable };
    }
    const type = this.match(/[\w.-]+/y) ?? '';
    this.skipSpace();
    let params: Template | undefined;
    if (type !== '' && this.text.charAt(this.position) === '(') {
      this.position++;
      params = this.template((character) => character === ')', depth);
      if (this.text.charAt(this.position++) !== ')') return undefined;
    }
    let address: Template | undefined;
    if (type !== '' && this.text.charAt(this.position) === ':') {
      this.position++;
      address = this.template((character) => character === ',' || character === '}', depth);
      address = trimEnd(address);
    }
    if (params === undefined && address === undefined) return literal(type);
    return { kind: 'source', type, params, address, text: this.text.slice(start, this.position).trim() };
  }

  private quoted(quote: string): string | undefined {
    let value = '';
    for (this.position++; this.position < this.text.length; this.position++) {
      const character = this.text.charAt(this.position);
      if (character === quote) {
        this.position++;
        return value;
      }
      if (character === '\\') this.position++;
      value += this.text.charAt(this.position);
    }
    return undefined;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }

  private skipSpace(): void {
    this.match(/\s+/y);
  }
}

function trimEnd(template: Template): Template {
  const last = template.at(-1);
  return typeof last === 'string' ? [...template.slice(0, -1), last.trimEnd()].filter((part) => part !== '') : template;
}

function literal(word: string): Source | undefined {
  if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' };
  if (word === 'null') return { kind: 'literal', value: null };
  return /^-?\d+(\.\d+)?$/.test(word) ? { kind: 'literal', value: Number(word) } : undefined;
}
