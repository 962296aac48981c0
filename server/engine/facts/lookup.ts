/** Finds handlers and entry points by what they belong to, without going through all of them each time. Knows no rule. */
import type { Deployment } from '../template/deployment';
import type { Entry, Facts, Handler } from './facts';

/** In template order. */
export function handlersIn(deployment: Deployment, facts: Facts): readonly Handler[] {
  return group('handlers in', deployment, facts, ({ handlers, snapshot }) => snapshot.memo.of('handlers-by-deployment', handlers, (all) => grouped(all, (handler) => [handler.deployment])));
}

/** The entry points that a deployed function runs. */
export function entriesOf(handler: Handler, facts: Facts): readonly Entry[] {
  return group('entries of', handler, facts, ({ entries, snapshot }) => snapshot.memo.of('entries-by-handler', entries, (all) => grouped(all, (entry) => entry.handlers)));
}

/** The entry points whose data runs through a file. */
export function entriesThrough(uri: string, facts: Facts): readonly Entry[] {
  return group('entries through', uri, facts, ({ entries, snapshot }) => snapshot.memo.of('entries-by-file', entries, (all) => grouped(all, (entry) => entry.report.files)));
}

/** One group of all; the same list as before where the same things are in it. */
function group<T, K extends object | string>(name: string, key: K, facts: Facts, groups: (facts: Facts) => ReadonlyMap<K, readonly T[]>): readonly T[] {
  return facts.derived(name, key, (all) => {
    const found = groups(all).get(key) ?? [];
    const { memo, listing } = all.snapshot;
    const last = memo.of(name, typeof key === 'string' ? listing : key, () => new Map<K, readonly T[]>());
    const before = last.get(key);
    if (before?.length === found.length && before.every((item, i) => item === found[i])) return before;
    last.set(key, found);
    return found;
  });
}

function grouped<T, K>(items: readonly T[], keysOf: (item: T) => readonly K[]): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
