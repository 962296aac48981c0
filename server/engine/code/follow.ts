/** Follows one entry point from its event to every sink that its data reaches, and tells the flows. */
import { ts } from '../syntax/script';
import { exported, ofType } from './bindings';
import { startedBy, type StartedFunction } from './entries';
import type { FlowStep } from '../finding';
import { newFrame, type Found, type Frame, type Hit, type Machine, type PutPlace } from './machine';
import { checkedByUse } from './middleware';
import { describe, form, isSigned, kindsIn, labelBelow, names, mergeShapes, type EventShape, type Models } from './models';
import { words } from './named-secrets';
import type { BoundMet, Destination, EntryPoint, EntryReport, EventKind, Flow, Origin, PayloadRead, Piece, Put } from './report';
import { checkedAs, passedParts, passedSchema, type Schema } from './schemas';
import { harmlessIn } from './sinks';
import { start as originAt, stationsOf, tell } from './trail';
import { compareLocations, type Location } from '../text/span';
import { cleaned, deepTaints, external, mapTaints, nothing, tainted, taintOf, type External, type FunctionCallable, type Taint, type Value } from './values';

/** Yields after each file that was not read yet: reading is the longest step. */
export function* readFirst(entry: EntryPoint, machine: Machine): Generator<void, void> {
  const seen = new Set<string>([entry.uri]);
  const queue = [entry.uri];
  for (let uri = queue.pop(); uri !== undefined; uri = queue.pop()) {
    for (const specifier of machine.surface(uri)?.specifiers ?? []) {
      const target = machine.modules.resolve(specifier, uri);
      if (target === undefined || seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
    yield;
  }
}

export function followEntry(entry: EntryPoint, machine: Machine): EntryReport {
  const outline = machine.outline(entry.uri);
  if (outline === undefined) return { entry, flows: [], stored: [], puts: [], uncheckedReads: [], environmentReads: [], files: [], functions: [], unguardedParses: [] };
  startEntry(entry, machine, newFrame(entry.uri, outline.script, undefined));
  // What was kept in variables of modules is there for whoever reads them, whichever came first.
  let current = machine;
  for (let pass = 0; pass < 2; pass++) {
    const seeds = keptByEvent(current);
    if (seeds.size === 0 || sameSeeds(seeds, current.seeds)) break;
    current = machine.seeded(seeds);
    startEntry(entry, current, newFrame(entry.uri, outline.script, undefined));
    machine.adopt(current);
  }
  return reported(entry, current);
}

function keptByEvent({ collector }: Machine): ReadonlyMap<string, Value> {
  const seeds = new Map<string, Value>();
  for (const [key, value] of collector.kept) {
    const own = mapTaints(value, (taint) => (taint.source.kind === 'event' ? taint : undefined));
    if (own.deep) seeds.set(key, own);
  }
  return seeds;
}

function sameSeeds(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => deepTaints(value).length === deepTaints(b.get(key) ?? nothing).length);
}

function startEntry(entry: EntryPoint, machine: Machine, frame: Frame): void {
  // What a resolver throws is an answer: the library catches it.
  if (entry.style === 'resolvers') frame.guarded = 1;
  if (entry.style === 'lambda') {
    for (const callable of exported(machine, entry.uri, entry.name).callables) if (callable.kind === 'function') start(machine, callable, lambdaArguments(callable, machine, entry), frame);
  } else for (const one of startedBy(machine, entry)) start(machine, one.callable, handed(machine, one), frame);
}

function start(machine: Machine, callable: FunctionCallable, values: readonly Value[], frame: Frame): void {
  machine.call({ ...callable, name: '' }, values.map((value) => ({ value, node: callable.node })), callable.node, frame);
}

function lambdaArguments(callable: FunctionCallable, machine: Machine, entry: EntryPoint): readonly Value[] {
  const event = eventValue(callable, machine, entry);
  const { externals, schema } = exported(machine, entry.uri, entry.name);
  const checked = [...externals, ...decorators(callable, machine)].some((one) => machine.models.checkedBy.matching(one).length > 0) || checkedByUse(machine, entry.uri, entry.name);
  return [checked ? asChecked(machine, callable, schema, event) : event, external('aws-lambda', 'context'), external('aws-lambda', 'callback')];
}

/** The event behind a middleware that has checked it, by a schema where one is seen. */
function asChecked(machine: Machine, { node, uri }: FunctionCallable, schema: Schema | undefined, event: Value): Value {
  const script = machine.snapshot.script(uri);
  if (schema === undefined || script === undefined) return cleaned(event, form.shaped);
  return passedSchema(machine, schema, event, node.parameters[0] ?? node, newFrame(uri, script, undefined));
}

/** The packages' decorators that stand above a method. */
function decorators({ node, uri }: FunctionCallable, machine: Machine): readonly External[] {
  const script = machine.snapshot.script(uri);
  if (script === undefined || !ts.canHaveDecorators(node)) return [];
  const frame = newFrame(uri, script, undefined);
  return (ts.getDecorators(node) ?? []).flatMap(({ expression }) => machine.evaluate(ts.isCallExpression(expression) ? expression.expression : expression, frame).externals);
}

function eventValue(callable: FunctionCallable, machine: Machine, entry: EntryPoint): Value {
  const kinds: readonly EventKind[] = entry.events.filter((kind) => kind !== 'schedule');
  const shape = kinds.reduce<EventShape | undefined>((all, kind) => mergeShapes(all, machine.models.shapes.get(kind)), undefined);
  return shape === undefined ? nothing : rootOf(callable, machine, 'event', shape);
}

function rootOf(callable: FunctionCallable, machine: Machine, id: string, shape: EventShape, place = 0): Value {
  const script = machine.snapshot.script(callable.uri);
  const parameter = callable.node.parameters[place];
  const at = parameter ?? callable.node;
  const span = script === undefined ? { start: at.pos, end: at.end } : { start: at.getStart(script), end: at.end };
  const location = { uri: callable.uri, span };
  const taint = taintOf({ id, kind: 'event', label: shape.label, shape, location });
  // What is wholly the sender's is no frame around his data.
  return tainted([shape.leaf ? { ...taint, shape: undefined, clean: shape.form, validated: shape.checked, trail: originAt(location, machine.models.phrases.get(shape.part) ?? 'comes from the event') } : taint]);
}

/** What a function gets that is started by something else than its name. */
function handed(machine: Machine, { callable, receives, checked, schemas }: StartedFunction): readonly Value[] {
  return receives.map((name, place) => {
    const shape = machine.models.shapes.get(name);
    if (shape !== undefined) {
      const value = rootOf(callable, machine, place === 0 ? 'event' : `event ${String(place)}`, shape, place);
      const script = place === 0 && schemas !== undefined ? machine.snapshot.script(callable.uri) : undefined;
      if (script !== undefined && schemas !== undefined) return passedParts(machine, schemas, value, callable.node.parameters[0] ?? callable.node, newFrame(callable.uri, script, undefined));
      return checked ? cleaned(value, 0) : asTyped(machine, callable, place, value);
    }
    const [module = '', ...path] = name.split(':');
    return path.length === 0 ? nothing : external(module, ...path);
  });
}

/** A framework that puts parts of a request into parameters checks them by the decorators of the parameter's class. */
function asTyped(machine: Machine, { node, uri }: FunctionCallable, place: number, value: Value): Value {
  const parameter = node.parameters[place];
  const script = machine.snapshot.script(uri);
  if (script === undefined || parameter?.type === undefined || !ts.canHaveDecorators(parameter) || ts.getDecorators(parameter) === undefined) return value;
  const frame = newFrame(uri, script, undefined);
  const { instance } = ofType(machine, parameter.type, frame);
  return instance === undefined ? value : checkedAs(machine, instance, value, parameter, frame);
}

function reported(entry: EntryPoint, machine: Machine): EntryReport {
  const flows: Flow[] = [];
  const stored: Flow[] = [];
  const unchecked = new Map<string, PayloadRead>();
  const parses = new Map<string, PayloadRead>();
  const beyond = new Map<string, BoundMet>();
  for (const hit of machine.collector.hits.values()) {
    if (hit.taint.source.kind === 'parameter' || hit.put !== undefined) continue;
    if (hit.kind === '(use)') note(unchecked, hit);
    else if (hit.kind === '(json)') note(parses, hit, hit.location, String(hit.location.span.start));
    else if (hit.kind === '(bound)') beyond.set(`${hit.location.uri} ${String(hit.location.span.start)}`, { location: hit.location, why: hit.effect });
    else (hit.taint.source.kind === 'stored' ? stored : flows).push(...flowsOf(hit, entry, machine));
  }
  const byPlace = (a: PayloadRead, b: PayloadRead): number => compareLocations(a.location, b.location);
  return {
    entry,
    flows: flows.sort(bySink),
    stored: stored.sort(bySink),
    puts: putsOf(machine),
    uncheckedReads: [...unchecked.values()].sort(byPlace),
    unguardedParses: [...parses.values()].sort(byPlace),
    environmentReads: [...machine.collector.environment.values()].sort((a, b) => compareLocations(a.location, b.location)),
    files: [...machine.collector.files].sort(),
    functions: functionsRun(machine.collector),
    ...(beyond.size === 0 ? {} : { beyond: [...beyond.values()].sort((a, b) => compareLocations(a.location, b.location)) }),
    ...(machine.incomplete === undefined ? {} : { incomplete: machine.incomplete }),
  };
}

function bySink(a: Flow, b: Flow): number {
  return compareLocations(a.sink.location, b.sink.location);
}

/** More data than that in one text is not told apart. */
const mostPieces = 10;

/** Each call, and each place that it puts something in, once. */
function putsOf(machine: Machine): readonly Put[] {
  const puts = new Map<string, { readonly to: Destination; readonly callee: string; readonly pieces: Piece[] }>();
  for (const { put, taint, location, callee } of machine.collector.hits.values()) {
    if (put === undefined || taint.source.kind === 'parameter') continue;
    const key = JSON.stringify(put.to);
    const one = puts.get(key) ?? { to: put.to, callee, pieces: [] };
    puts.set(key, one);
    if (put.part !== '') one.pieces.push(pieceOf(taint, location, put, machine));
  }
  return [...puts.values()].map((put) => ({ ...put, open: put.pieces.length >= mostPieces })).sort((a, b) => compareLocations(a.to.call, b.to.call));
}

function pieceOf(taint: Taint, location: Location, { part, path, but }: PutPlace, { models }: Machine): Piece {
  const { origin, steps } = storyOf(taint, { location, message: '' }, models);
  // Text as a whole is yet to be read; what stands in it has the form that it has.
  const left = path.length === 0 ? { ...taint, clean: kindsIn(taint.clean) } : taint;
  return { part, path, but, origin, steps: steps.slice(0, -1), location, validated: taint.validated, harmless: harmlessIn(left, models.kinds.values()) };
}

function functionsRun(found: Found): readonly Location[] {
  const functions = new Map<string, Location>();
  const seen = new Set<Found>([found]);
  for (const one of seen) {
    for (const [id, location] of one.functions) functions.set(id, location);
    for (const inner of one.within) seen.add(inner);
  }
  return [...functions.values()].sort(compareLocations);
}

function note(reads: Map<string, PayloadRead>, { taint }: Hit, location = placeRead(taint), place = ''): void {
  // The name of a field is no field, and neither is what a package answers.
  if (taint.source.kind !== 'event' || taint.answered || taint.path.includes(names)) return;
  const { label, part } = describe(taint.source.shape, taint.path);
  const key = `${label} ${location.uri} ${place}`;
  if (!reads.has(key)) reads.set(key, { label, part, path: pathBelow(taint), location });
}

function placeRead(taint: Taint): Location {
  const first = stationsOf(taint.trail)[0];
  return first?.origin === true ? first.location : taint.source.location;
}

/** The names below the part of the event. */
function pathBelow(taint: Taint): readonly string[] {
  let shape = taint.source.shape;
  for (const [index, name] of taint.path.entries()) {
    if (shape === undefined || shape.leaf) return taint.path.slice(index);
    shape = shape.fields.get(name) ?? shape.fields.get('[]');
    // A field that is not listed is itself the first name of the payload.
    if (shape === undefined) return taint.path.slice(index);
  }
  return [];
}

/** What is not the event's: a secret is called so, whatever its answer wraps it in. */
function ownLabel({ source, path }: Taint, models: Models): string {
  if (source.kind === 'model' || source.kind === 'archive') return source.label;
  if (source.kind !== 'secret') return labelBelow(source.label, path);
  const own = path.filter((name) => name !== '[]' && !models.answers.has(name));
  return own.length === 0 ? source.label : `${source.label}'s ${labelBelow('', own)}`;
}

function originOf(taint: Taint, models: Models): Origin {
  const { source, path } = taint;
  const { part, label } = source.shape === undefined ? { part: '', label: ownLabel(taint, models) } : describe(source.shape, path);
  return { kind: source.kind, label, part, path, location: placeRead(taint), ...(source.stored === undefined ? {} : { stored: source.stored }) };
}

/** Where data comes from and how it comes to `end`, which is the last step. */
function storyOf(taint: Taint, end: FlowStep, models: Models): { readonly origin: Origin; readonly steps: readonly FlowStep[] } {
  const origin = originOf(taint, models);
  const stations = stationsOf(taint.trail);
  const first = stations[0];
  const phrase = first?.origin === true ? first.message : models.phrases.get(origin.part === '' ? 'whole' : origin.part) ?? 'comes from the event';
  return { origin, steps: tell({ location: origin.location, message: phrase }, stations, end) };
}

function flowsOf(hit: Hit, entry: EntryPoint, machine: Machine): readonly Flow[] {
  const { origin, steps } = storyOf(hit.taint, { location: hit.location, message: hit.effect }, machine.models);
  const sink = { kind: hit.kind, effect: hit.effect, location: hit.location, callee: hit.callee, call: hit.call };
  const flow: Flow = { entry, origin, sink, steps, validated: hit.taint.validated, ...(isSigned(hit.taint.clean) ? { signed: true } : {}) };
  // Of the environment as a whole, only what is named as a secret is one.
  if (origin.kind === 'environment' && hit.taint.path.length > 0 && !machine.models.environment.test(hit.taint.path.at(-1) ?? '')) return [];
  // Where a database is, and as whom one signs in there, is no secret.
  if (origin.kind === 'secret' && machine.models.situating.test(words(hit.taint.path.filter((name) => name !== '[]').at(-1) ?? ''))) return [];
  // Of an archive's entry the name is meant, not what it holds.
  if (origin.kind === 'archive' && !hit.taint.path.some((name) => name === names || machine.models.entryNamed.has(name))) return [];
  if (origin.kind === 'model' && hit.taint.path.some((name) => machine.models.counted.has(name))) return [];
  if (origin.kind !== 'event') return [flow];
  const last = words(hit.taint.path.filter((name) => name !== '[]').at(-1) ?? '');
  // What somebody makes of a telephone number, such as its country, is no number.
  const isSecret = machine.models.credential.test(last) || (/^(?:cookies|headers)$/.test(origin.part) && machine.models.carried.test(last));
  const kinds = ['event', ...(!hit.taint.found && isSecret ? ['credential'] : []), ...(!hit.taint.answered && machine.models.personal.test(last) ? ['personal'] : [])];
  return kinds.map((kind) => ({ ...flow, origin: { ...origin, kind } }));
}
