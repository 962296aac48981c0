/** Facts that know what was asked of them, so that what follows from the answers is kept for as long as they stay the same. Knows no rule. */
import type { Problem } from '../finding';
import { kept } from '../memo';
import { Snapshot } from '../snapshot';
import type { Deployment } from '../template/deployment';
import type { SourceFile, Workspace } from '../workspace';
import type { Entry, Facts, Handler, Runs } from './facts';

/** A list of facts that may be gone through item by item. */
export type List = 'deployments' | 'handlers' | 'entries' | 'scripts';

/** The one item of a list that somebody is shown; `lists` are those of which they see nothing else. */
export interface Shown {
  readonly lists: readonly List[];
  readonly list: List;
  readonly item: unknown;
}

/** What was asked, and the answers that came, in the same order. */
export interface Asked {
  readonly questions: readonly Question[];
  readonly answers: readonly unknown[];
  /** Bounds that were met besides. */
  readonly overruns: readonly Problem[];
}

/** How facts answer; `about` is what distinguishes questions of one kind, a uri for instance. */
type Ask = (facts: Facts, about: string) => unknown;

/** Questions of one kind, by what they are about. */
type OfKind = Map<string, Question>;

/** Facts as they are. Everything asked of them is answered once, whoever asks. */
export class WholeFacts implements Facts {
  readonly moment = {};
  /** Bounds that were met by those who asked these facts, or whose answers still stand. */
  readonly overruns: Problem[] = [];
  private readonly questions: string;
  /** Those about no key; by kind. */
  private readonly general: Map<string, OfKind>;

  /** `view` stands before the names of what is kept: what follows for some files alone must not push out what follows for all. */
  constructor(
    readonly view: string, readonly snapshot: Snapshot, readonly models: Facts['models'], readonly deployments: readonly Deployment[],
    readonly handlers: readonly Handler[], readonly entries: readonly Entry[], readonly runs: Runs, readonly scripts: readonly string[],
    private readonly only?: ReadonlySet<Deployment | Handler>,
  ) {
    this.questions = `${view}questions`;
    this.general = this.kindsOf(snapshot.listing);
  }

  /** Whether somebody looks at the item now: of deployments and handlers that bear on nothing that is asked for, nobody does. */
  looksAt(list: List | undefined, item: unknown): boolean {
    return this.only === undefined || (list !== 'deployments' && list !== 'handlers') || this.only.has(item as Deployment | Handler);
  }

  derived<V>(name: string, of: object | string, derive: (facts: Facts) => V): V {
    return (typeof of === 'string' ? this.question(name, of, undefined, derive, true) : this.question(name, '', of, derive, true)).answerIn(this) as V;
  }

  overrun(problem: Problem): void {
    this.overruns.push(problem);
  }

  /** The same object for the same question, for as long as the key, or else the list of files, is there. */
  question(kind: string, about: string, key: object | undefined, ask: Ask, derived: boolean): Question {
    // Asked tens of thousands of times: no text is put together for a question that is known.
    const kinds = key === undefined ? this.general : this.kindsOf(key);
    let known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, (known = new Map<string, Question>()));
    let question = known.get(about);
    if (question === undefined) known.set(about, (question = new Question(kind, about, ask, derived)));
    return question;
  }

  private kindsOf(key: object): Map<string, OfKind> {
    return this.snapshot.memo.of(this.questions, key, () => new Map<string, OfKind>());
  }
}

/** Something that can be asked of facts. What is derived remembers what it asked in turn, and is derived anew when that has changed. */
export class Question {
  private moment: object | undefined;
  private answer: unknown;
  private asked: Asked | undefined;

  constructor(private readonly kind: string, private readonly about: string, private readonly ask: Ask, private readonly derived: boolean) {}

  get name(): string {
    return `${this.kind} ${this.about}`;
  }

  answerIn(facts: WholeFacts): unknown {
    if (this.moment === facts.moment) return this.answer;
    if (!this.derived) this.answer = this.ask(facts, this.about);
    else if (this.asked === undefined || changedSince(this.asked, facts) !== undefined) {
      const look = new Look(facts);
      this.answer = kept(this.answer, this.ask(look, this.about));
      this.asked = look.close();
    }
    if (this.asked !== undefined) facts.overruns.push(...this.asked.overruns);
    this.moment = facts.moment;
    return this.answer;
  }
}

/** The first question whose answer is another one now; undefined where all are the same. */
export function changedSince(asked: Asked, facts: WholeFacts): Question | undefined {
  const { questions, answers } = asked;
  for (let i = 0; i < questions.length; i++) {
    const question = questions[i];
    if (question !== undefined && question.answerIn(facts) !== answers[i]) return question;
  }
  return undefined;
}

/** Facts as one reader sees them, with a note of all that it asks. */
export class Look implements Facts {
  readonly snapshot: Snapshot;
  /** Undefined once the reader has come to its end. */
  private asked: Map<Question, unknown> | undefined = new Map();
  private readonly overruns: Problem[] = [];

  constructor(private facts: WholeFacts, private readonly shown?: Shown) {
    this.snapshot = new WatchedSnapshot(facts.snapshot, (kind, about, ask) => this.note(kind, about, undefined, ask, false));
  }

  get moment(): object {
    return this.facts.moment;
  }

  /** For whoever has to look once more, at what it looks at now. */
  again(): Look {
    return new Look(this.facts, this.shown);
  }

  /** What it looks at now. */
  get whole(): WholeFacts {
    return this.facts;
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

  get runs(): Runs {
    return this.note('runs:', '', undefined, runsIn, false) as Runs;
  }

  /** Part of the rules, which stay. */
  get models(): Facts['models'] {
    return this.facts.models;
  }

  derived<V>(name: string, of: object | string, derive: (facts: Facts) => V): V {
    return (typeof of === 'string' ? this.note(name, of, undefined, derive, true) : this.note(name, '', of, derive, true)) as V;
  }

  /** Told once the reader has come to its end, by whoever keeps what it said; of what fixes meet nobody is told. */
  overrun(problem: Problem): void {
    if (this.asked !== undefined) this.overruns.push(problem);
  }

  /** What was asked up to now. What is asked from now on, by fixes, has no part in what was said, and sees everything. */
  close(): Asked {
    const asked = this.asked ?? new Map<Question, unknown>();
    this.asked = undefined;
    return { questions: [...asked.keys()], answers: [...asked.values()], overruns: this.overruns };
  }

  /** Fixes ask other facts from now on. */
  moveTo(facts: WholeFacts): void {
    this.facts = facts;
  }

  private list<L extends List>(name: L): Facts[L] {
    if (this.asked !== undefined && this.shown?.lists.includes(name) === true) return (name === this.shown.list ? [this.shown.item] : []) as unknown as Facts[L];
    return this.note('list:', name, undefined, listIn, false) as Facts[L];
  }

  private note(kind: string, about: string, key: object | undefined, ask: Ask, derived: boolean): unknown {
    const question = this.facts.question(kind, about, key, ask, derived);
    const answer = question.answerIn(this.facts);
    this.asked?.set(question, answer);
    return answer;
  }
}

const runsIn: Ask = ({ runs }) => runs;

function listIn(facts: Facts, name: string): unknown {
  return facts[name as List];
}

/** A snapshot that tells what it is asked. */
class WatchedSnapshot extends Snapshot {
  constructor(first: Snapshot, private readonly ask: (kind: string, about: string, question: Ask) => unknown) {
    super(first.workspace, first.memo, first);
  }

  override get workspace(): Workspace {
    return this.ask('workspace:', '', ({ snapshot }) => snapshot.workspace) as Workspace;
  }

  override get today(): string {
    return this.ask('today:', '', ({ snapshot }) => snapshot.today) as string;
  }

  override get listing(): readonly string[] {
    return this.ask('listing:', '', ({ snapshot }) => snapshot.listing) as readonly string[];
  }

  override whole<V>(name: string, derive: (snapshot: Snapshot) => V): V {
    return this.ask('whole:', name, ({ snapshot }) => snapshot.whole(name, derive)) as V;
  }

  override file(uri: string): SourceFile | undefined {
    return this.ask('file:', uri, fileIn) as SourceFile | undefined;
  }

  override rootOf(uri: string): string | undefined {
    return this.ask('root:', uri, rootIn) as string | undefined;
  }

  override under(folder: string): readonly string[] {
    return this.ask('under:', folder, filesIn) as readonly string[];
  }
}

const fileIn: Ask = ({ snapshot }, uri) => snapshot.file(uri);
const rootIn: Ask = ({ snapshot }, uri) => snapshot.rootOf(uri);
const filesIn: Ask = ({ snapshot }, folder) => snapshot.under(folder);
