/** Runs checkers item by item and keeps what they said for as long as nothing that they have read is different. Knows no rule. */
import { changedSince, Look, type Asked, type Shown, type WholeFacts } from '../facts/asking';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import type { Checker } from './checker';

interface Said {
  readonly asked: Asked;
  readonly drafts: readonly Draft[];
  /** Through which fixes ask; undefined where nothing was said. */
  readonly look: Look | undefined;
}

/** By the item that was looked at; a script is known by its uri. */
type Kept = Map<unknown, Said>;

/** What a rule says of all facts. Yields wherever the work may be dropped; what was complete by then is not done again. */
export function* draftsOf(rule: RuleData, checker: Checker, facts: WholeFacts): Generator<void, readonly Draft[]> {
  const { memo } = facts.snapshot;
  const { over } = checker;
  const keptOf = (list: string): Kept => memo.of(`said ${list}`, rule, () => new Map<unknown, Said>());
  if (over === undefined) return stillSaid(keptOf('').get(rule), facts) ?? (yield* said(keptOf(''), rule, checker, rule, undefined, facts));
  const all: Draft[] = [];
  for (const list of over) {
    const kept = keptOf(list);
    const items: readonly unknown[] = facts[list];
    for (const item of items) {
      const drafts = stillSaid(kept.get(item), facts) ?? (yield* said(kept, rule, checker, item, { lists: over, list, item }, facts));
      for (const draft of drafts) all.push(draft);
    }
    if (kept.size > items.length) {
      const present = new Set(items);
      for (const item of kept.keys()) if (!present.has(item)) kept.delete(item);
    }
  }
  return all;
}

/** What would be said of these facts too. Fixes that are worked out from now on ask them. */
function stillSaid(said: Said | undefined, facts: WholeFacts): readonly Draft[] | undefined {
  if (said === undefined || changedSince(said.asked, facts) !== undefined) return undefined;
  said.look?.moveTo(facts);
  facts.overruns.push(...said.asked.overruns);
  return said.drafts;
}

function* said(kept: Kept, rule: RuleData, checker: Checker, item: unknown, shown: Shown | undefined, facts: WholeFacts): Generator<void, readonly Draft[]> {
  const key = typeof item === 'object' && item !== null ? item : facts.snapshot.file(String(item)) ?? rule;
  facts.snapshot.memo.derives(shown === undefined ? rule.id : `${rule.id} ${shown.list}`, key, () => {
    const before = kept.get(item);
    return before === undefined ? undefined : changedSince(before.asked, facts)?.name;
  });
  const look = new Look(facts, shown);
  const drafts: Draft[] = [];
  for (const draft of checker.run(rule, look)) {
    if (draft === undefined) yield;
    else drafts.push(draft);
  }
  // Nobody asks again through the look of a run that found nothing.
  const asked = look.close();
  facts.overruns.push(...asked.overruns);
  kept.set(item, { asked, drafts, look: drafts.length > 0 ? look : undefined });
  return drafts;
}
