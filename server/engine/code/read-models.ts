/** Reads rules/models into the form that code analysis asks. Lenient: what is not understood is left out. Knows no syntax. */
import { everywhere, form, mergeShapes, type Bindings, type CleanerPattern, type Condition, type EventShape, type ExportPattern, type Models, type ChannelPattern, type RegisteringPattern, type SinkKind, type SinkPattern, type Started, type Taken } from './models';
import { PatternTable, type CallPattern } from './pattern-table';
import type { EventKind } from './report';
import type { External } from './values';

type Plain = Readonly<Record<string, unknown>>;

const record = (plain: unknown): Plain => (typeof plain === 'object' && plain !== null && !Array.isArray(plain) ? plain as Plain : {});
const list = (plain: unknown): readonly unknown[] => (Array.isArray(plain) ? plain : plain === undefined || plain === null ? [] : [plain]);
const texts = (plain: unknown): readonly string[] => list(plain).filter((item) => typeof item === 'string');
const text = (plain: unknown): string | undefined => (typeof plain === 'string' ? plain : undefined);
const pattern = (plain: unknown, flags: string): RegExp => new RegExp(text(plain) ?? '^(?!)', flags);

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
    checkNames: pattern(cleaners['checks'], ''),
    secrets: new PatternTable(list(packages['secrets']).map((item) => ({ ...readPattern(record(item)), when: readCondition(record(item)['when']) }))),
    reads: new PatternTable(list(packages['reads']).map((item) => ({ ...readPattern(record(item)), part: text(record(item)['part']) ?? '' }))),
    archives: new PatternTable(list(packages['archives']).map((item) => readPattern(record(item)))),
    entryNamed: new Set(texts(packages['entryNames'])),
    written: new PatternTable(list(packages['written']).map((item) => readPattern(record(item)))),
    counted: new Set(texts(packages['counted'])),
    ...readChannels(record(plain['channels']), kinds),
    handing: new PatternTable(list(packages['handing']).map((item) => ({ ...readPattern(record(item)), part: text(record(item)['part']) ?? '', catches: record(item)['catches'] === true }))),
    origins: new PatternTable(list(packages['origins']).map((item) => ({ ...readPattern(record(item)), label: text(record(item)['label']) ?? '' }))),
    ownFiles: new Set([...Object.values(sinks).flatMap((kind) => list(record(kind)['calls'])), ...list(cleaners['calls']), ...list(cleaners['guards']), ...list(packages['origins']), ...list(platforms['registered'])].flatMap((item) => texts(record(item)['from'])).filter((from) => from.startsWith('./'))),
    checkedBy: new PatternTable(list(entries['checkedBy']).map((item) => readPattern(record(item)))),
    checking: new PatternTable(list(packages['checking']).map((item) => readPattern(record(item)))),
    shapes: readShapes(origins, platforms, kinds),
    registering: new PatternTable(registering),
    holdingNames: new Set(registering.flatMap(({ holding }) => holding ?? [])),
    registeringNames: new Set(registering.flatMap((one) => [...one.names])),
    parameters: new PatternTable(list(platforms['parameters']).map((item) => ({ ...readPattern(record(item)), receives: text(record(item)['receives']) ?? '-' }))),
    placed: list(platforms['exported']).map((item) => readPlaced(record(item))),
    bindings: readBindings(record(platforms['bindings'])),
    called: new Map(Object.entries(record(platforms['named'])).map(([style, byEvent]) => [style, new Map(Object.entries(record(byEvent)).map(([event, receives]) => [event, texts(receives)]))])),
    phrases: new Map(Object.entries({ ...record(origins['parts']), ...record(platforms['parts']) }).flatMap(([name, phrase]) => (typeof phrase === 'string' ? [[name, phrase]] : []))),
    credential: pattern(origins['credential'], 'i'),
    carried: pattern(origins['carried'], 'i'),
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
    plainMiddleware: new Set(texts(record(entries['express'])['plain'])),
    serverlessPackages: new Set(texts(record(entries['express'])['serverless'])),
    resolverPackages: new Set(texts(record(entries['express'])['resolvers'])),
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
    compared: new Set(texts(data['compared'])),
    position: position === 'host' || position === 'known' || position === 'start' ? position : undefined,
    after: texts(data['after']),
  };
}

function formOf(plain: unknown): number {
  return texts(plain).reduce((mask, name) => mask | (name === 'text' ? form.text : name === 'fields' ? form.textFields : name === 'shaped' ? form.shaped : name === 'statement' ? form.statement : name === 'signed' ? form.signed : 0), 0);
}

function readPattern(data: Plain): CallPattern {
  return { modules: new Set(texts(data['from'])), names: new Set(texts(data['call'])), of: text(data['of']), notOf: text(data['notOf']) };
}

function readChannels(channels: Plain, kinds: Kinds): Pick<Models, 'puts' | 'readBack' | 'through'> {
  const shapes = record(channels['shapes']);
  const patterns = (name: string): readonly (readonly [pattern: ChannelPattern, data: Plain])[] => list(channels[name]).map(record).flatMap((data) => {
    const one: ChannelPattern = { ...readPattern(data), channel: text(data['channel']) ?? '', on: texts(data['on']).map(readTaken), otherwise: text(data['otherwise']), marks: takenByName(data['marks']) };
    const service = text(data['version2']);
    return service === undefined ? [[one, data] as const] : [[one, data] as const, [{ ...one, modules: new Set(['aws-sdk']), of: service }, data] as const];
  });
  return {
    puts: new PatternTable(patterns('puts').map(([one, data]) => ({ ...one, parts: takenByName(data['parts']), updates: text(data['updates']) }))),
    readBack: new PatternTable(patterns('reads').map(([one, data]) => ({ ...one, shape: readShape(record(shapes[text(data['gives']) ?? '']), kinds) }))),
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
  return { ...readPattern(data), ...readStarted(data), style: text(data['style']) ?? '', on: text(data['on']), notWhere: data['not-where'] === undefined ? undefined : pattern(data['not-where'], ''), open: text(data['open']), routes: data['routes'] === true, decorator: data['decorator'] === true, holding: text(data['holding']) };
}

function readPlaced(data: Plain): ExportPattern {
  const optional = (name: string): RegExp | undefined => (data[name] === undefined ? undefined : pattern(data[name], ''));
  return { ...readStarted(data), path: pattern(data['path'], ''), names: texts(data['names']), scheduled: text(data['scheduled']), imports: texts(data['imports']), first: optional('first'), second: optional('second'), config: texts(data['config']), inner: data['inner'] === true, style: text(data['style']) ?? '' };
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
    named: data['named'] === undefined ? undefined : pattern(data['named'], 'g'),
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

type Kinds = ReadonlyMap<string, SinkKind>;

function maskOf(plain: unknown, kinds: Kinds): number {
  if (plain === 'all') return everywhere;
  return texts(plain).reduce((mask, name) => mask | (kinds.get(name)?.bit ?? 0), 0);
}

function readShapes(origins: Plain, platforms: Plain, kinds: Kinds): ReadonlyMap<string, EventShape> {
  const shapes = new Map(Object.entries(record(origins['events'])).map(([name, data]) => [name, readShape(record(data), kinds)]));
  const unknown = record(origins['unknown']);
  const merged = texts(unknown['merge']).reduce<EventShape | undefined>((all, name) => mergeShapes(all, shapes.get(name)), undefined);
  if (merged !== undefined) shapes.set('unknown', withOther(merged, unknown, kinds));
  for (const section of [origins['routes'], platforms['shapes']]) {
    for (const [name, data] of Object.entries(record(section))) shapes.set(name, withOther(readShape(record(data), kinds), record(data), kinds));
  }
  return shapes;
}

function readShape(data: Plain, kinds: Kinds): EventShape {
  const fields = new Map(Object.entries(record(data['fields'])).map(([name, field]) => [name, readShape(record(field), kinds)]));
  if (data['each'] !== undefined) fields.set('[]', readShape(record(data['each']), kinds));
  const other = data['other'] === undefined ? undefined : readShape(record(data['other']), kinds);
  return { part: text(data['part']) ?? '', label: text(data['label']) ?? '', fields, other, leaf: fields.size === 0 && other === undefined && data['part'] !== 'whole', form: formOf(data['form']) | maskOf(data['harmless'], kinds), checked: data['checked'] === true, answers: exportNamed(text(data['answers'])) };
}

/** `package:Export` */
function exportNamed(name: string | undefined): External | undefined {
  const [module, ...path] = name?.split(':') ?? [];
  return module === undefined ? undefined : { module, path };
}

/** Adds what holds for fields that are not listed, but for those that the platform fills in. */
function withOther(shape: EventShape, data: Plain, kinds: Kinds): EventShape {
  if (data['other'] === undefined) return shape;
  const platform: EventShape = { part: 'whole', label: '', fields: new Map(), other: undefined, leaf: false, form: 0, checked: false, answers: undefined };
  const fields = new Map(shape.fields);
  for (const name of texts(data['platform'])) if (!fields.has(name)) fields.set(name, platform);
  return { ...shape, fields, other: readShape(record(data['other']), kinds) };
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
