/** The stages of a service: what has parameters for each of them, or a map with something for each. Knows no functions. */
import type { Location } from '../../text/span';
import type { Stage } from '../dialect';
import { isStageName } from '../stage-names';
import { entryAt, type MapEntry, type MapValue, type Value } from '../value';
import type { Service } from './service';
import { mapOf } from './values';

const everyStage = 'default';
/** Maps of `custom` inside of each other. What lies deeper is no map of stages by convention; it is judged like all else, for no stage. */
const deepest = 3;

export function stagesOf(service: Service): readonly Stage[] {
  const found = new Map<string, { readonly at: Location; readonly entries: Map<string, MapEntry> }>();
  const add = (name: string, at: Location, entries: readonly MapEntry[]): void => {
    const known = found.get(name) ?? { at, entries: new Map<string, MapEntry>() };
    for (const entry of entries) known.entries.set(entry.key, entry);
    found.set(name, known);
  };
  for (const { all, inside } of [{ all: mapOf(service.at('params')), inside: [] }, { all: mapOf(service.at('stages')), inside: ['params'] }]) {
    const shared = entriesOf(entryAt(all, everyStage, ...inside)?.value);
    for (const { key, keyAt } of all?.entries ?? []) if (key !== everyStage) add(key, keyAt, [...shared, ...entriesOf(entryAt(all, key, ...inside)?.value)]);
  }
  for (const { name, map } of perStage(service.at('custom'), 'custom', 0)) {
    for (const { key, keyAt, value } of map.entries) if (key !== everyStage) add(key, keyAt, [{ key: name, keyAt, value }]);
  }
  return [...found].map(([name, { at, entries }]) => ({ name, at, values: { kind: 'map', entries: [...entries.values()], at, via: [] } }));
}

function entriesOf(value: Value | undefined): readonly MapEntry[] {
  return value?.kind === 'map' ? value.entries : [];
}

/** Maps that hold something for each stage; `custom` itself may hold each stage beside other things. */
function* perStage(value: Value | undefined, name: string, depth: number): Generator<{ readonly name: string; readonly map: MapValue }> {
  if (value?.kind !== 'map' || depth > deepest) return;
  const stages = value.entries.filter(({ key }) => isStageName(key));
  if (stages.length > 1 && (depth === 0 || stages.length === value.entries.length)) {
    yield { name, map: { ...value, entries: stages } };
    if (depth > 0) return;
  }
  for (const { key, value: inner } of value.entries) yield* perStage(inner, key, depth + 1);
}
