/** A rule as data, compiled from its folder. Knows no checker. */
import type { Severity, SeveritySetting } from '../workspace';

export interface RuleData {
  /** `<group>/<name>`, from the folder. */
  readonly id: string;
  /** Short, lower-case start, no full stop: "Event data runs as a shell command". */
  readonly title: string;
  readonly severity: SeveritySetting;
  /** Severity in profile `strict` where it differs. */
  readonly strict?: SeveritySetting;
  /** True for the catalogue's star: the final severity follows exposure. */
  readonly exposure?: boolean;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly cwe: readonly number[];
  /** e.g. SAS-01. */
  readonly sas: readonly string[];
  readonly since: string;
  readonly reads: 'code' | 'tpl' | 'both' | 'proj';
  /** The dialects a `tpl`/`both` rule claims: each has a firing, a silent and an unknown case. */
  readonly dialects?: readonly string[];
  /** True where a finding's place is the text of a secret: reports that leave the machine do not show it whole. */
  readonly secret?: boolean;
  /** Why it says nothing in a dialect, where that needs saying. */
  readonly notIn?: Readonly<Record<string, string>>;
  /** The checker's name. */
  readonly check: string;
  /** The checker's parameters. */
  readonly with?: unknown;
  /** Message template; the checker fills `{placeholders}`. */
  readonly message: string;
  /** Why it matters, two or three sentences (Markdown); shown in hover and SARIF help. */
  readonly why: string;
  /** The way out, one or two sentences. */
  readonly remedy: string;
  /** The rule page's Markdown. */
  readonly page: string;
}

/** Everything the engine is told about rules: what the build makes of `rules/`. */
export interface RuleBook {
  readonly rules: readonly RuleData[];
  /** `rules/models/<name>.yaml` by name, as plain data. */
  readonly models: Readonly<Record<string, unknown>>;
}

const order: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/** One step milder; a hint stays a hint. */
export function milder(severity: Severity): Severity {
  return order[Math.max(0, order.indexOf(severity) - 1)] ?? severity;
}

/** True if `a` is at least as severe as `b`. */
export function atLeast(a: Severity, b: Severity): boolean {
  return order.indexOf(a) >= order.indexOf(b);
}
