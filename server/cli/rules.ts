/** What the command line tells about rules without any file: the list, and a rule's page. */
import { nearest, type RuleBook, type RuleData } from '../engine';
import { UsageError } from './arguments';

export function listRules(book: RuleBook, format: 'text' | 'json'): string {
  if (format === 'json') return `${JSON.stringify(book.rules.map(({ id, title, severity, strict, confidence, cwe, sas, since }) => ({ id, title, severity, strict: strict ?? severity, confidence, cwe, sas, since })), undefined, 2)}\n`;
  const width = Math.max(0, ...book.rules.map((rule) => rule.id.length));
  const lines = book.rules.map((rule) => `${rule.id.padEnd(width)}  ${severityWord(rule).padEnd(11)}  ${rule.title}`);
  return `${lines.join('\n')}\n`;
}

function severityWord(rule: RuleData): string {
  return rule.severity === 'off' && rule.strict !== undefined && rule.strict !== 'off' ? 'strict' : rule.severity;
}

/** Throws a UsageError where there is no such rule. */
export function explain(book: RuleBook, id: string): string {
  const rule = book.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const near = nearest(id, book.rules.map((candidate) => candidate.id));
    throw new UsageError(`There is no rule \`${id}\`.${near === undefined ? ' `serverless-warden rules` lists them.' : ` Did you mean \`${near}\`?`}`);
  }
  return rule.page.endsWith('\n') ? rule.page : `${rule.page}\n`;
}
