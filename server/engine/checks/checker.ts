/** What a checker is: code that serves many rules, each with its own parameters. */
import type { List } from '../facts/asking';
import type { Facts } from '../facts/facts';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';

export interface Checker {
  /** As rules name it in `check:`. */
  readonly name: string;
  /**
   * The lists of which it looks at one item at a time: what it says of an item is kept while nothing that it has read for that is
   * different. Of these lists it sees only that item (of the other ones named here nothing); all other facts it sees whole. Not for
   * checkers that gather what they say over several items.
   */
  readonly over?: readonly List[];
  /**
   * Yields drafts, and undefined wherever work may be interrupted. May throw only for a defect of ours: the rule is then named
   * in `report.crashes` and the others go on. `rule.with` is checked by the rule-data test, so it may be trusted here.
   */
  readonly run: (rule: RuleData, facts: Facts) => Iterable<Draft | undefined>;
}

/** Fills `{name}` placeholders of a rule's message; an unknown name stays as it is, so that tests see it. */
export function fill(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
