/** The functions on lists and maps. What is known of a collection stays known where a part of it is not. */
import { concatenated } from '../cloudformation/text';
import { numberOf, scalar, stringOf, unknown, type MapEntry, type Value } from '../value';
import { equals } from './operators';
import type { Implementation } from './scope';
import { elementOf, eachOption, isNull, mapValue, memberOf, isAbsent, shownScalar } from './values';

const maximumItems = 5000;

const set: Implementation = ([value]) => (value === undefined ? undefined : eachOption(value, (one) => (one.kind === 'list' ? Object.assign({ ...one, items: distinct(one.items) }, { isSet: true }) : one)));

export const collectionFunctions: Readonly<Record<string, Implementation>> = {
  tolist: ([value]) => value,
  tomap: ([value]) => value,
  toset: set,
  distinct: ([value]) => (value?.kind === 'list' ? { ...value, items: distinct(value.items) } : value),
  setunion: (given, { at }) => ({ kind: 'list', at, via: [], items: distinct(itemsOfAll(given)) }),
  concat: (given, { at }) => bounded({ kind: 'list', at, via: [], items: itemsOfAll(given) }),
  compact: ([value]) => (value?.kind === 'list' ? { ...value, items: value.items.filter((item) => !isNull(item) && stringOf(item) !== '') } : value),
  flatten: ([value], { at }) => (value?.kind === 'list' ? bounded({ kind: 'list', at, via: value.via, items: flat(value.items) }) : value),
  reverse: ([value]) => (value?.kind === 'list' ? { ...value, items: [...value.items].reverse() } : value),
  sort: ([value]) => (value?.kind === 'list' && value.items.every((item) => stringOf(item) !== undefined) ? { ...value, items: [...value.items].sort((a, b) => ((stringOf(a) ?? '') < (stringOf(b) ?? '') ? -1 : 1)) } : value),
  slice: ([value, from, to]) => {
    const [start, end] = [numberOf(from), numberOf(to)];
    return value?.kind === 'list' && start !== undefined && end !== undefined ? { ...value, items: value.items.slice(start, end) } : undefined;
  },
  merge: (given, { at }) => merged(given, at),
  lookup: ([map, key, otherwise], { at }) => {
    if (map === undefined || key === undefined) return undefined;
    return eachOption(map, (one) => {
      const name = shownScalar(key);
      if (one.kind !== 'map' || name === undefined) return one.kind === 'map' && one.entries.length > 0 ? elementOf(one, key, at) : unknown('which entry is meant is not known', 'unresolved', at, [...one.via, ...key.via]);
      const found = memberOf(one, name, at);
      return isAbsent(found) && otherwise !== undefined ? otherwise : found;
    });
  },
  element: ([list, index], { at }) => {
    const position = numberOf(index);
    if (list?.kind !== 'list' || list.items.length === 0 || index === undefined) return undefined;
    return elementOf(list, position === undefined ? index : scalar(position % list.items.length, at), at);
  },
  one: ([value], { at }) => (value?.kind === 'list' && value.items.length <= 1 ? (value.items[0] ?? scalar(null, at)) : undefined),
  length: ([value], { at }) => {
    if (value?.kind === 'list' && value.items.every((item) => item.kind !== 'unknown')) return scalar(value.items.length, at);
    if (value?.kind === 'map' && value.open !== true) return scalar(value.entries.length, at);
    const text = stringOf(value);
    return text === undefined ? undefined : scalar(text.length, at);
  },
  keys: ([value], { at }) => (value?.kind === 'map' && value.open !== true ? { kind: 'list', at, via: value.via, items: sortedEntries(value.entries).map((entry) => scalar(entry.key, entry.keyAt)) } : undefined),
  values: ([value], { at }) => (value?.kind === 'map' && value.open !== true ? { kind: 'list', at, via: value.via, items: sortedEntries(value.entries).map((entry) => entry.value) } : undefined),
  contains: ([list, value], { at }) => {
    if (list?.kind !== 'list' || value === undefined) return undefined;
    const answers = list.items.map((item) => equals(item, value));
    if (answers.includes(true)) return scalar(true, at);
    return answers.includes(undefined) ? undefined : scalar(false, at);
  },
  coalescelist: (given) => given.find((value) => value.kind !== 'list' || value.items.length > 0),
  range: (given, { at }) => {
    const [first, second, third] = given.map(numberOf);
    if (first === undefined || given.length !== given.map(numberOf).filter((one) => one !== undefined).length) return undefined;
    const [start, end, step] = second === undefined ? [0, first, 1] : [first, second, third ?? 1];
    if (step <= 0) return undefined;
    if ((end - start) / step > maximumItems) return tooLong(at);
    return { kind: 'list', at, via: [], items: Array.from({ length: Math.max(0, Math.ceil((end - start) / step)) }, (_, i) => scalar(start + i * step, at)) };
  },
  zipmap: ([keys, values], { at }) => {
    if (keys?.kind !== 'list' || values?.kind !== 'list') return undefined;
    const entries = keys.items.map((key, i) => ({ key: shownScalar(key), keyAt: key.at, value: values.items[i] ?? scalar(null, at) }));
    return mapValue(entries.flatMap((entry) => (entry.key === undefined ? [] : [{ ...entry, key: entry.key }])), at, entries.some((entry) => entry.key === undefined));
  },
  formatlist: ([pattern, list], { at }) => {
    const parts = (stringOf(pattern) ?? '').split('%s');
    const [before, after] = parts;
    if (list?.kind !== 'list' || parts.length !== 2 || before === undefined || after === undefined) return undefined;
    return { kind: 'list', at, via: list.via, items: list.items.map((item) => concatenated([scalar(before, item.at), item, scalar(after, item.at)], item.at)) };
  },
};

function bounded(value: Value & { kind: 'list' }): Value {
  return value.items.length > maximumItems ? tooLong(value.at) : value;
}

function tooLong(at: Value['at']): Value {
  return unknown('the list is too long', 'limit', at);
}

/** What is not known stays as an item that is not known. */
function itemsOfAll(given: readonly Value[]): readonly Value[] {
  return given.flatMap((value) => (value.kind === 'list' ? value.items : isNull(value) ? [] : [value]));
}

/** Values nest no deeper than they are evaluated. */
function flat(items: readonly Value[]): readonly Value[] {
  return items.flatMap((item) => (item.kind === 'list' ? flat(item.items) : [item]));
}

function distinct(items: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = shownScalar(item);
    if (text === undefined) return true;
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function merged(given: readonly Value[], at: Value['at']): Value {
  const entries = new Map<string, MapEntry>();
  let open = false;
  for (const value of given) {
    const map = value.kind === 'choice' ? value.options.map((option) => option.value).find((option) => option.kind === 'map') : value;
    if (map?.kind === 'map') for (const entry of map.entries) entries.set(entry.key, value.kind === 'choice' ? { ...entry, value: orAbsent(entry.value) } : entry);
    if (map?.kind !== 'map' ? !isNull(value) : map.open === true || value.kind === 'choice') open = true;
  }
  return mapValue([...entries.values()], at, open);
}

function orAbsent(value: Value): Value {
  return { kind: 'choice', at: value.at, via: value.via, options: [{ when: 'it is merged in', value }] };
}

function sortedEntries(entries: readonly MapEntry[]): readonly MapEntry[] {
  return [...entries].sort((a, b) => (a.key < b.key ? -1 : 1));
}
