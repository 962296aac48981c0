/** Looks into tables with keys that come from outside. Knows nothing of what is in them. */

/** The table's own value: a key such as `constructor` finds nothing. */
export function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
