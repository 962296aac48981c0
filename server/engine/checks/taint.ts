/** Reports event data (or another origin's) that reaches a sink: one finding for each value, however many ways lead there and however often it is used. */
import type { Origin, Sink } from '../code/report';
import type { Entry, Facts, Sender } from '../facts/facts';
import { waysOf, type Way } from '../facts/lookup';
import { exposures } from '../facts/sender';
import type { Draft, Fix, RelatedPlace } from '../finding';
import { milder, type RuleData } from '../rules/rule';
import type { TextEdit } from '../text/edit';
import { beginning, compareLocations } from '../text/span';
import type { Severity } from '../workspace';
import { fill, grouped, type Gatherer } from './checker';
import { proposers } from './fixes';
import { inFile, offered, type Proposal } from './fixes/fix';
import { functionNames } from './reached';
import { valueAt } from './same-value';
import { addTo } from '../text/groups';

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
  /** Messages by the kind of the origin or of the sink, where the rule's own does not suit. */
  readonly messages?: Readonly<Record<string, string>>;
  /** What is given the same value several times is one mistake: it is the value that is mended, not its uses. */
  readonly once?: boolean;
  /** A name in fixes/. */
  readonly fix?: string;
}

/** A sink and all ways to it. */
interface Use {
  readonly sink: Sink;
  readonly ways: readonly Way[];
}

export const taint = {
  name: 'taint',
  over: ['entries'],
  *find(rule, facts) {
    for (const entry of facts.entries) {
      yield* waysFrom(entry, rule.with as Parameters, facts);
      yield undefined;
    }
  },
  groups(rule, ways, facts) {
    const uses = [...usesIn(ways)];
    const together = (rule.with as Parameters).once === true ? byValue(uses, facts) : uses.map((use) => [use]);
    return together.map((same) => same.flatMap((use) => use.ways));
  },
  *tell(rule, ways, facts) {
    yield drafted(rule, [...usesIn(ways)], rule.with as Parameters, facts);
  },
} satisfies Gatherer<Way>;

/** In the order of the ways. */
function* usesIn(ways: readonly Way[]): Generator<Use> {
  for (const same of grouped(ways, ({ flow: { sink } }) => `${beginning(sink.location)} ${String(sink.location.span.end)}`)) {
    const [first] = same;
    if (first !== undefined) yield { sink: first.flow.sink, ways: same };
  }
}

/** Those that are given the same value of the same origins, together, in the order of the text. */
function byValue(uses: Iterable<Use>, facts: Facts): readonly (readonly Use[])[] {
  const known = new Map<string, Use[]>();
  for (const use of uses) {
    const { uri, span } = use.sink.location;
    const script = facts.snapshot.script(uri);
    const value = (script === undefined ? undefined : valueAt(script, use.sink)) ?? `${uri} ${String(span.start)} ${String(span.end)}`;
    const key = [use.sink.kind, value, ...new Set(use.ways.map(placeOf))].join('\n');
    addTo(known, key, use);
  }
  return [...known.values()].map((same) => same.sort((a, b) => compareLocations(a.sink.location, b.sink.location)));
}

function waysFrom(entry: Entry, { sinks, from = ['event'], parts, labels, except, unchecked = false, besides = [] }: Parameters, facts: Facts): readonly Way[] {
  const harmless = except === undefined ? undefined : new RegExp(except);
  const ways = waysOf(entry, facts.snapshot);
  const told = new Set(ways.filter(({ flow }) => besides.includes(flow.sink.kind)).map(placeOf));
  return ways.filter((way) => {
    const { origin, validated, sink } = way.flow;
    return sinks.includes(sink.kind) && from.includes(origin.kind) && !(unchecked && validated) && (parts === undefined || origin.part === '' || parts.includes(origin.part)) && !told.has(placeOf(way))
      && (labels === undefined || labels.includes(origin.label)) && harmless?.test(origin.label) !== true;
  });
}

/** Whether anybody from outside has a part in what comes this way. */
export function isOpen({ flow, sender }: Way): boolean {
  return flow.origin.kind !== 'event' || sender.level !== 'schedule';
}

function drafted(rule: RuleData, [first, ...others]: readonly Use[], parameters: Parameters, facts: Facts): Draft | undefined {
  const ways = first?.ways ?? [];
  const open = ways.filter(isOpen);
  const worst = [...open].sort((a, b) => exposures.indexOf(b.sender.level) - exposures.indexOf(a.sender.level) || Number(a.flow.validated) - Number(b.flow.validated) || b.flow.steps.length - a.flow.steps.length)[0];
  if (worst === undefined) return undefined;
  const { flow, sender } = worst;
  const severity = severityFor(rule, sender);
  const functions = functionNames(open.map((way) => way.entry));
  return {
    location: flow.sink.location,
    message: fill(parameters.messages?.[flow.origin.kind] ?? parameters.messages?.[flow.sink.kind] ?? rule.message, { data: flow.origin.label, sender: flow.signed === true ? 'whoever holds the key of its signature sends it' : sender.phrase, effect: flow.sink.effect, callee: flow.sink.callee }),
    flow: flow.steps,
    related: [...otherWays(open, worst), ...others.slice(0, 5).map(({ sink }) => ({ location: sink.location, message: `the same value ${sink.effect} here` }))],
    functions,
    fixes: fixesFor([worst, ...others.flatMap((use) => use.ways.find(({ entry }) => entry === worst.entry) ?? [])], open, parameters, facts),
    ...(severity === undefined ? {} : { severity }),
  };
}

/** Mends every use of the value at once; the first stands for the finding, and `ways` lead there. */
function fixesFor(uses: readonly Way[], ways: readonly Way[], parameters: Parameters, facts: Facts): readonly Fix[] {
  const proposer = parameters.fix === undefined ? undefined : proposers[parameters.fix];
  if (proposer === undefined) return [];
  const uri = uses[0]?.flow.sink.location.uri ?? '';
  const flows = ways.map((way) => way.flow);
  return [offered(facts, () => {
    const script = facts.snapshot.script(uri);
    return script === undefined ? undefined : inFile(uri, together(uses.flatMap(({ flow: { sink }, entry }) => proposer({ facts, entry, script, sink, flows }) ?? [])));
  })];
}

/** One proposal of several; undefined where they get into each other's way. */
function together(proposals: readonly Proposal[]): Proposal | undefined {
  const [first] = proposals;
  if (first === undefined) return undefined;
  const edits: TextEdit[] = [];
  for (const edit of proposals.flatMap((one) => one.edits)) {
    const same = (other: TextEdit): boolean => other.newText === edit.newText && other.span.start === edit.span.start && other.span.end === edit.span.end;
    if (edits.some(same)) continue;
    if (edits.some(({ span }) => span.start < edit.span.end && edit.span.start < span.end)) return undefined;
    edits.push(edit);
  }
  return { ...first, edits };
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
