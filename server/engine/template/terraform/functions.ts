/**
 * Terraform's functions as far as their result follows from the workspace alone. Names and meaning are those of the functions
 * reference of Terraform's documentation. Anything else is unknown.
 */
import type { Location } from '../../text/span';
import { parseYaml } from '../../syntax/yaml';
import { addressBlock } from '../addresses';
import type { DataNode } from '../../syntax/data';
import { concatenated, splitParts, textOf, throughHops, usedAt } from '../cloudformation/text';
import { withWritten } from '../cloudformation/written';
import { booleanOf, numberOf, possibilities, scalar, stringOf, unknown, type Hop, type MapEntry, type Value } from '../value';
import { collectionFunctions } from './collections';
import type { Asked, Implementation } from './scope';
import { eachOption, isAbsent, isNull, mapValue, shownScalar } from './values';
import { own } from '../../text/own';

const textFunctions: Readonly<Record<string, (texts: readonly string[]) => string | number | boolean | undefined>> = {
  lower: ([text]) => text?.toLowerCase(),
  upper: ([text]) => text?.toUpperCase(),
  title: ([text]) => text?.replace(/(^|[^\p{L}\p{N}'])(\p{L})/gu, (whole) => whole.toUpperCase()),
  trimspace: ([text]) => text?.trim(),
  chomp: ([text]) => text?.replace(/(?<![\r\n])[\r\n]+$/, ''),
  trim: ([text = '', signs = '']) => trimmed(text, signs, true, true),
  trimprefix: ([text = '', prefix = '']) => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
  trimsuffix: ([text = '', suffix = '']) => (suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text),
  replace: ([text = '', search = '', by = '']) => (search.length > 1 && search.startsWith('/') && search.endsWith('/') ? undefined : text.replaceAll(search, () => by)),
  substr: ([text = '', offset = '', length = '']) => {
    const start = Number(offset) < 0 ? text.length + Number(offset) : Number(offset);
    return Number(length) < 0 ? text.slice(start) : text.slice(start, start + Number(length));
  },
  strrev: ([text = '']) => Array.from(text).reverse().join(''),
  startswith: ([text = '', prefix = '']) => text.startsWith(prefix),
  endswith: ([text = '', suffix = '']) => text.endsWith(suffix),
  strcontains: ([text = '', part = '']) => text.includes(part),
  basename: ([path = '']) => path.slice(path.lastIndexOf('/') + 1),
  dirname: ([path = '']) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'),
  abspath: ([path]) => path,
  pathexpand: ([path]) => path,
  abs: ([number]) => Math.abs(Number(number)),
  ceil: ([number]) => Math.ceil(Number(number)),
  floor: ([number]) => Math.floor(Number(number)),
  max: (numbers) => Math.max(...numbers.map(Number)),
  min: (numbers) => Math.min(...numbers.map(Number)),
};

function trimmed(text: string, signs: string, front: boolean, back: boolean): string {
  let start = 0;
  let end = text.length;
  while (front && start < end && signs.includes(text[start] ?? '')) start++;
  while (back && end > start && signs.includes(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

const otherFunctions: Readonly<Record<string, Implementation>> = {
  jsonencode: ([value]) => value,
  yamlencode: ([value]) => value,
  jsondecode: ([value], { evaluator }) => (value === undefined ? undefined : eachOption(value, (one) => (one.kind === 'map' || one.kind === 'list' ? one : unlessText(evaluator.decoded(one))))),
  yamldecode: ([value], { at }) => fromYaml(value, at),
  // What matters to a reader is the text, not its encoding.
  base64encode: ([value]) => value,
  cidrsubnet: ([block, bits, number], { at }) => subnet(stringOf(block), numberOf(bits), numberOf(number), at),
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value,
  ephemeralasnull: ([value]) => value,
  tostring: ([value], { at }) => (value?.kind === 'scalar' ? scalar(value.value === null ? null : String(value.value), at) : value),
  tonumber: ([value], { at }) => (numberOf(value) === undefined ? value : scalar(numberOf(value) ?? null, at)),
  tobool: ([value], { at }) => (booleanOf(value) === undefined ? value : scalar(booleanOf(value) ?? null, at)),
  indent: (given, { at }) => (given[1]?.kind === 'scalar' ? scalar(String(given[1].value).replaceAll('\n', `\n${' '.repeat(Math.min(200, Math.max(0, numberOf(given[0]) ?? 0)))}`), at) : undefined),
  format: ([pattern, ...given], { at }) => formatted(stringOf(pattern), given, at),
  join: ([separator, ...lists], { at }) => joined(stringOf(separator), lists, at),
  split: ([separator, value], { at }) => {
    const sign = stringOf(separator);
    if (sign === undefined || sign === '' || value === undefined) return undefined;
    if (value.kind !== 'text' && stringOf(value) === undefined) return undefined;
    const parts = value.kind === 'text' ? value.parts : [stringOf(value) ?? ''];
    return { kind: 'list', at, via: value.via, items: splitParts(parts, sign).map((piece) => textOf(piece, at)) };
  },
  file: ([path], asked) => fileText(path, asked),
  fileexists: ([path], { at, scope, evaluator }) => (stringOf(path) === undefined ? undefined : scalar(evaluator.file(stringOf(path) ?? '', scope) !== undefined, at)),
  templatefile: ([path, names], { at, scope, evaluator }) => {
    const file = evaluator.file(stringOf(path) ?? '', scope);
    return file === undefined || names === undefined ? undefined : evaluator.template(file, names.kind === 'map' ? names : mapValue([], at, true), at, scope);
  },
  try: (given) => given.find((value) => !isAbsent(value)),
  can: ([value], { at }) => (value === undefined || isAbsent(value) ? scalar(false, at) : value.kind === 'unknown' ? undefined : scalar(true, at)),
  coalesce: (given, { at }) => firstThat(given, (value) => !isNull(value) && stringOf(value) !== '', at),
};

const implementations: ReadonlyMap<string, Implementation> = new Map([...Object.entries(otherFunctions), ...Object.entries(collectionFunctions)]);

/** What goes into the deployment, from where: to tell apart what can never be known from what this program does not compute. */
export function callFunction(name: string, given: readonly Value[], asked: Asked): Value {
  const { at } = asked;
  const via = given.flatMap((value) => value.via).slice(0, 8);
  const onTexts = own(textFunctions, name);
  const result = onTexts === undefined ? implementations.get(name)?.(given, asked) : onScalars(given, onTexts, at);
  if (result !== undefined) return throughHops({ ...result, at: result.kind === 'map' || result.kind === 'list' ? result.at : at }, hopsFor(result, via));
  const cause = given.find((value) => value.kind === 'unknown');
  if (cause?.kind === 'unknown') return { ...cause, at };
  return unknown(`the result of \`${name}\` is known only at deployment`, 'unresolved', at, via, `${name}(…)`);
}

function hopsFor(result: Value, via: readonly Hop[]): readonly Hop[] {
  return result.kind === 'scalar' && result.via.length === 0 ? via : [];
}

/** A choice among the arguments makes the result a choice. */
function onScalars(given: readonly Value[], compute: (texts: readonly string[]) => string | number | boolean | undefined, at: Location): Value | undefined {
  const chosen = given.findIndex((value) => value.kind === 'choice');
  const choice = given[chosen];
  if (choice?.kind === 'choice') return eachOption(choice, (option) => onScalars(given.with(chosen, option), compute, at) ?? unknown('the result is not known', 'unresolved', at));
  const texts = given.map(shownScalar);
  if (texts.some((text) => text === undefined)) return undefined;
  const result = compute(texts.filter((text) => text !== undefined));
  return result === undefined || (typeof result === 'number' && !Number.isFinite(result)) ? undefined : scalar(result, at);
}

/** The first that holds; options before it that are not known make it a choice. */
export function firstThat(given: readonly Value[], holds: (value: Value) => boolean, at: Location): Value | undefined {
  const candidates = given.filter((value) => value.kind === 'unknown' || possibilities(value).some(holds));
  const [first] = candidates;
  if (first?.kind !== 'unknown' || candidates.length === 1) return first;
  const next = candidates.slice(1).find((value) => value.kind !== 'unknown');
  return next === undefined ? first : { kind: 'choice', at, via: [], options: [{ when: 'it is given', value: first }, { when: 'it is not given', value: next }] };
}

function unlessText(value: Value): Value {
  return value.kind === 'scalar' || value.kind === 'text' ? unknown('this is no JSON that can be read', 'unresolved', value.at, value.via) : value;
}

function formatted(pattern: string | undefined, given: readonly Value[], at: Location): Value | undefined {
  if (pattern === undefined) return undefined;
  const pieces: Value[] = [];
  let next = 0;
  let position = 0;
  for (const match of pattern.matchAll(/%%|%(?:\[(\d+)\])?([-+ 0#]*\d*(?:\.\d+)?)([a-zA-Z])/g)) {
    pieces.push(scalar(pattern.slice(position, match.index), at));
    position = match.index + match[0].length;
    if (match[0] === '%%') {
      pieces.push(scalar('%', at));
      continue;
    }
    const index = match[1] === undefined ? next++ : Number(match[1]) - 1;
    const value = given[index];
    if (value === undefined) return undefined;
    const plain = (match[3] === 's' || match[3] === 'v' || match[3] === 'd') && (match[2] ?? '') === '';
    pieces.push(plain ? value : (padded(match[2] ?? '', match[3] ?? '', value, at) ?? unknown('how it is formatted is not computed', 'unresolved', at, value.via)));
  }
  pieces.push(scalar(pattern.slice(position), at));
  return concatenated(pieces, at);
}

/** A number or text brought to a width, by zeros or blanks. */
function padded(flags: string, verb: string, value: Value, at: Location): Value | undefined {
  const [, sign = '', digits = ''] = /^([-0]?)(\d{1,3})$/.exec(flags) ?? [];
  const text = shownScalar(value);
  if (text === undefined || digits === '' || !/^[sdv]$/.test(verb)) return undefined;
  const width = Number(digits);
  return scalar(sign === '-' ? text.padEnd(width) : text.padStart(width, sign === '0' ? '0' : ' '), at, value.via);
}

const maximumJoined = 200;

function joined(separator: string | undefined, lists: readonly Value[], at: Location): Value | undefined {
  if (separator === undefined || lists.some((list) => list.kind !== 'list')) return undefined;
  const items = lists.flatMap((list) => (list.kind === 'list' ? list.items : []));
  return items.length > maximumJoined ? unknown('the list is too long to be joined', 'limit', at) : concatenated(items, at, separator);
}

function fileText(path: Value | undefined, { at, scope, evaluator }: Asked): Value | undefined {
  const name = stringOf(path);
  const file = name === undefined ? undefined : evaluator.file(name, scope);
  if (file === undefined) return name === undefined ? undefined : unknown(`\`${name.slice(name.lastIndexOf('/') + 1)}\` is not in the workspace`, 'import', at, path?.via ?? []);
  return withWritten(scalar(file.text, at), { uri: file.uri, source: file.text, pieces: [{ text: file.text, span: { start: 0, end: file.text.length } }] });
}

function fromYaml(value: Value | undefined, at: Location): Value | undefined {
  const text = stringOf(value);
  if (text === undefined) return undefined;
  const { tree, problems } = parseYaml({ uri: at.uri, text });
  if (problems.some(({ code }) => code === 'too-complex')) return unknown('the document is too much to be read', 'limit', at, value?.via);
  const convert = (node: DataNode): Value => {
    if (node.kind === 'scalar') return scalar(node.value, at);
    if (node.kind === 'list') return { kind: 'list', at, via: [], items: node.items.map(convert) };
    return mapValue(node.entries.map((entry): MapEntry => ({ key: entry.key, keyAt: at, value: convert(entry.value) })), at);
  };
  return tree === undefined ? undefined : usedAt(convert(tree), at, value?.via);
}

/** The block of addresses with this number among those that are smaller by so many bits. */
function subnet(block: string | undefined, bits: number | undefined, number: number | undefined, at: Location): Value | undefined {
  const text = block === undefined || bits === undefined || number === undefined ? undefined : addressBlock(block, bits, number);
  return text === undefined ? undefined : scalar(text, at);
}
