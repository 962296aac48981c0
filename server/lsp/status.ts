/** What the client's status item shows, counted from a report. */
import type { Analysis } from './analysis-loop';
import type { Status } from './protocol';

export function statusOf(state: Status['state'], files: number, analysis: Analysis | undefined): Status {
  const findings = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of analysis?.report.findings ?? []) findings[severity]++;
  return { state, findings, files, suppressed: analysis?.report.suppressed ?? 0, crashes: analysis?.report.crashes.map(({ what }) => what) ?? [] };
}
