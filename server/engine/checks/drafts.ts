/** Runs checkers over what there is to look at. Knows no rule. */
import type { List, Look, WholeFacts } from '../facts/asking';
import type { Facts } from '../facts/facts';
import type { Draft } from '../finding';
import { kept } from '../memo';
import type { RuleData } from '../rules/rule';
import { addTo } from '../text/groups';
import type { Checker } from './checker';
import { withFixesAgain } from './fixes/again';
import { Item, Shelf, type Said, type Work } from './shelves';

/** A rule, and who checks it. */
type Checked = readonly [RuleData, Checker];

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
      addTo(byList, list, { said, work });
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
