/** Small builders and readings of template values that lowering needs again and again. Knows no key of the document. */
import type { Location } from '../../text/span';
import type { MapEntry, MapValue, Value } from '../value';
import { patternOf, possibilities, stringOf, valueAt } from '../value';

/** The first map that the value may be. */
export function mapOf(value: Value | undefined): MapValue | undefined {
  return value === undefined ? undefined : possibilities(value).find((option) => option.kind === 'map');
}

export function mapAt(value: Value | undefined, ...path: readonly string[]): MapValue | undefined {
  return mapOf(valueAt(mapOf(value), ...path));
}

/** True where nothing is written: absent, null, or an empty text. */
export function isNothing(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'scalar' && (value.value === null || value.value === ''));
}

/** The text for showing, with `*` for unknown parts; what a reference leads to by its name. */
export function shown(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'reference') return value.resource;
  if (value.kind === 'choice') return value.options.map((option) => shown(option.value)).find((text) => text !== undefined);
  return patternOf(value);
}

/** Lower-case text of a scalar. */
export function wordOf(value: Value | undefined): string | undefined {
  return stringOf(value)?.trim().toLowerCase();
}

export function mapValue(at: Location, entries: readonly MapEntry[], open = false): MapValue {
  return open ? { kind: 'map', entries, at, via: [], open } : { kind: 'map', entries, at, via: [] };
}

/** Builds maps out of paths and values: later values replace earlier ones at the same path. */
export class MapBuilder {
  private readonly children = new Map<string, { readonly keyAt: Location; readonly content: Value | MapBuilder }>();

  constructor(private readonly at: Location) {}

  set(path: readonly string[], keyAt: Location, value: Value): this {
    const [key, ...rest] = path;
    if (key === undefined) return this;
    if (rest.length === 0) {
      this.children.set(key, { keyAt, content: value });
      return this;
    }
    const existing = this.children.get(key)?.content;
    const below = existing instanceof MapBuilder ? existing : new MapBuilder(value.at);
    below.set(rest, keyAt, value);
    this.children.set(key, { keyAt, content: below });
    return this;
  }

  build(): MapValue {
    return mapValue(this.at, [...this.children].map(([key, { keyAt, content }]) => ({ key, keyAt, value: content instanceof MapBuilder ? content.build() : content })));
  }
}
