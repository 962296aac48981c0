/** Runs checkers item by item and keeps what they found for as long as nothing that they have read is different. Knows no rule. */
import { changedSince, kept, Look, type Asked, type List, type Shown, type WholeFacts } from '../facts/asking';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import type { Checker } from './checker';

interface Found<T> {
  readonly asked: Asked;
  readonly all: readonly T[];
  /** Through which fixes ask; undefined where nothing was found. */
  readonly look: Look | undefined;
}

/** By the item that was looked at; a script is known by its uri. */
type Known<T> = Map<unknown, Found<T>>;

type Work<T> = (look: Look) => Iterable<T | undefined>;

/** What a rule says of all facts. Yields wherever the work may be dropped; what was complete by then is not done again. */
export function* draftsOf(rule: RuleData, checker: Checker, facts: WholeFacts): Generator<void, readonly Draft[]> {
  if ('run' in checker) {
    const run: Work<Draft> = (look) => checker.run(rule, look);
    return yield* checker.over === undefined ? inItems(rule, '', [rule], () => undefined, run, facts) : inLists(rule, checker.over, run, facts);
  }
  const found = yield* inLists(rule, checker.over, (look) => checker.find(rule, look), facts);
  const before = facts.snapshot.memo.of('found by', rule, (): { all: readonly unknown[] } => ({ all: [] }));
  const all = (before.all = kept(before.all, found));
  return yield* inItems(rule, 'gathered', [all], () => undefined, (look) => checker.gather(rule, all, look), facts);
}

function* inLists<T>(rule: RuleData, lists: readonly List[], work: Work<T>, facts: WholeFacts): Generator<void, readonly T[]> {
  const all: T[] = [];
  for (const list of lists) for (const one of yield* inItems(rule, list, facts[list], (item) => ({ lists, list, item }), work, facts)) all.push(one);
  return all;
}

function* inItems<T>(rule: RuleData, name: string, items: readonly unknown[], shown: (item: unknown) => Shown | undefined, work: Work<T>, facts: WholeFacts): Generator<void, readonly T[]> {
  const known = facts.snapshot.memo.of(`found ${name}`, rule, (): Known<T> => new Map());
  const all: T[] = [];
  for (const item of items) for (const one of stillFound(known.get(item), facts) ?? (yield* found(known, rule, name, item, shown(item), work, facts))) all.push(one);
  if (known.size > items.length) {
    const present = new Set(items);
    for (const item of known.keys()) if (!present.has(item)) known.delete(item);
  }
  return all;
}

/** What would be found in these facts too. Fixes that are worked out from now on ask them. */
function stillFound<T>(before: Found<T> | undefined, facts: WholeFacts): readonly T[] | undefined {
  if (before === undefined || changedSince(before.asked, facts) !== undefined) return undefined;
  before.look?.moveTo(facts);
  facts.overruns.push(...before.asked.overruns);
  return before.all;
}

function* found<T>(known: Known<T>, rule: RuleData, name: string, item: unknown, shown: Shown | undefined, work: Work<T>, facts: WholeFacts): Generator<void, readonly T[]> {
  const key = typeof item === 'object' && item !== null ? item : facts.snapshot.file(String(item)) ?? rule;
  facts.snapshot.memo.derives(`${rule.id} ${name}`.trim(), key, () => {
    const before = known.get(item);
    return before === undefined ? undefined : changedSince(before.asked, facts)?.name;
  });
  const look = new Look(facts, shown);
  const all: T[] = [];
  for (const one of work(look)) {
    if (one === undefined) yield;
    else all.push(one);
  }
  // Nobody asks again through the look of a run that found nothing.
  const asked = look.close();
  facts.overruns.push(...asked.overruns);
  known.set(item, { asked, all, look: all.length > 0 ? look : undefined });
  return all;
}
