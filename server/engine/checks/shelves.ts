/** What rules have found at each item that they look at, kept for as long as nothing that they have read is different. Knows no rule, and not what is looked at for what. */
import { changedSince, Look, type Asked, type List, type Question, type WholeFacts } from '../facts/asking';
import type { Entry, Handler } from '../facts/facts';
import type { Problem } from '../finding';
import { kept } from '../memo';
import type { RuleData } from '../rules/rule';
import type { Deployment } from '../template/deployment';

interface Found {
  readonly asked: Asked;
  readonly all: readonly unknown[];
  /** Through which fixes ask; undefined where nothing was found. */
  readonly look: Look | undefined;
}

/** Yields undefined wherever work may be interrupted. */
export type Work<T> = (look: Look, is: unknown) => Iterable<T | undefined>;

/** Kinds of silence of one item that are compared. */
const mostSilent = 8;

/** What may be looked at. */
export class Item {
  /** Where it stands on its shelf. */
  place = 0;
  /** All that was asked for what is found here, with the answers. While these stand, so does everything. */
  private readonly asked = new Set<Question>();
  private readonly questions: Question[] = [];
  private readonly answers: unknown[] = [];
  private readonly told = new Set<Said>();
  /** What rules that find nothing here share: most ask for the same few things. */
  private readonly silent: Found[] = [];

  /** `is` stands in the list (a script by its uri), or is what a rule looks at as a whole. */
  constructor(readonly is: unknown, readonly list?: List) {}

  /** Items of one folder stand together by that. */
  get at(): string {
    return placeOf(this.is, this.list);
  }

  /** Tells those who found something here, where an answer has become another. */
  moveTo(facts: WholeFacts): void {
    for (let i = 0; i < this.questions.length; i++) {
      if (this.questions[i]?.answerIn(facts) === this.answers[i]) continue;
      for (const said of this.told) said.doubt(this);
      this.told.clear();
      this.asked.clear();
      this.questions.length = this.answers.length = this.silent.length = 0;
      return;
    }
  }

  silence(asked: Asked): Found {
    if (asked.overruns.length > 0) return { asked, all: [], look: undefined };
    const { questions, answers } = asked;
    const known = this.silent.find((one) => kept(one.asked.questions, questions) === one.asked.questions && kept(one.asked.answers, answers) === one.asked.answers);
    if (known !== undefined) return known;
    const found: Found = { asked, all: [], look: undefined };
    if (this.silent.push(found) > mostSilent) this.silent.shift();
    return found;
  }

  tells(said: Said, { questions, answers }: Asked): void {
    this.told.add(said);
    for (let i = 0; i < questions.length; i++) {
      const question = questions[i];
      if (question === undefined || this.asked.has(question)) continue;
      this.asked.add(question);
      this.questions.push(question);
      this.answers.push(answers[i]);
    }
  }
}

/** Items that rules go through, in order; they are asked together whether anything is different. */
export class Shelf {
  /** Of the facts that were asked last. */
  moment: object | undefined;
  private items: readonly Item[] = [];
  private readonly said = new Map<RuleData, Said>();

  saidBy(rule: RuleData, lists: readonly List[] | undefined): Said {
    let said = this.said.get(rule);
    if (said === undefined) {
      this.said.set(rule, (said = new Said(rule, lists)));
      for (const item of this.items) said.doubt(item);
    }
    return said;
  }

  holds(items: readonly Item[], facts: WholeFacts): this {
    if (kept(this.items, items) !== this.items) this.replace(items);
    for (const item of this.items) item.moveTo(facts);
    this.moment = facts.moment;
    return this;
  }

  private replace(items: readonly Item[]): void {
    const before = new Set(this.items);
    const inOrder = items.filter((item) => before.has(item)).every((item, i, all) => i === 0 || (all[i - 1]?.place ?? 0) < item.place);
    for (const [place, item] of items.entries()) item.place = place;
    const now = new Set(items);
    for (const said of this.said.values()) {
      for (const item of before) if (!now.has(item)) said.forget(item);
      for (const item of now) if (!before.has(item)) said.doubt(item);
      if (!inOrder) said.reorder();
    }
    this.items = items;
  }
}

/** All that is found on a shelf, in its order. */
interface Together {
  readonly all: readonly unknown[];
  readonly looks: readonly Look[];
  readonly overruns: readonly Problem[];
}

/** What one rule finds on a shelf. */
export class Said {
  /** To be looked at, perhaps anew: what was found there may still be right. */
  private readonly doubtful = new Set<Item>();
  private readonly found = new Map<Item, Found>();
  /** Where there is something. */
  private readonly full = new Set<Item>();
  private together: Together | undefined;

  constructor(private readonly rule: RuleData, private readonly lists: readonly List[] | undefined) {}

  get doubts(): ReadonlySet<Item> {
    return this.doubtful;
  }

  doubt(item: Item): void {
    this.doubtful.add(item);
  }

  forget(item: Item): void {
    this.doubtful.delete(item);
    this.found.delete(item);
    if (this.full.delete(item)) this.reorder();
  }

  reorder(): void {
    this.together = undefined;
  }

  /** The same list for as long as everything in it is. Yields wherever the work may be dropped; what was complete by then is not done again. */
  *now<T>(work: Work<T>, facts: WholeFacts): Generator<void, readonly T[]> {
    for (const item of this.doubtful) yield* this.settle(item, work, facts);
    const { all, looks, overruns } = (this.together ??= this.gathered());
    // Fixes that are worked out from now on ask these facts.
    for (const look of looks) look.moveTo(facts);
    facts.overruns.push(...overruns);
    return all as readonly T[];
  }

  /** Looks at what is doubtful. */
  *settle(item: Item, work: Work<unknown>, facts: WholeFacts): Generator<void, void> {
    const before = this.found.get(item);
    let found = before;
    if (found === undefined || changedSince(found.asked, facts) !== undefined) {
      const look = this.lookAt(item, before, facts);
      const all: unknown[] = [];
      for (const one of work(look, item.is)) {
        if (one === undefined) yield;
        else all.push(one);
      }
      // Nobody asks again through the look of a run that found nothing.
      found = all.length > 0 ? { asked: look.close(), all, look } : item.silence(look.close());
      this.keep(item, found);
    }
    item.tells(this, found.asked);
    this.doubtful.delete(item);
  }

  private keep(item: Item, found: Found): void {
    this.found.set(item, found);
    const isFull = found.all.length + found.asked.overruns.length > 0;
    if (isFull || this.full.has(item)) this.reorder();
    if (isFull) this.full.add(item);
    else this.full.delete(item);
  }

  private gathered(): Together {
    const found = [...this.full].sort((a, b) => a.place - b.place).map((item) => this.found.get(item));
    return { all: found.flatMap((one) => one?.all ?? []), looks: found.flatMap((one) => one?.look ?? []), overruns: found.flatMap((one) => one?.asked.overruns ?? []) };
  }

  private lookAt({ is, list }: Item, before: Found | undefined, facts: WholeFacts): Look {
    const { rule, lists } = this;
    const key = typeof is === 'object' && is !== null ? is : facts.snapshot.file(String(is)) ?? rule;
    facts.snapshot.memo.derives(list === undefined ? rule.id : `${rule.id} ${list}`, key, () => (before === undefined ? undefined : changedSince(before.asked, facts)?.name));
    return new Look(facts, lists === undefined || list === undefined ? undefined : { lists, list, item: is });
  }
}

/** Where an item's scripts are likely to be. */
function placeOf(is: unknown, list: List | undefined): string {
  switch (list) {
    case 'deployments': return (is as Deployment).uri;
    case 'handlers': return (is as Handler).deployment.uri;
    case 'entries': return (is as Entry).entry.uri;
    case 'scripts': return is as string;
    case undefined: return '';
  }
}
