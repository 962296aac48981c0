/** Flows of data told in lines, as tests want to read them. */
import type { Flow, Report } from '../../server/engine';
import { root } from './analyse';

/** `<sink>: <data>` for every flow of event data, without doubles; log, response and the like are left out unless asked for. */
export function reached(report: Report, kinds: readonly string[] = ['command', 'sql', 'code', 'path', 'ssrf', 'html', 'redirect', 'deserialization', 'unsafe-yaml', 'template', 'xml', 'regex']): readonly string[] {
  const flows = allFlows(report).filter((flow) => kinds.includes(flow.sink.kind) && flow.origin.kind === 'event');
  return [...new Set(flows.map((flow) => `${flow.sink.kind}: ${flow.origin.label}`))].sort();
}

/** The story of the only flow to that kind of sink, one line a step: "file `text` message". */
export function story(report: Report, kind: string): readonly string[] {
  const flows = allFlows(report).filter((flow) => flow.sink.kind === kind && flow.origin.kind === 'event');
  const [flow] = flows;
  if (flow === undefined || flows.length > 1) return [`${String(flows.length)} flows to ${kind}`];
  return flow.steps.map(({ location: { uri, span }, message }) => {
    const text = report.facts.snapshot.file(uri)?.text.slice(span.start, span.end).replace(/\s+/g, ' ') ?? '';
    return `${uri.slice(root.length + 1)} \`${text}\` ${message}`;
  });
}

function allFlows(report: Report): readonly Flow[] {
  return report.facts.entries.flatMap((entry) => entry.report.flows);
}
