/** Runs checkers item by item and keeps what they found for as long as nothing that they have read is different. Knows no rule. */
import { changedSince, Look, type Asked, type List, type Question, type WholeFacts } from '../facts/asking';
import type { Entry, Facts, Handler } from '../facts/facts';
import type { Draft, Problem } from '../finding';
import { kept } from '../memo';
import type { RuleData } from '../rules/rule';
import type { Deployment } from '../template/deployment';
import type { Checker } from './checker';
import { withFixesAgain } from './fixes/again';

interface Found {
  readonly asked: Asked;
  readonly all: readonly unknown[];
  /** Through which fixes ask; undefined where nothing was found. */
  readonly look: Look | undefined;
}

/** Yields undefined wherever work may be interrupted. */
type Work<T> = (look: Look, is: unknown) => Iterable<T | undefined>;

/** A rule, and who checks it. */
type Checked = readonly [RuleData, Checker];

/** Kinds of silence of one item that are compared. */
const mostSilent = 8;

/** What may be looked at. */
class Item {
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
    for (const [i, question] of questions.entries()) {
      if (this.asked.has(question)) continue;
      this.asked.add(question);
      this.questions.push(question);
      this.answers.push(answers[i]);
    }
  }
}

/** Items that rules go through, in order; they are asked together whether anything is different. */
class Shelf {
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
class Said {
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
    const found = before !== undefined && changedSince(before.asked, facts) === undefined ? before : yield* this.find(item, before, work, facts);
    item.tells(this, found.asked);
    this.doubtful.delete(item);
    if (before !== found) this.keep(item, found);
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

  private *find(item: Item, before: Found | undefined, work: Work<unknown>, facts: WholeFacts): Generator<void, Found> {
    const { is, list } = item;
    const { rule, lists } = this;
    const key = typeof is === 'object' && is !== null ? is : facts.snapshot.file(String(is)) ?? rule;
    facts.snapshot.memo.derives(list === undefined ? rule.id : `${rule.id} ${list}`, key, () => (before === undefined ? undefined : changedSince(before.asked, facts)?.name));
    const look = new Look(facts, lists === undefined || list === undefined ? undefined : { lists, list, item: is });
    const all: unknown[] = [];
    for (const one of work(look, is)) {
      if (one === undefined) yield;
      else all.push(one);
    }
    // Nobody asks again through the look of a run that found nothing.
    return all.length > 0 ? { asked: look.close(), all, look } : item.silence(look.close());
  }
}

/** Shelves that a rule has for itself. */
class Own {
  readonly whole = new Shelf();
  readonly gathered = new Shelf();
  readonly groups = new Shelf();
  readonly itself: readonly Item[];
  private all = new Item([]);
  private readonly byFirst = new WeakMap<object, Item>();

  constructor(rule: RuleData) {
    this.itself = [new Item(rule)];
  }

  /** All that was found, as one item. */
  itemsOfAll(found: readonly unknown[]): readonly Item[] {
    if (kept(this.all.is, found) !== this.all.is) this.all = new Item(found);
    return [this.all];
  }

  /** A group of the same things is the same item. */
  itemsOf(groups: readonly (readonly object[])[]): readonly Item[] {
    return groups.map((group) => {
      const [first = group] = group;
      const before = this.byFirst.get(first);
      const item = before !== undefined && kept(before.is, group) === before.is ? before : new Item(group);
      this.byFirst.set(first, item);
      return item;
    });
  }
}

/**
 * All rules look at an item of the lists before any looks at the next, those of one folder together: then trees of scripts need not stay until the last rule has had its
 * turn. What is doubtful is settled by that; a rule that throws is left alone, and throws again where it is asked what it says.
 */
export function* lookedAt(rules: readonly Checked[], facts: WholeFacts): Generator<void, void> {
  const byList = new Map<List, { readonly said: Said; readonly work: Work<unknown> }[]>();
  const doubtful = new Set<Item>();
  for (const [rule, checker] of rules) {
    const work = workOf(rule, checker);
    for (const list of checker.over ?? []) {
      const shelf = held(list, facts);
      if (shelf === undefined) return;
      const said = shelf.saidBy(rule, checker.over);
      const turns = byList.get(list);
      if (turns === undefined) byList.set(list, [{ said, work }]);
      else turns.push({ said, work });
      for (const item of said.doubts) doubtful.add(item);
    }
  }
  const failed = new Set<Said>();
  for (const item of [...doubtful].sort(byFolder)) {
    for (const { said, work } of item.list === undefined ? [] : byList.get(item.list) ?? []) {
      if (!said.doubts.has(item) || failed.has(said)) continue;
      try {
        yield* said.settle(item, work, facts);
      } catch {
        // Told where the rule is asked what it says.
        failed.add(said);
      }
    }
    facts.snapshot.settle();
    yield;
  }
}

/** Undefined where a question of those who looked before throws now: the rules that are asked hear of it. */
function held(list: List, facts: WholeFacts): Shelf | undefined {
  try {
    return shelfOf(list, facts);
  } catch {
    return undefined;
  }
}

function byFolder(a: Item, b: Item): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
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

/** What a rule does with an item. */
function workOf(rule: RuleData, checker: Checker): Work<unknown> {
  if (!('run' in checker)) return (look) => checker.find(rule, look);
  if (checker.over?.includes('scripts') !== true) return (look) => checker.run(rule, look);
  return function* (look, is) {
    let said = 0;
    for (const draft of checker.run(rule, look)) {
      const place = said;
      if (draft !== undefined) said++;
      // Fixes of what is said of templates hold no trees of scripts.
      yield draft === undefined || typeof is !== 'string' ? draft : withFixesAgain(draft, () => draftsAgain(is, rule, checker.run, look)[place]);
    }
  };
}

/** What was said of a script, from its tree as it is now. Kept with that. */
function draftsAgain(uri: string, rule: RuleData, run: (rule: RuleData, facts: Facts) => Iterable<Draft | undefined>, first: Look): readonly Draft[] {
  const { snapshot, moment } = first.whole;
  const script = snapshot.script(uri);
  if (script === undefined) return [];
  const known = snapshot.memo.of('drafts again', script, () => new Map<RuleData, { readonly moment: object; readonly drafts: readonly Draft[] }>());
  const before = known.get(rule);
  if (before?.moment === moment) return before.drafts;
  const look = first.again();
  const drafts = [...run(rule, look)].filter((one) => one !== undefined);
  look.close();
  known.set(rule, { moment, drafts });
  return drafts;
}

/** What a rule says of all facts. */
export function* draftsOf(rule: RuleData, checker: Checker, facts: WholeFacts): Generator<void, readonly Draft[]> {
  const own = facts.snapshot.memo.of(`${facts.view}shelves`, rule, () => new Own(rule));
  const found = yield* onLists(rule, checker.over, own, workOf(rule, checker), facts);
  if ('run' in checker) return found as readonly Draft[];
  const all = own.gathered.holds(own.itemsOfAll(found), facts);
  const groups = yield* all.saidBy(rule, undefined).now((look) => checker.groups(rule, found, look), facts);
  const shelf = own.groups.holds(own.itemsOf(groups as readonly (readonly object[])[]), facts);
  return yield* shelf.saidBy(rule, undefined).now((look, group) => checker.tell(rule, group as readonly object[], look), facts);
}

function* onLists<T>(rule: RuleData, lists: readonly List[] | undefined, own: Own, work: Work<T>, facts: WholeFacts): Generator<void, readonly T[]> {
  if (lists === undefined) return yield* own.whole.holds(own.itself, facts).saidBy(rule, undefined).now(work, facts);
  const found: (readonly T[])[] = [];
  for (const list of lists) found.push(yield* shelfOf(list, facts).saidBy(rule, lists).now(work, facts));
  const [only] = found;
  return only !== undefined && found.length === 1 ? only : found.flat();
}

/** The same for every rule. */
function shelfOf(list: List, facts: WholeFacts): Shelf {
  const shelf = facts.snapshot.memo.of(`${facts.view}shelf of ${list}`, facts.models, () => new Shelf());
  return shelf.moment === facts.moment ? shelf : shelf.holds(itemsOf(list, facts), facts);
}

function itemsOf(list: List, facts: WholeFacts): readonly Item[] {
  const last = facts.snapshot.memo.of(`${facts.view}items of ${list}`, facts.models, (): { items: ReadonlyMap<unknown, Item> } => ({ items: new Map() }));
  const { [list]: all } = facts;
  const items = new Map([...all].filter((one) => facts.looksAt(list, one)).map((one: unknown) => [one, last.items.get(one) ?? new Item(one, list)]));
  last.items = items;
  return [...items.values()];
}
