/** The lines of a `.env` file. Knows how they are written, not what they mean. */
import type { Span } from '../text/span';
import { nameOf } from '../text/uri';

export interface EnvLine {
  readonly name: string;
  readonly value: string;
  /** Of the value without its quotes. */
  readonly span: Span;
}

/** True for `.env`, `.env.production`, and Workers' `.dev.vars`; not for what is written to be copied: `.env.example`. */
export function isDotenv(uri: string): boolean {
  return /^\.(?:env|dev\.vars)(?:\.[\w-]+)*$/.test(nameOf(uri)) && !/\.(?:example|sample|template|dist|defaults?|schema|test|vault)$|\.(?:example|sample|template)\./i.test(nameOf(uri));
}

export function envLines(text: string): readonly EnvLine[] {
  const lines: EnvLine[] = [];
  for (const match of text.matchAll(/^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(?:("(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')[ \t]*|([^\s#"'][^#\r\n]*))(?:#[^\r\n]*)?$/gm)) {
    const [whole, name = '', quoted, plain = ''] = match;
    const written = quoted ?? plain.replace(/(?<![ \t])[ \t]+$/, '');
    const quote = /^["']/.test(written) ? 1 : 0;
    const start = match.index + whole.indexOf(written, whole.indexOf('=')) + quote;
    const value = written.slice(quote, written.length - quote);
    lines.push({ name, value, span: { start, end: start + value.length } });
  }
  return lines;
}
