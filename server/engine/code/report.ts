/**
 * What code analysis is asked and what it answers: entry points in, flows out. Says nothing of templates: who may send an
 * event is added by facts/.
 */
import type { Location } from '../text/span';
import type { FlowStep } from '../finding';

/** The shape of what an entry point receives. */
export type EventKind =
  | 'http' | 'websocket' | 'graphql' | 'load-balancer'
  | 'queue' | 'topic' | 'stream' | 'table-stream' | 'kafka' | 'mq' | 'bucket' | 'email' | 'iot' | 'logs'
  | 'event' | 'schedule' | 'cognito' | 'authorizer' | 'state-machine' | 'custom-resource' | 'edge' | 'invoke'
  /** Not told by any template: taken from the handler's own shape. */
  | 'unknown';

/** A function that the platform calls. */
export interface EntryPoint {
  readonly uri: string;
  /** `handler`, `default`, `module.exports` …; for a route the route's label. */
  readonly name: string;
  /** Of the exported name, or of the function where it has none. */
  readonly location: Location;
  /** What it may receive; several where several triggers start it. Never empty. */
  readonly events: readonly EventKind[];
  /** e.g. `lambda`, `express`, `azure`, `google`, `worker` – a key of rules/models/entries. */
  readonly style: string;
  /** Who may send a request as far as the code itself says so. */
  readonly callers?: Callers;
  /** It is an entry point by its parameters alone: what hands it to a router, in another file perhaps, says more. */
  readonly shaped?: true;
}

/** Everybody; whoever the platform lets in by their rights; whoever has signed in, which the code asks for; other code of the project alone. */
export type Callers = 'anyone' | 'invokers' | 'signed-in' | 'own';

/** Where untrusted or sensitive data starts. */
export interface Origin {
  /** `event` = the entry's input; `environment`, `secret`, `error`, `personal`, `credential`, `response` … – kinds of rules/models/origins. */
  readonly kind: string;
  /** As a person would say it: `body.name`, `event.queryStringParameters.id`, `the record's body`. */
  readonly label: string;
  readonly location: Location;
  /** The part of the event: `body`, `query`, `path`, `headers`, `record`, `detail`, `arguments`, `whole`, …; '' elsewhere. */
  readonly part: string;
  /** Names from what the entry receives, or from the answer of a call, down to it; `[]` for an element. */
  readonly path: readonly string[];
  /** Where it is read back from: its kind is `stored`. */
  readonly stored?: Destination;
}

/** A queue, topic, table … as the code names it. */
export interface Destination {
  /** A channel of rules/models/channels. */
  readonly channel: string;
  /** Texts that name it, as far as they are known. */
  readonly names: readonly string[];
  /** Variables of the environment that name it. */
  readonly variables: readonly string[];
  /** What tells apart those that are put in one place, where the code writes it out: an object's key, an event's source. */
  readonly marks: Readonly<Record<string, readonly string[]>>;
  /** The call that puts there or reads from there. */
  readonly call: Location;
}

/** Data that is put where other functions find it. */
export interface Put {
  readonly to: Destination;
  readonly callee: string;
  /** What of it a sender chooses. */
  readonly pieces: readonly Piece[];
  /** There may be more pieces than those. */
  readonly open: boolean;
}

export interface Piece {
  /** As rules/models/channels names it: `body`, `item`, `key`. */
  readonly part: string;
  /** Names below the part; `*` for one that is not known. */
  readonly path: readonly string[];
  /** Names there that are given something else. */
  readonly but: readonly string[];
  readonly origin: Origin;
  /** From the origin on, without the last, which is where it is put. */
  readonly steps: readonly FlowStep[];
  /** The expression that is put there. */
  readonly location: Location;
  readonly validated: boolean;
  /** Kinds of sinks that it cannot harm any more. */
  readonly harmless: readonly string[];
}

/** A call or expression that data must not reach unchecked. */
export interface Sink {
  /** `command`, `sql`, `html`, `log`, … – kinds of rules/models/sinks. */
  readonly kind: string;
  /** What it does, to follow a subject: "becomes part of a shell command". */
  readonly effect: string;
  /** The expression that receives the data (an argument, mostly). */
  readonly location: Location;
  /** The called name as written: `exec`, `pool.query`. */
  readonly callee: string;
  readonly call: Location;
}

/** Data's way from an origin to a sink. */
export interface Flow {
  readonly entry: EntryPoint;
  readonly origin: Origin;
  readonly sink: Sink;
  /** First the origin, last the sink. */
  readonly steps: readonly FlowStep[];
  /** A schema check lies on the way, though it does not prove the data harmless for this sink. */
  readonly validated: boolean;
  /** A signature on the way has shown that it comes from whoever holds a key. */
  readonly signed?: true;
}

/** A place where a bound was met, and the reason in plain words. */
export interface BoundMet {
  readonly location: Location;
  readonly why: string;
}

/** The answer for one entry point. */
export interface EntryReport {
  readonly entry: EntryPoint;
  readonly flows: readonly Flow[];
  /** Ways of data that is read back from a table, a bucket … In their own right they say nothing: who put it there is not the code's to tell. */
  readonly stored: readonly Flow[];
  /** In reading order. */
  readonly puts: readonly Put[];
  /** Reads of payload fields that no schema check, guard or conversion covers anywhere on the way to a use. In reading order. */
  readonly uncheckedReads: readonly PayloadRead[];
  /** Text of the event that is parsed as JSON where nothing catches a syntax error; the place is the parsed text. */
  readonly unguardedParses: readonly PayloadRead[];
  /** Reads of `process.env` reached from this entry. */
  readonly environmentReads: readonly { readonly name: string; readonly location: Location }[];
  /** Functions reached, by file: what a person would have to read. */
  readonly files: readonly string[];
  /** Functions reached, each as a whole. In reading order. */
  readonly functions: readonly Location[];
  /** Places that were too much to be judged, though all was followed. */
  readonly beyond?: readonly BoundMet[];
  /** True where a bound was hit and flows may be missing; the reason in plain words. */
  readonly incomplete?: string;
}

export interface PayloadRead {
  /** `body.name` as a person would say it. */
  readonly label: string;
  readonly part: string;
  /** The field's path below the part, e.g. ['customer', 'email']. */
  readonly path: readonly string[];
  readonly location: Location;
}

