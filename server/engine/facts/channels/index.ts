/**
 * Joins functions by what they leave for one another: data that one puts on a queue, in a table … is an origin in the one that the template starts
 * with it, or whose code reads it back. Works on what code analysis has said of each entry point alone, so nothing is followed anew. Knows no rule.
 */
import type { Destination, EntryReport, Flow, Origin, Piece, Put } from '../../code/report';
import { labelBelow } from '../../code/models';
import type { FlowStep } from '../../finding';
import { kept } from '../../memo';
import type { Snapshot } from '../../snapshot';
import type { Deployment } from '../../template/deployment';
import { stringOf } from '../../template/value';
import { beginning } from '../../text/span';
import type { Entry, Handler, Runs, Sender } from '../facts';
import { needsOf, type Need, type Needs } from '../needs';
import { exposures, triggersOf } from '../sender';
import { below, channelsOf, type Channel, type Channels } from './channel';
import { mayBeFilledByOthers, patternOf, placeOfFunction, placeOfTrigger, placesOf, relaysTo, type Place } from './places';
import { addTo } from '../../text/groups';

/** A call that puts, made by an entry point that a function runs; the same object for as long as these are. */
interface Filling {
  readonly entry: Entry;
  readonly handler: Handler | undefined;
  readonly put: Put;
}

/** What an entry point holds of a place: names below a part of what was put there. */
interface Arrival {
  readonly place: Place;
  readonly channel: Channel;
  readonly part: string;
  readonly rest: readonly string[];
  /** The way from the place to the entry point, through the template. */
  readonly hops: readonly FlowStep[];
  /** What is known of those that arrive: an event's source, an object's key. */
  readonly takes: ReadonlyMap<string, readonly string[]>;
  /** Where there is more in the place than what is known to be taken, it is not taken for that. */
  readonly strict: boolean;
}

interface Answered {
  readonly ask: (joints: Joints) => unknown;
  readonly answer: unknown;
}

/** What an entry point was joined to last, with what was asked for it and the answers. */
interface Told {
  entry: Entry;
  /** Of its flows, where it was joined to anything. */
  text?: string;
  asked: ReadonlyMap<string, Answered> | undefined;
}

/** What fills each place, last. */
interface Filled {
  lists: ReadonlyMap<string, readonly Filling[]>;
}

/** Who sends data, and how it comes. */
interface Source {
  readonly sender: Sender;
  readonly steps: readonly FlowStep[];
  readonly validated: boolean;
}

/** A datum of an entry point, and the way from there to where it is asked for. */
interface Way {
  readonly entry: Entry;
  readonly origin: Origin;
  /** What is said of the way, behind who sends. */
  readonly phrase: string;
  readonly steps: readonly FlowStep[];
  readonly validated: boolean;
}

/** Queues, tables and the like that data comes through, one after another, and those who send one datum. */
const mostHops = 4;
const mostSources = 12;
const tooFar = `data comes here through more than ${String(mostHops)} queues, tables and the like, or from more than ${String(mostSources)} places; who sends it from farther off is not judged`;

/** The entry points that are asked for, where data from others arrives with flows that begin there. What comes of nothing that others put is left out. `view`: see `WholeFacts`. */
export function* joinedByChannels(runs: Runs, isAsked: (entry: Entry) => boolean, handlers: readonly Handler[], snapshot: Snapshot, models: Readonly<Record<string, unknown>>, view: string): Generator<void, Runs> {
  const asked = new Map([...runs].filter(([entry]) => isAsked(entry)));
  if ([...runs.keys()].every(({ report }) => report.puts.length === 0)) return asked;
  const joints = new Joints(runs, handlers, snapshot, models, view);
  yield* joints.prepared([...asked.keys()]);
  const joined = new Map<Entry, readonly Handler[]>();
  for (const [entry, by] of asked) {
    joined.set(joints.joined(entry), by);
    yield;
  }
  return joined;
}

class Joints {
  private readonly channels: Channels;
  private fillings: ReadonlyMap<string, readonly Filling[]> = new Map();
  /** Channels of deployments in which something is put nobody knows where. */
  private readonly open = new Set<string>();
  /** By such a channel: whether all is seen that is put there. */
  private readonly seen = new Map<string, boolean>();
  private readonly alone = new Map<string, boolean>();
  /** Places of all calls that put. */
  private calls: ReadonlySet<string> | undefined;
  /** For the entry point that is being joined. */
  private asked = new Map<string, Answered>();
  private isOver = false;

  constructor(private readonly runs: Runs, private readonly handlers: readonly Handler[], private readonly snapshot: Snapshot, private readonly models: Readonly<Record<string, unknown>>, private readonly view: string) {
    this.channels = snapshot.memo.of('channels', models, channelsOf);
  }

  /** Notes what is put where, for joining some entry points. What calls need is worked out one function a step. */
  *prepared(entries: readonly Entry[]): Generator<void, void> {
    const fillings = new Map<string, Filling[]>();
    for (const [entry, handlers] of this.runs) {
      for (const put of entry.report.puts) {
        for (const handler of handlers.length === 0 ? [undefined] : handlers) {
          this.fill(this.fillingOf(entry, handler, put), fillings);
          yield;
        }
      }
    }
    const before = this.snapshot.memo.of<object, Filled>(`${this.view}filled places`, this.models, () => ({ lists: new Map() }));
    this.fillings = before.lists = new Map([...fillings].map(([key, list]) => [key, kept<readonly Filling[]>(before.lists.get(key) ?? [], list)]));
    const asked = new Set(entries.flatMap((entry) => (entry.report.flows.some(({ origin }) => origin.kind === 'event') ? (this.runs.get(entry) ?? []).filter((handler) => this.mayBeFed(handler)).map(({ deployment }) => deployment) : [])));
    for (const handler of this.handlers) {
      if (!asked.has(handler.deployment)) continue;
      this.needsOf(handler);
      yield;
    }
  }

  /** Whether something starts the function that may be filled by functions of the workspace alone. */
  private mayBeFed({ function: { triggers }, deployment }: Handler): boolean {
    return triggers.some((trigger) => {
      const channel = this.channels.byTrigger.get(trigger.kind);
      const place = channel === undefined || channel.alone.length === 0 ? undefined : placeOfTrigger(trigger, channel, deployment);
      return place !== undefined && this.fillings.has(place.key);
    });
  }

  private fillingOf(entry: Entry, handler: Handler | undefined, put: Put): Filling {
    const known = this.snapshot.memo.of('fillings', put, () => new Map<Handler | undefined, Filling>());
    const before = known.get(handler);
    if (before?.entry === entry) return before;
    const filling: Filling = { entry, handler, put };
    known.set(handler, filling);
    return filling;
  }

  private fill(filling: Filling, fillings: Map<string, Filling[]>): void {
    const { put: { to }, handler } = filling;
    const channel = this.channels.byName.get(to.channel);
    if (channel === undefined) return;
    const places = this.snapshot.memo.reading('places', filling, () => this.needAt(to, handler), (read) => placesOf(to, channel, handler, read('need') as Need | undefined));
    if (places === undefined) {
      if (handler !== undefined) this.open.add(`${channel.name} ${handler.deployment.uri} ${handler.deployment.name}`);
      return;
    }
    for (const { key } of places) {
      addTo(fillings, key, filling);
    }
  }

  /** What rights analysis knows of a call whose target following data does not tell. */
  private needAt({ call, names, variables }: Destination, handler: Handler | undefined): Need | undefined {
    if (handler === undefined || names.length + variables.length > 0) return undefined;
    return this.needsOf(handler)?.needs.find((need) => need.targets.length > 0 && beginning(need.call) === beginning(call));
  }

  private needsOf({ binding }: Handler): Needs | undefined {
    return binding.kind === 'bound' ? needsOf(binding.uri, binding.exportName, this.snapshot, this.models) : undefined;
  }

  /** The same object as before where all that it was joined to is. */
  joined(entry: Entry): Entry {
    const told = this.snapshot.memo.of<Entry, Told>(`${this.view}joined by channels`, entry, (key) => ({ entry: key, asked: undefined }));
    if (told.asked !== undefined && [...told.asked.values()].every(({ ask, answer }) => ask(this) === answer)) return told.entry;
    this.asked = new Map();
    this.isOver = false;
    const senders = new Map<Flow, Sender>();
    const { report } = entry;
    const flows = [...report.flows.flatMap((flow) => (flow.origin.kind === 'event' ? this.told(flow, entry, senders) : [flow])), ...report.stored.flatMap((flow) => this.told(flow, entry, senders))];
    told.asked = this.asked;
    const isOver = this.isOver as boolean;
    const beyond = isOver ? { beyond: [...report.beyond ?? [], { location: entry.entry.location, why: tooFar }] } : {};
    const isAsBefore = senders.size === 0 && flows.length === report.flows.length && !isOver;
    if (isAsBefore) told.entry = entry;
    else {
      const text = textOf({ ...report, ...beyond, flows }, senders);
      if (told.entry.senders === undefined || told.text !== text) told.entry = { ...entry, report: { ...report, ...beyond, flows }, senders };
      told.text = text;
    }
    return told.entry;
  }

  /** Notes what is asked for the entry point that is being joined. */
  private note<V>(name: string, ask: (joints: Joints) => V): V {
    const answer = ask(this);
    this.asked.set(name, { ask, answer });
    return answer;
  }

  /** Asked before anything that is worked out from them: what is noted behind it may hold deployments that are no more where these are other ones. */
  private handlersOf(entry: Entry): readonly Handler[] {
    const { style, name, location } = entry.entry;
    return this.note(`handlers ${style} ${name} ${beginning(location)}`, (joints) => joints.runs.get(entry)) ?? [];
  }

  private fillingsAt(key: string): readonly Filling[] | undefined {
    return this.note(`fillings ${key}`, (joints) => joints.fillings.get(key));
  }

  /** The flow as it is, or as it begins with whoever sends its data from farthest away; none where nobody does. */
  private told(flow: Flow, entry: Entry, senders: Map<Flow, Sender>): readonly Flow[] {
    const isStored = flow.origin.kind === 'stored';
    const own = isStored || this.isFed(entry, flow.origin) ? undefined : entry.sender;
    const sources = this.sourcesOf(entry, flow.origin, flow.sink.kind);
    const [worst] = [...sources].sort((a, b) => rank(b) - rank(a) || Number(a.validated) - Number(b.validated) || a.steps.length - b.steps.length);
    if (worst === undefined) return own === undefined ? [] : [flow];
    if (own !== undefined && exposures.indexOf(own.level) > rank(worst)) return [flow];
    const made: Flow = { ...flow, origin: { ...flow.origin, kind: 'event' }, steps: [...worst.steps, ...flow.steps], validated: flow.validated || (own === undefined && sources.every(({ validated }) => validated)) };
    senders.set(made, worst.sender);
    return [made];
  }

  /** Whether all that brings the data to the entry point carries what the workspace's functions put there, and nothing else. */
  private isFed(fed: Entry, { path }: Origin): boolean {
    const triggers = this.handlersOf(fed).flatMap((handler) => triggersOf(fed.entry, [handler]).map((trigger) => ({ trigger, handler })));
    return path.length > 0 && triggers.length > 0 && triggers.every(({ trigger, handler: { deployment } }) => {
      const channel = this.channels.byTrigger.get(trigger.kind);
      const place = channel === undefined ? undefined : placeOfTrigger(trigger, channel, deployment);
      return channel !== undefined && place !== undefined && this.note(`alone ${place.key}`, (joints) => joints.isAlone(place, channel));
    });
  }

  /** Senders of a datum other than those that start the entry point themselves, nearest first. What is put goes by every place once, however many ways lead there. */
  private sourcesOf(entry: Entry, origin: Origin, sink: string): readonly Source[] {
    const sources: Source[] = [];
    const passed = new Map<Piece, Set<string>>();
    let ways: readonly Way[] = [{ entry, origin, phrase: '', steps: [], validated: false }];
    for (let hops = 0; ways.length > 0; hops++) {
      const farther: Way[] = [];
      for (const way of ways) {
        for (const [filling, piece, rest, arrival] of this.putsFor(way, sink)) {
          const before = passed.get(piece) ?? new Set();
          const state = [String(way.validated), ...rest].join('\n');
          if (before.has(state)) continue;
          passed.set(piece, before.add(state));
          if (hops >= mostHops || sources.length >= mostSources) {
            this.isOver = true;
            return sources;
          }
          const next = onward(way, filling, piece, rest, arrival);
          const { sender } = filling.entry;
          if (next.origin.kind !== 'stored' && sender.level !== 'schedule' && !this.isFed(filling.entry, next.origin)) sources.push({ sender: { ...sender, phrase: sender.phrase + next.phrase }, steps: next.steps, validated: next.validated });
          farther.push(next);
        }
      }
      ways = farther;
    }
    return sources;
  }

  /** What was put where the datum comes from, as far as the datum is a part of it. */
  private *putsFor({ entry, origin }: Way, sink: string): Generator<readonly [Filling, Piece, readonly string[], Arrival]> {
    for (const arrival of this.arrivalsOf(entry, origin)) {
      for (const filling of this.fillingsAt(arrival.place.key) ?? []) {
        if (filling.put.to.channel !== arrival.channel.name || !this.isTaken(filling.put, arrival)) continue;
        for (const piece of filling.put.pieces) {
          const rest = piece.part !== arrival.part || piece.harmless.includes(sink) ? undefined : this.restOf(piece, arrival);
          if (rest !== undefined) yield [filling, piece, rest, arrival];
        }
      }
    }
  }

  /** What is read, below what was put; undefined where that is something else. */
  private restOf({ path, but }: Piece, { channel, part, rest }: Arrival): readonly string[] | undefined {
    const isPlain = part === 'body';
    const names = (all: readonly string[]): readonly string[] => (isPlain && channel.name !== 'table' ? all : all.filter((name) => !this.channels.wrappers.has(name)));
    const put = names(path);
    const read = names(rest).filter((name) => name !== '');
    for (const [index, name] of put.entries()) {
      const other = read[index];
      if (other === undefined || isInside(other)) return [];
      if (other !== name && name !== '*' && other !== '*') return undefined;
    }
    const left = read.slice(put.length);
    return left[0] !== undefined && but.includes(left[0]) ? undefined : left;
  }

  private isTaken({ to: { marks } }: Put, { takes, strict }: Arrival): boolean {
    for (const [name, texts] of takes) {
      const put = marks[name];
      if (put === undefined ? strict : !put.some((text) => texts.includes(text))) return false;
    }
    return !strict || takes.size > 0;
  }

  private arrivalsOf(entry: Entry, { kind, path, stored }: Origin): readonly Arrival[] {
    const handlers = this.handlersOf(entry);
    if (kind === 'stored') return stored === undefined ? [] : this.readBack(stored, handlers, path);
    return handlers.flatMap((handler) => [...this.started(handler, path), ...this.called(handler, path)]);
  }

  private readBack(stored: Destination, handlers: readonly Handler[], path: readonly string[]): readonly Arrival[] {
    const channel = this.channels.byName.get(stored.channel);
    if (channel === undefined) return [];
    const takes = new Map(Object.entries(stored.marks));
    return (handlers.length === 0 ? [undefined] : handlers).flatMap((handler) => {
      const need = this.note(`need ${beginning(stored.call)} ${handler === undefined ? '' : `${handler.deployment.uri} ${handler.deployment.name} ${handler.function.name}`}`, (joints) => joints.needAt(stored, handler));
      return (placesOf(stored, channel, handler, need) ?? []).flatMap((place) => channel.answers.flatMap((spot): readonly Arrival[] => {
        const rest = below(spot, path);
        const hops = place.declared === undefined ? [] : [{ location: place.declared.resource.at, message: filled(channel.holds, place.name, '') }];
        return rest === undefined ? [] : [{ place, channel, part: spot.part, rest, hops, takes, strict: false }];
      }));
    });
  }

  /** By what starts the function. */
  private started(handler: Handler, path: readonly string[]): readonly Arrival[] {
    const { deployment, function: deployed } = handler;
    return deployed.triggers.flatMap((trigger): readonly Arrival[] => {
      const channel = this.channels.byTrigger.get(trigger.kind);
      const place = channel === undefined ? undefined : placeOfTrigger(trigger, channel, deployment);
      if (channel === undefined || place === undefined) return [];
      const hop: FlowStep = { location: trigger.at, message: filled(channel.hop, place.name, deployed.name) };
      const pattern = trigger.kind === 'event' ? patternOf(trigger) : undefined;
      const takes = new Map([...pattern ?? []].filter(([name]) => name === 'source' || name === 'detail-type'));
      return channel.arrives.flatMap((spot): readonly Arrival[] => {
        const rest = below(spot, path);
        if (rest === undefined) return [];
        const direct: Arrival = { place, channel, part: spot.part, rest, hops: [hop], takes, strict: trigger.kind === 'event' && place.declared === undefined };
        return [direct, ...(channel.name === 'queue' && spot.part === 'body' ? this.relayed(place, rest, hop) : [])];
      });
    });
  }

  private relayed({ declared, name }: Place, rest: readonly string[], hop: FlowStep): readonly Arrival[] {
    if (declared === undefined) return [];
    return relaysTo(declared.resource, declared.deployment, this.channels, this.snapshot.memo).flatMap(({ from, channel, at, around }): readonly Arrival[] => {
      if (!around.every((one, index) => index >= rest.length || one === rest[index])) return [];
      return [{ place: from, channel, part: 'body', rest: rest.slice(around.length), hops: [{ location: at, message: `is handed on to queue \`${name}\`` }, hop], takes: new Map(), strict: false }];
    });
  }

  /** By functions that call it by its name. */
  private called(handler: Handler, path: readonly string[]): readonly Arrival[] {
    const channel = this.channels.byName.get('function');
    if (channel === undefined) return [];
    const place = placeOfFunction(handler, channel);
    return [{ place, channel, part: 'body', rest: path, hops: [{ location: handler.function.at, message: filled(channel.hop, place.name, handler.function.name) }], takes: new Map(), strict: false }];
  }

  private isAlone(place: Place, channel: Channel): boolean {
    let known = this.alone.get(place.key);
    if (known === undefined) this.alone.set(place.key, (known = this.findAlone(place, channel)));
    return known;
  }

  /** Whether the workspace's functions are all that fill a place, and it is known what they put there. */
  private findAlone({ key, declared }: Place, { name, alone }: Channel): boolean {
    const fillings = this.fillings.get(key) ?? [];
    if (alone.length === 0 || declared === undefined || fillings.length === 0 || fillings.some(({ put, entry }) => put.open || entry.report.incomplete !== undefined)) return false;
    const { resource, deployment } = declared;
    const way = `${name} ${deployment.uri} ${deployment.name}`;
    if (this.open.has(way) || mayBeFilledByOthers(resource, deployment)) return false;
    let seen = this.seen.get(way);
    if (seen === undefined) this.seen.set(way, (seen = this.isAllSeen(deployment, alone)));
    return seen;
  }

  /** Whether all is seen that functions of a deployment put by these actions. */
  private isAllSeen(deployment: Deployment, actions: readonly string[]): boolean {
    const calls = (this.calls ??= new Set([...this.runs.keys()].flatMap(({ report }) => report.puts.map(({ to }) => beginning(to.call)))));
    return this.handlers.every((handler) => handler.deployment !== deployment || this.isSeen(handler, actions, calls));
  }

  /** Whether all is seen that a function puts by these actions. */
  private isSeen(handler: Handler, actions: readonly string[], calls: ReadonlySet<string>): boolean {
    const language = stringOf(handler.function.runtime);
    const needs = language !== undefined && !/^(?:nodejs|provided)/i.test(language) ? undefined : this.needsOf(handler);
    return needs !== undefined && needs.unseen.length === 0 && needs.needs.every(({ action, call }) => !actions.includes(action) || calls.has(beginning(call)));
  }
}

/** All that can be different of flows between the same reports. */
function textOf({ flows, beyond }: EntryReport, senders: ReadonlyMap<Flow, Sender>): string {
  return JSON.stringify([beyond, flows.map((flow) => [flow.sink.location, flow.origin.label, flow.steps, flow.validated, senders.get(flow)])]);
}

/** The way, from what was put on. */
function onward({ phrase, steps, validated }: Way, { entry, handler }: Filling, piece: Piece, rest: readonly string[], { place, channel, hops }: Arrival): Way {
  const label = labelBelow(piece.origin.label, rest);
  const name = `\`${place.name}\``;
  const function_ = handler?.function.name ?? entry.entry.name;
  return {
    entry,
    origin: { ...piece.origin, label, path: [...piece.origin.path, ...rest] },
    phrase: `, and \`${function_}\` ${channel.said.replace('{data}', `\`${label}\``)} ${name}${phrase}`,
    steps: [...piece.steps, { location: piece.location, message: `${channel.put} ${name}` }, ...hops, ...steps],
    validated: validated || piece.validated,
  };
}

function rank({ sender: { level } }: Source): number {
  return exposures.indexOf(level);
}

/** What stands in parentheses in a path is asked of the data as a whole: its content, its names. */
function isInside(name: string): boolean {
  return name.startsWith('(');
}

function filled(phrase: string, name: string, deployed: string): string {
  return phrase.replace('{name}', `\`${name}\``).replace('{function}', `\`${deployed}\``);
}
