/** Runs checkers item by item and keeps what they said for as long as nothing that they have read is different. Knows no rule. */
import type { Entry, Facts, Handler } from '../facts/facts';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { Snapshot } from '../snapshot';
import type { Deployment } from '../template/deployment';
import type { SourceFile, Workspace } from '../workspace';
import type { Checker, List } from './checker';

/** What a rule says of all facts. Yields wherever the work may be dropped; what was complete by then is not done again. */
export function* draftsOf(rule: RuleData, checker: Checker, facts: Facts): Generator<void, readonly Draft[]> {
  const { over } = checker;
  if (over === undefined) return yield* said(rule, checker, rule, undefined, facts);
  const all: Draft[] = [];
  for (const list of over) {
    for (const item of facts[list]) {
      // A script is remembered with its text: its uri stays when that changes.
      const key = typeof item === 'string' ? facts.snapshot.file(item) : item;
      if (key !== undefined) for (const draft of yield* said(rule, checker, key, { list, item }, facts)) all.push(draft);
    }
  }
  return all;
}

/** The one item that a checker is shown. */
interface Shown {
  readonly list: List;
  readonly item: unknown;
}

function* said(rule: RuleData, checker: Checker, key: object, shown: Shown | undefined, facts: Facts): Generator<void, readonly Draft[]> {
  const kept = facts.snapshot.memo.of('said', key, () => new Map<string, Said>());
  const name = shown === undefined ? rule.id : `${rule.id} ${shown.list}`;
  const before = kept.get(name);
  if (before !== undefined && holds(before, facts)) return before.drafts;
  facts.snapshot.memo.derives(name, key, () => before?.asked.find(({ question, answer }) => question(facts) !== answer)?.name);
  const look = new Look(facts, checker.over ?? [], shown);
  const drafts: Draft[] = [];
  for (const draft of checker.run(rule, look)) {
    if (draft === undefined) yield;
    else drafts.push(draft);
  }
  // Nobody asks again through the look of a run that found nothing.
  kept.set(name, { asked: look.close(), drafts, look: drafts.length > 0 ? look : undefined });
  return drafts;
}

interface Said {
  readonly asked: readonly Asked[];
  drafts: readonly Draft[];
  readonly look: Look | undefined;
}

/** A question about facts, to be asked again of later ones, and what the answer was. */
interface Asked {
  readonly name: string;
  readonly question: Question;
  readonly answer: unknown;
}

type Question = (facts: Facts) => unknown;

/** Whether it would be said of these facts too. Fixes that are worked out from now on ask them. */
function holds(said: Said, facts: Facts): boolean {
  for (const { question, answer } of said.asked) if (question(facts) !== answer) return false;
  if (said.look?.moveTo(facts) === true) said.drafts = said.drafts.map(renewed);
  return true;
}

/** Facts as one run of a checker sees them, with a note of all that it asks. */
class Look implements Facts {
  readonly snapshot: Snapshot;
  /** Undefined once the run has come to its end. */
  private asked: Map<string, Asked> | undefined = new Map();

  constructor(private facts: Facts, private readonly over: readonly List[], private readonly shown: Shown | undefined) {
    this.snapshot = new WatchedSnapshot(facts.snapshot, (name, question) => this.ask(name, (later) => question(later.snapshot)));
  }

  get deployments(): readonly Deployment[] {
    return this.list('deployments');
  }

  get handlers(): readonly Handler[] {
    return this.list('handlers');
  }

  get entries(): readonly Entry[] {
    return this.list('entries');
  }

  get scripts(): readonly string[] {
    return this.list('scripts');
  }

  /** Part of the rules, which stay. */
  get models(): Facts['models'] {
    return this.facts.models;
  }

  /** What was asked up to now. What is asked from now on, by fixes, has no part in what the run said, and sees everything. */
  close(): readonly Asked[] {
    const asked = [...this.asked?.values() ?? []];
    this.asked = undefined;
    return asked;
  }

  /** Fixes ask other facts from now on; false where they do so already. */
  moveTo(facts: Facts): boolean {
    if (facts === this.facts) return false;
    this.facts = facts;
    return true;
  }

  private list<L extends List>(name: L): Facts[L] {
    if (this.asked !== undefined && this.shown !== undefined && this.over.includes(name)) return (name === this.shown.list ? [this.shown.item] : []) as unknown as Facts[L];
    return this.ask(name, (facts) => facts[name]) as Facts[L];
  }

  private ask(name: string, question: Question): unknown {
    const answer = question(this.facts);
    this.asked?.set(name, { name, question, answer });
    return answer;
  }
}

/** The drafts' places hold, the files that their fixes read may be others. */
function renewed(draft: Draft): Draft {
  if (draft.fixes?.some(({ again }) => again !== undefined) !== true) return draft;
  return { ...draft, fixes: draft.fixes.map((fix) => fix.again?.() ?? fix) };
}

/** A snapshot that tells what it is asked. */
class WatchedSnapshot extends Snapshot {
  constructor(first: Snapshot, private readonly ask: (name: string, question: (snapshot: Snapshot) => unknown) => unknown) {
    super(first.workspace, first.memo, first);
  }

  override get workspace(): Workspace {
    return this.ask('workspace', (snapshot) => snapshot.workspace) as Workspace;
  }

  override get listing(): readonly string[] {
    return this.ask('listing', (snapshot) => snapshot.listing) as readonly string[];
  }

  override whole<V>(name: string, derive: (snapshot: Snapshot) => V): V {
    return this.ask(`whole:${name}`, (snapshot) => snapshot.whole(name, derive)) as V;
  }

  override file(uri: string): SourceFile | undefined {
    return this.ask(`file:${uri}`, (snapshot) => snapshot.file(uri)) as SourceFile | undefined;
  }

  override rootOf(uri: string): string | undefined {
    return this.ask(`root:${uri}`, (snapshot) => snapshot.rootOf(uri)) as string | undefined;
  }

  override under(folder: string): readonly string[] {
    return this.ask(`under:${folder}`, (snapshot) => snapshot.under(folder)) as readonly string[];
  }
}
