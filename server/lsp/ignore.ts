/** Writes the comment that silences a finding. Knows no protocol. */
import { uris, type Finding, type Snapshot, type Span } from '../engine';

export interface Suppression {
  readonly span: Span;
  /** What goes before the reason, and after it. */
  readonly before: string;
  readonly after: string;
}

const scripts = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.jsonc'];
const existing = 'serverless-warden-ignore-next-line';

/** Undefined where the file's language has no comments. */
export function suppressionOf(finding: Finding, snapshot: Snapshot): Suppression | undefined {
  const { uri } = finding.location;
  const mark = commentMark(uri);
  if (mark === undefined) return undefined;
  const lines = snapshot.lines(uri);
  const { line } = lines.positionAt(finding.location.span.start);
  const start = lines.offsetAt({ line, column: 0 });
  // A second comment would take the finding's line away from the first: the rule joins the list that is there.
  const above = endOfRules(lines.lineText(line - 1));
  if (above !== undefined) {
    const at = lines.offsetAt({ line: line - 1, column: above });
    return { span: { start: at, end: at }, before: `, ${finding.rule}`, after: '' };
  }
  const text = snapshot.file(uri)?.text ?? '';
  const indentation = /^[ \t]*/.exec(lines.lineText(line))?.[0] ?? '';
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: { start, end: start }, before: `${indentation}${mark} serverless-warden-ignore-next-line ${finding.rule} -- `, after: lineBreak };
}

/** Where the rules of a comment that gives a reason end; undefined in a line without such a comment. */
function endOfRules(line: string): number | undefined {
  const start = line.indexOf(existing);
  const reason = start < 0 ? -1 : line.indexOf('--', start + existing.length);
  const end = line.slice(0, Math.max(0, reason)).trimEnd().length;
  return end > start + existing.length ? end : undefined;
}

function commentMark(uri: string): string | undefined {
  const extension = uris.extensionOf(uri);
  if (scripts.includes(extension)) return '//';
  return extension === '.json' || extension === '.template' ? undefined : '#';
}
