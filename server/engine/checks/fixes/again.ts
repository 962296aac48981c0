/** Fixes of a draft that is kept for long: a fix holds the tree of its script, so it is left to whoever makes the draft once more. Knows no rule. */
import type { Draft, Fix } from '../../finding';

/** `again` gives the draft as it was made at first; undefined where it is not made any more. */
export function withFixesAgain(draft: Draft, again: () => Draft | undefined): Draft {
  return draft.fixes === undefined || draft.fixes.length === 0 ? draft : { ...draft, fixes: draft.fixes.map((_, index) => fixAgain(() => again()?.fixes?.[index] ?? none)) };
}

function fixAgain(made: () => Fix): Fix {
  return {
    get title() { return made().title; },
    get kind() { return made().kind; },
    get preview() { return made().preview === true; },
    edits: () => made().edits(),
  };
}

const none: Fix = { title: 'No fix', kind: 'review', edits: () => [] };
