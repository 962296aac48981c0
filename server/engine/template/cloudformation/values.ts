/** Small questions about evaluated maps that the lowering asks often. Knows no cloud names. */
import type { Location } from '../../text/span';
import { entryAt, possibilities, scalar, stringOf, valueAt, type MapEntry, type MapValue, type Value } from '../value';

export function emptyMap(at: Location): MapValue {
  return { kind: 'map', entries: [], at, via: [] };
}

/** The value as a map: of a choice its first option that is one; else an open, empty map where something is written that is not known. */
export function mapOf(value: Value | undefined, at: Location): MapValue {
  if (value === undefined) return emptyMap(at);
  const map = possibilities(value).find((option) => option.kind === 'map');
  if (map?.kind !== 'map') return value.kind === 'scalar' ? emptyMap(value.at) : { ...emptyMap(value.at), open: true };
  return value.kind === 'choice' ? { ...map, open: true } : map;
}

/**
 * `own` laid over `base`, as SAM merges Globals: maps entry by entry, lists one after the other (base first), anything else
 * replaces.
 */
export function merged(base: Value, own: Value): Value {
  if (base.kind === 'map' && own.kind === 'map') {
    const entries = new Map(base.entries.map((entry) => [entry.key, entry]));
    for (const entry of own.entries) {
      const under = entries.get(entry.key);
      entries.set(entry.key, under === undefined ? entry : { ...entry, value: merged(under.value, entry.value) });
    }
    const map: MapValue = { ...own, entries: [...entries.values()] };
    return base.open === true || own.open === true ? { ...map, open: true } : map;
  }
  if (base.kind === 'list' && own.kind === 'list') return { ...own, items: [...base.items, ...own.items] };
  return own;
}

/** The map with more entries; those it has already stay. */
export function withEntries(map: MapValue, entries: readonly MapEntry[]): MapValue {
  const added = entries.filter((entry) => !map.entries.some((known) => known.key === entry.key));
  return added.length === 0 ? map : { ...map, entries: [...map.entries, ...added] };
}

export function without(map: MapValue, key: string): MapValue {
  return { ...map, entries: map.entries.filter((entry) => entry.key !== key) };
}

export function textAt(value: Value | undefined, ...path: readonly string[]): string | undefined {
  return stringOf(valueAt(value, ...path));
}

/** The entry under another key, or inside a map of one key, e.g. `Tracing` as `TracingConfig: { Mode }`. */
export function renamed(map: MapValue, from: string, to: string, inside?: string): readonly MapEntry[] {
  const entry = entryAt(map, from);
  if (entry === undefined) return [];
  if (inside === undefined) return [{ ...entry, key: to }];
  const inner: MapValue = { kind: 'map', at: entry.value.at, via: [], entries: [{ ...entry, key: inside }] };
  return [{ ...entry, key: to, value: inner }];
}

/** A map made by the lowering; every entry stands at `at`. */
export function madeMap(entries: Readonly<Record<string, Value | string>>, at: Location): MapValue {
  return { kind: 'map', at, via: [], entries: Object.entries(entries).map(([key, value]) => ({ key, keyAt: at, value: typeof value === 'string' ? scalar(value, at) : value })) };
}
