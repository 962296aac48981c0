/** The report as JSON, in the shape that docs/command-line.md promises. Additions are allowed, changes need a new `format`. */
import type { Finding, Location, Problem, RuleData } from '../engine';
import type { Places } from './places';
import type { Result } from './scan';

export function toJson(result: Result, version: string): string {
  const { report, findings, rules, places } = result;
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return `${JSON.stringify({
    format: 1,
    tool: { name: 'serverless-warden', version },
    summary: { files: result.files, functions: report.facts.handlers.length, findings: findings.length, ...counts, silencedByComments: report.suppressed },
    findings: findings.map((finding) => findingOf(finding, rules, result, places)),
    problems: result.problems.map((problem) => problemOf(problem, places)),
    crashes: result.crashes.map(({ what, message }) => ({ what, message })),
  }, undefined, 2)}\n`;
}

function findingOf(finding: Finding, rules: ReadonlyMap<string, RuleData>, result: Result, places: Places): unknown {
  const rule = rules.get(finding.rule);
  return {
    rule: finding.rule,
    title: rule?.title ?? finding.rule,
    severity: finding.severity,
    confidence: finding.confidence ?? rule?.confidence ?? 'medium',
    message: finding.message,
    ...rangeOf(finding.location, places),
    functions: finding.functions,
    flow: finding.flow.map((step) => ({ message: step.message, ...rangeOf(step.location, places) })),
    related: finding.related.map((place) => ({ message: place.message, ...rangeOf(place.location, places) })),
    fixes: result.fixesOf(finding).map((fix) => ({
      title: fix.title,
      kind: fix.kind,
      edits: fix.edits.flatMap((file) => file.edits.map((edit) => ({ ...rangeOf({ uri: file.uri, span: edit.span }, places), newText: edit.newText }))),
    })),
    cwe: rule?.cwe ?? [],
    sas: rule?.sas ?? [],
    fingerprint: finding.fingerprint,
  };
}

function problemOf(problem: Problem, places: Places): unknown {
  return { code: problem.code, severity: problem.severity, message: problem.message, ...rangeOf(problem.location, places) };
}

function rangeOf(location: Location, places: Places): object {
  const { file, line, column, endLine, endColumn } = places.of(location);
  return { file, range: { start: { line, column }, end: { line: endLine, column: endColumn } } };
}
