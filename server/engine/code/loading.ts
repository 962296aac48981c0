/** Which files of the workspace a script loads, directly or not. Knows specifiers and files, and nothing of what is in them. */
import type { Snapshot } from '../snapshot';
import { Modules, worldOf } from './modules';
import { surfaceOf } from './surface';

/** Uris of scripts of the workspace. */
export interface Loads {
  /** At the top level. */
  readonly imported: readonly string[];
  /** These and those that calls further inside load. */
  readonly all: readonly string[];
}

const nothing: Loads = { imported: [], all: [] };

/** The same object as long as neither the file nor what imports mean changes. */
export function loadsOf(uri: string, snapshot: Snapshot): Loads {
  const file = snapshot.file(uri);
  if (file === undefined) return nothing;
  const world = worldOf(snapshot);
  const last = snapshot.memo.of('loads', file, () => ({ world: undefined as object | undefined, loads: nothing }));
  if (last.world === world) return last.loads;
  const modules = snapshot.memo.of('modules', world, () => new Modules(snapshot));
  const { specifiers, loads } = surfaceOf(uri, snapshot) ?? { specifiers: [], loads: [] };
  const targets = (given: readonly string[]): readonly string[] => given.flatMap((specifier) => modules.resolve(specifier, uri) ?? []);
  const imported = targets(specifiers);
  const inside = targets(loads).filter((one) => !imported.includes(one));
  Object.assign(last, { world, loads: imported.length + inside.length === 0 ? nothing : { imported, all: inside.length === 0 ? imported : [...imported, ...inside] } });
  return last.loads;
}

/** The file and all that it loads, directly or not; in the order in which they are met. */
export function filesFrom(uri: string, loadedBy: (uri: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set([uri]);
  for (const one of found) for (const target of loadedBy(one)) found.add(target);
  return found;
}
