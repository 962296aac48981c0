/** Reports event data (or another origin's) that reaches a sink: one finding for each sink, however many ways lead there. */
import type { EntryReport, Flow, Origin } from '../code/report';
import type { Entry, Facts, Sender } from '../facts/facts';
import { exposures, senderOfFlow } from '../facts/sender';
import type { Draft, Fix, RelatedPlace } from '../finding';
import { milder, type RuleData } from '../rules/rule';
import type { Severity } from '../workspace';
import { fill, type Checker } from './checker';
import { proposers } from './fixes';
import { inFile, offered } from './fixes/fix';
import { functionNames } from './reached';

/** A rule's parameters. */
interface Parameters {
  /** Kinds of rules/models/sinks. */
  readonly sinks: readonly string[];
  /** Kinds of origins; `event` unless said otherwise. */
  readonly from?: readonly string[];
  /** Parts of the event; all unless said otherwise. */
  readonly parts?: readonly string[];
  /** What the data must be called, as with `body` for the body as a whole; all unless said otherwise. */
  readonly labels?: readonly string[];
  /** What it must not be called: an expression. */
  readonly except?: string;
  /** Only data that no schema or guard has looked at. */
  readonly unchecked?: boolean;
  /** Kinds of sinks that say more of the same data: where an entry has one of these for it, this rule is silent. */
  readonly besides?: readonly string[];
  /** Messages by the kind of the origin, where the rule's own does not suit. */
  readonly messages?: Readonly<Record<string, string>>;
  /** A name in fixes/. */
  readonly fix?: string;
}

interface Way {
  readonly flow: Flow;
  readonly entry: Entry;
  readonly sender: Sender;
}

export const taint: Checker = {
  name: 'taint',
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    const bySink = new Map<string, Way[]>();
    for (const entry of facts.entries) {
      for (const flow of flowsFor(entry.report, parameters)) {
        const { uri, span } = flow.sink.location;
        const place = `${uri} ${String(span.start)} ${String(span.end)}`;
        const ways = bySink.get(place);
        const way: Way = { flow, entry, sender: senderOfFlow(flow, entry) };
        if (ways === undefined) bySink.set(place, [way]);
        else ways.push(way);
      }
      yield undefined;
    }
    for (const ways of bySink.values()) {
      const draft = drafted(rule, ways, parameters, facts);
      if (draft !== undefined) yield draft;
    }
  },
};

function flowsFor(report: EntryReport, { sinks, from = ['event'], parts, labels, except, unchecked = false, besides = [] }: Parameters): readonly Flow[] {
  const harmless = except === undefined ? undefined : new RegExp(except);
  const told = new Set(report.flows.filter(({ sink }) => besides.includes(sink.kind)).map(({ origin }) => placeAndLabel(origin)));
  return report.flows.filter(({ sink, origin, validated }) => sinks.includes(sink.kind) && from.includes(origin.kind) && !(unchecked && validated)
    && (parts === undefined || origin.part === '' || parts.includes(origin.part)) && !told.has(placeAndLabel(origin)) && (labels === undefined || labels.includes(origin.label)) && harmless?.test(origin.label) !== true);
}

function drafted(rule: RuleData, ways: readonly Way[], parameters: Parameters, facts: Facts): Draft | undefined {
  const open = ways.filter(({ flow, sender }) => flow.origin.kind !== 'event' || sender.level !== 'schedule');
  const worst = [...open].sort((a, b) => exposures.indexOf(b.sender.level) - exposures.indexOf(a.sender.level) || Number(a.flow.validated) - Number(b.flow.validated) || b.flow.steps.length - a.flow.steps.length)[0];
  if (worst === undefined) return undefined;
  const { flow, sender } = worst;
  const severity = severityFor(rule, sender);
  const functions = functionNames(open.map((way) => way.entry));
  return {
    location: flow.sink.location,
    message: fill(parameters.messages?.[flow.origin.kind] ?? rule.message, { data: flow.origin.label, sender: sender.phrase, effect: flow.sink.effect, callee: flow.sink.callee }),
    flow: flow.steps,
    related: otherWays(open, worst),
    functions,
    fixes: fixesFor(worst, open, parameters, facts),
    ...(severity === undefined ? {} : { severity }),
  };
}

function fixesFor({ flow, entry }: Way, ways: readonly Way[], parameters: Parameters, facts: Facts): readonly Fix[] {
  const proposer = parameters.fix === undefined ? undefined : proposers[parameters.fix];
  const { sink } = flow;
  const script = facts.snapshot.script(sink.location.uri);
  if (script === undefined || proposer === undefined) return [];
  return [offered(() => inFile(sink.location.uri, proposer({ facts, entry, script, sink, flows: ways.map((way) => way.flow) })))];
}

function severityFor(rule: RuleData, { level }: Sender): Severity | undefined {
  if (rule.exposure !== true || rule.severity === 'off') return undefined;
  return level === 'account' ? milder(rule.severity) : rule.severity;
}

/** Where else the same sink gets such data from. */
function otherWays(ways: readonly Way[], worst: Way): readonly RelatedPlace[] {
  const told = new Set([placeOf(worst)]);
  const related: RelatedPlace[] = [];
  for (const way of ways) {
    if (told.has(placeOf(way)) || related.length === 5) continue;
    told.add(placeOf(way));
    related.push({ location: way.flow.origin.location, message: `\`${way.flow.origin.label}\` comes here too` });
  }
  return related;
}

function placeOf({ flow }: Way): string {
  return placeAndLabel(flow.origin);
}

function placeAndLabel({ location, label }: Origin): string {
  return `${location.uri} ${String(location.span.start)} ${label}`;
}
