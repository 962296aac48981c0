/** What the threat-model page shows: plain data for a webview, Markdown or JSON. Knows neither how it is computed nor how it is drawn. */
import type { Problem } from '../finding';
import type { Exposure, TriggerKind } from '../template/deployment';
import type { Location } from '../text/span';
import type { Severity } from '../workspace';

/** Where a root's answers are kept, relative to it. */
export const answersPath = '.serverless-warden/threat-model.yaml';

export type Status = 'met' | 'not-met' | 'unknown' | 'not-applicable';

/** One root's threat model as of one report. */
export interface ThreatModel {
  /** Folder uri of the root it is about. */
  readonly root: string;
  /** The day of the report, YYYY-MM-DD. */
  readonly date: string;
  /** By template and then name, so that the order is stable. */
  readonly functions: readonly FunctionRow[];
  readonly map: SystemMap;
  /** A to J. */
  readonly areas: readonly Area[];
  /** Over all areas. */
  readonly progress: Progress;
  /** Answers about functions that are deployed no longer. */
  readonly retired: readonly RetiredFunction[];
  /** What is wrong with the answers file. */
  readonly problems: readonly Problem[];
}

export interface Area {
  /** `A` to `J`. */
  readonly id: string;
  readonly title: string;
  readonly items: readonly ChecklistItem[];
  readonly progress: Progress;
}

export interface Progress {
  readonly met: number;
  readonly notMet: number;
  readonly unknown: number;
  readonly notApplicable: number;
  /** Of the unknown ones: those that a person can settle now. */
  readonly toAnswer: number;
  /** Answered, and the evidence has changed since. */
  readonly anotherLook: number;
}

export interface ChecklistItem {
  /** e.g. `B3`. */
  readonly id: string;
  readonly title: string;
  /** What good looks like, one or two sentences of plain text. */
  readonly explanation: string;
  /** What a person is asked; undefined where the files say all. An answer may be given to any item none the less. */
  readonly question: string | undefined;
  /** Evidence and answer taken together. */
  readonly status: Status;
  /** How the status came about, one sentence of plain text. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly answer: Answer | undefined;
  /** True where the evidence has changed since the answer was given. */
  readonly anotherLook: boolean;
  /** Identity of the evidence as it is now; stored with an answer. */
  readonly evidenceHash: string;
}

export interface Evidence {
  /** `against` speaks against the item, `for` for it, `gap` says what was not or could not be checked, `note` helps to answer. */
  readonly kind: 'against' | 'for' | 'gap' | 'note';
  /** Plain text, code in backticks. */
  readonly text: string;
  readonly location?: Location;
  /** The rule that speaks. */
  readonly rule?: string;
  readonly severity?: Severity;
}

/** What a person decided about an item. */
export interface Answer {
  readonly status: Exclude<Status, 'unknown'>;
  /** The person's name; '' where the file does not say. */
  readonly by: string;
  /** YYYY-MM-DD; '' where the file does not say. */
  readonly date: string;
  readonly note: string;
  /** `ChecklistItem.evidenceHash` at the time of the answer. */
  readonly evidence: string | undefined;
}

export const dataClasses = ['none', 'credentials', 'personal', 'payment', 'health', 'other'] as const;
export type DataClass = (typeof dataClasses)[number];

/** What a person said about one function. */
export interface FunctionAnswer {
  /** The classes of data that it handles; empty where not said. */
  readonly data: readonly DataClass[];
  readonly by: string;
  readonly date: string;
  readonly note: string;
  readonly evidence: string | undefined;
}

export interface RetiredFunction {
  /** Its key in the answers file, see `FunctionRow.key`. */
  readonly key: string;
  readonly answer: FunctionAnswer;
}

export interface FunctionRow {
  /** Stable identity and key in the answers file: `template.yaml/CreateOrder`, the template relative to the root. */
  readonly key: string;
  readonly name: string;
  /** The template's path relative to the root. */
  readonly template: string;
  /** In the template. */
  readonly at: Location;
  /** The handler's file and export, or why they are not known. */
  readonly code: { readonly uri: string; readonly exportName: string } | { readonly unbound: string };
  readonly runtime: string | undefined;
  readonly role: string | undefined;
  readonly triggers: readonly TriggerRow[];
  /** The most exposed of its triggers; `unknown` where it has none. */
  readonly exposure: Exposure;
  readonly environment: readonly EnvironmentRow[];
  /** What its role allows, as far as the template shows. */
  readonly access: readonly Access[];
  /** Open findings about it. */
  readonly findings: readonly FindingRow[];
  readonly answer: FunctionAnswer | undefined;
  readonly anotherLook: boolean;
  readonly evidenceHash: string;
}

export interface TriggerRow {
  readonly kind: TriggerKind;
  readonly label: string;
  readonly exposure: Exposure;
  /** To follow "because". */
  readonly because: string;
  readonly at: Location;
}

export interface EnvironmentRow {
  readonly name: string;
  /** Where its value comes from. The value itself is never shown. */
  readonly source: 'literal' | 'resource' | 'parameter' | 'secret-store' | 'unknown';
  readonly at: Location;
}

export interface Access {
  /** Logical ids and ARN patterns, `*` for everything. */
  readonly resources: readonly string[];
  readonly actions: readonly string[];
  /** True where actions or resources hold a wildcard that covers a whole service or everything. */
  readonly wide: boolean;
  readonly at: Location;
  /** e.g. the name of SAM's policy template. */
  readonly from?: string;
}

export interface FindingRow {
  readonly rule: string;
  readonly message: string;
  readonly severity: Severity;
  readonly location: Location;
  readonly fingerprint: string;
}

/** Callers -> triggers -> functions -> what they may touch. */
export interface SystemMap {
  readonly nodes: readonly MapNode[];
  readonly flows: readonly MapFlow[];
}

export interface MapNode {
  /** Unique in the map; letters, digits and `_` only. */
  readonly id: string;
  readonly kind: 'caller' | 'trigger' | 'function' | 'store' | 'queue' | 'topic' | 'secret' | 'other';
  readonly label: string;
  readonly at?: Location;
}

export interface MapFlow {
  readonly from: string;
  readonly to: string;
  /** e.g. "read, write"; '' where nothing is to be said. */
  readonly label: string;
  /** Who can send what flows here; undefined behind a function. */
  readonly trust?: Exposure;
}
