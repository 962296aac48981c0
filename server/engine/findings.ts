/** Turns what checkers hand out into findings: severity, silenced ones out, doubles out, a stable identity, order. */
import type { Draft, Finding } from './finding';
import { kept } from './memo';
import type { RuleData } from './rules/rule';
import type { Snapshot } from './snapshot';
import { hash } from './text/identity';
import { compareLocations } from './text/span';
import { relativeTo } from './text/uri';
import type { Severity } from './workspace';
import { addTo } from './text/groups';

export interface Judged {
  readonly rule: RuleData;
  readonly draft: Draft;
  /** What the settings say of the rule. */
  readonly setting: Severity;
}

export interface Finished {
  readonly findings: readonly Finding[];
  readonly suppressed: number;
}

type Silenced = (rule: string, uri: string, line: number) => boolean;

/** The same object for the same draft, for as long as the settings say the same. */
export function judgedAs(rule: RuleData, draft: Draft, setting: Severity, { memo }: Snapshot): Judged {
  const last = memo.of<Draft, { judged: Judged | undefined }>('judged', draft, () => ({ judged: undefined }));
  if (last.judged?.setting !== setting) last.judged = { rule, draft, setting };
  return last.judged;
}

/** In order of place. What stands in a file where nothing is different is not gone through again. */
export function finish(judged: readonly Judged[], snapshot: Snapshot, silenced: Silenced): Finished {
  const byFile = new Map<string, Judged[]>();
  for (const one of judged) {
    const { uri } = one.draft.location;
    addTo(byFile, uri, one);
  }
  const findings: Finding[] = [];
  let suppressed = 0;
  for (const uri of [...byFile.keys()].sort()) {
    const own = finishedIn(uri, byFile.get(uri) ?? [], snapshot, silenced);
    findings.push(...own.findings);
    suppressed += own.suppressed;
  }
  return { findings, suppressed };
}

function finishedIn(uri: string, judged: readonly Judged[], snapshot: Snapshot, silenced: Silenced): Finished {
  const file = snapshot.file(uri);
  if (file === undefined) return finishedNow(judged, snapshot, silenced);
  const last = snapshot.memo.of('judged in', file, (): { judged: readonly Judged[] } => ({ judged: [] }));
  last.judged = kept(last.judged, judged);
  return snapshot.memo.reading('finished', last.judged, (what) => (what === 'root' ? snapshot.rootOf(uri) : file), (read) => {
    read('root');
    read('file');
    return finishedNow(judged, snapshot, silenced);
  });
}

function finishedNow(judged: readonly Judged[], snapshot: Snapshot, silenced: Silenced): Finished {
  const ordered = [...judged].sort((a, b) => compareLocations(a.draft.location, b.draft.location) || (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0));
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const counters = new Map<string, number>();
  let suppressed = 0;
  for (const { rule, draft, setting } of ordered) {
    const { place, line, identity } = identified(rule, draft, snapshot);
    if (seen.has(place)) continue;
    seen.add(place);
    const count = counters.get(identity) ?? 0;
    counters.set(identity, count + 1);
    if (silenced(rule.id, draft.location.uri, line)) {
      suppressed++;
      continue;
    }
    // A setting that differs from the rule's own severity is the user's word; else the checker may follow exposure.
    const severity = setting === rule.severity || setting === rule.strict ? draft.severity ?? setting : setting;
    findings.push(found(rule, draft, severity, hash(`${identity}\n${String(count)}`), snapshot));
  }
  return { findings, suppressed };
}

/** The same object as before where the draft is told as before. */
function found(rule: RuleData, draft: Draft, severity: Severity, fingerprint: string, { memo }: Snapshot): Finding {
  const last = memo.of<Draft, { finding: Finding | undefined }>('finding', draft, () => ({ finding: undefined }));
  if (last.finding?.severity !== severity || last.finding.fingerprint !== fingerprint) last.finding = { flow: [], related: [], fixes: [], functions: [], ...draft, severity, rule: rule.id, fingerprint };
  return last.finding;
}

/** By what a finding is known again. */
interface Identified {
  /** Doubles have the same. */
  readonly place: string;
  /** 0-based. */
  readonly line: number;
  readonly identity: string;
}

/** Of a longer line, as tools write them that put a file on one, only what stands around the place is taken. */
const longestLine = 1000;
const before = 100;

function identified(rule: RuleData, { location: { uri, span } }: Draft, snapshot: Snapshot): Identified {
  const lines = snapshot.lines(uri);
  const { line, column } = lines.positionAt(span.start);
  const whole = lines.lineText(line);
  const text = whole.length > longestLine ? whole.slice(Math.max(0, column - before), column + longestLine) : whole;
  const identity = `${rule.id}\n${relativeTo(snapshot.rootOf(uri) ?? '', uri)}\n${text.replace(/\s+/g, ' ').trim()}`;
  return { place: `${rule.id} ${uri} ${span.start} ${span.end}`, line, identity };
}
