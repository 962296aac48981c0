/** Explains a finding in full where the pointer stands: why, by which way, who can send it, what to do. */
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import { explainValue, senderOfFlow, uris, type Finding, type Location, type Report, type RuleData } from '../engine';
import { clientUri, rangeOf, spanOf } from './border';
import { commands } from './protocol';
import { takeoverHover } from './takeover';

/** `withCommands`: the client runs links to its own commands. */
export function hover(uri: string, position: Position, report: Report, rules: readonly RuleData[], withCommands: boolean): Hover | undefined {
  const { snapshot } = report.facts;
  const lines = snapshot.lines(uri);
  const at = spanOf({ start: position, end: position }, lines).start;
  const here = report.findings.filter(({ location }) => location.uri === uri && location.span.start <= at && at <= location.span.end);
  const [first] = here;
  if (first === undefined) return valueHover(uri, at, report) ?? takeoverHover(uri, at, report);
  const value = here.map((finding) => explain(finding, rules.find((rule) => rule.id === finding.rule), report, withCommands)).join('\n\n---\n\n');
  return { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(first.location.span, lines) };
}

/** What a template's expression comes to, and by which way; or why that is not known. */
function valueHover(uri: string, offset: number, report: Report): Hover | undefined {
  const value = explainValue(report.facts.deployments, uri, offset, report.facts.snapshot);
  if (value === undefined) return undefined;
  const parts = value.outcomes.map(({ when, text, reason, via }) => {
    const shown = text === undefined ? `not known: ${markdown(reason ?? '')}` : `${code(text)}${reason === undefined ? '' : ` – a part is not known: ${markdown(reason)}`}`;
    return [`${when === '' ? '' : `**If ${markdown(when)}:** `}${shown}`, ...via.map((hop) => `- ${link(hop.location, report)} ${markdown(hop.message)}`)].join('\n');
  });
  return { contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n') }, range: rangeOf(value.at.span, report.facts.snapshot.lines(uri)) };
}

/** One line of code, whatever marks the text holds. */
function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').slice(0, 300);
  const fence = line.includes('`') ? '``' : '`';
  return `${fence}${line.includes('`') ? ` ${line.replaceAll('``', '`')} ` : line}${fence}`;
}

function explain(finding: Finding, rule: RuleData | undefined, report: Report, withCommands: boolean): string {
  const parts = [`**${markdown(capital(rule?.title ?? finding.rule))}**`, markdown(finding.message)];
  if (finding.flow.length > 0) parts.push(finding.flow.map((step, index) => `${index + 1}. ${link(step.location, report)} ${markdown(step.message)}`).join('\n'));
  if (finding.related.length > 0) parts.push(finding.related.map((place) => `- ${link(place.location, report)} ${markdown(place.message)}`).join('\n'));
  const senders = sendersOf(finding, report);
  if (senders.length > 0) parts.push(`**Sender:** ${senders.map(markdown).join('; ')}`);
  if (rule !== undefined) parts.push(`**Why:** ${rule.why.trim()}`, `**What to do:** ${rule.remedy.trim()}`);
  const ids = [`\`${finding.rule}\``, ...(rule?.cwe.map((id) => `CWE-${id}`) ?? []), ...(rule?.sas ?? [])];
  if (withCommands) {
    ids.push(commandLink('Show rule', commands.showRule, finding.rule));
    if (finding.flow.length > 1) ids.push(commandLink('Walk the flow', commands.walkFlow, finding.fingerprint));
  }
  return [...parts, ids.join(' · ')].join('\n\n');
}

/** Of the entry points whose flows end here. */
function sendersOf(finding: Finding, report: Report): readonly string[] {
  const { uri, span } = finding.location;
  const first = finding.flow[0];
  const senders = report.facts.entries.flatMap((entry) => entry.report.flows.filter(({ sink, steps: [begin] }) => sink.location.uri === uri && sink.location.span.start === span.start && begin !== undefined && begin.location.uri === first?.location.uri && begin.location.span.start === first.location.span.start).map((flow) => senderOfFlow(flow, entry)));
  return [...new Set(senders.map(({ phrase }) => phrase))];
}

function link({ uri, span }: Location, report: Report): string {
  const { line, column } = report.facts.snapshot.lines(uri).positionAt(span.start);
  return `[${markdown(uris.nameOf(uri)).replaceAll('`', '')}:${line + 1}](${clientUri(uri)}#L${line + 1},${column + 1})`;
}

function commandLink(title: string, command: string, argument: string): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Messages quote code of the workspace: outside of backticks nothing of it may act as markup. */
function markdown(text: string): string {
  return text.split(/(`[^`\n]*`)/).map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_{}[\]<>#|!~]/g, '\\$&'))).join('');
}
