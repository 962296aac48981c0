/** The least policy for what is needed: a statement for each set of resources, actions sorted. Knows no dialect. */
import { aimsOf, textOf, type Aim, type Setting } from './aims';
import type { Need } from './needs';

export interface PolicyStatement {
  readonly actions: readonly string[];
  readonly aims: readonly Aim[];
}

/** An action, and one of the things that it is needed on. */
export interface Pair {
  readonly action: string;
  readonly aim: Aim;
}

export function statementsFor(needs: readonly Need[], setting: Setting | undefined): readonly PolicyStatement[] {
  return grouped(pairsOf(needs, setting));
}

function pairsOf(needs: readonly Need[], setting: Setting | undefined): readonly Pair[] {
  return needs.flatMap((need) => aimsOf(need, setting).map((aim) => ({ action: need.action, aim })));
}

/** Statements in the order of their first action, a service apart; actions on the same things stand together. */
export function grouped(pairs: readonly Pair[]): readonly PolicyStatement[] {
  const byAction = new Map<string, Map<string, Aim>>();
  for (const { action, aim } of pairs) {
    const aims = byAction.get(action) ?? new Map<string, Aim>();
    aims.set(textOf(aim.arn), aim);
    byAction.set(action, aims);
  }
  const statements = new Map<string, { readonly actions: string[]; readonly aims: readonly Aim[] }>();
  for (const [action, aims] of [...byAction].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const kept = withoutCovered([...aims.values()]);
    const key = `${action.slice(0, action.indexOf(':'))} ${kept.map((aim) => textOf(aim.arn)).sort().join(' ')}`;
    const known = statements.get(key);
    if (known === undefined) statements.set(key, { actions: [action], aims: kept });
    else known.actions.push(action);
  }
  return [...statements.values()];
}

/** An ARN of which nothing is named covers its neighbours of the same kind. */
function withoutCovered(aims: readonly Aim[]): readonly Aim[] {
  const wide = aims.filter((aim) => aim.arn.length === 1 && typeof aim.arn[0] === 'string' && aim.arn[0].endsWith('*'));
  return aims.filter((aim) => wide.includes(aim) || !wide.some((one) => textOf(aim.arn).startsWith(textOf(one.arn).slice(0, -1))));
}
