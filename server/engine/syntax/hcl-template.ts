/** Reads the text of HCL: quoted strings, heredocs, and the templates in both. */
import { HclCursor } from './hcl-cursor';
import type { HclExpression, HclPart } from './hcl-tree';

export abstract class HclTemplateParser extends HclCursor {
  protected abstract expression(): HclExpression;

  protected afterSpace(): HclExpression {
    this.skip(true);
    return this.expression();
  }

  protected quoted(): HclExpression {
    const start = this.position++;
    const parts = this.parts(() => {
      const next = this.text[this.position];
      return next === undefined || next === '"' || next === '\n';
    }, true);
    if (this.text[this.position] === '"') this.position++;
    else this.problem('this string is not closed', start, this.position);
    return textOf(parts, { start, end: this.position });
  }

  protected heredoc(): HclExpression {
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
    const closing = new RegExp(`^[ \\t]*${match[2] ?? ''}[ \\t]*\\r?$`, 'mu');
    const rest = closing.exec(this.text.slice(this.position));
    const end = rest === null ? this.text.length : this.position + rest.index;
    if (rest === null) this.problem(`this text has no closing \`${match[2] ?? ''}\``, start, opening.lastIndex);
    const parts = this.parts(() => this.position >= end, false);
    this.position = rest === null ? end : end + rest[0].trimEnd().length;
    return textOf(match[1] === '-' ? withoutIndent(parts) : parts, { start, end: this.position });
  }

  protected parts(ends: () => boolean, escapes: boolean): HclPart[] {
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
    this.position += 1 + code.length;
    if (digits > 0) {
      const found = /^[\da-f]*/i.exec(this.text.slice(this.position, this.position + digits))?.[0] ?? '';
      this.position += found.length;
      const point = Number.parseInt(found, 16);
      return found.length < digits || point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
    }
    return code === 'n' ? '\n' : code === 'r' ? '\r' : code === 't' ? '\t' : code;
  }

  /** A block's label: no interpolation. */
  protected plainString(): string {
    const value = this.quoted();
    return value.kind === 'literal' ? String(value.value) : '';
  }
}

export function textOf(parts: readonly HclPart[], span: { start: number; end: number }): HclExpression {
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
