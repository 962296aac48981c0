/** What client and server say to each other beyond the Language Server Protocol. Types and names only: both sides bundle it. */
import type { Location, Range } from 'vscode-languageserver-protocol';
import type { Answer, FunctionAnswer, Location as EngineLocation, ThreatModel } from '../engine';

/** What the client tells the server when it starts it; an editor that tells nothing gets plain diagnostics, fixes and hovers. */
export interface InitializationOptions {
  /** The client knows `commands` and opens `ruleScheme` uris. */
  readonly commands?: boolean;
  /** In place of `workspace/configuration`, for editors that do not offer it: the section `serverlessWarden`. */
  readonly settings?: unknown;
}

export const settingsSection = 'serverlessWarden';

/** A rule's page as a document: `serverless-warden-rule:/injection/command.md`. */
export const ruleScheme = 'serverless-warden-rule';

/** Commands of the client that code actions and hovers name. */
export const commands = {
  /** [rule id] */
  showRule: 'serverlessWarden.showRule',
  /** [fingerprint] */
  walkFlow: 'serverlessWarden.walkFlow',
} as const;

export const methods = {
  /** Server to client, `Status`: whenever it changes. */
  status: 'serverlessWarden/status',
  /** Server to client, nothing: a report newer than the last one is there. */
  reported: 'serverlessWarden/reported',
  /** `ScanParams` -> `Status`: reads everything from disk again, analyses it and answers when that is done. Can be cancelled. */
  scan: 'serverlessWarden/scan',
  /** `FlowParams` -> `Flow | null` */
  flow: 'serverlessWarden/flow',
  /** nothing -> `PlacedModel[]`, one a root. */
  threatModels: 'serverlessWarden/threatModels',
  /** `AnswerParams` -> `AnswerResult`: writes the answer into the root's answers file. */
  answer: 'serverlessWarden/answer',
  /** `{ root }` -> string */
  markdown: 'serverlessWarden/threatModelMarkdown',
} as const;

export interface Status {
  readonly state: 'reading' | 'analysing' | 'ready';
  readonly findings: { readonly error: number; readonly warning: number; readonly information: number; readonly hint: number };
  /** How many files were read. */
  readonly files: number;
  /** How many findings comments silence. */
  readonly suppressed: number;
  /** Checks that failed on our side, by name. */
  readonly crashes: readonly string[];
}

export interface ScanParams {
  /** Reports how many files have been read. */
  readonly workDoneToken?: string | number;
}

/** Which finding: by identity, or the first one at a place. */
export type FlowParams = { readonly fingerprint: string } | { readonly uri: string; readonly range: Range };

export interface Flow {
  readonly rule: string;
  readonly message: string;
  readonly steps: readonly { readonly location: Location; readonly message: string }[];
}

/** As `T`, with places as an editor knows them. */
export type Placed<T> = T extends EngineLocation ? Location
  : T extends readonly (infer Item)[] ? readonly Placed<Item>[]
  : T extends object ? { readonly [Key in keyof T]: Placed<T[Key]> }
  : T;

export type PlacedModel = Placed<ThreatModel>;

/** What a person said; day and evidence are added by the server. */
export type AnswerParams =
  | { readonly root: string; readonly item: string; readonly answer: Omit<Answer, 'date' | 'evidence'> | null }
  | { readonly root: string; readonly function: string; readonly answer: Omit<FunctionAnswer, 'date' | 'evidence'> | null };

export type AnswerResult =
  | { readonly written: true }
  /** The file is open, or the host has no disk there: the client writes it. */
  | { readonly written: false; readonly uri: string; readonly text: string };
