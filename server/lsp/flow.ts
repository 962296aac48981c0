/** A finding's path as places to visit one by one. */
import type { Finding, Report } from '../engine';
import { engineUri, locationOf, spanOf } from './border';
import type { Flow, FlowParams } from './protocol';

export function flowOf(params: FlowParams, report: Report): Flow | null {
  const finding = 'fingerprint' in params ? report.findings.find(({ fingerprint }) => fingerprint === params.fingerprint) : findingAt(params, report);
  if (finding === undefined) return null;
  const { snapshot } = report.facts;
  const stations = finding.flow.length > 0 ? finding.flow : [{ location: finding.location, message: finding.message }, ...finding.related];
  return { rule: finding.rule, message: finding.message, steps: stations.map((step) => ({ location: locationOf(step.location, snapshot), message: step.message })) };
}

/** Of several that touch the place, the one with the longest way. */
function findingAt(params: Extract<FlowParams, { uri: string }>, report: Report): Finding | undefined {
  const uri = engineUri(params.uri);
  const asked = spanOf(params.range, report.facts.snapshot.lines(uri));
  const here = report.findings.filter(({ location }) => location.uri === uri && location.span.start <= asked.end && asked.start <= location.span.end);
  return here.reduce<Finding | undefined>((best, finding) => (best !== undefined && best.flow.length >= finding.flow.length ? best : finding), undefined);
}
