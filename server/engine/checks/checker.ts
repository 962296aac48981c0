/** What a checker is: code that serves many rules, each with its own parameters. */
import type { List } from '../facts/asking';
import type { Facts } from '../facts/facts';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import { addTo } from '../text/groups';

/**
 * Generators yield what they find, and undefined wherever work may be interrupted. They may throw only for a defect of ours: the rule is then named
 * in `report.crashes` and the others go on. `rule.with` is checked by the rule-data test, so it may be trusted.
 */
export type Checker = Speaker | Gatherer;

interface Speaker {
  /** As rules name it in `check:`. */
  readonly name: string;
  /**
   * The lists of which it looks at one item at a time: what it says of an item is kept while nothing that it has read for that is
   * different. Of these lists it sees only that item (of the other ones named here nothing); all other facts it sees whole.
   */
  readonly over?: readonly List[];
  readonly run: (rule: RuleData, facts: Facts) => Iterable<Draft | undefined>;
}

/** Looks at one item at a time, as above, and says something of all that it has found together: once for a place that several items lead to. */
export interface Gatherer<Found = unknown> {
  readonly name: string;
  readonly over: readonly List[];
  readonly find: (rule: RuleData, facts: Facts) => Iterable<Found | undefined>;
  /** Those of all that was found, in the order of the lists, that one thing is said of. Each is in one group at most; the list may not be changed. */
  readonly groups: (rule: RuleData, found: readonly Found[], facts: Facts) => Iterable<readonly Found[] | undefined>;
  /** What it says of a group is kept while that stays the same. */
  readonly tell: (rule: RuleData, group: readonly Found[], facts: Facts) => Iterable<Draft | undefined>;
}

/** A gatherer is given what it has found itself; nobody else knows what that is. */
export function gathering<Found extends object>(checker: Gatherer<Found>): Checker {
  return checker as Gatherer;
}

/** Those with the same key, in the order of the first of each. */
export function* grouped<T>(items: Iterable<T>, key: (item: T) => string): Generator<readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) addTo(groups, key(item), item);
  yield* groups.values();
}

/** Fills `{name}` placeholders of a rule's message; an unknown name stays as it is, so that tests see it. */
export function fill(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Chooses from each `{one|several}` of a text: what is said of one thing, or of several. */
export function inNumber(text: string, count: number): string {
  return text.replace(/\{([^{}|]*)\|([^{}|]*)\}/g, (_, one: string, several: string) => (count === 1 ? one : several));
}
