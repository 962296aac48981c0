/** Finds the functions that a value means. Knows names, ARNs, aliases and versions, no triggers. */
import { patternOf, referencesIn, stringOf, valueAt, type Value } from '../value';
import type { LoweredResource } from './resources';
import { type as types } from './vocabulary';

export class Callees {
  private readonly byName = new Map<string, string>();
  private readonly behind = new Map<string, Value>();

  constructor(resources: readonly LoweredResource[], private readonly ids: ReadonlySet<string>) {
    for (const { id, type, properties } of resources) {
      const name = valueAt(properties, 'FunctionName');
      if (name === undefined) continue;
      if (type === types.function) {
        const text = stringOf(name);
        if (text !== undefined) this.byName.set(text, id);
      } else if (type === types.alias || type === types.version) this.behind.set(id, name);
    }
  }

  /** Logical ids, in order, without duplicates. */
  in(value: Value | undefined): readonly string[] {
    return value === undefined ? [] : [...new Set(this.found(value, 0))];
  }

  private found(value: Value, depth: number): readonly string[] {
    const references = referencesIn(value);
    const ids = references.flatMap(({ resource }) => {
      if (this.ids.has(resource)) return [resource];
      const target = this.behind.get(resource);
      // An alias means a version, that a function: whatever goes on longer is a circle.
      return target === undefined || depth > 3 ? [] : this.found(target, depth + 1);
    });
    if (ids.length > 0) return ids;
    const text = value.kind === 'text' || value.kind === 'scalar' ? patternOf(value) : undefined;
    const name = text === undefined ? undefined : (/:function:([\w-]+)/.exec(text)?.[1] ?? text);
    const named = name === undefined ? undefined : this.byName.get(name);
    return named === undefined ? [] : [named];
  }
}
