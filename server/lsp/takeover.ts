/** Tells, at a function's name in a template, what somebody who has taken the function over could do. */
import { MarkupKind, type Hover } from 'vscode-languageserver';
import { takeoverInWords, takeoverOf, type Report } from '../engine';
import { rangeOf } from './border';

export function takeoverHover(uri: string, offset: number, report: Report): Hover | undefined {
  const { facts } = report;
  const { handlers, snapshot } = facts;
  const handler = handlers.find(({ function: { at } }) => at.uri === uri && at.span.start <= offset && offset <= at.span.end);
  if (handler === undefined) return undefined;
  const lines = takeoverInWords(takeoverOf(handler, facts)).map((line) => `- ${line.replace(/[<>*_[\]]/g, '\\$&')}`);
  return { contents: { kind: MarkupKind.Markdown, value: `**Whoever takes this function over can**\n\n${lines.join('\n')}` }, range: rangeOf(handler.function.at.span, snapshot.lines(uri)) };
}
