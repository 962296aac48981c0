/** The state of following one entry: variables, what is known of data, what was found, and how much may still be spent. */
import type { Snapshot } from '../snapshot';
import { ts, type Script } from '../syntax/script';
import type { Location } from '../text/span';
import type { SourceFile } from '../workspace';
import { both, either, informed, noFacts, type Facts } from './facts';
import type { Models } from './models';
import type { Modules } from './modules';
import { outlineOf, type Declaration, type Import, type Outline } from './outline';
import { surfaceOf, type Surface } from './surface';
import type { Destination } from './report';
import { Env } from './env';
import { nothing, taintOf, type Callable, type FunctionCallable, type Taint, type Value, value as makeValue } from './values';

/** Data at a sink, as found. */
export interface Hit {
  readonly taint: Taint;
  readonly kind: string;
  readonly effect: string;
  readonly location: Location;
  readonly callee: string;
  readonly call: Location;
  /** Where it is put, and as what. */
  readonly put?: PutPlace;
}

export interface PutPlace {
  readonly to: Destination;
  readonly part: string;
  readonly path: readonly string[];
  readonly but: readonly string[];
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
  /** Functions that run, by uri and place. */
  readonly functions: ReadonlyMap<string, Location>;
  /** What was found in functions that were followed for all callers alike: their functions run too. */
  readonly within: ReadonlySet<Found>;
  /** Data that functions keep in variables of modules, by `keptKey`. */
  readonly kept: ReadonlyMap<string, Value>;
}

export interface Collector {
  readonly hits: Map<string, Hit>;
  readonly files: Set<string>;
  readonly environment: Map<string, { readonly name: string; readonly location: Location }>;
  readonly functions: Map<string, Location>;
  readonly within: Set<Found>;
  readonly kept: Map<string, Value>;
}

/** Names a module's variable. */
export function keptKey(uri: string, name: string): string {
  return `${uri} ${name}`;
}

function fileOfKept(key: string): string {
  return key.slice(0, key.lastIndexOf(' '));
}

export interface Argument {
  readonly value: Value;
  readonly node: ts.Node;
}

/** One way of control at one place. */
export interface State {
  readonly env: Env;
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
  /** For each label that is open: which of the exits it means. */
  readonly labels: Map<string, number>;
  /** What a generator has given so far. */
  readonly yields: Value[];
  /** For each `try` that is open: what is thrown there with data in it. */
  readonly thrown: Value[][];
  /** Names that were given a new value as a whole. */
  readonly assigned: Set<string>;
  /** Names of module variables that were written to here. */
  readonly outer: Set<string>;
  env: Env;
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
  readonly world: object;
  /** Read for it itself; what it makes use of has its own. */
  readonly files: ReadonlyMap<string, SourceFile | undefined>;
  /** Of these files only what names of their top level are was read. */
  readonly names: ReadonlyMap<string, { readonly file: SourceFile | undefined; readonly known: ReadonlyMap<string, Named> }>;
  readonly uses: readonly Stored[];
  readonly steps: number;
  /** How much deeper than where it began it went. */
  readonly height: number;
}

/** A name of a script's top level. */
export interface Named {
  readonly imported: Import | undefined;
  readonly declaration: Declaration | undefined;
  /** See `Outline.assignments`. */
  readonly assignments: readonly ts.Expression[];
}

const unnamed: readonly ts.Expression[] = [];

function namedIn({ imports, declarations, assignments }: Outline, name: string): Named {
  return { imported: imports.get(name), declaration: declarations.get(name), assignments: assignments.get(name) ?? unnamed };
}

function isSameName(a: Named, b: Named): boolean {
  return a.imported?.specifier === b.imported?.specifier && a.imported?.imported === b.imported?.imported && a.declaration?.node === b.declaration?.node
    && a.assignments.length === b.assignments.length && a.assignments.every((one, i) => one === b.assignments[i]);
}

interface Work {
  readonly files: Set<string>;
  readonly names: Map<string, Map<string, Named>>;
  readonly uses: Set<Stored>;
  steps: number;
  /** The greatest depth that was reached. */
  deepest: number;
}

function newWork(...files: readonly string[]): Work {
  return { files: new Set(files), names: new Map(), uses: new Set(), steps: 0, deepest: 0 };
}

const mostSteps = 60_000;
const mostKept = 3000;
const deepest = 350;

export class Machine {
  collector: Collector = newCollector();
  incomplete: string | undefined;
  /** A function whose surroundings are looked for, and the closure once it is met. */
  wanted: { readonly node: ts.Node; met: FunctionCallable | undefined } | undefined;
  /** Functions being followed, outermost first. */
  readonly running: { readonly id: string; readonly unfinished: number }[] = [];
  /** What is being worked out, innermost last. */
  private readonly work: Work[] = [newWork()];
  private readonly open = new Map<string, { readonly index: number; approximation: unknown }>();
  /** Results that rest on an unfinished derivation, good for as long as that one stands. */
  private readonly guesses = new Map<string, { readonly value: unknown; readonly lowest: number }>();
  /** The outermost unfinished derivation that the current one has made use of. */
  private lowest = Infinity;
  /** Kept results that this machine has paid for. */
  private readonly paid = new Set<Stored>();
  private readonly own = new Map<ts.Node, Map<string, Stored>>();
  private readonly seededFiles: ReadonlySet<string>;
  private readonly resting = new Map<Stored, boolean>();
  private steps = 0;
  private depth = 0;

  constructor(readonly snapshot: Snapshot, readonly models: Models, readonly modules: Modules, private readonly world: object, private readonly abilities: Abilities, readonly seeds: ReadonlyMap<string, Value> = new Map()) {
    this.seededFiles = new Set([...seeds.keys()].map(fileOfKept));
  }

  /** For following the same entry once more, where variables of modules hold what was kept in them the first time. */
  seeded(seeds: ReadonlyMap<string, Value>): Machine {
    return new Machine(this.snapshot, this.models, this.modules, this.world, this.abilities, seeds);
  }

  /** What the other has read counts as read here. */
  adopt(other: Machine): void {
    for (const uri of other.read) this.work[0]?.files.add(uri);
  }

  evaluate(node: ts.Expression, frame: Frame): Value {
    if (!this.spend()) return nothing;
    this.depth++;
    const value = this.abilities.evaluate(this, node, frame);
    this.depth--;
    return value;
  }

  execute(statement: ts.Statement, frame: Frame): void {
    if (!this.spend()) return;
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
    this.work.at(-1)?.files.add(uri);
    return this.snapshot.file(uri);
  }

  /** The files that all that was worked out rests on. */
  get read(): ReadonlySet<string> {
    const files = new Set<string>();
    const seen = new Set<Stored>();
    const collect = (uses: Iterable<Stored>): void => {
      for (const one of uses) {
        if (seen.has(one)) continue;
        seen.add(one);
        for (const uri of one.files.keys()) files.add(uri);
        for (const uri of one.names.keys()) files.add(uri);
        collect(one.uses);
      }
    };
    for (const one of this.work) {
      for (const uri of one.files) files.add(uri);
      for (const uri of one.names.keys()) files.add(uri);
      collect(one.uses);
    }
    return files;
  }

  /**
   * What `derive` gives, kept with the script until a file that it rests on changes; with a node of it that it is all about, for as long as that node is there and the
   * names that it reads are the same. A derivation that comes back to itself gets
   * what it gave last time, at first nothing (undefined); then it is gone through once more. What is kept costs as much as
   * working it out would, so that a bound is met at the same place whether or not anything was kept before.
   */
  remembered<V>(script: Script, key: string, derive: () => V, about?: { readonly node: ts.Node; readonly closes: (value: V) => boolean }): V | undefined {
    const stored = (about === undefined ? undefined : this.keptOf(about.node, key)) ?? this.keptOf(script, key);
    // What would go too deep from here is gone through again, so that the bound is met as if nothing had been kept.
    if (stored !== undefined && this.holds(stored) && this.depth + stored.height <= deepest) {
      const top = this.work.at(-1);
      top?.uses.add(stored);
      if (top !== undefined) top.deepest = Math.max(top.deepest, this.depth + stored.height);
      this.pay(stored);
      return stored.value as V;
    }
    const name = `${script.fileName} ${key}`;
    const running = this.open.get(name);
    if (running !== undefined) {
      this.lowest = Math.min(this.lowest, running.index);
      return running.approximation as V | undefined;
    }
    const guess = this.guesses.get(name);
    if (guess !== undefined) {
      this.lowest = Math.min(this.lowest, guess.lowest);
      return guess.value as V;
    }
    const outer = this.lowest;
    const index = this.open.size;
    const guesses = this.guesses.size;
    const entry = { index, approximation: undefined as unknown };
    this.open.set(name, entry);
    this.work.push(about === undefined ? newWork(script.fileName) : newWork());
    if (about !== undefined) this.namesOf(script.fileName);
    this.lowest = Infinity;
    let value = derive();
    if (this.lowest === index) {
      entry.approximation = value;
      this.forget(guesses);
      value = derive();
    }
    this.open.delete(name);
    const work = this.work.pop() ?? newWork();
    if (this.lowest >= index && this.incomplete === undefined) {
      this.forget(guesses);
      // Variables around a function hold the tree that they are of.
      const stays = about !== undefined && !about.closes(value);
      if (!stays) work.files.add(script.fileName);
      this.keep(stays ? about.node : script, key, work, value);
    } else {
      this.guesses.set(name, { value, lowest: this.lowest });
      this.handUp(work);
    }
    this.lowest = this.lowest >= index ? outer : Math.min(outer, this.lowest);
    return value;
  }

  private tableOf(node: ts.Node): Map<string, Stored> {
    return this.snapshot.memo.of(node.kind === ts.SyntaxKind.SourceFile ? 'followed' : 'followed from', node, () => new Map<string, Stored>());
  }

  private keptOf(node: ts.Node, key: string): Stored | undefined {
    const own = this.own.get(node)?.get(key);
    if (own !== undefined) return own;
    const shared = this.tableOf(node).get(key);
    return shared === undefined || this.restsOnSeeds(shared) ? undefined : shared;
  }

  /** Whether it may have read a variable that has a seed. */
  private restsOnSeeds(stored: Stored): boolean {
    if (this.seeds.size === 0) return false;
    let rests = this.resting.get(stored);
    if (rests === undefined) this.resting.set(stored, (rests = [...stored.files.keys(), ...stored.names.keys()].some((uri) => this.seededFiles.has(uri)) || stored.uses.some((one) => this.restsOnSeeds(one))));
    return rests;
  }

  /** What is being worked out now rests on an unfinished derivation from further out, by its number among the running functions. */
  rests(on: number): void {
    this.lowest = Math.min(this.lowest, on);
  }

  /** How many derivations are unfinished. */
  get unfinished(): number {
    return this.open.size;
  }

  private keep(node: ts.Node, key: string, work: Work, value: unknown): void {
    const files = new Map([...work.files].map((uri) => [uri, this.snapshot.file(uri)]));
    const names = new Map([...work.names].map(([uri, known]) => [uri, { file: this.snapshot.file(uri), known }]));
    const stored: Stored = { value, models: this.models, world: this.world, files, names, uses: [...work.uses], steps: work.steps, height: Math.max(0, work.deepest - this.depth) };
    let table = this.tableOf(node);
    // What holds with these seeds holds nowhere else.
    if (this.restsOnSeeds(stored)) {
      table = this.own.get(node) ?? new Map<string, Stored>();
      this.own.set(node, table);
    }
    // Editing elsewhere leaves results behind that nobody asks for any more.
    if (table.size > mostKept) table.clear();
    table.set(key, stored);
    this.paid.add(stored);
    const top = this.work.at(-1);
    top?.uses.add(stored);
    if (top !== undefined) top.deepest = Math.max(top.deepest, work.deepest);
  }

  /** Drops the guesses beyond the first `count`: what they rest on has changed or is known now. */
  private forget(count: number): void {
    if (this.guesses.size <= count) return;
    for (const name of [...this.guesses.keys()].slice(count)) this.guesses.delete(name);
  }

  private handUp(work: Work): void {
    const above = this.work.at(-1);
    if (above === undefined) return;
    above.steps += work.steps;
    above.deepest = Math.max(above.deepest, work.deepest);
    for (const uri of work.files) above.files.add(uri);
    for (const [uri, known] of work.names) for (const [name, one] of known) (above.names.get(uri) ?? this.namesOf(uri))?.set(name, one);
    for (const one of work.uses) above.uses.add(one);
  }

  /** A bound was met: what lies beyond it is not followed, and nothing that rests on that is kept. */
  overrun(why: string): void {
    this.incomplete ??= why;
  }

  /** One step more. False where there is none left: then nothing more is followed, and people are told. */
  spend(): boolean {
    const top = this.work.at(-1);
    if (top !== undefined) {
      top.steps++;
      top.deepest = Math.max(top.deepest, this.depth);
    }
    if (++this.steps <= mostSteps && this.depth <= deepest) return true;
    this.overrun(this.depth > deepest ? 'the code is nested too deep to be followed to its end' : 'the code is too large to be followed to its end');
    return false;
  }

  private pay(stored: Stored): void {
    if (this.paid.has(stored)) return;
    this.paid.add(stored);
    this.steps += stored.steps;
    for (const one of stored.uses) this.pay(one);
  }

  private holds(stored: Stored): boolean {
    const checked = this.snapshot.memo.of('holding', this.snapshot, () => new WeakMap<Stored, boolean>());
    let holding = checked.get(stored);
    if (holding !== undefined) return holding;
    holding = stored.models === this.models && stored.world === this.world;
    if (holding) for (const [uri, file] of stored.files) holding &&= this.snapshot.file(uri) === file;
    if (holding) for (const [uri, { file, known }] of stored.names) holding &&= this.snapshot.file(uri) === file || this.areSame(uri, known);
    holding &&= stored.uses.every((one) => this.holds(one));
    checked.set(stored, holding);
    return holding;
  }

  private areSame(uri: string, known: ReadonlyMap<string, Named>): boolean {
    const script = this.snapshot.script(uri);
    if (script === undefined) return false;
    const outline = outlineOf(script, this.snapshot);
    return [...known].every(([name, before]) => isSameName(before, namedIn(outline, name)));
  }

  /** Names that what is being worked out has read of a file's top level. */
  private namesOf(uri: string): Map<string, Named> | undefined {
    const top = this.work.at(-1);
    if (top === undefined) return undefined;
    let names = top.names.get(uri);
    if (names === undefined) top.names.set(uri, (names = new Map<string, Named>()));
    return names;
  }

  /** A script of which nothing is read but what somebody holds already: nodes of it. */
  script(uri: string): Script | undefined {
    const script = this.snapshot.script(uri);
    if (script === undefined) this.file(uri);
    else this.namesOf(uri);
    return script;
  }

  /** What a name of a script's top level is: what rests on that alone holds in another text of the file too. */
  named(uri: string, name: string): Named | undefined {
    const script = this.script(uri);
    if (script === undefined) return undefined;
    const names = this.namesOf(uri);
    let one = names?.get(name);
    if (one === undefined) {
      one = namedIn(outlineOf(script, this.snapshot), name);
      names?.set(name, one);
    }
    return one;
  }

  outline(uri: string): Outline | undefined {
    this.file(uri);
    const script = this.snapshot.script(uri);
    return script === undefined ? undefined : outlineOf(script, this.snapshot);
  }

  surface(uri: string): Surface | undefined {
    this.file(uri);
    return surfaceOf(uri, this.snapshot);
  }

  /** A bound was met at this place, though all else is followed to its end. */
  beyond(location: Location, why: string): void {
    this.hit({ taint: taintOf({ id: '', kind: 'bound', label: '', shape: undefined, location }), kind: '(bound)', effect: why, location, callee: '', call: location });
  }

  hit(hit: Hit): void {
    const key = `${hit.kind} ${hit.location.uri} ${String(hit.location.span.start)} ${hit.taint.key}${hit.put === undefined ? '' : ` ${JSON.stringify(hit.put)}`}`;
    const known = this.collector.hits.get(key);
    if (known === undefined || (known.taint.validated && !hit.taint.validated)) this.collector.hits.set(key, hit);
  }
}

export function newCollector(): Collector {
  return { hits: new Map(), files: new Set(), environment: new Map(), functions: new Map(), within: new Set(), kept: new Map() };
}

export function newFrame(uri: string, script: Script, parent: Frame | undefined, top = parent === undefined): Frame {
  return { uri, script, parent, top, returns: [], exits: [], labels: new Map(), yields: [], thrown: [], assigned: new Set(), outer: new Set(), env: new Env(), facts: noFacts, dead: false, guarded: 0 };
}

export function placeOf(node: ts.Node, frame: Frame): Location {
  return { uri: frame.uri, span: { start: node.getStart(frame.script), end: node.end } };
}

export function stateOf(frame: Frame): State {
  const { kept } = frame.env;
  if (kept === frame.env) frame.env = kept.over();
  return { env: kept, facts: frame.facts, dead: frame.dead };
}

export function restore(frame: Frame, state: State): void {
  frame.env = state.env.over();
  frame.facts = state.facts;
  frame.dead = state.dead;
}

export function joinStates(a: State, b: State): State {
  if (a.dead) return b;
  if (b.dead) return a;
  return { env: Env.meet(a.env, b.env), facts: either(a.facts, b.facts), dead: false };
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
  const taints = value.taints.map((taint) => known(taint, frame));
  if (taints.every((taint, i) => taint === value.taints[i])) return value;
  const left = taints.filter((taint) => taint.clean !== -1);
  return left.length === taints.length ? { ...value, taints } : makeValue({ ...value, taints: left });
}

/** The frame whose variable it is. */
export function owner(name: string, frame: Frame): Frame | undefined {
  for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) if (current.env.has(name)) return current;
  return undefined;
}
