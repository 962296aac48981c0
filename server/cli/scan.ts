/** Runs the engine over a workspace and sorts out what a scan reports. Knows no output format. */
import { addTo, atLeast, mostFixes, run, tooComplex, type Crash, type Engine, type FileEdit, type Finding, type Fix, type Problem, type Report, type RuleData, type Settings, type Severity, type SeveritySetting } from '../engine';
import { UsageError, type Scan } from './arguments';
import { scopeOf } from './folders';
import { paceFor } from './pace';
import { Places } from './places';

export interface Result {
  readonly report: Report;
  /** Those that were asked for, in order of place. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** Grows while fixes are computed. */
  readonly crashes: readonly Crash[];
  readonly rules: ReadonlyMap<string, RuleData>;
  readonly places: Places;
  /** How many files were read. */
  readonly files: number;
  /** True where a finding is as severe as `--fail-on` says. */
  readonly fails: boolean;
  /** The fixes that are possible, with their edits. */
  readonly fixesOf: (finding: Finding) => readonly WrittenFix[];
}

export interface WrittenFix {
  readonly title: string;
  readonly kind: Fix['kind'];
  readonly edits: readonly FileEdit[];
}

/** Throws a UsageError. */
export function scan(command: Scan, engine: Engine, current: string, today: string): Result {
  const chosen = chosenRules(command.rules, engine.book.rules);
  const reading = { ...command.reading, settings: { ...command.reading.settings, ...switchedOn(command.rules, engine.book.rules) } };
  const scope = scopeOf(command.paths, reading, current, today, engine);
  paceFor([...scope.workspace.files.values()].reduce((sum, { text }) => sum + text.length, 0));
  const report = run(engine.analyse(scope.workspace));
  const failOn = command.failOn;
  const serious = (severity: Severity): boolean => failOn !== 'never' && atLeast(severity, failOn);
  const findings = report.findings.filter((finding) => chosen(finding.rule) && scope.covers(finding.location.uri));
  const crashes = [...report.crashes];
  const told = command.quiet ? findings.filter((finding) => serious(finding.severity)) : findings;
  const { beyond, problems } = withoutFixes(told, report);
  return {
    report,
    findings: told,
    problems: [...scope.problems, ...report.problems.filter((problem) => scope.covers(problem.location.uri)), ...problems],
    crashes,
    rules: new Map(engine.book.rules.map((rule) => [rule.id, rule])),
    places: new Places(report.facts.snapshot),
    files: scope.workspace.files.size,
    fails: findings.some((finding) => serious(finding.severity)),
    fixesOf: (finding) => {
      const fixes = beyond.has(finding) ? [] : finding.fixes.flatMap((fix) => written(fix, finding, crashes));
      report.facts.snapshot.settle();
      return fixes;
    },
  };
}

/** Findings of files that have too many for all of their fixes to be worked out, and what is told of that. */
function withoutFixes(findings: readonly Finding[], { facts }: Report): { readonly beyond: ReadonlySet<Finding>; readonly problems: readonly Problem[] } {
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.fixes.length === 0) continue;
    const { uri } = finding.location;
    addTo(byFile, uri, finding);
  }
  const beyond = new Set<Finding>();
  const problems: Problem[] = [];
  for (const [uri, all] of byFile) {
    const most = mostFixes(facts.snapshot.file(uri)?.text.length ?? 0);
    if (all.length <= most) continue;
    for (const finding of all.slice(most)) beyond.add(finding);
    problems.push(tooComplex({ uri, span: { start: 0, end: 0 } }, `fixes are given for the first ${String(most)} of the ${String(all.length)} findings in this file that have any; mend those and scan again`));
  }
  return { beyond, problems };
}

function chosenRules(names: readonly string[], rules: readonly RuleData[]): (rule: string) => boolean {
  const matches = (name: string, rule: string): boolean => rule === name || rule.startsWith(`${name}/`);
  for (const name of names) {
    if (!rules.some((rule) => matches(name, rule.id))) throw new UsageError(`There is no rule or group \`${name}\`. \`serverless-warden rules\` lists them.`);
  }
  return (rule) => names.length === 0 || names.some((name) => matches(name, rule));
}

/** A rule that is named is wanted, even if it is off unless asked for. */
function switchedOn(names: readonly string[], rules: readonly RuleData[]): Settings {
  const on: [string, SeveritySetting][] = rules
    .filter((rule) => rule.severity === 'off' && names.includes(rule.id))
    .map((rule) => [rule.id, rule.strict === undefined || rule.strict === 'off' ? 'warning' : rule.strict]);
  return on.length === 0 ? {} : { severities: Object.fromEntries(on) };
}

/** A fix that throws is a defect of ours: it is named, and the finding stands without it. */
function written(fix: Fix, finding: Finding, crashes: Crash[]): readonly WrittenFix[] {
  try {
    const edits = fix.edits();
    return edits.length === 0 ? [] : [{ title: fix.title, kind: fix.kind, edits }];
  } catch (error) {
    crashes.push({ what: `the fix "${fix.title}" of ${finding.rule}`, message: error instanceof Error ? error.stack ?? error.message : String(error) });
    return [];
  }
}
