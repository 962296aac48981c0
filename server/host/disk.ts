/** Reads a folder's relevant files from disk, for editor and command line alike. Knows nothing of what is in them. */
import { readdirSync, readFileSync, realpathSync, statSync, existsSync, type Dirent } from 'node:fs';
import { mkdir, open, realpath, rename } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { SourceFile } from '../engine';
import { isForeignFolder, isRelevant, limitOf, sourceOf, type Limits } from '../lsp/relevant';
import { parseGitignore, type Gitignore } from './gitignore';

/** The engine uri of an absolute path. */
export function uriOfPath(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  if (slashes.startsWith('//')) return `file:${slashes}`;
  return `file://${slashes.startsWith('/') ? '' : '/'}${slashes.replace(/^[A-Z]:/, (drive) => drive.toLowerCase())}`;
}

/** The path of an engine uri; undefined where it names no file on disk. */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith('file://')) return undefined;
  const rest = uri.slice('file://'.length);
  if (/^\/[a-zA-Z]:/.test(rest)) return rest.slice(1);
  return rest.startsWith('/') ? rest : `//${rest}`;
}

/** A folder on disk with what its `.gitignore` files say, read once; make a new one when such a file has changed. */
export class Folder {
  private readonly real: string;
  private readonly gitignores = new Map<string, Gitignore | undefined>();
  /** Folders whose `.gitignore` holds for the root too, outermost first. */
  private readonly above: readonly string[];

  /** `path` is absolute; it need not exist. */
  constructor(private readonly path: string) {
    this.real = realPath(path) ?? path;
    this.above = foldersUpToGit(path);
  }

  /**
   * Every relevant file, one at a time, in the order of their names; undefined wherever work may be interrupted. What may
   * not be read is named without its text; links to folders and links that lead out of the folder are not followed.
   */
  *files(limits: Limits): Generator<SourceFile | undefined> {
    yield* this.filesIn(this.path, limits);
  }

  /** Those of a folder inside this one. Nothing where that folder is left out. */
  *below(path: string, limits: Limits): Generator<SourceFile | undefined> {
    if (this.takes(path, true)) yield* this.filesIn(path, limits);
  }

  /** One file; undefined where it does not exist or is left out. */
  read(path: string, limits: Limits): SourceFile | undefined {
    return this.ignores(path) ? undefined : readSource(path, limits, this.real);
  }

  /** Whether a file of this path is left out, be it there or not. */
  ignores(path: string): boolean {
    return !isRelevant(basename(path)) || !this.takes(path, false);
  }

  private *filesIn(path: string, limits: Limits): Generator<SourceFile | undefined> {
    const open = [path];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      const folders: string[] = [];
      const entries = entriesOf(folder);
      if (entries === undefined) yield unreadable(folder);
      for (const entry of entries ?? []) {
        const child = join(folder, entry.name);
        if (entry.isDirectory()) {
          if (!isForeignFolder(entry.name) && !this.ignored(child, true)) folders.push(child);
        } else if (isRelevant(entry.name) && !this.ignored(child, false)) {
          const file = readSource(child, limits, entry.isSymbolicLink() ? this.real : undefined);
          if (file !== undefined) yield file;
        }
      }
      open.push(...folders.reverse());
      yield undefined;
    }
  }

  /** Whether neither the path nor a folder on the way to it is left out. */
  private takes(path: string, folder: boolean): boolean {
    for (let current = path, isFolder = folder; current !== this.path; current = dirname(current), isFolder = true) {
      if (current === dirname(current)) return false;
      if ((isFolder && isForeignFolder(basename(current))) || this.ignored(current, isFolder)) return false;
    }
    return true;
  }

  /** What the `.gitignore` files on the way say of this path; the innermost that speaks decides. */
  private ignored(path: string, folder: boolean): boolean {
    for (let holder = dirname(path); ; holder = dirname(holder)) {
      const verdict = this.gitignore(holder)?.ignores(path.slice(holder.length).replace(/^[\\/]/, '').replaceAll('\\', '/'), folder);
      if (verdict !== undefined) return verdict;
      if (holder === dirname(holder) || holder === (this.above[0] ?? this.path)) return false;
    }
  }

  private gitignore(folder: string): Gitignore | undefined {
    if (this.gitignores.has(folder)) return this.gitignores.get(folder);
    const text = readText(join(folder, '.gitignore'), 1024 * 1024);
    const parsed = text === undefined ? undefined : parseGitignore(text);
    this.gitignores.set(folder, parsed);
    return parsed;
  }
}

/** One file by its absolute path, whatever its name; undefined where there is no file or it is a link that leads out of `within`. */
export function readSource(path: string, limits: Limits, within?: string): SourceFile | undefined {
  const uri = uriOfPath(path);
  try {
    const status = statSync(path);
    if (!status.isFile()) return undefined;
    if (within !== undefined) {
      const real = realpathSync.native(path);
      if (!real.startsWith(within.endsWith(sep) ? within : within + sep)) return undefined;
    }
    if (status.size > limitOf(uri, limits)) return { uri, text: '', omitted: 'too-large' };
    return sourceOf(uri, readFileSync(path, 'utf8'), limits);
  } catch (error) {
    // Gone since it was listed, or not ours to read: then people are told.
    return isMissing(error) ? undefined : unreadable(path);
  }
}

/** Links that lead nowhere, or in a circle, are no files. */
function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String((error as { readonly code?: unknown } | undefined)?.code));
}

function unreadable(path: string): SourceFile {
  return { uri: uriOfPath(path), text: '', omitted: 'unreadable' };
}

/** Undefined where the folder is there and may not be read. */
function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch (error) {
    return isMissing(error) ? [] : undefined;
  }
}

function readText(path: string, limit: number): string | undefined {
  try {
    const status = statSync(path);
    return status.isFile() && status.size <= limit ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function foldersUpToGit(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folders;
    if (folder === dirname(folder)) return [];
    folders.unshift(dirname(folder));
  }
}

function basename(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Writes a file below `within` whole or not at all: a reader sees the old text or the new one, also when we are killed in between. */
export async function writeWhole(path: string, text: string, within: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const [realFolder, realRoot] = await Promise.all([realpath(folder), realpath(within)]);
  if (realFolder !== realRoot && !realFolder.startsWith(realRoot + sep)) throw new Error(`${folder} leads out of the workspace.`);
  const draft = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  const file = await open(draft, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
