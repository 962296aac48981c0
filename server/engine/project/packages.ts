/** What a package.json asks for. Knows the names of its keys and how versions are asked for, no registry. */
import type { Snapshot } from '../snapshot';
import { entryOf } from '../syntax/data';
import type { Location } from '../text/span';
import { folderOf, join } from '../text/uri';
import { foldersAbove, treeOf } from './documents';

export interface PackageFile {
  readonly uri: string;
  readonly folder: string;
  /** Of the key `dependencies`. */
  readonly at: Location;
  readonly dependencies: readonly Dependency[];
}

export interface Dependency {
  readonly name: string;
  /** As written: `^1.2.0`, `latest`, `github:owner/name`. */
  readonly asked: string;
  /** Of what is asked for, with its quotes. */
  readonly at: Location;
}

/** The nearest package.json above a file that asks for anything to run with. */
export function packageOf(uri: string, snapshot: Snapshot): PackageFile | undefined {
  for (const folder of foldersAbove(uri, snapshot)) {
    const found = packageAt(join(folder, 'package.json'), snapshot);
    if (found !== undefined) return found;
  }
  return undefined;
}

function packageAt(uri: string, snapshot: Snapshot): PackageFile | undefined {
  const file = snapshot.file(uri);
  const entry = file === undefined ? undefined : entryOf(treeOf(file, snapshot), 'dependencies');
  if (entry?.value.kind !== 'map' || entry.value.entries.length === 0) return undefined;
  const dependencies = entry.value.entries.flatMap(({ key, value }): readonly Dependency[] =>
    value.kind === 'scalar' && typeof value.value === 'string' ? [{ name: key, asked: value.value, at: { uri, span: value.span } }] : []);
  return { uri, folder: folderOf(uri), at: { uri, span: entry.keySpan }, dependencies };
}

/**
 * How firmly a version is asked for. `own` is what stands in the workspace; `range` has an upper end (`^1.2.0`), `open` has none; `source` is
 * a repository or address that is not held at a commit.
 */
export type Firmness = 'exact' | 'own' | 'range' | 'open' | 'source';

const exactVersion = /^[=v]?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

export function firmnessOf(asked: string): Firmness {
  const text = asked.trim();
  if (/^(?:workspace|file|link|portal|patch|catalog):/.test(text) || /^\.{0,2}\//.test(text)) return 'own';
  const alias = /^npm:(?:@[^@/]+\/)?[^@/]+@(.+)$/.exec(text);
  if (alias?.[1] !== undefined) return firmnessOf(alias[1]);
  if (/^[a-z][a-z0-9+.-]*:|^[\w.-]+\/[\w.-]+(?:#.*)?$/i.test(text)) return /#(?:semver:[=v]?\d+\.\d+\.\d+|[0-9a-f]{7,40})$/i.test(text) ? 'exact' : 'source';
  if (exactVersion.test(text)) return 'exact';
  return text.split('||').every((part) => isBounded(part.trim())) ? 'range' : 'open';
}

/** Tags such as `latest` are open: whoever publishes moves them. */
function isBounded(range: string): boolean {
  if (/\s-\s/.test(range)) return true;
  if (/^[=v~^]?\s*\d+(?:\.(?:\d+|[xX*])){0,2}(?:[-+][\w.+-]+)?$/.test(range) || exactVersion.test(range)) return true;
  return /(?:^|\s)<=?\s*\d/.test(range) && /^[\s<>=~^\d.xX*+-]*$/.test(range.replaceAll(/-[\w.]+/g, ''));
}
