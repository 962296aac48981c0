/** What JavaScript's own methods and the `path` module give for things that are known. Knows no cloud. */
import type { Location } from '../../text/span';
import { folderOf, join, nameOf } from '../../text/uri';
import { joined, truth } from './logic';
import type { Program } from './program';
import { choice, constant, list, textIn, unknownThing, type Constant, type ListThing, type ObjectThing, type Property, type Thing } from './thing';

/** A regular expression stands as a member of this made-up module, named by its text. */
export const expressionModule = 'regular expression';

/** The text that an expression such as `/\\\//g` stands for; undefined where it is a pattern. */
function literalIn(thing: Thing | undefined): { readonly text: string; readonly everywhere: boolean } | undefined {
  const [, pattern = '', flags = ''] = thing?.kind === 'library' && thing.module === expressionModule ? /^\/(.*)\/([a-z]*)$/s.exec(thing.path[0] ?? '') ?? [] : [];
  if (pattern === '' || !/^(?:[^\\^$.*+?()[\]{}|]|\\[^A-Za-z0-9])+$/.test(pattern) || flags.includes('i')) return undefined;
  return { text: pattern.replace(/\\(.)/g, '$1'), everywhere: flags.includes('g') };
}

/** Undefined where the method is not one of those known here. */
export function builtin(program: Program, receiver: Thing, name: string, args: readonly Thing[], here: Location): Thing | undefined {
  if (receiver.kind === 'list') return ofList(program, receiver, name, args, here);
  if (receiver.kind === 'library') return ofModule(program, receiver.module, [...receiver.path, name].join('.'), args, here);
  if (receiver.kind === 'constant') return ofConstant(receiver.value, name, args, here);
  if (receiver.kind === 'text' || (receiver.kind === 'unknown' && stringMethods.has(name))) return name === 'toString' ? receiver : name === 'concat' ? joined([receiver, ...args], here) : unknownThing('it is made of a text that is known only at deployment', 'unresolved', here);
  return receiver.kind === 'function' && name === 'bind' ? receiver : undefined;
}

const stringMethods: ReadonlySet<string> = new Set(['toLowerCase', 'toUpperCase', 'replace', 'replaceAll', 'trim', 'slice', 'substring', 'split', 'toString']);

function ofModule(program: Program, module: string, name: string, args: readonly Thing[], here: Location): Thing | undefined {
  const [first] = args;
  if (module === 'path') return ofPath(program, name.replace(/^(default|posix)\./, ''), args, here);
  if (module === 'process') return name === 'cwd' ? constant(program.home, here) : undefined;
  if (module === 'url' && name === 'fileURLToPath') return first;
  if (module !== 'global' || first === undefined) return undefined;
  switch (name) {
    case 'Object.entries': case 'Object.keys': case 'Object.values': return entriesOf(name.slice(7), first, here);
    case 'Object.assign': return assigned(args, here);
    case 'Object.fromEntries': return fromEntries(first, here);
    case 'Object.freeze': case 'Array.from': case 'Promise.resolve': return first;
    case 'String': return joined([first], here);
    case 'Number': case 'parseInt': return first.kind === 'constant' && !Number.isNaN(Number(first.value)) ? constant(Number(first.value), here) : undefined;
    default: return undefined;
  }
}

function assigned(args: readonly Thing[], here: Location): ObjectThing | undefined {
  const objects = args.filter((one) => one.kind === 'object');
  if (objects.length < args.length) return undefined;
  return { kind: 'object', entries: new Map(objects.flatMap((one) => [...one.entries])), rest: objects.map((one) => one.rest).find((rest) => rest !== undefined), at: here, via: [] };
}

function includes(items: readonly Thing[], wanted: Thing | undefined, here: Location): Thing {
  const values = items.filter((one) => one.kind === 'constant').map((one) => one.value);
  if (values.length < items.length || wanted?.kind !== 'constant') return unknownThing('it is not known what is in the list', 'condition', here);
  return constant(values.includes(wanted.value), here);
}

function entriesOf(what: string, thing: Thing, here: Location): Thing | undefined {
  if (thing.kind !== 'object' || thing.rest !== undefined) return undefined;
  return list([...thing.entries].map(([key, { keyAt, thing: value }]) => (what === 'keys' ? constant(key, keyAt) : what === 'values' ? value : list([constant(key, keyAt), value], value.at))), here);
}

function fromEntries(thing: Thing, here: Location): ObjectThing | undefined {
  if (thing.kind !== 'list') return undefined;
  const entries = new Map<string, Property>();
  for (const item of thing.items) {
    const [key, value] = item.kind === 'list' ? item.items : [];
    const name = textIn(key);
    if (name === undefined || key === undefined || value === undefined) return undefined;
    entries.set(name, { keyAt: key.at, thing: value });
  }
  return { kind: 'object', entries, rest: undefined, at: here, via: [] };
}

/** Paths of files are uris once they start at a known folder. */
function ofPath(program: Program, name: string, args: readonly Thing[], here: Location): Thing | undefined {
  const texts = args.map(textIn);
  if (texts.includes(undefined)) return unknownThing('the path is not known', 'unresolved', here);
  const [first = '', ...rest] = texts.map((text) => text ?? '');
  const isPlace = first.includes('://');
  if (name === 'dirname') return constant(folderOf(first), here);
  if (name === 'basename') return constant(nameOf(first), here);
  if (name === 'join') return constant(isPlace ? join(first, rest.join('/')) : [first, ...rest].join('/'), here);
  return name === 'resolve' ? constant(isPlace ? join(first, rest.join('/')) : join(program.home, [first, ...rest].join('/')), here) : undefined;
}

function ofConstant(value: Constant, name: string, args: readonly Thing[], here: Location): Thing | undefined {
  if (typeof value === 'number') return name === 'toString' ? constant(String(value), here) : undefined;
  if (typeof value === 'boolean') return name === 'toString' ? constant(String(value), here) : undefined;
  if (typeof value !== 'string') return undefined;
  const [first, second] = args.map((one) => (one.kind === 'constant' ? one.value : undefined));
  const number = (one: Constant): number | undefined => (typeof one === 'number' ? one : undefined);
  switch (name) {
    case 'toString': case 'valueOf': return constant(value, here);
    case 'toLowerCase': return constant(value.toLowerCase(), here);
    case 'toUpperCase': return constant(value.toUpperCase(), here);
    case 'trim': return constant(value.trim(), here);
    case 'slice': return constant(value.slice(number(first), number(second)), here);
    case 'substring': return constant(value.substring(number(first) ?? 0, number(second)), here);
    case 'charAt': return constant(value.charAt(number(first) ?? 0), here);
    case 'concat': return joined([constant(value, here), ...args], here);
  }
  const literal = name === 'replace' && typeof second === 'string' ? literalIn(args[0]) : undefined;
  const tooLong = typeof second === 'string' && value.length * second.length >= 1_000_000 ? unknownThing('the text is too long to be put together', 'limit', here) : undefined;
  if (literal !== undefined && typeof second === 'string') return tooLong ?? constant(literal.everywhere ? value.replaceAll(literal.text, () => second) : value.replace(literal.text, () => second), here);
  if (typeof first !== 'string') return unknownThing('it is more than can be read without running the program', 'unresolved', here);
  switch (name) {
    case 'startsWith': return constant(value.startsWith(first), here);
    case 'endsWith': return constant(value.endsWith(first), here);
    case 'includes': return constant(value.includes(first), here);
    case 'split': return list(value.split(first).map((part) => constant(part, here)), here);
    case 'replace': return typeof second === 'string' ? constant(value.replace(first, () => second), here) : undefined;
    case 'replaceAll': return typeof second === 'string' && first !== '' ? tooLong ?? constant(value.replaceAll(first, () => second), here) : undefined;
    default: return undefined;
  }
}

const maximumItems = 200;
const maximumLength = 5000;

function ofList(program: Program, receiver: ListThing, name: string, args: readonly Thing[], here: Location): Thing | undefined {
  const [first, second] = args;
  const { items } = receiver;
  const apply = (thing: Thing, index: number): Thing => (first?.kind === 'function' ? program.call(first, [thing, constant(index, here), receiver], here) : unknownThing('the function is not known', 'unresolved', here));
  /** Those that a function is called for. */
  const taken = (): readonly Thing[] => {
    if (items.length > maximumItems) program.overrun(here, `a list has more than ${String(maximumItems)} items`);
    return items.slice(0, maximumItems);
  };
  const each = (): readonly Thing[] => taken().map(apply);
  switch (name) {
    case 'push':
      if (items.length + args.length <= maximumLength) for (const one of args) items.push(one);
      else program.overrun(here, `a list has more than ${String(maximumLength)} items`);
      return constant(items.length, here);
    case 'forEach':
      each();
      return constant(undefined, here);
    case 'map': return list([...each()], here);
    case 'flatMap': return list(each().flatMap((one) => (one.kind === 'list' ? one.items : [one])), here);
    case 'flat': return list(items.flatMap((one) => (one.kind === 'list' ? one.items : [one])), here);
    // What may be left out stays in: it may be there.
    case 'filter': return list(taken().filter((one, index) => truth(apply(one, index)) !== false), here);
    case 'find': return taken().find((one, index) => truth(apply(one, index)) !== false) ?? constant(undefined, here);
    case 'concat': return list([...items, ...args.flatMap((one) => (one.kind === 'list' ? one.items : [one]))], here);
    case 'slice': return list(items.slice(first?.kind === 'constant' && typeof first.value === 'number' ? first.value : 0, second?.kind === 'constant' && typeof second.value === 'number' ? second.value : undefined), here);
    case 'join': return joined(items.flatMap((one, index) => (index === 0 ? [one] : [first ?? constant(',', here), one])), here);
    case 'includes': return includes(items, first, here);
    case 'reduce': return first?.kind === 'function' ? taken().reduce((sum, one, index) => program.call(first, [sum, one, constant(index, here)], here), second ?? items[0] ?? constant(undefined, here)) : undefined;
    case 'some': case 'every': return unknownThing('it depends on what is known only when the program runs', 'condition', here);
    case 'reverse': case 'sort': return receiver;
    case 'entries': return list(items.map((one, index) => list([constant(index, here), one], here)), here);
    case 'at': return first?.kind === 'constant' && typeof first.value === 'number' ? items.at(first.value) ?? constant(undefined, here) : choice(items.map((thing) => ({ when: 'one of them', thing })), here);
    default: return undefined;
  }
}
