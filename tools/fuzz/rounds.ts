/**
 * One round: a sample, changed again and again, through one engine; after each change the engine's report must be that of a fresh one.
 * Knows neither clock limits of a whole run nor where failures are kept.
 */
import { createEngine, run, type Engine, type Report, type RuleBook, type Settings, type SourceFile, type Workspace } from '../../server/engine';
import { mutated } from './mutations';
import type { Random } from './random';
import type { Sample } from './samples';

export const root = 'file:///fuzzed';

export interface Failure {
  readonly kind: 'crash' | 'hang' | 'divergence';
  readonly what: string;
  readonly sample: string;
  readonly files: ReadonlyMap<string, string>;
  readonly settings: Settings;
}

/** A whole analysis of so small a workspace takes milliseconds. Time of the processor. */
const patience = 2000;

/** Changes in a round. */
const changes = 12;

/** `fresh` makes an engine that has seen nothing; a test of this net gives one that forgets. */
export function* round(sample: Sample, all: readonly Sample[], random: Random, book: RuleBook, make: (book: RuleBook) => Engine = createEngine): Generator<Failure | undefined> {
  const files = new Map<string, SourceFile>([...sample.files].map(([path, text]) => [path, { uri: `${root}/${path}`, text }]));
  let settings = sample.settings;
  const engine = make(book);
  const workspace = (): Workspace => ({ roots: [root], files: new Map([...files.values()].map((file) => [file.uri, file])), today: '2026-11-01', settings });
  const failure = (kind: Failure['kind'], what: string): Failure => ({ kind, what, sample: sample.name, files: new Map([...files].map(([path, { text }]) => [path, text])), settings });
  for (let i = 0; i < changes; i++) {
    if (i > 0) settings = change(files, settings, all, random);
    const view = workspace();
    try {
      const before = process.cpuUsage();
      if (random.oneIn(3)) drop(engine, view, random);
      // As when somebody types in a file: it is judged alone before the whole is.
      const near = files.size > 0 && random.oneIn(3) ? { uris: new Set([random.pick([...view.files.keys()])]), deployed: random.oneIn(3) } : undefined;
      const alone = near === undefined ? undefined : run(engine.analyse(view, near));
      const report = run(engine.analyse(view));
      const { user } = process.cpuUsage(before);
      for (const { what, message } of report.crashes) yield failure('crash', `${what}: ${message}`);
      if (user / 1000 > patience) yield failure('hang', `${String(Math.round(user / 1000))} ms`);
      const difference = differing(said(report), said(run(createEngine(book).analyse(view))));
      if (difference !== undefined) yield failure('divergence', difference);
      if (near !== undefined && alone !== undefined) for (const what of saidWrong(alone, report, run(createEngine(book).analyse(view, near)))) yield failure('divergence', what);
    } catch (error) {
      yield failure('crash', error instanceof Error ? error.stack ?? error.message : String(error));
    }
    yield undefined;
  }
}

/** A run that is given up somewhere, as when somebody goes on typing. */
function drop(engine: Engine, workspace: Workspace, random: Random): void {
  const work = engine.analyse(workspace);
  for (let steps = random.below(80); steps > 0; steps--) if (work.next().done === true) return;
}

function change(files: Map<string, SourceFile>, settings: Settings, all: readonly Sample[], random: Random): Settings {
  const other = random.pick(all);
  const [otherPath, otherText] = random.pick([...other.files]);
  const paths = [...files.keys()];
  const put = (path: string, text: string): void => { files.set(path, { uri: `${root}/${path}`, text }); };
  switch (paths.length === 0 ? 1 : random.below(14)) {
    case 0:
      files.delete(random.pick(paths));
      return settings;
    case 1:
      put(otherPath, otherText);
      return settings;
    case 2: {
      const from = random.pick(paths);
      const text = files.get(from)?.text ?? '';
      files.delete(from);
      put(random.oneIn(2) ? from.replace(/\.(\w+)$/, random.pick(['.ts', '.js', '.yaml', '.json', '.tf', '.tsx'])) : `moved/${from}`, text);
      return settings;
    }
    case 3:
      return random.pick<Settings>([{}, { includeTests: true }, { profile: 'strict' }, { expressRoutes: 'never' }, { exclude: ['**/*.ts'] }, { severities: { injection: 'off' } }, { includeTests: true, expressRoutes: 'always', profile: 'strict' }]);
    default: {
      for (let times = 1 + random.below(3); times > 0; times--) {
        const path = random.pick(paths);
        put(path, mutated(path, files.get(path)?.text ?? '', random, otherText).slice(0, 400_000));
      }
      return settings;
    }
  }
}

/** What a report about a file alone must not say: more than the whole, other than that of a fresh engine. */
function* saidWrong(alone: Report, whole: Report, fresh: Report): Generator<string> {
  const known = new Set(whole.findings.map(({ fingerprint }) => fingerprint));
  for (const { rule, fingerprint, location: { uri }, message } of alone.findings) if (!known.has(fingerprint)) yield `${rule} is said of ${uri} alone, and not with the whole: ${message}`;
  const difference = differing(said(alone), said(fresh));
  if (difference !== undefined) yield `of one file alone, ${difference}`;
}

/** All that a report says, in words. */
function said({ findings, problems, suppressed }: Report): readonly string[] {
  return [
    ...findings.map(({ rule, location, severity, message, fingerprint, flow, related, fixes, functions }) => JSON.stringify([rule, location, severity, message, fingerprint, flow, related, functions, fixes.map((fix) => [fix.title, fix.kind, fix.edits()])])),
    ...problems.map((problem) => JSON.stringify(problem)).sort(),
    String(suppressed),
  ];
}

function differing(incremental: readonly string[], fresh: readonly string[]): string | undefined {
  const [known, wanted] = [new Set(incremental), new Set(fresh)];
  const extra = incremental.filter((line) => !wanted.has(line));
  const missing = fresh.filter((line) => !known.has(line));
  if (extra.length === 0 && missing.length === 0 && incremental.length === fresh.length) return undefined;
  return `only incremental:\n${extra.join('\n')}\nonly fresh:\n${missing.join('\n')}`;
}
