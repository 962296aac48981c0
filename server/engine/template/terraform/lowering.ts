/** A resource's body in CloudFormation's names, documents inside it read. Knows names by its tables only. */
import { looksLikeJson } from '../cloudformation/written';
import { itemsOf, type MapEntry, type MapValue, type Value } from '../value';
import type { Evaluator } from './scope';
import { eachOption, mapValue } from './values';
import { kindOf, opaqueTexts, pascal } from './vocabulary';

/** Nested blocks; maps that are arguments keep their keys, which are data. */
const blocks = Symbol('block');

export function asBlock(value: MapValue): MapValue {
  return Object.assign({ ...value }, { [blocks]: true });
}

function isBlock(value: Value): boolean {
  return blocks in value;
}

export function renamedBody(type: string, body: MapValue, evaluator: Evaluator): MapValue {
  const { names, lists } = kindOf(type);
  const document = (name: string, value: Value): Value => (opaqueTexts.has(name) || !looksLikeJson(firstOption(value)) ? value : evaluator.decoded(value));
  const rename = (map: MapValue, parent: string): MapValue => {
    const entries = map.entries.map((entry): MapEntry => {
      const key = names.get(`${parent}.${entry.key}`) ?? names.get(entry.key) ?? pascal(entry.key);
      return { ...entry, key, value: inside(entry.key, entry.value) };
    });
    return { ...map, entries };
  };
  const inside = (name: string, value: Value): Value => {
    if (value.kind === 'list' && value.items.some((item) => isBlock(firstOption(item)))) return { ...value, items: value.items.map((item) => eachOption(item, (one) => (one.kind === 'map' ? rename(one, name) : one))) };
    if (!isBlock(firstOption(value))) return document(name, value);
    const renamed = eachOption(value, (one) => (one.kind === 'map' ? rename(one, name) : one));
    return lists.has(name) ? { kind: 'list', at: value.at, via: [], items: [renamed] } : renamed;
  };
  return rename(body, '');
}

function firstOption(value: Value): Value {
  const [first] = value.kind === 'choice' ? value.options : [];
  return first === undefined ? value : firstOption(first.value);
}

/** The entry as the only one of maps around it, outermost name first. */
export function wrapped(path: readonly string[], entry: MapEntry): MapEntry {
  const [key, ...rest] = path;
  if (key === undefined) return entry;
  const inner = wrapped(rest, entry);
  return { key, keyAt: entry.keyAt, value: mapValue([inner], entry.value.at) };
}

/** The map with entries of the same keys replaced. */
export function withReplaced(map: MapValue, entries: readonly MapEntry[]): MapValue {
  const keys = new Set(entries.map((entry) => entry.key));
  return { ...map, entries: [...map.entries.filter((entry) => !keys.has(entry.key)), ...entries] };
}

/** The map with items added to the list under a key. */
export function withItems(map: MapValue, key: string, items: readonly Value[], keyAt: MapEntry['keyAt']): MapValue {
  const known = map.entries.find((entry) => entry.key === key);
  const all = [...itemsOf(known?.value), ...items];
  return withReplaced(map, [{ key, keyAt: known?.keyAt ?? keyAt, value: { kind: 'list', at: known?.value.at ?? keyAt, via: [], items: all } }]);
}
