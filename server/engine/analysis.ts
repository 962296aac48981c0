/** Workspace in, report out, as work that can be dropped at any step. Knows which layer follows which, and nothing of their insides. */
import { checkers } from './checks';
import { draftsOf, lookedAt } from './checks/drafts';
import { analyseEntry, entriesIn, entryNamed, type CodeKnowledge } from './code';
import { filesFrom, loadsOf } from './code/loading';
import type { EntryPoint, EntryReport, EventKind } from './code/report';
import { WholeFacts } from './facts/asking';
import type { Entry, Facts, Handler, Runs } from './facts/facts';
import { bindHandlers } from './facts/handlers';
import { lowered } from './facts/lowering';
import { needsOf } from './facts/needs';
import { eventKindOf, isStartedBy, platformsOf, senderOf, type Platforms } from './facts/sender';
import { joinedByChannels } from './facts/channels';
import { Served } from './facts/served';
import { finish, judgedAs, type Judged } from './findings';
import type { Crash, Finding, Problem } from './finding';
import { kept } from './memo';
import type { RuleBook } from './rules/rule';
import { withOwnModels } from './rules/own-models';
import { effectiveSettings, severityOf, type EffectiveSettings } from './rules/settings';
import { suppressionsIn } from './rules/suppressions';
import type { Snapshot } from './snapshot';
import { builtProblem, isBuilt } from './syntax/built';
import { oncePerFile, tooComplex } from './syntax/limits';
import { isScript } from './syntax/script';
import type { Deployment } from './template/deployment';
import type { SourceFile } from './workspace';
import { addTo } from './text/groups';
import { beginning } from './text/span';

export interface Report {
  /** In order of place. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly crashes: readonly Crash[];
  /** How many findings comments silenced. */
  readonly suppressed: number;
  readonly facts: Facts;
}

/** Files that a report is about alone, made from as little of the workspace as bears on them. */
export interface Near {
  readonly uris: ReadonlySet<string>;
  /** Whether what follows from how their functions are deployed is told too; without it only what their own code and what runs it say. Of files that deploy something it always is. */
  readonly deployed: boolean;
}

/** Of an unchanged snapshot it is the same report. */
export function analyse(snapshot: Snapshot, book: RuleBook, near?: Near): Generator<void, Report> {
  if (near !== undefined) return analysed(snapshot, book, near);
  return snapshot.memo.stepwise('report', snapshot, () => undefined, () => analysed(snapshot, book));
}

function* analysed(snapshot: Snapshot, book: RuleBook, near?: Near): Generator<void, Report> {
  const isNear = (uri: string): boolean => near?.uris.has(uri) !== false;
  const settings = effectiveSettings(snapshot, book.rules, Object.keys(book.models['sinks'] ?? {}));
  const problems: Problem[] = [...settings.problems];
  const crashes: Crash[] = [];
  const files: SourceFile[] = [];
  const sources: string[] = [];
  const templates: SourceFile[] = [];
  const built = new Set<string>();
  for (const uri of snapshot.listing) {
    const file = snapshot.file(uri);
    if (file === undefined || !settings.reports(uri)) continue;
    if (isNear(uri)) files.push(file);
    if (isScript(uri)) sources.push(uri);
    if (isScript(uri) && snapshot.memo.of('built', file, ({ text }) => isBuilt(text))) built.add(uri);
    else if (file.omitted === undefined) templates.push(file);
    yield;
  }
  const deployments: Deployment[] = [];
  for (const file of templates) {
    for (const { dialect, lower } of lowered(file, snapshot)) {
      try {
        const { deployments: found, problems: told } = lower();
        deployments.push(...found);
        problems.push(...told);
      } catch (error) {
        crashes.push(crash(`reading ${file.uri} as ${dialect}`, error));
      }
    }
    yield;
  }
  const handlers = deployments.flatMap((deployment) => handlersOf(deployment, snapshot));
  // What is deployed is read, whoever wrote it.
  for (const { binding } of handlers) if (binding.kind === 'bound') built.delete(binding.uri);
  const scripts = sources.filter((uri) => !built.has(uri));
  const view = near === undefined ? '' : 'near ';
  const scope = near === undefined ? undefined : scopeOf(near, scripts, deployments, handlers, snapshot);
  const waiting = scope === undefined ? undefined : new Set<Deployment | Handler>();
  const runs = yield* followEntries(snapshot, book, settings, { all: scripts, followed: scope?.followed ?? scripts }, handlers, (handler) => scope?.items.has(handler) !== false, waiting, crashes);
  const items = scope === undefined ? undefined : new Set([...scope.items].filter((one) => waiting?.has(one) !== true));
  for (const file of files) problems.push(...(built.has(file.uri) ? [builtProblem(file)] : snapshot.problemsOf(file)));
  const joined = yield* joinedByChannels(runs, scope?.judges ?? (() => true), handlers, snapshot, book.models, view);
  const entries = [...joined.keys()];
  const { memo } = snapshot;
  const facts = new WholeFacts(view, snapshot, book.models, memo.same('deployments', deployments), memo.same('handlers', handlers), memo.same(`${view}entries`, entries), joined, memo.same(`${view}scripts`, scope?.scripts ?? scripts), items);
  const judged = yield* check(book, facts, (uri) => isNear(uri) && settings.reports(uri) && !built.has(uri), settings, crashes);
  problems.push(...oncePerFile([...boundsIn(entries.map(({ report }) => report)), ...facts.overruns]).filter(({ location }) => settings.reports(location.uri)));
  const finished = finish(judged, snapshot, suppressed(snapshot, isNear, problems));
  return { ...finished, problems, crashes, facts };
}

/** What bears on a report about some files: the deployments that stand in them, or whose functions run them, with all that these run. */
interface Scope {
  readonly followed: readonly string[];
  /** Scripts, entry points, deployments and handlers that are judged. */
  readonly scripts: readonly string[];
  readonly judges: (entry: Entry) => boolean;
  readonly items: ReadonlySet<Deployment | Handler>;
}

function scopeOf({ uris, deployed }: Near, scripts: readonly string[], deployments: readonly Deployment[], handlers: readonly Handler[], snapshot: Snapshot): Scope {
  const codeOf = ({ binding }: Handler): string => (binding.kind === 'bound' ? binding.uri : '');
  const named = new Set(handlers.map(codeOf));
  // A module that no template names is looked for behind every handler.
  const modules = [...uris].filter((uri) => isScript(uri) && !named.has(uri));
  const runs = (uri: string): boolean => uris.has(uri) || (modules.length > 0 && [...filesFrom(uri, (one) => loadsOf(one, snapshot).all)].some((one) => uris.has(one)));
  const bearing = new Set(deployments.filter((deployment) => standsIn(deployment, uris)));
  const isDeployed = deployed || bearing.size > 0;
  for (const handler of handlers) if (!bearing.has(handler.deployment) && runs(codeOf(handler))) bearing.add(handler.deployment);
  const own = handlers.filter(({ deployment }) => bearing.has(deployment));
  const code = own.map(codeOf);
  // Routers that a function serves may stand in whatever it loads, and what they ask of the caller is asked at its doors.
  const run = new Set([...uris, ...(isDeployed ? code.flatMap((uri) => [...filesFrom(uri, (one) => loadsOf(one, snapshot).all)]) : code)]);
  const followed = scripts.filter((uri) => run.has(uri));
  if (isDeployed) return { followed, scripts: followed, judges: () => true, items: new Set([...bearing, ...own]) };
  return { followed, scripts: followed.filter((uri) => uris.has(uri)), judges: ({ report }) => report.files.some((uri) => uris.has(uri)), items: new Set() };
}

/** Whether a file says something of what is deployed. */
export function standsIn({ uri, functions, resources }: Deployment, files: ReadonlySet<string>): boolean {
  return files.has(uri) || functions.some(({ at }) => files.has(at.uri)) || resources.some(({ at }) => files.has(at.uri));
}

/** A file's entry points often run the same code: the first of them is named. */
function boundsIn(reports: readonly EntryReport[]): readonly Problem[] {
  const told = new Map<string, Problem>();
  for (const { entry, incomplete, beyond = [] } of reports) {
    const own = `${entry.location.uri} ${incomplete ?? ''}`;
    if (incomplete !== undefined && !told.has(own)) told.set(own, tooComplex(entry.location, `${incomplete}, so what \`${entry.name}\` does with data beyond that is not judged; smaller functions that call fewer others help`));
    for (const { location, why } of beyond) told.set(`${location.uri} ${String(location.span.start)} ${why}`, tooComplex(location, why));
  }
  return [...told.values()];
}

function handlersOf(deployment: Deployment, snapshot: Snapshot): readonly Handler[] {
  const ask = (what: string): unknown => (what.startsWith(exists) ? snapshot.file(what.slice(exists.length)) !== undefined : snapshot.rootOf(what.slice(rootOf.length)));
  return snapshot.memo.reading('handlers', deployment, ask, (read) => bindHandlers(deployment, { has: (uri) => read(exists + uri) as boolean, rootOf: (uri) => read(rootOf + uri) as string | undefined }));
}

const exists = 'exists:';
const rootOf = 'root:';

/** Entry points that templates name, with those that files show by their shape; each is followed once. Those that a router may run are known when all is followed: with `waiting` they are left out, and what they may be run by, with what deploys it, waits for the whole. */
function* followEntries(snapshot: Snapshot, book: RuleBook, settings: EffectiveSettings, scripts: { readonly all: readonly string[]; readonly followed: readonly string[] }, handlers: readonly Handler[], isJudged: (handler: Handler) => boolean, waiting: Set<Deployment | Handler> | undefined, crashes: Crash[]): Generator<void, Runs> {
  const entries: (Run | Shown)[] = [];
  const byFile = new Map<string, Handler[]>();
  for (const handler of handlers) {
    if (handler.binding.kind !== 'bound') continue;
    addTo(byFile, handler.binding.uri, handler);
  }
  const served = new Served(snapshot, scripts.all, handlers, byFile);
  const platforms = snapshot.memo.of('platforms', book.models, platformsOf);
  for (const uri of scripts.followed) {
    const file = snapshot.file(uri);
    if (file === undefined || !snapshot.isReadable(file)) continue;
    yield;
    const { expressRoutes = 'auto', models: own } = settings.of(uri);
    const knowledge: CodeKnowledge = { models: own === undefined ? book.models : snapshot.memo.of('own models', own, (key) => withOwnModels(book.models, key)), expressRoutes };
    try {
      for (const { entry, by } of entryPoints(file, byFile.get(uri) ?? [], snapshot, knowledge, platforms)) {
        const runs = entry.style === 'lambda' ? by : [...(by.length > 0 ? by : served.by(entry, platforms)), ...served.within(entry, platforms)];
        if (entry.shaped === true) entries.push({ entry, runs, knowledge });
        else entries.push(runOf(entry, runs, platforms, yield* analyseEntry(entry, snapshot, knowledge), snapshot, entry.callers === undefined && served.asksFirst(entry, platforms)));
        yield;
      }
      for (const handler of byFile.get(uri) ?? []) {
        const { binding, deployment } = handler;
        // Asked for later on: here its trees have been read.
        if (isJudged(handler) && binding.kind === 'bound' && deployment.cloud === undefined) needsOf(uri, binding.exportName, snapshot, book.models);
      }
    } catch (error) {
      crashes.push(crash(`following data in ${uri}`, error));
    }
    snapshot.settle();
  }
  const run = new Set(entries.flatMap((one) => ('handlers' in one && one.entry.entry.style !== 'lambda' && one.entry.report.incomplete === undefined ? one.entry.report.functions.map(beginning) : [])));
  const followed = new Map<Entry, readonly Handler[]>();
  const follow = ({ entry, handlers: by }: Run): void => void followed.set(entry, by);
  for (const one of entries) {
    if ('handlers' in one) follow(one);
    else if (waiting !== undefined) for (const handler of one.runs) waiting.add(handler).add(handler.deployment);
    else if (!run.has(beginning(one.entry.location))) {
      try {
        follow(runOf(one.entry, one.runs, platforms, yield* analyseEntry(one.entry, snapshot, one.knowledge), snapshot));
      } catch (error) {
        crashes.push(crash(`following data in ${one.entry.uri}`, error));
      }
      snapshot.settle();
      yield;
    }
  }
  return followed;
}

/** A function of a request and a response that is followed only if no router runs it. */
interface Shown {
  readonly entry: EntryPoint;
  readonly runs: readonly Handler[];
  readonly knowledge: CodeKnowledge;
}

/** An entry point, and what runs it. */
interface Run {
  readonly entry: Entry;
  readonly handlers: readonly Handler[];
}

/** The same entry as before where its code, the names of what runs it and those who send are the same, and the same list of handlers where these are. */
function runOf(entry: EntryPoint, handlers: readonly Handler[], platforms: Platforms, report: EntryReport, snapshot: Snapshot, asked = false): Run {
  const known = snapshot.memo.of('entry', report, () => new Map<string, Run>());
  const name = `${entry.style} ${entry.name} ${String(entry.location.span.start)} ${String(asked)}`;
  const before = known.get(name);
  if (before !== undefined && kept(before.handlers, handlers) === before.handlers) return before;
  const made: Entry = { entry, functions: handlers.map((handler) => handler.function.name), sender: senderOf(entry, handlers, platforms, asked), report };
  const run: Run = { entry: before !== undefined && isSame(before.entry, made) ? before.entry : made, handlers };
  known.set(name, run);
  return run;
}

function isSame(before: Entry, now: Entry): boolean {
  return before.entry === now.entry && JSON.stringify([before.functions, before.sender]) === JSON.stringify([now.functions, now.sender]);
}

function entryPoints(file: SourceFile, handlers: readonly Handler[], snapshot: Snapshot, knowledge: CodeKnowledge, platforms: Platforms): readonly { entry: EntryPoint; by: readonly Handler[] }[] {
  const byExport = new Map<string, Handler[]>();
  // What another cloud starts has a shape of its own; only what shows none is started by its name alone.
  const shown = handlers.some(({ deployment }) => deployment.cloud !== undefined) ? entriesIn(file, snapshot, knowledge) : [];
  const elsewhere: Handler[] = [];
  for (const handler of handlers) {
    const given = handler.binding.kind === 'bound' ? handler.binding.exportName : '';
    const name = given === '*' ? 'default' : given;
    if (handler.deployment.cloud !== undefined && shown.some((entry) => isStartedBy(entry, handler, platforms))) elsewhere.push(handler);
    else byExport.set(name, [...(byExport.get(name) ?? []), handler]);
  }
  const found: { entry: EntryPoint; by: readonly Handler[] }[] = [];
  for (const [name, by] of byExport) {
    const events = new Set<EventKind>(by.flatMap((handler) => handler.function.triggers.map(eventKindOf)));
    const cloud = by[0]?.deployment.cloud;
    const style = cloud === undefined ? 'lambda' : platforms.called.get(cloud);
    const entry = style === undefined ? undefined : entryNamed(file, name, events.size === 0 ? ['unknown'] : [...events], snapshot, knowledge, style);
    if (entry !== undefined) found.push({ entry, by });
  }
  const taken = new Set(found.map(({ entry }) => entry.location.span.start));
  for (const entry of entriesIn(file, snapshot, knowledge)) if (!taken.has(entry.location.span.start)) found.push({ entry, by: elsewhere.filter((handler) => isStartedBy(entry, handler, platforms)) });
  return found;
}

function* check(book: RuleBook, facts: WholeFacts, reports: (uri: string) => boolean, settings: EffectiveSettings, crashes: Crash[]): Generator<void, readonly Judged[]> {
  const rules = book.rules.flatMap((rule) => {
    const checker = checkers.find((candidate) => candidate.name === rule.check);
    return checker === undefined ? [] : [[rule, checker] as const];
  });
  yield* lookedAt(rules, facts);
  const judged: Judged[] = [];
  for (const [rule, checker] of rules) {
    try {
      for (const draft of yield* draftsOf(rule, checker, facts)) {
        if (reports(draft.location.uri)) {
          const own = settings.of(draft.location.uri);
          const setting = severityOf(rule, own);
          if (setting !== 'off' && (draft.only === undefined || draft.only === (own.profile ?? 'recommended'))) judged.push(judgedAs(rule, draft, setting, facts.snapshot));
        }
      }
    } catch (error) {
      crashes.push(crash(rule.id, error));
    }
    facts.snapshot.settle();
    yield;
  }
  return judged;
}

/** Comments of each file, read when a finding stands in it; their problems are reported for every file that has any. */
function suppressed(snapshot: Snapshot, isNear: (uri: string) => boolean, problems: Problem[]): (rule: string, uri: string, line: number) => boolean {
  const read = (file: SourceFile): ReturnType<typeof suppressionsIn> =>
    snapshot.memo.of('suppressions', file, (key) => suppressionsIn(key.uri, key.text, () => snapshot.lines(key.uri)));
  for (const file of snapshot.workspace.files.values()) if (isNear(file.uri)) problems.push(...read(file).problems);
  return (rule, uri, line) => {
    const file = snapshot.file(uri);
    return file !== undefined && read(file).silences(rule, line);
  };
}

function crash(what: string, error: unknown): Crash {
  return { what, message: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) };
}
