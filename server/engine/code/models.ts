/** Reads rules/models into the form that code analysis asks. Lenient: what is not understood is left out. Knows no syntax. */
import type { EventKind } from './report';
import type { External } from './values';
import { addTo } from '../text/groups';

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

/** Which package exports are meant. */
export interface CallPattern {
  readonly modules: ReadonlySet<string>;
  /** Last names of the chain; '' for the module called itself. */
  readonly names: ReadonlySet<string>;
  /** A name that must come before the last. */
  readonly of: string | undefined;
  /** A name that must not come before the last. */
  readonly notOf: string | undefined;
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
}

/** Which argument, and which field of it. */
export interface Taken {
  /** Undefined for every argument. */
  readonly argument: number | undefined;
  /** Names from the outside in; `*` last for anything inside, `[]` for every element, `[role=system,developer]` for those elements. */
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
  /** `host`: only data that can choose the host counts; `known`: only data behind text that is known. */
  readonly position: 'host' | 'known' | undefined;
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
  /** Servers have such calls too. */
  readonly routes: boolean;
  /** Everybody may send a request: `anyone`, or `auth` where the code may ask who has signed in. */
  readonly open: string | undefined;
  readonly decorator: boolean;
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
  readonly secrets: PatternTable<SecretPattern>;
  readonly reads: PatternTable<CallPattern & { readonly part: string }>;
  /** Calls that a language model answers. */
  readonly written: PatternTable<CallPattern>;
  /** Fields of such an answer that its service fills in. */
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
  readonly serverlessPackages: ReadonlySet<string>;
  /** Names of files that say that a project runs in functions. */
  readonly serverlessFiles: readonly string[];
  readonly registering: PatternTable<RegisteringPattern>;
  /** Last names of the calls that register. */
  readonly registeringNames: ReadonlySet<string>;
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

/** All bits: harmless everywhere. */
export const everywhere = -1;

type Plain = Readonly<Record<string, unknown>>;

const record = (plain: unknown): Plain => (typeof plain === 'object' && plain !== null && !Array.isArray(plain) ? plain as Plain : {});
const list = (plain: unknown): readonly unknown[] => (Array.isArray(plain) ? plain : plain === undefined || plain === null ? [] : [plain]);
const texts = (plain: unknown): readonly string[] => list(plain).filter((item) => typeof item === 'string');
const text = (plain: unknown): string | undefined => (typeof plain === 'string' ? plain : undefined);
const pattern = (plain: unknown, flags: string): RegExp => new RegExp(text(plain) ?? '^(?!)', flags);

/** Patterns of one package. */
interface OfModule<P> {
  /** By name, those for any name with them, in their order. */
  readonly byName: ReadonlyMap<string, readonly P[]>;
  /** For any name. */
  readonly others: readonly P[];
}

export class PatternTable<P extends CallPattern> {
  private readonly byModule: ReadonlyMap<string, OfModule<P>>;

  constructor(patterns: readonly P[]) {
    const grouped = new Map<string, P[]>();
    for (const one of patterns) for (const module of one.modules) {
      addTo(grouped, module, one);
    }
    this.byModule = new Map([...grouped].map(([module, own]) => [module, ofModule(own)]));
  }

  /** Whether anything is said of the package. */
  knows(module: string): boolean {
    return this.byModule.has(module);
  }

  matching({ module, path }: External): readonly P[] {
    const known = this.byModule.get(module);
    if (known === undefined) return [];
    const last = path.at(-1) ?? '';
    const named = known.byName.get(last) ?? known.byName.get(promised(last)) ?? known.others;
    return named.length === 0 ? named : named.filter(({ of, notOf }) => (of === undefined || leads(path, of)) && (notOf === undefined || !leads(path, notOf)));
  }
}

function ofModule<P extends CallPattern>(patterns: readonly P[]): OfModule<P> {
  const others = patterns.filter(({ names }) => names.has('*'));
  const all = new Set(patterns.flatMap(({ names }) => [...names]));
  return { byName: new Map([...all].map((name) => [name, patterns.filter(({ names }) => names.has(name) || names.has(promised(name)) || names.has('*'))])), others };
}

/** Without what bluebird adds to the names of its promise versions. */
function promised(name: string): string {
  return name.endsWith('Async') ? name.slice(0, -5) : name;
}

/** Whether the name stands before the last one. */
function leads(path: readonly string[], name: string): boolean {
  const index = path.indexOf(name);
  return index >= 0 && index < path.length - 1;
}

export function readModels(plain: Readonly<Record<string, unknown>>): Models {
  const sinks = record(plain['sinks']);
  const kinds = new Map<string, SinkKind>();
  let bits = 0;
  for (const [name, data] of Object.entries(sinks)) {
    const like = kinds.get(text(record(data)['like']) ?? '');
    kinds.set(name, readKind(name, record(data), like?.bit ?? 1 << bits++));
  }
  const cleaners = record(plain['cleaners']);
  const origins = record(plain['origins']);
  const entries = record(plain['entries']);
  const packages = record(plain['packages']);
  const platforms = record(plain['platforms']);
  const registering = list(platforms['registered']).map((item) => readRegistering(record(item)));
  const clean = (item: unknown): CleanerPattern => ({ ...readPattern(record(item)), clean: maskOf(record(item)['for'], kinds) & ~maskOf(record(item)['but'], kinds) });
  return {
    kinds,
    sinks: new PatternTable(Object.entries(sinks).flatMap(([name, data]) => list(record(data)['calls']).map((item) => readSink(record(item), kinds.get(name) ?? readKind(name, {}, 1))))),
    cleaners: new PatternTable(list(cleaners['calls']).map(clean)),
    guards: new PatternTable(list(cleaners['guards']).map(clean)),
    cleanerNames: pattern(cleaners['names'], ''),
    secrets: new PatternTable(list(packages['secrets']).map((item) => ({ ...readPattern(record(item)), when: readCondition(record(item)['when']) }))),
    reads: new PatternTable(list(packages['reads']).map((item) => ({ ...readPattern(record(item)), part: text(record(item)['part']) ?? '' }))),
    written: new PatternTable(list(packages['written']).map((item) => readPattern(record(item)))),
    counted: new Set(texts(packages['counted'])),
    ...readChannels(record(plain['channels'])),
    handing: new PatternTable(list(packages['handing']).map((item) => ({ ...readPattern(record(item)), part: text(record(item)['part']) ?? '', catches: record(item)['catches'] === true }))),
    origins: new PatternTable(list(packages['origins']).map((item) => ({ ...readPattern(record(item)), label: text(record(item)['label']) ?? '' }))),
    ownFiles: new Set([...Object.values(sinks).flatMap((kind) => list(record(kind)['calls'])), ...list(cleaners['calls']), ...list(cleaners['guards']), ...list(packages['origins']), ...list(platforms['registered'])].flatMap((item) => texts(record(item)['from'])).filter((from) => from.startsWith('./'))),
    checkedBy: new PatternTable(list(entries['checkedBy']).map((item) => readPattern(record(item)))),
    checking: new PatternTable(list(packages['checking']).map((item) => readPattern(record(item)))),
    shapes: readShapes(origins, platforms),
    registering: new PatternTable(registering),
    registeringNames: new Set(registering.flatMap((one) => [...one.names])),
    parameters: new PatternTable(list(platforms['parameters']).map((item) => ({ ...readPattern(record(item)), receives: text(record(item)['receives']) ?? '-' }))),
    placed: list(platforms['exported']).map((item) => readPlaced(record(item))),
    bindings: readBindings(record(platforms['bindings'])),
    called: new Map(Object.entries(record(platforms['named'])).map(([style, byEvent]) => [style, new Map(Object.entries(record(byEvent)).map(([event, receives]) => [event, texts(receives)]))])),
    phrases: new Map(Object.entries({ ...record(origins['parts']), ...record(platforms['parts']) }).flatMap(([name, phrase]) => (typeof phrase === 'string' ? [[name, phrase]] : []))),
    credential: pattern(origins['credential'], 'i'),
    personal: pattern(origins['personal'], 'i'),
    named: pattern(origins['named'], 'i'),
    told: texts(origins['told']),
    situating: pattern(origins['situating'], 'i'),
    signing: pattern(record(plain['webhooks'])['signed'], 'i'),
    environment: pattern(origins['environment'], 'i'),
    entryNames: pattern(record(entries['lambda'])['names'], ''),
    entryTypes: new Map(Object.entries(record(record(entries['lambda'])['types'])).flatMap(([name, event]) => (typeof event === 'string' ? [[name, event]] : []))),
    entryReads: new Set(texts(record(entries['lambda'])['reads'])),
    routePackages: new Set(texts(record(entries['express'])['packages'])),
    routeMethods: new Set(texts(record(entries['express'])['methods'])),
    serverlessPackages: new Set(texts(record(entries['express'])['serverless'])),
    serverlessFiles: texts(record(entries['express'])['templates']),
    ...readPackages(packages),
  };
}

function readKind(name: string, data: Plain, bit: number): SinkKind {
  const position = data['position'];
  return {
    name,
    bit,
    effect: text(data['effect']) ?? name,
    dangerous: text(data['dangerous']),
    escaped: text(data['escaped']),
    deep: data['reach'] === 'deep',
    needs: formOf(data['needs']),
    harmless: formOf(data['harmless']),
    parts: data['parts'] === undefined ? undefined : texts(data['parts']),
    own: data['answered'] === 'harmless',
    each: data['places'] === 'each',
    position: position === 'host' || position === 'known' ? position : undefined,
    after: texts(data['after']),
  };
}

function formOf(plain: unknown): number {
  return texts(plain).reduce((mask, name) => mask | (name === 'text' ? form.text : name === 'fields' ? form.textFields : name === 'shaped' ? form.shaped : name === 'statement' ? form.statement : name === 'signed' ? form.signed : 0), 0);
}

function readPattern(data: Plain): CallPattern {
  return { modules: new Set(texts(data['from'])), names: new Set(texts(data['call'])), of: text(data['of']), notOf: text(data['notOf']) };
}

function readChannels(channels: Plain): Pick<Models, 'puts' | 'readBack' | 'through'> {
  const shapes = record(channels['shapes']);
  const patterns = (name: string): readonly (readonly [pattern: ChannelPattern, data: Plain])[] => list(channels[name]).map(record).flatMap((data) => {
    const one: ChannelPattern = { ...readPattern(data), channel: text(data['channel']) ?? '', on: texts(data['on']).map(readTaken), otherwise: text(data['otherwise']), marks: takenByName(data['marks']) };
    const service = text(data['version2']);
    return service === undefined ? [[one, data] as const] : [[one, data] as const, [{ ...one, modules: new Set(['aws-sdk']), of: service }, data] as const];
  });
  return {
    puts: new PatternTable(patterns('puts').map(([one, data]) => ({ ...one, parts: takenByName(data['parts']), updates: text(data['updates']) }))),
    readBack: new PatternTable(patterns('reads').map(([one, data]) => ({ ...one, shape: readShape(record(shapes[text(data['gives']) ?? ''])) }))),
    through: new PatternTable(list(channels['through']).map((item) => readPattern(record(item)))),
  };
}

function takenByName(plain: unknown): readonly (readonly [name: string, at: Taken])[] {
  return Object.entries(record(plain)).flatMap(([name, taken]) => (typeof taken === 'string' ? [[name, readTaken(taken)] as const] : []));
}

function readTaken(taken: string): Taken {
  const [argument = '', ...rest] = taken.split('.');
  return { argument: argument === '*' ? undefined : Number(argument), field: rest.length === 0 ? undefined : rest.join('.') };
}

function readStarted(data: Plain): Started {
  return { event: (text(data['event']) ?? 'unknown') as EventKind, receives: texts(data['receives']) };
}

function readRegistering(data: Plain): RegisteringPattern {
  return { ...readPattern(data), ...readStarted(data), style: text(data['style']) ?? '', on: text(data['on']), open: text(data['open']), routes: data['routes'] === true, decorator: data['decorator'] === true };
}

function readPlaced(data: Plain): ExportPattern {
  const optional = (name: string): RegExp | undefined => (data[name] === undefined ? undefined : pattern(data[name], ''));
  return { ...readStarted(data), path: pattern(data['path'], ''), names: texts(data['names']), scheduled: text(data['scheduled']), imports: texts(data['imports']), first: optional('first'), second: optional('second'), config: texts(data['config']), style: text(data['style']) ?? '' };
}

function readBindings(data: Plain): Bindings {
  return { style: text(data['style']) ?? '', names: texts(data['names']), types: new Map(Object.entries(record(data['types'])).map(([name, started]) => [name, readStarted(record(started))])) };
}

function readSink(data: Plain, kind: SinkKind): SinkPattern {
  const below = record(data['version'])['below'];
  return {
    ...readPattern(data),
    kind,
    effect: text(data['effect']) ?? kind.effect,
    takes: texts(data['takes']).map(readTaken),
    when: readCondition(data['when']),
    unless: readCondition(data['unless']),
    below: typeof below === 'number' ? below : undefined,
    most: typeof data['most'] === 'number' ? data['most'] : undefined,
    host: kind.position === 'host' && data['position'] !== 'any',
    unseen: data['only'] === 'unseen',
    needs: formOf(data['needs']),
  };
}

function readCondition(plain: unknown): Condition | undefined {
  if (plain === undefined) return undefined;
  const data = record(plain);
  const option = text(data['option']);
  const argument = data['argument'];
  return {
    ...(option === undefined ? {} : { option }),
    ...(data['names'] === undefined ? {} : { names: texts(data['names']) }),
    ...(typeof argument === 'number' ? { argument } : {}),
    ...(data['oneOf'] === undefined ? {} : { oneOf: texts(data['oneOf']) }),
  };
}

function maskOf(plain: unknown, kinds: ReadonlyMap<string, SinkKind>): number {
  if (plain === 'all') return everywhere;
  return texts(plain).reduce((mask, name) => mask | (kinds.get(name)?.bit ?? 0), 0);
}

function readShapes(origins: Plain, platforms: Plain): ReadonlyMap<string, EventShape> {
  const shapes = new Map(Object.entries(record(origins['events'])).map(([name, data]) => [name, readShape(record(data))]));
  const unknown = record(origins['unknown']);
  const merged = texts(unknown['merge']).reduce<EventShape | undefined>((all, name) => mergeShapes(all, shapes.get(name)), undefined);
  if (merged !== undefined) shapes.set('unknown', withOther(merged, unknown));
  for (const section of [origins['routes'], platforms['shapes']]) {
    for (const [name, data] of Object.entries(record(section))) shapes.set(name, withOther(readShape(record(data)), record(data)));
  }
  return shapes;
}

function readShape(data: Plain): EventShape {
  const fields = new Map(Object.entries(record(data['fields'])).map(([name, field]) => [name, readShape(record(field))]));
  if (data['each'] !== undefined) fields.set('[]', readShape(record(data['each'])));
  const other = data['other'] === undefined ? undefined : readShape(record(data['other']));
  return { part: text(data['part']) ?? '', label: text(data['label']) ?? '', fields, other, leaf: fields.size === 0 && other === undefined && data['part'] !== 'whole', form: formOf(data['form']), checked: data['checked'] === true, answers: exportNamed(text(data['answers'])) };
}

/** `package:Export` */
function exportNamed(name: string | undefined): External | undefined {
  const [module, ...path] = name?.split(':') ?? [];
  return module === undefined ? undefined : { module, path };
}

/** Adds what holds for fields that are not listed, but for those that the platform fills in. */
function withOther(shape: EventShape, data: Plain): EventShape {
  if (data['other'] === undefined) return shape;
  const platform: EventShape = { part: 'whole', label: '', fields: new Map(), other: undefined, leaf: false, form: 0, checked: false, answers: undefined };
  const fields = new Map(shape.fields);
  for (const name of texts(data['platform'])) if (!fields.has(name)) fields.set(name, platform);
  return { ...shape, fields, other: readShape(record(data['other'])) };
}

export function mergeShapes(a: EventShape | undefined, b: EventShape | undefined): EventShape | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  if (a.leaf || b.leaf) return a.leaf ? a : b;
  const fields = new Map(a.fields);
  for (const [name, field] of b.fields) fields.set(name, mergeShapes(fields.get(name), field) ?? field);
  return { ...a, fields, other: mergeShapes(a.other, b.other), leaf: false };
}

function readPackages(packages: Plain): Pick<Models, 'packageNamed' | 'opaque' | 'answers' | 'observers'> {
  const aliases = new Map(Object.entries(record(packages['aliases'])).flatMap(([name, known]) => (typeof known === 'string' ? [[name, known] as const] : [])));
  const exact = new Set(texts(packages['opaque']).filter((name) => !name.endsWith('*')));
  const scopes = texts(packages['opaque']).filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return {
    answers: new Set(texts(packages['answers'])),
    observers: new Set(texts(packages['observers'])),
    packageNamed: (specifier) => {
      const bare = specifier.startsWith('node:') && specifier !== 'node:sqlite' && specifier !== 'node:test' ? specifier.slice(5) : specifier;
      return aliases.get(bare) ?? bare;
    },
    opaque: (module) => exact.has(module) || scopes.some((scope) => module.startsWith(scope)),
  };
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
