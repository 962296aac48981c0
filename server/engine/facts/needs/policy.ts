/** The least policy for what is needed: a statement for each set of resources, actions sorted. Knows no dialect. */
import { aimsOf, textOf, type Aim, type Setting } from './aims';
import type { Need } from './needs';

export interface PolicyStatement {
  readonly actions: readonly string[];
  readonly aims: readonly Aim[];
}

/** Statements in the order of their first action; what cannot be scoped stands in one of its own. */
export function statementsFor(needs: readonly Need[], setting: Setting | undefined): readonly PolicyStatement[] {
  const byAction = new Map<string, Map<string, Aim>>();
  for (const need of needs) {
    const aims = byAction.get(need.action) ?? new Map<string, Aim>();
    for (const aim of aimsOf(need, setting)) aims.set(textOf(aim.arn), aim);
    byAction.set(need.action, aims);
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
