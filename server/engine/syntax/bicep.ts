/**
 * Parses Bicep into declarations with the shared data tree. What is no plain data – references, functions, conditions – is a text with
 * the tag `!expression`. Knows the language's shape, no resource.
 */
import type { Problem } from '../finding';
import type { Span } from '../text/span';
import type { DataEntry, DataMap, DataNode, DataScalar } from './data';
import { maximumDepth, tooDeep } from './limits';
import type { Parsed } from './parsed';

export const expressionTag = '!expression';

export interface BicepDeclaration {
  readonly kind: 'param' | 'var' | 'resource' | 'module' | 'output';
  readonly name: string;
  readonly nameSpan: Span;
  /** The type of a parameter; a resource's with its version: `Microsoft.Web/sites@2024-04-01`. */
  readonly type: string;
  /** Names of decorators: `secure`. */
  readonly decorators: readonly string[];
  /** True where it may not be made: it has a condition, or is one of a loop. */
  readonly conditional: boolean;
  readonly existing: boolean;
  readonly value: DataNode | undefined;
  /** Resources that are declared inside of this one. */
  readonly nested: readonly BicepDeclaration[];
}

/** The key of an entry that takes over all entries of what follows: `...settings`. */
export const spreadKey = '...';

/** Never throws. What cannot be read is passed over to the next line. */
export function parseBicep(file: { readonly uri: string; readonly text: string }): Parsed<readonly BicepDeclaration[]> {
  const reader = new Reader(file.text);
  try {
    return { tree: reader.declarations(), problems: reader.problems(file.uri) };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return { tree: [], problems: [tooDeep(file.uri)] };
  }
}

class TooDeep extends Error {}

const keywords = new Set(['param', 'var', 'resource', 'module', 'output']);

class Reader {
  private position = 0;
  private depth = 0;
  private readonly broken: Span[] = [];
  /** What stands inside of the declaration that is read. */
  private inside: BicepDeclaration[] = [];

  constructor(private readonly text: string) {}

  problems(uri: string): readonly Problem[] {
    return this.broken.slice(0, 1).map((span) => ({ location: { uri, span }, message: 'A closing bracket or quotation mark is missing', severity: 'warning', code: 'syntax' }));
  }

  declarations(): readonly BicepDeclaration[] {
    const found: BicepDeclaration[] = [];
    let decorators: string[] = [];
    while (this.goesOn()) {
      if (this.text.charAt(this.position) === '@') {
        this.position++;
        decorators.push(/^(?:sys\.)?(\w*)/.exec(this.ahead())?.[1] ?? '');
        this.raw();
        continue;
      }
      const declaration = this.declaration(decorators);
      if (declaration !== undefined) found.push(declaration);
      decorators = [];
    }
    return found;
  }

  private declaration(decorators: readonly string[]): BicepDeclaration | undefined {
    const [head = '', kind = '', name = ''] = /^(\w+)[ \t]+(\w+)/.exec(this.ahead()) ?? [];
    if (!keywords.has(kind)) {
      this.raw();
      return undefined;
    }
    const start = this.position + head.length - name.length;
    const nameSpan = { start, end: start + name.length };
    this.position += head.length;
    const middle = /^[^=\r\n{]*/.exec(this.ahead())?.[0] ?? '';
    this.position += middle.length;
    const type = (/'([^']*)'/.exec(middle)?.[1] ?? middle).trim();
    let value: DataNode | undefined;
    let conditional = false;
    const outside = this.inside;
    const nested: BicepDeclaration[] = [];
    this.inside = nested;
    if (this.text.charAt(this.position) === '=') {
      this.position++;
      this.spaces();
      const loop = kind === 'resource' || kind === 'module' ? /^\[\s*for\b[^\r\n]*?:\s*(?=\{|if\s*\()/.exec(this.ahead())?.[0] : undefined;
      conditional = loop !== undefined || /^(?:if\s*\(|\[\s*for\b)/.test(this.ahead());
      // What a loop makes is read as one of it.
      this.position += loop?.length ?? 0;
      if (/^if\s*\(/.test(this.ahead())) this.group();
      value = this.value();
      if (loop !== undefined && this.goesOn() && this.text.charAt(this.position) === ']') this.position++;
    } else this.line();
    this.inside = outside;
    return { kind: kind as BicepDeclaration['kind'], name, nameSpan, type, decorators, conditional, existing: /\bexisting\b/.test(middle), value, nested };
  }

  /** `if (…)`, to behind its bracket. */
  private group(): void {
    this.position = this.text.indexOf('(', this.position);
    const start = this.position;
    this.skipBracket();
    if (this.position <= start) this.position = this.text.length;
    this.spaces();
  }

  private value(): DataNode {
    this.spaces();
    const start = this.position;
    if (++this.depth > maximumDepth) throw new TooDeep();
    const character = this.text.charAt(start);
    const found = character === '{' ? this.object() : character === '[' ? this.list() : this.scalar();
    this.depth--;
    if (found !== undefined && this.endsHere()) return found;
    // More follows: an operator, a member, a call.
    this.position = start;
    return this.raw();
  }

  private endsHere(): boolean {
    return /^[ \t]*(?:$|[\r\n,}\]]|\/\/|\/\*)/.test(this.ahead());
  }

  private object(): DataMap {
    const start = this.position++;
    const entries: DataEntry[] = [];
    while (this.goesOn() && this.text.charAt(this.position) !== '}') {
      if (this.text.charAt(this.position) === ',') {
        this.position++;
        continue;
      }
      if (/^resource[ \t]+\w+[ \t]+'/.test(this.ahead(200))) {
        const declared = this.declaration([]);
        if (declared !== undefined) this.inside.push(declared);
        continue;
      }
      if (this.ahead(3) === spreadKey) {
        this.position += 3;
        entries.push({ key: spreadKey, keySpan: { start: this.position - 3, end: this.position }, value: this.value() });
        continue;
      }
      const [whole = '', quoted, bare = ''] = /^(?:'([^'\r\n]*)'|([\w-]+))[ \t]*:/.exec(this.ahead()) ?? [];
      if (whole === '') {
        this.raw();
        continue;
      }
      const keyEnd = this.position + whole.trimEnd().length - 1;
      const keySpan = { start: this.position, end: this.position + whole.slice(0, keyEnd - this.position).trimEnd().length };
      this.position += whole.length;
      entries.push({ key: quoted ?? bare, keySpan, value: this.value() });
    }
    this.close(start);
    return { kind: 'map', entries, span: { start, end: this.position }, flow: true };
  }

  /** Undefined for loops. */
  private list(): DataNode | undefined {
    const start = this.position;
    if (/^\[\s*for\b/.test(this.ahead())) return undefined;
    this.position++;
    const items: DataNode[] = [];
    while (this.goesOn() && this.text.charAt(this.position) !== ']') {
      if (this.text.charAt(this.position) === ',') this.position++;
      else items.push(this.value());
    }
    this.close(start);
    return { kind: 'list', items, span: { start, end: this.position }, flow: true };
  }

  private close(start: number): void {
    if (this.position < this.text.length) this.position++;
    else this.broken.push({ start, end: start + 1 });
  }

  /** Undefined for what is no literal. */
  private scalar(): DataScalar | undefined {
    const start = this.position;
    const word = /^(?:true|false|null|-?\d+)\b/.exec(this.ahead())?.[0];
    if (word !== undefined) {
      this.position += word.length;
      const value = word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : Number(word);
      return { kind: 'scalar', value, style: 'plain', span: { start, end: this.position } };
    }
    if (this.text.startsWith("'''", start)) {
      const end = this.text.indexOf("'''", start + 3);
      if (end < 0) return undefined;
      this.position = end + 3;
      return { kind: 'scalar', value: this.text.slice(start + 3, end).replace(/^\r?\n/, ''), style: 'block', span: { start, end: this.position } };
    }
    const [written, content = ''] = /^'((?:[^'\\\r\n]|\\.)*)'/.exec(this.ahead()) ?? [];
    if (written === undefined || /(?:^|[^\\])\$\{/.test(content)) return undefined;
    this.position += written.length;
    const value = content.replace(/\\(.)/g, (_, escaped: string) => ({ n: '\n', r: '\r', t: '\t' })[escaped] ?? escaped);
    const scalar: DataScalar = { kind: 'scalar', value, style: 'single', span: { start, end: this.position } };
    return value === content ? { ...scalar, textStart: start + 1 } : scalar;
  }

  /** Everything up to the end of the value, as it is written. */
  private raw(): DataScalar {
    const start = this.position;
    while (this.position < this.text.length) {
      const character = this.text.charAt(this.position);
      if ('\r\n,}]'.includes(character) || this.ahead(2) === '//') break;
      if ('([{'.includes(character)) this.skipBracket();
      else if (character === "'") this.skipText();
      else this.position++;
    }
    if (this.position === start) this.position++;
    const written = this.text.slice(start, this.position).trimEnd();
    const span = { start, end: start + written.length };
    return { kind: 'scalar', value: written, style: 'plain', span, tag: expressionTag, tagSpan: { start, end: start } };
  }

  private skipBracket(): void {
    let open = 0;
    const start = this.position;
    do {
      const character = this.text.charAt(this.position);
      if (character === "'") {
        this.skipText();
        continue;
      }
      if ('([{'.includes(character)) open++;
      else if (')]}'.includes(character)) open--;
      this.position++;
    } while (open > 0 && this.position < this.text.length);
    if (open > 0) this.broken.push({ start, end: start + 1 });
  }

  private skipText(): void {
    if (this.text.startsWith("'''", this.position)) {
      const end = this.text.indexOf("'''", this.position + 3);
      this.position = end < 0 ? this.text.length : end + 3;
      return;
    }
    this.position += /^'(?:[^'\\\r\n]|\\.)*'?/.exec(this.ahead())?.[0].length ?? 1;
  }

  /** Passes over white space, line ends and comments; false at the end of the text. */
  private goesOn(): boolean {
    this.position += /^(?:\s+|\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|#[^\r\n]*)*/.exec(this.ahead())?.[0].length ?? 0;
    return this.position < this.text.length;
  }

  private spaces(): void {
    this.position += /^[ \t]*/.exec(this.ahead())?.[0].length ?? 0;
  }

  private line(): void {
    this.position += /^[^\r\n]*/.exec(this.ahead())?.[0].length ?? 0;
  }

  private ahead(length?: number): string {
    return length === undefined ? this.text.slice(this.position) : this.text.slice(this.position, this.position + length);
  }
}
