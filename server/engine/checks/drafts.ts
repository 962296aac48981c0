/** Runs checkers item by item and keeps what they found for as long as nothing that they have read is different. Knows no rule. */
import { changedSince, Look, type Asked, type List, type Question, type WholeFacts } from '../facts/asking';
import type { Draft } from '../finding';
import { kept } from '../memo';
import type { RuleData } from '../rules/rule';
import type { Checker } from './checker';

interface Found {
  readonly asked: Asked;
  readonly all: readonly unknown[];
  /** Through which fixes ask; undefined where nothing was found. */
  readonly look: Look | undefined;
}

/** What may be looked at, and what rules have found there. */
class Item<Is = unknown> {
  private moment: object | undefined;
  /** All that was asked for what is found here. While the answers stand, so does everything. */
  private asked = new Map<Question, unknown>();
  private found = new Map<RuleData, Found>();
  /** What was found before some answer became another. It may still be right. */
  private before = new Map<RuleData, Found>();

  /** `is` stands in the list (a script by its uri), or is what a rule looks at as a whole. */
  constructor(readonly is: Is, readonly list: List | undefined) {}

  foundBy(rule: RuleData, facts: WholeFacts): Found | undefined {
    if (this.moment !== facts.moment) this.moveTo(facts);
    const known = this.found.get(rule);
    if (known !== undefined) return known;
    const before = this.before.get(rule);
    if (before === undefined || changedSince(before.asked, facts) !== undefined) return undefined;
    this.keep(rule, before);
    return before;
  }

  keep(rule: RuleData, found: Found): void {
    this.before.delete(rule);
    this.found.set(rule, found);
    for (const [i, question] of found.asked.questions.entries()) this.asked.set(question, found.asked.answers[i]);
  }

  changed(rule: RuleData, facts: WholeFacts): string | undefined {
    const before = this.before.get(rule);
    return before === undefined ? undefined : changedSince(before.asked, facts)?.name;
  }

  private moveTo(facts: WholeFacts): void {
    this.moment = facts.moment;
    for (const [question, answer] of this.asked) {
      if (question.answerIn(facts) === answer) continue;
      for (const [rule, found] of this.found) this.before.set(rule, found);
      this.found.clear();
      this.asked.clear();
      return;
    }
  }
}

/** What a rule says of all facts. Yields wherever the work may be dropped; what was complete by then is not done again. */
export function* draftsOf(rule: RuleData, checker: Checker, facts: WholeFacts): Generator<void, readonly Draft[]> {
  const { memo } = facts.snapshot;
  if ('run' in checker) {
    const items = checker.over?.map((list) => itemsOf(list, facts)) ?? [[memo.of('whole', rule, () => new Item(rule, undefined))]];
    return yield* inItems(items, rule, checker.over, (look) => checker.run(rule, look), facts);
  }
  const { over } = checker;
  const found = yield* inItems(over.map((list) => itemsOf(list, facts)), rule, over, (look) => checker.find(rule, look), facts);
  const gathered = memo.of('gathered', rule, () => ({ item: new Item<readonly unknown[]>([], undefined) }));
  const all = kept(gathered.item.is, found);
  if (all !== gathered.item.is) gathered.item = new Item(all, undefined);
  return yield* inItems([[gathered.item]], rule, undefined, (look) => checker.gather(rule, all, look), facts);
}

/** The same for every rule, and for as long as the list has them. */
function itemsOf(list: List, { snapshot: { memo }, models, [list]: all }: WholeFacts): readonly Item[] {
  return memo.of(`items of ${list}`, all, () => {
    const known = memo.of('items', models, () => new Map<List, ReadonlyMap<unknown, Item>>());
    const before = known.get(list);
    const items = new Map([...all].map((one: unknown) => [one, before?.get(one) ?? new Item(one, list)]));
    known.set(list, items);
    return [...items.values()];
  });
}

function* inItems<T>(all: readonly (readonly Item[])[], rule: RuleData, lists: readonly List[] | undefined, work: (look: Look) => Iterable<T | undefined>, facts: WholeFacts): Generator<void, readonly T[]> {
  const found: T[] = [];
  for (const items of all) {
    for (const item of items) {
      if (!facts.looksAt(item.list, item.is)) continue;
      const { all: here, look, asked } = item.foundBy(rule, facts) ?? (yield* find(item, rule, lists, work, facts));
      // Fixes that are worked out from now on ask these facts.
      look?.moveTo(facts);
      for (const problem of asked.overruns) facts.overruns.push(problem);
      for (const one of here) found.push(one as T);
    }
  }
  return found;
}

function* find(item: Item, rule: RuleData, lists: readonly List[] | undefined, work: (look: Look) => Iterable<unknown>, facts: WholeFacts): Generator<void, Found> {
  const { is, list } = item;
  const key = typeof is === 'object' && is !== null ? is : facts.snapshot.file(String(is)) ?? rule;
  facts.snapshot.memo.derives(list === undefined ? rule.id : `${rule.id} ${list}`, key, () => item.changed(rule, facts));
  const look = new Look(facts, lists === undefined || list === undefined ? undefined : { lists, list, item: is });
  const all: unknown[] = [];
  for (const one of work(look)) {
    if (one === undefined) yield;
    else all.push(one);
  }
  // Nobody asks again through the look of a run that found nothing.
  const found = { asked: look.close(), all, look: all.length > 0 ? look : undefined };
  item.keep(rule, found);
  return found;
}
