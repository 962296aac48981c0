/** Finds handlers and entry points by what they belong to, without going through all of them each time. Knows no rule. */
import type { Deployment } from '../template/deployment';
import type { Entry, Facts, Handler } from './facts';

/** In template order. */
export function handlersIn(deployment: Deployment, { handlers, snapshot }: Facts): readonly Handler[] {
  return snapshot.memo.of('handlers-by-deployment', handlers, (all) => grouped(all, (handler) => [handler.deployment])).get(deployment) ?? [];
}

/** The entry points that a deployed function runs. */
export function entriesOf(handler: Handler, { entries, snapshot }: Facts): readonly Entry[] {
  return snapshot.memo.of('entries-by-handler', entries, (all) => grouped(all, (entry) => entry.handlers)).get(handler) ?? [];
}

/** The entry points whose data runs through a file. */
export function entriesThrough(uri: string, { entries, snapshot }: Facts): readonly Entry[] {
  return snapshot.memo.of('entries-by-file', entries, (all) => grouped(all, (entry) => entry.report.files)).get(uri) ?? [];
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
