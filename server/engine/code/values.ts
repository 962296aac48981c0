/**
 * What is known of a value while code is followed: the untrusted data in it, its constants, its fields, the functions and the
 * package exports that it may be. Values are immutable; what is not known is simply absent. Knows no syntax of its own.
 */
import type { ts } from '../syntax/script';
import type { Location } from '../text/span';
import { form, type EventShape } from './models';
import type { Facts } from './facts';
import type { Destination } from './report';
import type { Schema } from './schemas';
import { hop, through, type Trail } from './trail';

/** Where data starts. `parameter` stands for whatever a caller hands in, while a function is followed once for all callers. */
export interface Source {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly shape: EventShape | undefined;
  readonly location: Location;
  /** What it was put in before, where it is read back. */
  readonly stored?: Destination;
}

export interface Taint {
  readonly source: Source;
  /** The kind of the source behind it, also where a parameter stands in for that. */
  readonly from: string;
  /** Names of the fields read below the source; `[]` for an element. */
  readonly path: readonly string[];
  /** Source and path in one, for comparing. */
  readonly key: string;
  /** Set while the data is still a part of the event's own frame (the whole event, its records). */
  readonly shape: EventShape | undefined;
  /** The part of the event that it comes from; '' elsewhere. */
  readonly part: string;
  /** Bits of the sink kinds that it cannot harm any more. */
  readonly clean: number;
  /** Somebody has looked at it: a schema, a guard, a conversion. */
  readonly validated: boolean;
  /** A package has given it for what it was handed: fields below are no fields of the event. */
  readonly answered: boolean;
  /** That answer was waited for: its fields are what was found by the data, not the data. */
  readonly found: boolean;
  /** The text that is known to stand before it; '' at the start, undefined after something unknown. */
  readonly before: string | undefined;
  /** The call that prepared it for code that is not seen. */
  readonly prepared: Prepared | undefined;
  /** Where it stands in a text that holds it with other things. */
  readonly packed: Packed | undefined;
  readonly trail: Trail | undefined;
}

/** What was true of data when it was written into a text such as JSON. */
export interface Packed {
  /** Names from the outside in. */
  readonly path: readonly string[];
  /** Fields beside it that are given something else. */
  readonly but: readonly string[];
  readonly clean: number;
  readonly before: string | undefined;
}

/** A call that is a sink only where what it gives goes out of sight. */
export interface Prepared {
  readonly kind: string;
  readonly effect: string;
  readonly location: Location;
  readonly callee: string;
  readonly call: Location;
}

export type Constant = string | number | boolean | null | undefined;

/** A function of the workspace. */
export interface FunctionCallable {
  readonly kind: 'function';
  readonly node: ts.SignatureDeclaration;
  readonly uri: string;
  /** Variables around it; undefined for a function that sees only its module. */
  readonly frame: object | undefined;
  readonly self: Value | undefined;
  readonly name: string;
}

export interface ClassCallable {
  readonly kind: 'class';
  readonly node: ts.ClassLikeDeclaration;
  readonly uri: string;
  readonly frame: object | undefined;
  readonly name: string;
}

/** Something of the language itself that is called back, such as a promise's `resolve`. */
export interface NativeCallable {
  readonly kind: 'native';
  /** A promise that is settled from elsewhere: running it gives what it has been settled with so far. */
  readonly promise?: true;
  readonly run: (values: readonly Value[]) => Value;
}

export type Callable = FunctionCallable | ClassCallable | NativeCallable;

/** A package's export, or what follows from one: `pg` + [`Pool`, `query`]. Globals belong to the package `global`, variables of the environment to `(environment)`. */
export interface External {
  readonly module: string;
  readonly path: readonly string[];
}

export interface Proof {
  readonly ifTrue: Facts;
  readonly ifFalse: Facts;
  /** Of a position in a text: what it says when it is compared with the text's start. */
  readonly atStart?: Proof;
}

export interface Value {
  readonly taints: readonly Taint[];
  /** All that it can be, where that is known. */
  readonly constants: readonly Constant[] | undefined;
  readonly fields: ReadonlyMap<string, Value> | undefined;
  /** What it holds under names that are not known. */
  readonly element: Value | undefined;
  readonly callables: readonly Callable[];
  readonly externals: readonly External[];
  /** Modules of the workspace whose exports it is. */
  readonly modules: readonly string[];
  readonly schema: Schema | undefined;
  /** What is known of data where this value turns out true or false. */
  readonly proof: Proof | undefined;
  readonly instance: ClassCallable | undefined;
  /** Untrusted data is in it or below it. */
  readonly deep: boolean;
  /** How many objects and lists stand inside of each other. */
  readonly height: number;
}

/** Between the parts of a key: no uri and no name of a field holds it. */
export const separator = '\n';

const none: readonly never[] = [];
/** Data that is told apart in one value; more of it takes the place of what is better checked, so that what can do harm is seen. */
const mostTaints = 10;
/** A value of more constants is like one of which nothing is known. */
const mostConstants = 8;
/** Fields that are told apart by name where objects are joined, or filled one by one; the others are what the object holds under names that are not known. */
export const mostFields = 48;
/** Functions that one value may be; whoever calls such a value tells when there are more. */
export const mostCallables = 24;
/** A part of data that lies deeper is told of as what holds it. */
const deepestPath = 8;
/** Of what is nested deeper, only the data is kept: everything that goes down into values may rely on it. */
const highest = 60;

export const nothing: Value = { taints: none, constants: undefined, fields: undefined, element: undefined, callables: none, externals: none, modules: none, schema: undefined, proof: undefined, instance: undefined, deep: false, height: 0 };

export function value(parts: Partial<Omit<Value, 'deep' | 'height'>>): Value {
  const made = { ...nothing, ...parts };
  let deep = made.taints.length > 0;
  let height = 0;
  for (const below of partsOf(made)) {
    deep ||= below.deep;
    height = Math.max(height, below.height + 1);
  }
  if (height <= highest) return { ...made, deep, height };
  return { ...made, taints: deepTaints({ ...made, deep, height }), element: undefined, fields: undefined, deep, height: 0 };
}

/** What stands in an object or a list. */
function* partsOf({ element, fields }: Pick<Value, 'element' | 'fields'>): Generator<Value> {
  if (element !== undefined) yield element;
  if (fields !== undefined) yield* fields.values();
}

export function constant(...constants: readonly Constant[]): Value {
  return { ...nothing, constants };
}

export function external(module: string, ...path: readonly string[]): Value {
  return { ...nothing, externals: [{ module, path }] };
}

/** The module of variables of the environment: what is called on one is called on its text. */
export const environment = '(environment)';

export function callable(one: Callable): Value {
  return { ...nothing, callables: [one] };
}

export function tainted(taints: readonly Taint[]): Value {
  return taints.length === 0 ? nothing : { ...nothing, taints, deep: true };
}

export function object(fields: ReadonlyMap<string, Value>, rest?: Partial<Omit<Value, 'deep' | 'height' | 'fields'>>): Value {
  return value({ ...rest, fields });
}

export function taintOf(source: Source, trail?: Trail): Taint {
  return { source, from: source.kind, path: none, key: source.id, shape: source.shape, part: source.shape?.part ?? '', clean: 0, validated: false, answered: false, found: false, before: '', prepared: undefined, packed: undefined, trail };
}

/** Reading a field below a taint; undefined where the event's shape says that nobody outside chooses it. */
export function below(taint: Taint, field: string): Taint | undefined {
  const name = /^\d+$/.test(field) ? '[]' : field;
  if (taint.found && name !== '[]') return undefined;
  if (taint.path.length >= deepestPath) return taint;
  if (taint.shape === undefined) return { ...taint, path: [...taint.path, name], key: taint.key + separator + name, clean: formBelow(taint.clean, name), before: taint.answered || (name === 'pathname' && taint.path.at(-1) === 'nextUrl') ? undefined : '' };
  const next = taint.shape.fields.get(name) ?? taint.shape.fields.get('[]') ?? taint.shape.other;
  if (next === undefined || (!next.leaf && next.fields.size === 0 && next.other === undefined)) return undefined;
  return { ...taint, path: [...taint.path, name], key: taint.key + separator + name, shape: next.leaf ? undefined : next, part: next.part, clean: next.leaf ? taint.clean | next.form : taint.clean, validated: taint.validated || next.checked };
}

/** Fields of text there are none: somebody has made an object of it before. */
function formBelow(clean: number, name: string): number {
  if ((clean & form.textFields) !== 0) return (clean & ~form.textFields) | form.text;
  return name === '[]' ? clean : clean & ~form.text;
}

/** Values joined where ways of control meet. */
export function join(a: Value, b: Value): Value {
  return joined(a, b, new Map());
}

/** Values hold others many times over without taking their memory: each two are joined once. */
function joined(a: Value, b: Value, known: Map<Value, Map<Value, Value>>): Value {
  if (a === b) return a;
  if (isBottom(a)) return b;
  if (isBottom(b)) return a;
  const before = known.get(a)?.get(b);
  if (before !== undefined) return before;
  const elements = [a, b].flatMap(({ element }) => element ?? []);
  const fields = joinFields(a, b, known, elements);
  const whole: Value = {
    taints: joinTaints(a.taints, b.taints),
    constants: joinConstants(a, b),
    fields,
    element: elements.length === 0 ? undefined : elements.reduce((one, other) => joined(one, other, known)),
    callables: union(a.callables, b.callables, sameCallable, mostCallables),
    externals: union(a.externals, b.externals, sameExternal, 4),
    modules: union(a.modules, b.modules, (one, other) => one === other, 4),
    schema: a.schema ?? b.schema,
    proof: a.proof === b.proof ? a.proof : undefined,
    instance: a.instance ?? b.instance,
    deep: a.deep || b.deep,
    height: Math.max(a.height, b.height),
  };
  if (whole.height > 0) {
    const ofA = known.get(a) ?? new Map<Value, Value>();
    known.set(a, ofA.set(b, whole));
  }
  return whole;
}

export function joinAll(values: readonly Value[]): Value {
  return values.reduce(join, bottom);
}

/** No value at all: what a function that never returns gives. Joining it changes nothing. */
export const bottom: Value = { ...nothing, constants: none };

export function isBottom(one: Value): boolean {
  return one.constants?.length === 0 && !one.deep && one.callables.length === 0 && one.fields === undefined && one.externals.length === 0;
}

function joinConstants(a: Value, b: Value): readonly Constant[] | undefined {
  if (a.constants === undefined || b.constants === undefined) return undefined;
  const all = [...new Set([...a.constants, ...b.constants])];
  return all.length > mostConstants ? undefined : all;
}

/** What is not told apart by name any more goes to `unnamed`. */
function joinFields(a: Value, b: Value, known: Map<Value, Map<Value, Value>>, unnamed: Value[]): ReadonlyMap<string, Value> | undefined {
  if (a.fields === undefined || b.fields === undefined) return a.fields ?? b.fields;
  if (a.fields === b.fields) return a.fields;
  const fields = new Map(a.fields);
  for (const [name, field] of b.fields) {
    const other = fields.get(name);
    if (other !== undefined) fields.set(name, joined(other, field, known));
    else if (fields.size < mostFields) fields.set(name, field);
    else unnamed.push(field);
  }
  return fields;
}

export function joinTaints(a: readonly Taint[], b: readonly Taint[]): readonly Taint[] {
  if (a.length === 0 || a === b) return b;
  if (b.length === 0) return a;
  const all = [...a];
  for (const taint of b) {
    const index = all.findIndex((known) => known.key === taint.key);
    const known = all[index];
    if (known === undefined) {
      if (all.length < mostTaints) all.push(taint);
      else {
        const cleaner = all.findIndex((one) => one.clean !== taint.clean && (one.clean & taint.clean) === taint.clean);
        if (cleaner >= 0) all[cleaner] = taint;
      }
    } else if (known !== taint) all[index] = worse(known, taint);
  }
  return all;
}

/** Of two ways of the same data the one that is less checked tells the story. */
function worse(a: Taint, b: Taint): Taint {
  const clean = a.clean & b.clean;
  const validated = a.validated && b.validated;
  const before = a.before === b.before ? a.before : a.before === '' || b.before === '' ? '' : a.before ?? b.before;
  const packed = a.packed === b.packed ? a.packed : alike(a.packed, b.packed);
  const first = clean === a.clean && validated === a.validated ? a : b;
  return first.clean === clean && first.validated === validated && first.before === before && first.packed === packed ? first : { ...first, clean, validated, before, packed };
}

/** Data that stands in a text in two places stands in what holds both. */
function alike(a: Packed | undefined, b: Packed | undefined): Packed | undefined {
  if (a === undefined || b === undefined) return undefined;
  const end = a.path.findIndex((name, i) => name !== b.path[i]);
  return { path: end < 0 ? a.path : a.path.slice(0, end), but: a.but.filter((name) => b.but.includes(name)), clean: a.clean & b.clean, before: a.before === b.before ? a.before : '' };
}

function union<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean, most: number): readonly T[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const all = [...a];
  for (const item of b) if (all.length < most && !all.some((known) => same(known, item))) all.push(item);
  return all;
}

export function sameExternal(a: External, b: External): boolean {
  return a === b || (a.module === b.module && a.path.length === b.path.length && a.path.every((name, i) => name === b.path[i]));
}

function sameCallable(a: Callable, b: Callable): boolean {
  return a === b || (a.kind === 'function' && b.kind === 'function' && a.node === b.node && a.frame === b.frame && a.self === b.self);
}

/** All untrusted data in a value, below it too. */
export function deepTaints(one: Value): readonly Taint[] {
  if (!one.deep) return none;
  if (one.element === undefined && one.fields === undefined) return one.taints;
  let taints: readonly Taint[] = none;
  const seen = new Set<Value>();
  const visit = (value: Value): void => {
    if (!value.deep || seen.has(value)) return;
    seen.add(value);
    taints = joinTaints(taints, value.taints);
    for (const below of partsOf(value)) visit(below);
  };
  visit(one);
  return taints;
}

/** Whether variables of a function that has run, or something else that cannot be named, are in it or below it. */
export function holdsFrames(one: Value, seen = new Set<Value>()): boolean {
  if (seen.has(one)) return false;
  seen.add(one);
  return one.schema !== undefined || one.instance?.frame !== undefined || [...partsOf(one)].some((part) => holdsFrames(part, seen))
    || one.callables.some((callee) => callee.kind === 'native' || callee.frame !== undefined || (callee.kind === 'function' && callee.self !== undefined && holdsFrames(callee.self, seen)));
}

function harmless(changed: Taint | readonly Taint[]): boolean {
  return 'clean' in changed && changed.clean === -1;
}

/** The same value with each taint in it, below it too, changed; taints that become undefined, or harmless everywhere, go. */
export function mapTaints(one: Value, change: (taint: Taint) => Taint | readonly Taint[] | undefined, known?: Map<Value, Value>): Value {
  if (!one.deep) return one;
  let taints: readonly Taint[] = none;
  for (const taint of one.taints) {
    const changed = change(taint);
    if (changed !== undefined && !harmless(changed)) taints = joinTaints(taints, Array.isArray(changed) ? changed as readonly Taint[] : [changed as Taint]);
  }
  if (one.element === undefined && one.fields === undefined) return value({ ...one, taints });
  // What stands in it several times is changed once.
  const all = known ?? new Map<Value, Value>();
  const below = (part: Value): Value => {
    let changed = all.get(part);
    if (changed === undefined) all.set(part, (changed = mapTaints(part, change, all)));
    return changed;
  };
  const fields = one.fields === undefined ? undefined : new Map([...one.fields].map(([name, field]) => [name, below(field)]));
  return value({ ...one, taints, fields, element: one.element === undefined ? undefined : below(one.element) });
}

export function withHop(one: Value, location: Location, message: string): Value {
  return mapTaints(one, (taint) => ({ ...taint, trail: hop(taint.trail, location, message) }));
}

export function cleaned(one: Value, clean: number, validated = true): Value {
  return mapTaints(one, (taint) => ({ ...taint, clean: taint.clean | clean, validated: taint.validated || validated }));
}

/** The data as plain text. */
export function asText(one: Value): Value {
  return mapTaints(one, (taint) => ({ ...taint, clean: taint.clean | form.text }));
}

/** The data as what its text stands for. */
export function asObject(one: Value): Value {
  return mapTaints(one, (taint) => ({ ...taint, clean: taint.clean & ~(form.text | form.textFields), before: '', packed: undefined }));
}

/** What a caller's data becomes on its way through a function that was followed with `inner` in its place. */
export function substituted(outer: Taint, inner: Taint): readonly Taint[] {
  if (outer.found && inner.path.some((name) => name !== '[]')) return [];
  return [{
    ...inner,
    answered: inner.answered || outer.answered,
    found: inner.found || outer.found,
    source: outer.source,
    path: [...outer.path, ...inner.path].slice(0, deepestPath),
    packed: inner.packed === undefined ? outer.packed : within(inner.packed, outer.packed),
    key: [outer.key, ...inner.path].join(separator),
    trail: through(outer.trail, inner.trail),
  }];
}

/** What waiting for it gives. */
export function awaited(one: Value): Value {
  const open = one.callables.filter((item) => item.kind === 'native' && item.promise === true);
  if (open.length === 0) return one;
  const rest = { ...one, callables: one.callables.filter((item) => !open.includes(item)) };
  return open.reduce((all, item) => join(all, item.kind === 'native' ? item.run([]) : nothing), rest === nothing ? bottom : rest);
}

/** Packed once more: the outer text's path comes first. */
export function within(outer: Packed, inner: Packed | undefined): Packed {
  return inner === undefined ? outer : { ...inner, path: [...outer.path, ...inner.path] };
}

/** The one constant that it is; undefined also where there are several. */
export function onlyText(one: Value): string | undefined {
  const only = one.constants?.length === 1 ? one.constants[0] : undefined;
  return typeof only === 'string' ? only : typeof only === 'number' ? String(only) : undefined;
}

export function constantTexts(one: Value): readonly string[] {
  return (one.constants ?? none).filter((item) => typeof item === 'string');
}

/** Certainly neither true nor truthy. */
export function isFalsy(one: Value): boolean {
  return one.constants !== undefined && one.constants.length > 0 && one.constants.every((item) => item === undefined || item === null || item === false || item === 0 || item === '');
}
