/** Writes the comment that silences a finding. Knows no protocol. */
import { uris, type Finding, type Snapshot, type Span } from '../engine';

export interface Suppression {
  readonly span: Span;
  /** What goes before the reason, and after it. */
  readonly before: string;
  readonly after: string;
}

const scripts = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.jsonc'];
const existing = /serverless-warden-ignore-next-line\s+[^\r\n]*?(?=\s*--)/;

/** Undefined where the file's language has no comments. */
export function suppressionOf(finding: Finding, snapshot: Snapshot): Suppression | undefined {
  const { uri } = finding.location;
  const mark = commentMark(uri);
  if (mark === undefined) return undefined;
  const lines = snapshot.lines(uri);
  const { line } = lines.positionAt(finding.location.span.start);
  const start = lines.offsetAt({ line, column: 0 });
  // A second comment would take the finding's line away from the first: the rule joins the list that is there.
  const above = existing.exec(lines.lineText(line - 1));
  if (above !== null) {
    const at = lines.offsetAt({ line: line - 1, column: above.index + above[0].length });
    return { span: { start: at, end: at }, before: `, ${finding.rule}`, after: '' };
  }
  const text = snapshot.file(uri)?.text ?? '';
  const indentation = /^[ \t]*/.exec(lines.lineText(line))?.[0] ?? '';
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: { start, end: start }, before: `${indentation}${mark} serverless-warden-ignore-next-line ${finding.rule} -- `, after: lineBreak };
}

function commentMark(uri: string): string | undefined {
  const extension = uris.extensionOf(uri);
  if (scripts.includes(extension)) return '//';
  return extension === '.json' || extension === '.template' ? undefined : '#';
}
