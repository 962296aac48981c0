/** The state of following one entry: variables, what is known of data, what was found, and how much may still be spent. */
import type { Snapshot } from '../snapshot';
import type { Script, ts } from '../syntax/script';
import type { Location } from '../text/span';
import type { SourceFile } from '../workspace';
import { both, either, informed, noFacts, type Facts } from './facts';
import type { Models } from './models';
import type { Modules } from './modules';
import { outline, type Outline } from './outline';
import { bottom, join, nothing, type Callable, type FunctionCallable, type Taint, type Value } from './values';

/** Data at a sink, as found. */
export interface Hit {
  readonly taint: Taint;
  readonly kind: string;
  readonly effect: string;
  readonly location: Location;
  readonly callee: string;
  readonly call: Location;
}

/** What a function gives and does, told in terms of its parameters. */
export interface Outcome {
  readonly value: Value;
  /** Parameters (by index, or `this`) that it changes inside. */
  readonly out: ReadonlyMap<string, Value>;
  /** What holds of its parameters once it has returned. */
  readonly facts: Facts;
  readonly found: Found;
}

/** What was found while something was followed. */
export interface Found {
  readonly hits: ReadonlyMap<string, Hit>;
  readonly files: ReadonlySet<string>;
  readonly environment: ReadonlyMap<string, { readonly name: string; readonly location: Location }>;
}

export interface Collector {
  readonly hits: Map<string, Hit>;
  readonly files: Set<string>;
  readonly environment: Map<string, { readonly name: string; readonly location: Location }>;
}

export interface Argument {
  readonly value: Value;
  readonly node: ts.Node;
}

/** One way of control at one place. */
export interface State {
  readonly env: Map<string, Value>;
  readonly facts: Facts;
  readonly dead: boolean;
}

export interface Return {
  readonly value: Value;
  readonly state: State;
}

/** A running function (or a module's top level). */
export interface Frame {
  readonly uri: string;
  readonly script: Script;
  readonly parent: Frame | undefined;
  /** A module's top level, no function. */
  readonly top: boolean;
  readonly returns: Return[];
  /** For each loop or switch that is open: the states that leave it early. */
  readonly exits: State[][];
  /** Names that were given a new value as a whole. */
  readonly assigned: Set<string>;
  env: Map<string, Value>;
  facts: Facts;
  dead: boolean;
  /** How many `try` blocks stand around. */
  guarded: number;
}

/** What the parts of the evaluation need of each other. */
export interface Abilities {
  readonly evaluate: (machine: Machine, node: ts.Expression, frame: Frame) => Value;
  readonly execute: (machine: Machine, statement: ts.Statement, frame: Frame) => void;
  readonly call: (machine: Machine, callee: Callable, args: readonly Argument[], site: ts.Node, frame: Frame, self?: Value) => Value;
  readonly bind: (machine: Machine, name: ts.BindingName, value: Value, frame: Frame) => void;
}

interface Stored {
  readonly value: unknown;
  readonly models: Models;
  readonly listing: readonly string[];
  readonly files: ReadonlyMap<string, SourceFile | undefined>;
}

const mostSteps = 400_000;
const deepest = 350;

export class Machine {
  collector: Collector = newCollector();
  incomplete: string | undefined;
  /** A function whose surroundings are looked for, and the closure once it is met. */
  wanted: { readonly node: ts.Node; met: FunctionCallable | undefined } | undefined;
  /** Functions being followed, outermost first. */
  readonly running: string[] = [];
  /** Files that were read for what is being worked out; the innermost set is the one being filled. */
  private readonly reading: Set<string>[] = [new Set()];
  private readonly open = new Map<string, { readonly index: number; approximation: unknown }>();
  /** The outermost unfinished derivation that the current one has made use of. */
  private lowest = Infinity;
  private steps = 0;
  private depth = 0;

  constructor(readonly snapshot: Snapshot, readonly models: Models, readonly modules: Modules, private readonly abilities: Abilities) {}

  evaluate(node: ts.Expression, frame: Frame): Value {
    if (++this.steps > mostSteps || this.depth > deepest) {
      this.incomplete ??= this.depth > deepest ? 'the code is nested too deeply to be followed to its end' : 'the code is too large to be followed to its end';
      return nothing;
    }
    this.depth++;
    const value = this.abilities.evaluate(this, node, frame);
    this.depth--;
    return value;
  }

  execute(statement: ts.Statement, frame: Frame): void {
    if (++this.steps > mostSteps || this.depth > deepest) return;
    this.depth++;
    this.abilities.execute(this, statement, frame);
    this.depth--;
  }

  call(callee: Callable, args: readonly Argument[], site: ts.Node, frame: Frame, self?: Value): Value {
    return this.abilities.call(this, callee, args, site, frame, self);
  }

  bind(name: ts.BindingName, value: Value, frame: Frame): void {
    this.abilities.bind(this, name, value, frame);
  }

  file(uri: string): SourceFile | undefined {
    this.reading.at(-1)?.add(uri);
    return this.snapshot.file(uri);
  }

  /** The files that were read so far. */
  get read(): ReadonlySet<string> {
    return this.reading[0] ?? new Set();
  }

  /**
   * What `derive` gives, kept with the script until a file that was read for it changes. A derivation that comes back to itself
   * gets what it gave last time, at first nothing (undefined); then it is gone through once more.
   */
  remembered<V>(script: Script, key: string, derive: () => V): V | undefined {
    const table = this.snapshot.memo.of('followed', script, () => new Map<string, Stored>());
    const stored = table.get(key);
    if (stored !== undefined && this.holds(stored)) {
      for (const uri of stored.files.keys()) this.reading.at(-1)?.add(uri);
      return stored.value as V;
    }
    const name = `${script.fileName} ${key}`;
    const running = this.open.get(name);
    if (running !== undefined) {
      this.lowest = Math.min(this.lowest, running.index);
      return running.approximation as V | undefined;
    }
    const outer = this.lowest;
    const index = this.open.size;
    const entry = { index, approximation: undefined as unknown };
    this.open.set(name, entry);
    this.reading.push(new Set([script.fileName]));
    this.lowest = Infinity;
    let value = derive();
    if (this.lowest === index) {
      entry.approximation = value;
      value = derive();
    }
    this.open.delete(name);
    const files = this.reading.pop() ?? new Set();
    for (const uri of files) this.reading.at(-1)?.add(uri);
    if (this.lowest >= index && this.incomplete === undefined) table.set(key, { value, models: this.models, listing: this.snapshot.listing, files: new Map([...files].map((uri) => [uri, this.snapshot.file(uri)])) });
    this.lowest = this.lowest >= index ? outer : Math.min(outer, this.lowest);
    return value;
  }

  private holds(stored: Stored): boolean {
    if (stored.models !== this.models || stored.listing !== this.snapshot.listing) return false;
    for (const [uri, file] of stored.files) if (this.snapshot.file(uri) !== file) return false;
    return true;
  }

  outline(uri: string): Outline | undefined {
    this.file(uri);
    const script = this.snapshot.script(uri);
    return script === undefined ? undefined : this.snapshot.memo.of('outline', script, outline);
  }

  hit(hit: Hit): void {
    const key = `${hit.kind} ${hit.location.uri} ${String(hit.location.span.start)} ${hit.taint.key}`;
    const known = this.collector.hits.get(key);
    if (known === undefined || (known.taint.validated && !hit.taint.validated)) this.collector.hits.set(key, hit);
  }
}

export function newCollector(): Collector {
  return { hits: new Map(), files: new Set(), environment: new Map() };
}

export function newFrame(uri: string, script: Script, parent: Frame | undefined, top = parent === undefined): Frame {
  return { uri, script, parent, top, returns: [], exits: [], assigned: new Set(), env: new Map(), facts: noFacts, dead: false, guarded: 0 };
}

export function placeOf(node: ts.Node, frame: Frame): Location {
  return { uri: frame.uri, span: { start: node.getStart(frame.script), end: node.end } };
}

export function stateOf(frame: Frame): State {
  return { env: new Map(frame.env), facts: frame.facts, dead: frame.dead };
}

export function restore(frame: Frame, state: State): void {
  frame.env = new Map(state.env);
  frame.facts = state.facts;
  frame.dead = state.dead;
}

export function joinStates(a: State, b: State): State {
  if (a.dead) return b;
  if (b.dead) return a;
  const env = new Map(a.env);
  for (const [name, value] of b.env) env.set(name, join(env.get(name) ?? bottom, value));
  return { env, facts: either(a.facts, b.facts), dead: false };
}

/** Both ways are gone through from where the frame stands; then it stands where they meet. */
export function branch(frame: Frame, one: () => void, other: () => void): void {
  const before = stateOf(frame);
  one();
  const after = stateOf(frame);
  restore(frame, before);
  other();
  restore(frame, joinStates(after, stateOf(frame)));
}

export function learn(frame: Frame, facts: Facts | undefined): void {
  if (facts !== undefined && facts.size > 0) frame.facts = both(frame.facts, facts);
}

/** The taint with all that the frame and those around it know of it. */
export function known(taint: Taint, frame: Frame): Taint {
  let result = taint;
  for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) if (current.facts.size > 0) result = informed(result, current.facts);
  return result;
}

/** The value with all that is known of the data that it is itself. */
export function knownValue(value: Value, frame: Frame): Value {
  if (value.taints.length === 0) return value;
  let changed = false;
  const taints = value.taints.map((taint) => {
    const better = known(taint, frame);
    if (better !== taint) changed = true;
    return better;
  });
  return changed ? { ...value, taints } : value;
}

/** The frame whose variable it is. */
export function owner(name: string, frame: Frame): Frame | undefined {
  for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) if (current.env.has(name)) return current;
  return undefined;
}
