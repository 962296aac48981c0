/** From the paths on the command line to the workspace that is analysed. Knows nothing of what is found in it. */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readSettings, settingsFile, uris, type Engine, type Problem, type Settings, type SourceFile, type Workspace } from '../engine';
import { Folder, readSource, uriOfPath } from '../host/disk';
import { commandLineLimits } from '../lsp/relevant';
import { UsageError, type ReadingOptions } from './arguments';

export interface Scope {
  readonly workspace: Workspace;
  /** Whether a file lies below the paths that were asked about. */
  readonly covers: (uri: string) => boolean;
  /** Of the settings file named on the command line. */
  readonly problems: readonly Problem[];
}

/**
 * Everything below the root is read, so that a handler meets its template; what was asked about is reported. The root is the one that
 * is named, or the only folder that is given, or else of each path the repository or application that holds it.
 */
export function scopeOf(paths: readonly string[], options: ReadingOptions, current: string, today: string, engine: Engine): Scope {
  const asked = paths.map((path) => existing(resolve(current, path), path));
  const roots = rootsOf(asked, options.root === undefined ? undefined : folder(resolve(current, options.root), options.root), current);
  const files = new Map<string, SourceFile>();
  for (const root of roots) {
    for (const file of new Folder(root).files(commandLineLimits)) if (file !== undefined) files.set(file.uri, file);
  }
  // A file that is named is meant, even where git would leave it out.
  for (const path of asked) if (!statSync(path).isDirectory() && !files.has(uriOfPath(path))) addFile(path, files);
  const rootUris = roots.map(uriOfPath);
  const { settings, problems } = configured(options, current, engine);
  if (options.config !== undefined) for (const root of rootUris) files.delete(`${root}/${settingsFile}`);
  const askedUris = asked.map(uriOfPath);
  return {
    workspace: { roots: rootUris, files, today, settings, overrides: options.settings },
    covers: (uri) => askedUris.length === 0 || askedUris.some((one) => uris.isWithin(one, uri)),
    problems,
  };
}

function rootsOf(asked: readonly string[], named: string | undefined, current: string): readonly string[] {
  if (named !== undefined) {
    const stranger = asked.find((path) => !within(named, path));
    if (stranger !== undefined) throw new UsageError(`\`${stranger}\` does not lie below the root \`${named}\`.`);
    return [named];
  }
  const [first] = asked;
  if (first === undefined) return [real(current)];
  if (asked.length === 1 && statSync(first).isDirectory()) return [first];
  const roots = asked.map((path) => applicationOf(path) ?? (within(real(current), path) ? real(current) : folderAt(path)));
  return [...new Set(roots)].filter((root) => !roots.some((other) => other !== root && within(other, root)));
}

/** The nearest folder above (or the path itself) that holds a repository or settings of ours. */
function applicationOf(path: string): string | undefined {
  for (let folder = folderAt(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, settingsFile)) || existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

function folderAt(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}

function within(folderPath: string, path: string): boolean {
  const way = relative(folderPath, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folderPath, way) === path);
}

/** Links are followed here once, so that the same file never has two names. */
function real(path: string): string {
  return realpathSync.native(path);
}

function existing(path: string, written: string): string {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) throw new UsageError(`There is no file or folder \`${written}\`.`);
  return real(path);
}

function folder(path: string, written: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UsageError(`The root \`${written}\` is not a folder.`);
  return real(path);
}

function addFile(path: string, files: Map<string, SourceFile>): void {
  const file = readSource(path, commandLineLimits);
  if (file === undefined) throw new UsageError(`\`${path}\` is neither a file nor a folder.`);
  files.set(file.uri, file);
}

function configured(options: ReadingOptions, current: string, engine: Engine): { readonly settings: Settings; readonly problems: readonly Problem[] } {
  if (options.config === undefined) return { settings: {}, problems: [] };
  const path = resolve(current, options.config);
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`The settings file \`${options.config}\` cannot be read.`);
  }
  const { tree, problems } = readSettings({ uri: uriOfPath(path), text: text.replace(/^\uFEFF/, '') }, engine.book.rules, Object.keys(engine.book.models['sinks'] ?? {}));
  return { settings: tree, problems };
}
