/** The report for a person at a terminal: by file, with the way of the data and the lines that it takes. */
import { addTo, type Finding, type Location, type Problem, type Severity } from '../engine';
import { paintWith, printable, widthOf, type Paint } from './paint';
import type { Result } from './scan';

/** Columns of source that are shown; the rest of a longer line is cut off. */
const excerptWidth = 110;
/** Columns of a message before it goes on in the next line. */
const messageWidth = 100;
/** Places of one problem that are named; the other formats have all. */
const namedPlaces = 3;

export function toText(result: Result, options: { readonly colours: boolean; readonly quiet: boolean }): string {
  return new TextReport(result, paintWith(options.colours)).text(options.quiet);
}

const words: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'info', hint: 'hint' };

class TextReport {
  private readonly lines: string[] = [];

  constructor(private readonly result: Result, private readonly paint: Paint) {}

  text(quiet: boolean): string {
    let file = '';
    for (const finding of this.result.findings) {
      const place = this.result.places.of(finding.location);
      if (place.file !== file) {
        file = place.file;
        this.lines.push(this.paint.underline(printable(file)), '');
      }
      this.finding(finding);
    }
    if (!quiet) {
      this.problems();
      this.summary();
    }
    return this.lines.length === 0 ? '' : `${this.lines.join('\n')}\n`;
  }

  private finding(finding: Finding): void {
    const { line, column } = this.result.places.of(finding.location);
    const word = this.severity(finding.severity);
    this.lines.push(`  ${this.paint.bold(`${line}:${column}`)}  ${word}  ${this.paint.dim(finding.rule)}`);
    this.lines.push(...wrapped(finding.message).map((part) => `      ${this.message(part)}`));
    const secret = this.result.rules.get(finding.rule)?.secret === true;
    if (finding.flow.length > 1) {
      finding.flow.forEach((step, index) => {
        this.lines.push(`      ${this.paint.bold(String(index + 1))} ${this.paint.dim(this.address(step.location))}  ${this.message(step.message)}`);
        this.excerpt(step.location, secret);
      });
    } else {
      this.excerpt(finding.location, secret);
    }
    for (const place of finding.related) {
      this.lines.push(`      ${this.paint.dim(`see ${this.address(place.location)}`)}  ${this.message(place.message)}`);
    }
    for (const fix of this.result.fixesOf(finding)) {
      this.lines.push(`      ${this.paint.green('fix')} ${printable(fix.title)}${fix.kind === 'safe' ? '' : this.paint.dim(' (needs your review)')}`);
    }
    this.lines.push('');
  }

  /** The line with carets below what is meant. */
  private excerpt(location: Location, secret: boolean): void {
    const { line, column, endLine, endColumn } = this.result.places.of(location);
    const whole = this.result.places.lines(location.uri).lineText(line - 1);
    if (whole.trim() === '') return;
    const start = column - 1;
    const end = endLine === line ? Math.max(endColumn - 1, start + 1) : whole.length;
    const shown = secret && endLine === line ? masked(whole, start, end) : whole;
    const indent = /^\s*/.exec(shown)?.[0].length ?? 0;
    const from = end - Math.min(indent, start) > excerptWidth ? Math.max(0, start - 20) : Math.min(indent, start);
    const to = Math.min(whole.length, from + excerptWidth);
    const head = from > indent ? '… ' : '';
    const text = `${head}${printable(shown.slice(from, to))}${to < whole.length ? ' …' : ''}`;
    const gap = widthOf(head + printable(shown.slice(from, start)));
    const carets = '^'.repeat(Math.max(1, widthOf(printable(shown.slice(start, Math.min(end, to))))));
    const number = String(line);
    this.lines.push(`        ${this.paint.dim(`${number} │`)} ${text}`, `        ${this.paint.dim(`${' '.repeat(number.length)} │`)} ${' '.repeat(gap)}${this.paint.yellow(carets)}`);
  }

  private problems(): void {
    const serious = this.result.problems.filter((problem) => problem.severity !== 'hint');
    if (serious.length === 0) return;
    this.lines.push(this.paint.underline('Not everything could be read'), '');
    const same = new Map<string, Problem[]>();
    for (const problem of serious) addTo(same, problem.message, problem);
    for (const [message, all] of same) {
      const named = all.slice(0, namedPlaces).map((problem) => this.problemAddress(problem)).join(', ');
      const others = all.length > namedPlaces ? ` and ${count(all.length - namedPlaces, 'other')}` : '';
      this.lines.push(`  ${this.paint.dim(named + others)}  ${this.message(message)}`);
    }
    this.lines.push('');
  }

  private problemAddress(problem: Problem): string {
    const { span, uri } = problem.location;
    return span.end === 0 ? printable(this.result.places.file(uri)) : this.address(problem.location);
  }

  private summary(): void {
    const { findings, report, files } = this.result;
    const read = `${count(files, 'file')} read, ${count(report.facts.handlers.length, 'deployed function')}`;
    const silenced = report.suppressed === 0 ? '' : `; ${count(report.suppressed, 'finding')} silenced by comments`;
    if (findings.length === 0) {
      this.lines.push(this.paint.green(`✓ Nothing to report. ${read}${silenced}.`));
      return;
    }
    const parts = (['error', 'warning', 'information', 'hint'] as const)
      .map((severity) => ({ severity, number: findings.filter((finding) => finding.severity === severity).length }))
      .filter(({ number }) => number > 0)
      .map(({ severity, number }) => (severity === 'information' ? `${number} for information` : count(number, severity)));
    const where = new Set(findings.map((finding) => finding.location.uri)).size;
    this.lines.push(`${this.paint.bold(`✗ ${count(findings.length, 'finding')} in ${count(where, 'file')}`)}: ${parts.join(', ')}. ${read}${silenced}.`);
    this.lines.push(this.paint.dim('  `serverless-warden explain RULE` tells why it matters and what to do.'));
  }

  private address(location: Location): string {
    const { file, line, column } = this.result.places.of(location);
    return `${printable(file)}:${line}:${column}`;
  }

  private severity(severity: Severity): string {
    const colour = { error: this.paint.red, warning: this.paint.yellow, information: this.paint.blue, hint: this.paint.dim }[severity];
    return colour(words[severity]);
  }

  /** Code in backticks stands out where there are colours. */
  private message(text: string): string {
    return printable(text).replace(/`([^`]+)`/g, (whole) => this.paint.bold(whole));
  }
}

/**
 * Keeps the first characters so that a person recognises the secret, and nobody else learns it from a build log. References
 * and blocks hold none.
 */
function masked(line: string, start: number, end: number): string {
  if (/^(?:[!${]|\w+:)/.test(line.slice(start, end))) return line;
  const kept = start + 5;
  return line.slice(0, kept) + line.slice(kept, Math.max(kept, end)).replace(/[A-Za-z0-9+/_=-]/g, '•') + line.slice(Math.max(kept, end));
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** Lines of whole words; code in backticks counts as one. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [word] of text.matchAll(/(?:`[^`]*`|[^\s`]|`)+/g)) {
    if (line !== '' && widthOf(line) + widthOf(word) >= messageWidth) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
