/** What lockfiles hold versions at, for npm, Yarn, pnpm and Bun. Knows their layouts; reads no registry. */
import type { Snapshot } from '../snapshot';
import { child, entryOf, type DataNode } from '../syntax/data';
import type { TextEdit } from '../text/edit';
import { folderOf, join, nameOf, relativeTo } from '../text/uri';
import type { SourceFile } from '../workspace';
import { foldersAbove, treeOf } from './documents';
import type { Dependency, PackageFile } from './packages';

export interface Locked {
  readonly version: string;
  readonly uri: string;
  /** What the lockfile says of the asked version when it is asked for this one instead; undefined where that is not known. */
  readonly edits: readonly TextEdit[] | undefined;
}

const names = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb', 'deno.lock'];

/** The nearest lockfile above the package. One that was too large to be read counts. */
export function lockfileOf({ uri }: PackageFile, snapshot: Snapshot): SourceFile | undefined {
  for (const folder of foldersAbove(uri, snapshot)) {
    for (const name of names) {
      const file = snapshot.file(join(folder, name));
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

export function lockedVersion(dependency: Dependency, asking: PackageFile, snapshot: Snapshot): Locked | undefined {
  const file = lockfileOf(asking, snapshot);
  if (file === undefined || file.omitted !== undefined) return undefined;
  const place = relativeTo(folderOf(file.uri), asking.folder);
  const path = place === asking.folder ? '' : place;
  switch (nameOf(file.uri)) {
    case 'package-lock.json': case 'npm-shrinkwrap.json': return ofNpm(file, treeOf(file, snapshot), dependency, path);
    case 'pnpm-lock.yaml': return ofPnpm(file, treeOf(file, snapshot), dependency, path === '' ? '.' : path);
    case 'bun.lock': return ofBun(file, treeOf(file, snapshot), dependency, path);
    case 'yarn.lock': return ofYarn(file, dependency);
    default: return undefined;
  }
}

const version = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

function textOf(node: DataNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** What was asked for is written once more in the lockfile. */
function locked(found: string | undefined, file: SourceFile, specifier: DataNode | undefined, asked: string): Locked | undefined {
  if (found === undefined || !version.test(found)) return undefined;
  const same = specifier?.kind === 'scalar' && specifier.value === asked;
  const written = specifier?.kind === 'scalar' && specifier.style === 'double' ? JSON.stringify(found) : found;
  return { version: found, uri: file.uri, edits: same ? [{ span: specifier.span, newText: written }] : undefined };
}

function ofNpm(file: SourceFile, tree: DataNode | undefined, { name, asked }: Dependency, path: string): Locked | undefined {
  const packages = child(tree, 'packages');
  if (packages === undefined) {
    // The first layout does not repeat what was asked for.
    const found = textOf(child(tree, 'dependencies', name, 'version'));
    return found !== undefined && version.test(found) ? { version: found, uri: file.uri, edits: [] } : undefined;
  }
  const own = path === '' ? undefined : child(packages, `${path}/node_modules/${name}`, 'version');
  return locked(textOf(own ?? child(packages, `node_modules/${name}`, 'version')), file, child(packages, path, 'dependencies', name), asked);
}

function ofPnpm(file: SourceFile, tree: DataNode | undefined, { name, asked }: Dependency, path: string): Locked | undefined {
  const importer = child(tree, 'importers', path) ?? tree;
  const entry = child(importer, 'dependencies', name);
  const found = textOf(entry?.kind === 'map' ? entryOf(entry, 'version')?.value : entry)?.replace(/\(.*$/, '');
  return locked(found, file, child(entry, 'specifier') ?? child(importer, 'specifiers', name), asked);
}

function ofBun(file: SourceFile, tree: DataNode | undefined, { name, asked }: Dependency, path: string): Locked | undefined {
  const entry = child(tree, 'packages', name);
  const found = textOf(entry?.kind === 'list' ? entry.items[0] : undefined);
  return locked(found?.slice(found.lastIndexOf('@') + 1), file, child(tree, 'workspaces', path, 'dependencies', name), asked);
}

/** The first generation is no YAML: `"name@asked", name@other:` and a line `version "1.2.3"` below. */
function ofYarn(file: SourceFile, { name, asked }: Dependency): Locked | undefined {
  if (file.text.includes('\n__metadata:')) return ofBerry(file, name, asked);
  for (const match of file.text.matchAll(/^(?![\s#])(.+):\r?\n {2}version "([^"]+)"/gm)) {
    const [, header = '', found = ''] = match;
    const wanted = `${name}@${asked}`;
    const part = header.split(/,\s*/).find((one) => one.replaceAll('"', '') === wanted);
    if (part === undefined) continue;
    const start = match.index + header.indexOf(part);
    const isQuoted = part.startsWith('"');
    const newText = isQuoted || name.startsWith('@') ? `"${name}@${found}"` : `${name}@${found}`;
    return version.test(found) ? { version: found, uri: file.uri, edits: [{ span: { start, end: start + part.length }, newText }] } : undefined;
  }
  return undefined;
}

/** The later one names the workspace's own needs too; it is left to Yarn to write it anew. */
function ofBerry(file: SourceFile, name: string, asked: string): Locked | undefined {
  for (const [, header = '', found = ''] of file.text.matchAll(/^"([^"]+)":\r?\n {2}version: (\S+)/gm)) {
    if (header.split(/,\s*/).includes(`${name}@npm:${asked}`) && version.test(found)) return { version: found, uri: file.uri, edits: undefined };
  }
  return undefined;
}
