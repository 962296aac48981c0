/** What an analysis says: findings, fixes, problems. Knows nothing of how they were found or are shown. */
import type { FileEdit } from './text/edit';
import type { Location } from './text/span';
import type { Profile, Severity } from './workspace';

/** One station of untrusted data on its way: the first is where it starts, the last is the sink. */
export interface FlowStep {
  readonly location: Location;
  /** A short phrase, e.g. "comes from the request body", "passed to `save`". */
  readonly message: string;
}

export interface Fix {
  /** Imperative, e.g. "Use execFile with an argument array". */
  readonly title: string;
  /** `safe` keeps behaviour and may run in "fix all"; `review` needs a person's look. */
  readonly kind: 'safe' | 'review';
  /** It rewrites rights: where the editor can, it shows the difference before it is made. */
  readonly preview?: boolean;
  /** Computed when asked for; empty where it turns out not to be possible. */
  readonly edits: () => readonly FileEdit[];
}

export interface RelatedPlace {
  readonly location: Location;
  readonly message: string;
}

/** A finding as a checker hands it out, before settings, suppressions and identity are applied. */
export interface Draft {
  readonly location: Location;
  /** What one who has no editor at hand needs to see to judge it, e.g. the whole policy statement; holds the location. */
  readonly excerpt?: Location;
  /** Plain words: the thing in backticks, the reason, the way out. One sentence or two. */
  readonly message: string;
  /** Overrides the rule's severity (see `milder`), e.g. by exposure. */
  readonly severity?: Severity;
  /** Overrides the rule's where something that it depends on is not seen; the message names it. */
  readonly confidence?: 'medium' | 'low';
  readonly flow?: readonly FlowStep[];
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
  /** The deployed function(s) or handler it is about, by name; part of no identity. */
  readonly functions?: readonly string[];
  /** Set where only this profile wants to hear of it. */
  readonly only?: Profile;
}

export interface Finding extends Draft {
  readonly rule: string;
  readonly severity: Severity;
  readonly flow: readonly FlowStep[];
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  readonly functions: readonly string[];
  /** Stable identity: rule + file + normalised context + a counter for equal ones. No line numbers. */
  readonly fingerprint: string;
}

/** Something about a file that kept us from reading all of it. */
export interface Problem {
  readonly location: Location;
  readonly message: string;
  readonly severity: Severity;
  /** e.g. `syntax`, `too-large`, `too-complex`, `settings`, `suppression`. */
  readonly code: string;
}

/** A check that threw: its rule is named, the others went on. */
export interface Crash {
  readonly what: string;
  readonly message: string;
}
