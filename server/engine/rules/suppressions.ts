/**
 * Comments that silence a finding: `serverless-warden-ignore-next-line RULE[, RULE] -- reason` above a line, `serverless-warden-ignore-line …`
 * on it, `serverless-warden-ignore-file …` anywhere. The rule is an id, a group, or `*`; the reason is required.
 */
import type { Problem } from '../finding';
import type { LineIndex } from '../text/lines';

interface Suppression {
  /** 0-based; undefined for the whole file. */
  readonly line: number | undefined;
  readonly rules: readonly string[];
}

export interface Suppressions {
  readonly silences: (rule: string, line: number) => boolean;
  readonly problems: readonly Problem[];
}

const directive = /(?:\/\/|#|\/\*|\{\/\*|<!--)[ \t]*serverless-warden-ignore-(next-line|line|file)\b([^\r\n]*)/g;

const none: Suppressions = { silences: () => false, problems: [] };

/** Most files have none: `linesOf` is asked for only where there are some. */
export function suppressionsIn(uri: string, text: string, linesOf: () => LineIndex): Suppressions {
  if (!text.includes('serverless-warden-ignore-')) return none;
  const found: Suppression[] = [];
  const problems: Problem[] = [];
  const lines = linesOf();
  for (const match of text.matchAll(directive)) {
    const { line } = lines.positionAt(match.index);
    const rest = (match[2] ?? '').replace(/(\*\/\}?|-->)\s*$/, '');
    const separator = rest.indexOf('--');
    const rules = rest.slice(0, separator < 0 ? undefined : separator).split(/[\s,]+/).filter((rule) => rule !== '');
    const reason = separator < 0 ? '' : rest.slice(separator + 2).trim();
    const missing = rules.length === 0 ? 'the rule that it silences' : reason === '' ? 'the reason after `--`' : undefined;
    if (missing !== undefined) {
      const location = { uri, span: { start: match.index, end: match.index + match[0].length } };
      problems.push({ location, code: 'suppression', severity: 'warning', message: `This comment silences nothing: it lacks ${missing}. Write \`serverless-warden-ignore-${match[1] ?? ''} injection/sql -- why this is fine\`.` });
      continue;
    }
    found.push({ line: match[1] === 'file' ? undefined : match[1] === 'line' ? line : line + 1, rules });
  }
  const names = (suppression: Suppression, rule: string): boolean =>
    suppression.rules.some((name) => name === '*' || name === rule || rule.startsWith(`${name}/`));
  return { silences: (rule, line) => found.some((one) => (one.line === undefined || one.line === line) && names(one, rule)), problems };
}
