/** Says of a finding about rights what is not seen of the code that uses them, and lowers its confidence. Knows no rule. */
import type { Facts } from '../facts/facts';
import { blindSpot } from '../facts/rights/diff';
import type { Draft } from '../finding';
import type { RuleData } from '../rules/rule';
import type { Deployment, Holder } from '../template/deployment';

/** The draft as it is where all is seen, or where none of the code is at hand: then it says nothing of code. */
export function withBlindSpot(draft: Draft, rule: RuleData, holder: Holder, deployment: Deployment, facts: Facts): Draft {
  if (holder.kind !== 'role' || holder.functions.length === 0) return draft;
  const blind = blindSpot(holder.functions, holder.id, deployment, facts);
  if (blind === undefined) return draft;
  const whose = blind.function === undefined ? 'What else uses it' : `What \`${blind.function}\` calls`;
  return lessSure({ ...draft, message: `${draft.message} ${whose} is not wholly known: ${blind.reason}.` }, rule);
}

/** One step down from what the rule is. */
export function lessSure(draft: Draft, { confidence }: RuleData): Draft {
  return { ...draft, confidence: confidence === 'high' ? 'medium' : 'low' };
}
