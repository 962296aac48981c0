/** What rules/models say, in the form that code analysis asks. Knows no syntax and not how it is written down. */
import { hash } from '../text/identity';
import type { CallPattern, PatternTable } from './pattern-table';
import type { EventKind } from './report';
import type { External } from './values';

/** A part of an event: which fields the sender chooses. */
export interface EventShape {
  readonly part: string;
  readonly label: string;
  readonly fields: ReadonlyMap<string, EventShape>;
  /** Of fields that are not listed; undefined where nobody outside chooses them. */
  readonly other: EventShape | undefined;
  /** All below is chosen by the sender. */
  readonly leaf: boolean;
  /** What checks it is part of what hands it over. */
  readonly checked: boolean;
  /** What is known of the form of a leaf: bits of `form`. */
  readonly form: number;
  /** What it answers with: methods that are no fields are those of this export. */
  readonly answers: External | undefined;
}

/** What is known of data's form. These bits stand above those of the sinks' kinds, in the same mask. */
export const form = {
  /** A signature has shown that it comes from whoever holds a key. */
  signed: 1 << 27,
  /** It stands in a text that begins as a SQL statement does. */
  statement: 1 << 28,
  /** A schema has looked at the fields. */
  shaped: 1 << 29,
  /** The fields of it are plain text. */
  textFields: 1 << 30,
  /** It is plain text, no object. */
  text: 1 << 31,
} as const;

const anyForm = form.signed | form.statement | form.shaped | form.textFields | form.text;

/** Whether a signature was checked; a number, harmless in every form, needs none. */
export function isSigned(clean: number): boolean {
  return (clean & form.signed) !== 0 && (clean & anyForm) !== anyForm;
}

/** The bits of sink kinds alone. */
export function kindsIn(clean: number): number {
  return clean & ~anyForm;
}

export interface Condition {
  /** An option of an object argument that must be set; with `names`, to one of these. */
  readonly option?: string;
  readonly names?: readonly string[];
  readonly argument?: number;
  readonly oneOf?: readonly string[];
}

export interface SinkPattern extends CallPattern {
  readonly kind: SinkKind;
  readonly effect: string;
  readonly takes: readonly Taken[];
  readonly when: Condition | undefined;
  readonly unless: Condition | undefined;
  readonly below: number | undefined;
  /** The largest number that may stand there; any other constant is a sink of its own. */
  readonly most: number | undefined;
  /** Only data that can choose the host counts. */
  readonly host: boolean;
  /** The call prepares data for others; it is the sink where these are not seen. */
  readonly unseen: boolean;
  /** Bits of `form` that data must have here. */
  readonly needs: number;
  /** Of what is taken only the fields whose names, or places, it finds in the first argument's text. */
  readonly named: RegExp | undefined;
}

/** Which argument, and which field of it. */
export interface Taken {
  /** Undefined for every argument. */
  readonly argument: number | undefined;
  /** Names from the outside in; `*` last for anything inside, `[]` for every element, `[role=system,developer]` for those elements, `[free]` for those behind neither an option nor `--`. */
  readonly field: string | undefined;
}

export interface SinkKind {
  readonly name: string;
  readonly bit: number;
  readonly effect: string;
  /** Characters without which text is harmless; undefined where there is no such set. */
  readonly dangerous: string | undefined;
  /** Text in which this is replaced everywhere is escaped for the kind. */
  readonly escaped: string | undefined;
  readonly deep: boolean;
  /** Bits of `form` that data must have to do harm, and of which one is enough to make it harmless. */
  readonly needs: number;
  readonly harmless: number;
  /** Parts of an event that alone can do harm; undefined for all. */
  readonly parts: readonly string[] | undefined;
  /** What a package made of the data does no harm. */
  readonly own: boolean;
  /** Each field of a written object is a place of its own. */
  readonly each: boolean;
  /** Names of fields of which the content is only compared. */
  readonly compared: ReadonlySet<string>;
  /** `host`: only data that can choose the host counts; `known`: only data behind text that is known; `start`: only what a text begins with. */
  readonly position: 'host' | 'known' | 'start' | undefined;
  /** Text after which data still chooses the host, besides a scheme. */
  readonly after: readonly string[];
}

export interface CleanerPattern extends CallPattern {
  readonly clean: number;
}

/** A call that hands a function to the platform, or a decorator above one. */
export interface RegisteringPattern extends CallPattern {
  readonly style: string;
  readonly event: EventKind;
  /** What its parameters are: names of shapes, or `package:Export`. */
  readonly receives: readonly string[];
  /** The first argument must be this text. */
  readonly on: string | undefined;
  /** What scripts say whose call of that name is for something else. */
  readonly notWhere: RegExp | undefined;
  /** Servers have such calls too. */
  readonly routes: boolean;
  /** Everybody may send a request: `anyone`, or `auth` where the code may ask who has signed in. */
  readonly open: string | undefined;
  readonly decorator: boolean;
  /** The option that holds the functions, at whatever depth, where these are many. */
  readonly holding: string | undefined;
}

/** Exports that the platform calls because of where they stand. */
export interface ExportPattern {
  /** `config.schedule`: a field of another export which says that a schedule starts it. */
  readonly scheduled: string | undefined;
  readonly path: RegExp;
  /** With a dot: a field of what is exported; `*` for any export. */
  readonly names: readonly string[];
  readonly imports: readonly string[];
  /** Of the first and the second parameter, their name or type. */
  readonly first: RegExp | undefined;
  readonly second: RegExp | undefined;
  readonly config: readonly string[];
  /** Only other code of the project calls it, but for what the module exports by default. */
  readonly inner: boolean;
  readonly style: string;
  readonly event: EventKind;
  readonly receives: readonly string[];
}

/** A call that hands each part of an argument to functions. */
export interface HandingPattern extends CallPattern {
  readonly part: string;
  /** What is thrown there is caught. */
  readonly catches: boolean;
}

/** A call that puts data where other functions find it, or reads it back from there. */
export interface ChannelPattern extends CallPattern {
  /** `queue`, `topic`, `table` … */
  readonly channel: string;
  /** What names the queue, topic, table …; none where only the call's own meaning tells. */
  readonly on: readonly Taken[];
  /** What is meant where nothing is named. */
  readonly otherwise: string | undefined;
  /** What else tells those apart that are put in one place: `key`, `source`. */
  readonly marks: readonly (readonly [name: string, at: Taken])[];
}

export interface PutPattern extends ChannelPattern {
  readonly parts: readonly (readonly [part: string, at: Taken])[];
  /** The part into which an update's expression puts its values. */
  readonly updates: string | undefined;
}

export interface ReadPattern extends ChannelPattern {
  /** The answer. */
  readonly shape: EventShape;
}

export interface Started {
  readonly event: EventKind;
  readonly receives: readonly string[];
}

/** What a file beside a function says of what starts it. */
export interface Bindings {
  readonly style: string;
  readonly names: readonly string[];
  readonly types: ReadonlyMap<string, Started>;
}

export interface SecretPattern extends CallPattern {
  readonly when: Condition | undefined;
}

export interface Models {
  readonly kinds: ReadonlyMap<string, SinkKind>;
  readonly sinks: PatternTable<SinkPattern>;
  readonly cleaners: PatternTable<CleanerPattern>;
  readonly guards: PatternTable<CleanerPattern>;
  /** Names of functions that are believed unseen. */
  readonly cleanerNames: RegExp;
  /** Functions that are not seen and answer whether data is harmless. */
  readonly checkNames: RegExp;
  readonly secrets: PatternTable<SecretPattern>;
  readonly reads: PatternTable<CallPattern & { readonly part: string }>;
  /** Calls that a language model answers. */
  readonly written: PatternTable<CallPattern>;
  /** Calls that read an archive. */
  readonly archives: PatternTable<CallPattern>;
  /** Fields of what they give that hold an entry's name. */
  readonly entryNamed: ReadonlySet<string>;
  /** Fields of a model's answer that its service fills in. */
  readonly counted: ReadonlySet<string>;
  readonly puts: PatternTable<PutPattern>;
  /** Calls that answer what was put somewhere. */
  readonly readBack: PatternTable<ReadPattern>;
  /** Calls that give the data itself in another form. */
  readonly through: PatternTable<CallPattern>;
  readonly checkedBy: PatternTable<CallPattern>;
  /** Calls whose answer is a sender's, by what it is called. */
  readonly origins: PatternTable<CallPattern & { readonly label: string }>;
  /** Files of the project, as `./path` without extension, of whose exports more is said than their source tells. */
  readonly ownFiles: ReadonlySet<string>;
  /** Calls that hand each part of an argument to functions: names from the argument's number on. */
  readonly handing: PatternTable<HandingPattern>;
  /** Calls that check what they are given by a schema of their own. */
  readonly checking: PatternTable<CallPattern>;
  /** By the name of an event, or of what a platform or framework hands over. */
  readonly shapes: ReadonlyMap<string, EventShape>;
  readonly phrases: ReadonlyMap<string, string>;
  readonly credential: RegExp;
  /** Names of fields that hold one in cookies and headers. */
  readonly carried: RegExp;
  readonly personal: RegExp;
  /** Names that leave no doubt that a secret is called so. */
  readonly named: RegExp;
  /** Names of a secret's fields that say where and as whom it is used. */
  readonly situating: RegExp;
  /** Names of calls that check the signature of what they are given. */
  readonly signing: RegExp;
  readonly environment: RegExp;
  /** Fields of an error of one's own that may be sent back. */
  readonly told: readonly string[];
  readonly entryNames: RegExp;
  readonly entryTypes: ReadonlyMap<string, string>;
  readonly entryReads: ReadonlySet<string>;
  readonly routePackages: ReadonlySet<string>;
  readonly routeMethods: ReadonlySet<string>;
  /** Packages whose middleware adds nothing of its own to a request. */
  readonly plainMiddleware: ReadonlySet<string>;
  readonly serverlessPackages: ReadonlySet<string>;
  /** Packages that say that resolvers run in a function. */
  readonly resolverPackages: ReadonlySet<string>;
  /** Names of files that say that a project runs in functions. */
  readonly serverlessFiles: readonly string[];
  readonly registering: PatternTable<RegisteringPattern>;
  /** Last names of the calls that register. */
  readonly registeringNames: ReadonlySet<string>;
  /** Options that hold what is registered. */
  readonly holdingNames: ReadonlySet<string>;
  readonly parameters: PatternTable<CallPattern & { readonly receives: string }>;
  readonly placed: readonly ExportPattern[];
  readonly bindings: Bindings;
  /** By style and event: what an export receives that a configuration names. */
  readonly called: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** The name under which a package is known here. */
  readonly packageNamed: (specifier: string) => string;
  /** Whether what a package gives back is something else than what it was given. */
  readonly opaque: (module: string) => boolean;
  /** Fields of what such a package gives back that hold plain data. */
  readonly answers: ReadonlySet<string>;
  /** Packages that watch what runs: data that is given to them is not made use of. */
  readonly observers: ReadonlySet<string>;
}

export function pathBit({ kinds }: Pick<Models, 'kinds'>): number {
  return kinds.get('path')?.bit ?? 0;
}

/** The bits of the sinks that line breaks alone harm. */
export function oneLine({ kinds }: Pick<Models, 'kinds'>): number {
  return (kinds.get('log-line')?.bit ?? 0) | (kinds.get('header')?.bit ?? 0);
}

/** The bits of the sinks that only who chooses the host harms. */
export function hostBits({ kinds }: Pick<Models, 'kinds'>): number {
  return (kinds.get('ssrf')?.bit ?? 0) | (kinds.get('redirect')?.bit ?? 0);
}

/** All bits: harmless everywhere. */
export const everywhere = -1;

export function mergeShapes(a: EventShape | undefined, b: EventShape | undefined): EventShape | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  if (a.leaf || b.leaf) return a.leaf ? a : b;
  const fields = new Map(a.fields);
  for (const [name, field] of b.fields) fields.set(name, mergeShapes(fields.get(name), field) ?? field);
  return { ...a, fields, other: mergeShapes(a.other, b.other), leaf: false };
}

const shapeNames = new WeakMap<EventShape, string>();

/** The same for shapes that are the same to the last field, and for no others. */
export function nameOfShape(shape: EventShape): string {
  let name = shapeNames.get(shape);
  if (name === undefined) {
    const { part, label, fields, other, leaf, checked, form: known, answers } = shape;
    name = hash(JSON.stringify([part, label, leaf, checked, known, answers, other === undefined ? '' : nameOfShape(other), ...[...fields].map(([key, field]) => [key, nameOfShape(field)])]));
    shapeNames.set(shape, name);
  }
  return name;
}

/** The phrase and the label of a place in an event. */
export function describe(shape: EventShape | undefined, path: readonly string[]): { readonly part: string; readonly label: string } {
  let current = shape;
  let label = shape?.label ?? '';
  let part = shape?.part ?? '';
  for (const [index, name] of path.entries()) {
    if (name === content || name === names) return { part, label: labelBelow(label, path.slice(index)) };
    const listed: EventShape | undefined = current?.leaf === true ? undefined : current?.fields.get(name) ?? current?.fields.get('[]');
    const next = listed ?? (current?.leaf === true ? undefined : current?.other);
    if (next === undefined) return { part, label: labelBelow(label, path.slice(index)) };
    label = listed === undefined ? labelBelow(next.label, [name]) : next.label;
    part = next.part;
    current = next;
  }
  return { part, label };
}

/** Stands in a path for what is read under a name: the data is what the name stands for. */
export const content = '(content)';

/** Stands in a path for the names of the fields, as against what is in them. */
export const names = '(names)';

export function labelBelow(label: string, path: readonly string[]): string {
  const read = path.indexOf(content);
  if (read >= 0) return `what is read at ${labelBelow(label, path.slice(0, read))}`;
  const named = path.indexOf(names);
  if (named >= 0) return `the names in ${labelBelow(label, path.slice(0, named))}`;
  return path.reduce((text, name) => (name === '[]' ? `${text}[]` : /^[\w$]+$/.test(name) ? (text === '' ? name : `${text}.${name}`) : `${text}['${name}']`), label);
}
