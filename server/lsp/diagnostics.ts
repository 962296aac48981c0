/** Findings and problems as diagnostics. Knows nothing of when they are published. */
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { addTo, type Finding, type Problem, type Severity, type Snapshot } from '../engine';
import { locationOf, rangeOf } from './border';
import { ruleScheme } from './protocol';

export const source = 'Serverless Warden';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Said of a file only while someone looks at it: the editor's own language support reports syntax, and size is no flaw. */
const whileOpen: readonly string[] = ['syntax', 'too-large', 'binary', 'built', 'too-complex'];

/** The diagnostics of every file that has any, by engine uri. */
export function diagnosticsOf(findings: readonly Finding[], problems: readonly Problem[], snapshot: Snapshot, shown: Shown): Map<string, Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>();
  const name = `diagnostic ${String(shown.rulePages)} ${String(shown.related)}`;
  const file = (uri: string): unknown => snapshot.file(uri);
  for (const finding of findings) addTo(byFile, finding.location.uri, keptDiagnostic(name, finding, file, snapshot, shown));
  for (const problem of problems) {
    if (shown.isOpen(problem.location.uri) || !whileOpen.includes(problem.code)) addTo(byFile, problem.location.uri, problemDiagnostic(problem, snapshot));
  }
  return byFile;
}

/** The same object as before where the finding and all the files that it shows are. */
function keptDiagnostic(name: string, finding: Finding, file: (uri: string) => unknown, snapshot: Snapshot, shown: Shown): Diagnostic {
  return snapshot.memo.reading(name, finding, file, (read) => {
    for (const { location } of [finding, ...finding.flow, ...finding.related]) read(location.uri);
    return diagnosticOf(finding, snapshot, shown);
  });
}

export interface Shown {
  readonly isOpen: (uri: string) => boolean;
  /** Whether the client opens uris of `ruleScheme`. */
  readonly rulePages: boolean;
  /** Whether the client shows related places. */
  readonly related: boolean;
}

export function diagnosticOf(finding: Finding, snapshot: Snapshot, shown: Shown): Diagnostic {
  const { uri, span } = finding.location;
  return {
    range: rangeOf(span, snapshot.lines(uri)),
    severity: severities[finding.severity],
    source,
    code: finding.rule,
    message: finding.message,
    data: { fingerprint: finding.fingerprint },
    ...(shown.rulePages ? { codeDescription: { href: ruleUri(finding.rule) } } : {}),
    ...(shown.related ? { relatedInformation: relatedPlaces(finding, snapshot) } : {}),
  };
}

export function ruleUri(rule: string): string {
  return `${ruleScheme}:/${rule}.md`;
}

function relatedPlaces(finding: Finding, snapshot: Snapshot): { location: ReturnType<typeof locationOf>; message: string }[] {
  const steps = finding.flow.map((step, index) => ({ location: locationOf(step.location, snapshot), message: `${index + 1}. ${step.message}` }));
  return [...steps, ...finding.related.map((place) => ({ location: locationOf(place.location, snapshot), message: place.message }))];
}

function problemDiagnostic(problem: Problem, snapshot: Snapshot): Diagnostic {
  const { uri, span } = problem.location;
  return { range: rangeOf(span, snapshot.lines(uri)), severity: severities[problem.severity], source, code: problem.code, message: problem.message };
}
