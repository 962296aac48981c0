/** The joined facts that checks read: code and templates, and who may send what. Computed in facts/, read in checks/. */
import type { EntryPoint, EntryReport, Flow } from '../code/report';
import type { Problem } from '../finding';
import type { Snapshot } from '../snapshot';
import type { DeployedFunction, Deployment, Exposure } from '../template/deployment';

/** A deployed function and its code. */
export interface Handler {
  readonly deployment: Deployment;
  readonly function: DeployedFunction;
  /** The file and export that run, or why they are not known. */
  readonly binding: Binding;
}

export type Binding =
  | { readonly kind: 'bound'; readonly uri: string; readonly exportName: string }
  | { readonly kind: 'unbound'; readonly reason: string };

/** Who may send an entry point what it receives: the union over everything that starts it. */
export interface Sender {
  /** The most exposed level. */
  readonly level: Exposure;
  /** In parentheses after the data's name, e.g. "anyone can send it: POST /orders has no authorizer", or "assumed: no template names this handler". */
  readonly phrase: string;
  /** True where no template tells and the handler's own shape was taken. */
  readonly assumed: boolean;
  /** True where other code, which runs first, asks who has signed in. */
  readonly asked?: true;
}

/** An entry point with all that is known of it by its code and by who sends. */
export interface Entry {
  readonly entry: EntryPoint;
  /** Names of the deployed functions that run it; empty where no template names it. What else is known of these is `handlersOf`: an entry is the same for as long as its code and those who send are. */
  readonly functions: readonly string[];
  readonly sender: Sender;
  readonly report: EntryReport;
  /** Of flows whose data other functions bring: who sends it to those. */
  readonly senders?: ReadonlyMap<Flow, Sender>;
}

export type Runs = ReadonlyMap<Entry, readonly Handler[]>;

export interface Facts {
  readonly snapshot: Snapshot;
  /** Another object for each state of the workspace, without keeping it. */
  readonly moment: object;
  readonly deployments: readonly Deployment[];
  /** Every deployed function, in template order. */
  readonly handlers: readonly Handler[];
  readonly entries: readonly Entry[];
  /** The deployed functions that run each of the entry points. */
  readonly runs: Runs;
  /** Uris of scripts that are analysed (settings' excludes and test paths left out), sorted. */
  readonly scripts: readonly string[];
  /** `rules/models/*.yaml` by name, as plain data. */
  readonly models: Readonly<Record<string, unknown>>;
  /**
   * Something worked out from facts, once for all who ask. `name` and `of` say what it is about; `derive` may read nothing else but the facts it is given.
   * What a checker says on the strength of it is kept while it comes out the same (by identity; a list by what is in it), whatever else has changed.
   */
  readonly derived: <V>(name: string, of: object | string, derive: (facts: Facts) => V) => V;
  /** A bound was met on the way to an answer: what lies beyond is taken as not known, and people are told so (see `tooComplex`). */
  readonly overrun: (problem: Problem) => void;
}
