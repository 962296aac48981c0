/** Lists by a key. Knows nothing of what is listed. */

/** Puts one more into the list of its key. */
export function addTo<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, [item]);
  else known.push(item);
}

/** Each under all of its keys, in order; once under a key that it names twice. */
export function grouped<Key, Item>(items: readonly Item[], keysOf: (item: Item) => readonly Key[]): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) for (const key of new Set(keysOf(item))) addTo(groups, key, item);
  return groups;
}
