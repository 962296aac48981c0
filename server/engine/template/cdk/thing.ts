/** What expressions of a CDK program stand for while it is read. Knows no cloud and no construct by name. */
import type { ts } from '../../syntax/script';
import type { Location } from '../../text/span';
import type { Presence } from '../deployment';
import type { Hop, UnknownSource } from '../value';

interface Placed {
  /** The expression that gives it where it is used. */
  readonly at: Location;
  readonly via: readonly Hop[];
}

export type Constant = string | number | boolean | null | undefined;

export type Thing = ConstantThing | TextThing | ListThing | ObjectThing | ChoiceThing | UnknownThing | MadeThing | InstanceThing | FunctionThing | ClassThing | LibraryThing;

export interface ConstantThing extends Placed {
  readonly kind: 'constant';
  readonly value: Constant;
}

/** A text with parts that are known only at deployment. */
export interface TextThing extends Placed {
  readonly kind: 'text';
  readonly parts: readonly (string | Thing)[];
}

export interface ListThing extends Placed {
  readonly kind: 'list';
  /** Grows when the program pushes. */
  readonly items: Thing[];
  /** The literal that gives it, wherever it is used. */
  readonly written?: Location;
}

export interface Property {
  readonly keyAt: Location;
  readonly thing: Thing;
}

/** An object whose keys are known; `rest` stands for those that are not. */
export interface ObjectThing extends Placed {
  readonly kind: 'object';
  /** Grows when the program assigns. */
  readonly entries: Map<string, Property>;
  readonly rest: UnknownThing | undefined;
  /** The literal that gives it, wherever it is used. */
  readonly written?: Location;
}

export interface ChoiceThing extends Placed {
  readonly kind: 'choice';
  readonly options: readonly { readonly when: string; readonly thing: Thing }[];
}

export interface UnknownThing extends Placed {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly source: UnknownSource;
  readonly expression?: string;
}

/** Something of a library; equal `made` = the same thing, whichever way it is reached. */
export interface MadeThing extends Placed {
  readonly kind: 'made';
  readonly made: Made;
}

/** An object of a class of the workspace. */
export interface InstanceThing extends Placed {
  readonly kind: 'instance';
  readonly instance: Instance;
}

export interface FunctionThing extends Placed {
  readonly kind: 'function';
  readonly node: ts.FunctionLikeDeclaration;
  readonly scope: Scope;
  readonly self: Instance | undefined;
}

export interface ClassThing extends Placed {
  readonly kind: 'class';
  readonly declared: DeclaredClass;
}

/** A module of a library or a member of it: `aws-s3` and [`BucketEncryption`, `S3_MANAGED`]. */
export interface LibraryThing extends Placed {
  readonly kind: 'library';
  readonly module: string;
  readonly path: readonly string[];
}

export interface DeclaredClass {
  readonly name: string;
  readonly node: ts.ClassLikeDeclaration;
  readonly scope: Scope;
  readonly uri: string;
}

/** What a library has made and all that the program does with it. */
export interface Made {
  /** `new X()`, `x.call()`, `X.call()` or `x.member`. */
  readonly how: 'new' | 'call' | 'member';
  /** Of the class or static method; of the receiver for what its methods and members give. */
  readonly module: string;
  /** `Bucket`, `Duration.seconds`; the method or member alone where there is a receiver. */
  readonly name: string;
  readonly of: Made | undefined;
  readonly args: readonly Thing[];
  /** The whole expression. */
  readonly at: Location;
  /** Of the method's or class's name. */
  readonly nameAt: Location;
  readonly presence: Presence;
  /** Set for constructs. */
  readonly place: Place | undefined;
  readonly calls: Made[];
  readonly members: Map<string, Made>;
}

/** Where in the tree of constructs. */
export interface Place {
  readonly stack: Stack;
  readonly path: readonly string[];
}

/** One stack of the program and its constructs in the order in which they are made. */
export interface Stack {
  /** Undefined where constructs stand in no class. */
  readonly declared: DeclaredClass | undefined;
  readonly uri: string;
  readonly id: string;
  readonly constructs: Made[];
}

export interface Instance {
  readonly declared: DeclaredClass;
  readonly fields: Map<string, Thing>;
  /** What the library's part of it is, where its class extends one of a library's. */
  base: Made | undefined;
  place: Place | undefined;
}

/** Names in force. */
export interface Scope {
  readonly uri: string;
  readonly names: Map<string, Thing>;
  readonly parent: Scope | undefined;
  readonly self: Instance | undefined;
  /** Of a method's class. */
  readonly within: DeclaredClass | undefined;
}

export function constant(value: Constant, at: Location, via: readonly Hop[] = []): ConstantThing {
  return { kind: 'constant', value, at, via };
}

export function unknownThing(reason: string, source: UnknownSource, at: Location, expression?: string): UnknownThing {
  return expression === undefined ? { kind: 'unknown', reason, source, at, via: [] } : { kind: 'unknown', reason, source, at, via: [], expression };
}

const maximumItems = 5000;

/** What is too much for a list is one item that is not known. */
export function list(items: Thing[], at: Location): ListThing {
  return { kind: 'list', items: items.length > maximumItems ? [...items.slice(0, maximumItems), unknownThing(`the list has more than ${String(maximumItems)} items`, 'limit', at)] : items, at, via: [] };
}

export function isUndefined(thing: Thing | undefined): boolean {
  return thing === undefined || (thing.kind === 'constant' && thing.value === undefined);
}

/** A longer story of where a value comes from nobody reads; the value itself loses nothing. */
const maximumHops = 12;

/** The thing as used at another place. */
export function usedAt(thing: Thing, at: Location, hop?: Hop): Thing {
  return { ...thing, at, via: hop === undefined ? thing.via : [hop, ...thing.via].slice(0, maximumHops) };
}

const maximumOptions = 12;

/** One of several, flattened; the thing itself where there is but one. */
export function choice(options: readonly { readonly when: string; readonly thing: Thing }[], at: Location): Thing {
  const flat = options.flatMap((option) => (option.thing.kind === 'choice' ? option.thing.options : [option]));
  const distinct = flat.filter((option, index) => flat.findIndex((other) => isSame(other.thing, option.thing)) === index);
  const [first] = distinct;
  if (first === undefined) return constant(undefined, at);
  if (distinct.length === 1) return usedAt(first.thing, at);
  if (distinct.length > maximumOptions) return unknownThing(`it may come out in more than ${String(maximumOptions)} ways`, 'limit', at);
  return { kind: 'choice', options: distinct, at, via: [] };
}

function isSame(a: Thing, b: Thing): boolean {
  if (a === b) return true;
  if (a.kind === 'constant' && b.kind === 'constant') return a.value === b.value;
  if (a.kind === 'made' && b.kind === 'made') return a.made === b.made;
  return a.kind === 'instance' && b.kind === 'instance' && a.instance === b.instance;
}

/** Every thing that this may be. */
export function alternatives(thing: Thing): readonly Thing[] {
  return thing.kind === 'choice' ? thing.options.map((option) => option.thing) : [thing];
}

/** The library's part of a thing: itself, or what an own class extends. */
export function madeOf(thing: Thing | undefined): Made | undefined {
  for (const one of thing === undefined ? [] : alternatives(thing)) {
    if (one.kind === 'made') return one.made;
    if (one.kind === 'instance' && one.instance.base !== undefined) return one.instance.base;
  }
  return undefined;
}

export function property(thing: Thing | undefined, key: string): Property | undefined {
  if (thing?.kind === 'choice') return thing.options.map((option) => property(option.thing, key)).find((found) => found !== undefined);
  const found = thing?.kind === 'object' ? thing.entries.get(key) : undefined;
  return found === undefined || isUndefined(found.thing) ? undefined : found;
}

export function propertyOf(thing: Thing | undefined, ...path: readonly string[]): Thing | undefined {
  return path.reduce<Thing | undefined>((current, key) => property(current, key)?.thing, thing);
}

export function textIn(thing: Thing | undefined): string | undefined {
  return thing?.kind === 'constant' && typeof thing.value === 'string' ? thing.value : undefined;
}

/** The items of a list; anything else is a list of one. */
export function itemsIn(thing: Thing | undefined): readonly Thing[] {
  if (thing === undefined || isUndefined(thing)) return [];
  if (thing.kind === 'choice') return thing.options.flatMap((option) => itemsIn(option.thing));
  return thing.kind === 'list' ? thing.items : [thing];
}
