/**
 * Parses HCL as its native syntax specification says (hashicorp/hcl, hclsyntax/spec.md), for editors: what is broken becomes a
 * problem and the rest a tree. Knows nothing of Terraform.
 */
import type { Span } from '../text/span';
import { HclExpressionParser } from './hcl-expression';
import { textOf } from './hcl-template';
import type { HclAttribute, HclBlock, HclBody, HclExpression } from './hcl-tree';
import type { Parsed } from './parsed';

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

/** The one expression that starts at an offset of a text; what follows it is not read. */
export function parseHclExpression(text: string, offset: number): HclExpression {
  return new Parser('', text).expressionAt(offset);
}

/** The tree with every span changed, the root's to `whole`. */
function moved(expression: HclExpression, move: (span: Span) => Span, whole: Span): HclExpression {
  // Sums go as deep as they are long.
  const root = {} as HclExpression;
  const open: [from: object, to: object][] = [[expression, root]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    for (const [key, inner] of Object.entries(from) as [string, unknown][]) {
      const isTree = typeof inner === 'object' && inner !== null && key !== 'span';
      const made = isTree ? (Array.isArray(inner) ? [] : {}) : key === 'span' ? move(inner as Span) : inner;
      Object.assign(to, { [key]: made });
      if (isTree) open.push([inner, made as object]);
    }
  }
  return { ...root, span: whole };
}

const outermost = /(?:(?:resource|data|variable|module|output|provider)[ \t]+"|(?:locals|terraform)[ \t]*\{)/y;

class Parser extends HclExpressionParser {
  expressionAt(offset: number): HclExpression {
    this.position = offset;
    this.skip(true);
    return this.expression();
  }

  file(): HclBody {
    if (this.text.charCodeAt(0) === 0xfeff) this.position = 1;
    return this.body(false);
  }

  template(): HclExpression {
    return textOf(this.parts(() => this.position >= this.text.length, false), { start: 0, end: this.text.length });
  }

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
      if (inside && this.startsFile()) {
        this.problem('a closing brace is missing', start, start);
        break;
      }
      this.item(attributes, blocks);
    }
    return { attributes, blocks, span: { start, end: this.position } };
  }

  /** Blocks that stand in no other one, at the start of a line: what is open before them lacks its end. */
  private startsFile(): boolean {
    if (this.position > 0 && this.text[this.position - 1] !== '\n') return false;
    outermost.lastIndex = this.position;
    return outermost.test(this.text);
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
}
