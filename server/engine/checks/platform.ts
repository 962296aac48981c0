/** Reads what the platform does in functions' names, and which rights have a use beside the call of their name, from rules/models/sdk.yaml. */
import type { Facts } from '../facts/facts';
import type { Platform } from '../facts/rights/diff';

export interface Surroundings {
  readonly platform: Platform;
  /** By action, the calls beside which it makes sense. */
  readonly beside: Readonly<Record<string, readonly string[]>>;
}

export function surroundingsIn(facts: Facts): Surroundings {
  const { platform, beside } = facts.models['sdk'] as Surroundings;
  return { platform, beside };
}
