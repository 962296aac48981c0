/** Runs checkers item by item and keeps what they said for as long as nothing that they have read is different. Knows no rule. */
import { changedSince, Look, type Asked, type Shown, type WholeFacts } from '../facts/asking';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import type { Checker } from './checker';

/** What a rule says of all facts. Yields wherever the work may be dropped; what was complete by then is not done again. */
export function* draftsOf(rule: RuleData, checker: Checker, facts: WholeFacts): Generator<void, readonly Draft[]> {
  const { memo } = facts.snapshot;
  const { over } = checker;
  const keptOf = (list: string): WeakMap<object, Said> => memo.of(`said ${list}`, rule, () => new WeakMap<object, Said>());
  if (over === undefined) return yield* said(keptOf(''), rule, checker, rule, undefined, facts);
  const all: Draft[] = [];
  for (const list of over) {
    const kept = keptOf(list);
    for (const item of facts[list]) {
      // A script is remembered with its text: its uri stays when that changes.
      const key = typeof item === 'string' ? facts.snapshot.file(item) : item;
      if (key === undefined) continue;
      for (const draft of yield* said(kept, rule, checker, key, { lists: over, list, item }, facts)) all.push(draft);
    }
  }
  return all;
}

function* said(kept: WeakMap<object, Said>, rule: RuleData, checker: Checker, key: object, shown: Shown | undefined, facts: WholeFacts): Generator<void, readonly Draft[]> {
  const before = kept.get(key);
  if (before !== undefined && holds(before, facts)) return before.drafts;
  facts.snapshot.memo.derives(shown === undefined ? rule.id : `${rule.id} ${shown.list}`, key, () => (before === undefined ? undefined : changedSince(before.asked, facts)?.name));
  const look = new Look(facts, shown);
  const drafts: Draft[] = [];
  for (const draft of checker.run(rule, look)) {
    if (draft === undefined) yield;
    else drafts.push(draft);
  }
  // Nobody asks again through the look of a run that found nothing.
  kept.set(key, { asked: look.close(), drafts, look: drafts.length > 0 ? look : undefined });
  return drafts;
}

interface Said {
  readonly asked: Asked;
  drafts: readonly Draft[];
  readonly look: Look | undefined;
}

/** Whether it would be said of these facts too. Fixes that are worked out from now on ask them. */
function holds(said: Said, facts: WholeFacts): boolean {
  if (changedSince(said.asked, facts) !== undefined) return false;
  if (said.look?.moveTo(facts) === true) said.drafts = said.drafts.map(renewed);
  return true;
}

/** The drafts' places hold, the files that their fixes read may be others. */
function renewed(draft: Draft): Draft {
  if (draft.fixes?.some(({ again }) => again !== undefined) !== true) return draft;
  return { ...draft, fixes: draft.fixes.map((fix) => fix.again?.() ?? fix) };
}
