/** Finds the workspace file that an import means: relative, tsconfig paths and baseUrl, packages of the workspace. Never looks outside. */
import type { Snapshot } from '../snapshot';
import { ts } from '../syntax/script';
import { folderOf, join, nameOf } from '../text/uri';
import type { SourceFile } from '../workspace';

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
const compiled: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx', '.jsx'], '.mjs': ['.mts'], '.cjs': ['.cts'], '.jsx': ['.tsx'] };

/** What a compiler configuration says of names. */
interface Paths {
  readonly base: string | undefined;
  readonly patterns: readonly { readonly head: string; readonly tail: string; readonly star: boolean; readonly targets: readonly string[] }[];
}

/** What resolving looks at; lowering of CDK programs gives its own. */
export type ModuleFiles = Pick<Snapshot, 'file' | 'listing' | 'memo' | 'rootOf'>;

/** Resolutions of one listing of the workspace. Configurations are read when first needed. */
export class Modules {
  private readonly known = new Map<string, string | undefined>();
  private packages: ReadonlyMap<string, string> | undefined;

  constructor(private readonly snapshot: ModuleFiles) {}

  /** The uri of the script that `specifier` means in the file `from`; undefined where it lies outside the workspace. */
  resolve(specifier: string, from: string): string | undefined {
    const folder = folderOf(from);
    const key = `${folder}\n${specifier}`;
    if (this.known.has(key)) return this.known.get(key);
    const found = this.find(specifier, folder);
    this.known.set(key, found);
    return found;
  }

  private find(specifier: string, folder: string): string | undefined {
    if (specifier.startsWith('.')) return this.script(join(folder, specifier));
    if (specifier.startsWith('/')) return undefined;
    for (const target of this.configured(specifier, folder)) {
      const found = this.script(target);
      if (found !== undefined) return found;
    }
    return this.ofPackage(specifier);
  }

  private script(path: string): string | undefined {
    const has = (uri: string): boolean => this.snapshot.file(uri) !== undefined;
    const extension = extensions.find((candidate) => path.endsWith(candidate));
    if (extension !== undefined) {
      if (has(path)) return path;
      const stem = path.slice(0, -extension.length);
      const source = compiled[extension]?.map((candidate) => stem + candidate).find(has);
      if (source !== undefined) return source;
    }
    return extensions.map((candidate) => path + candidate).find(has) ?? extensions.map((candidate) => `${path}/index${candidate}`).find(has);
  }

  private *configured(specifier: string, folder: string): Generator<string> {
    for (let current = folder; current.includes('//') && this.snapshot.rootOf(current) !== undefined; current = folderOf(current)) {
      const paths = this.pathsOf(join(current, 'tsconfig.json')) ?? this.pathsOf(join(current, 'jsconfig.json'));
      if (paths === undefined) continue;
      for (const { head, tail, star, targets } of paths.patterns) {
        if ((!star && specifier !== head) || !specifier.startsWith(head) || !specifier.endsWith(tail) || specifier.length < head.length + tail.length) continue;
        const middle = specifier.slice(head.length, specifier.length - tail.length);
        for (const target of targets) yield target.replace('*', middle);
      }
      if (paths.base !== undefined) yield join(paths.base, specifier);
      return;
    }
  }

  private pathsOf(uri: string, depth = 0): Paths | undefined {
    const file = this.snapshot.file(uri);
    if (file === undefined || depth > 4) return undefined;
    const own = this.snapshot.memo.of('tsconfig', file, readConfiguration);
    const parent = own.extends === undefined || !own.extends.startsWith('.') ? undefined : this.pathsOf(this.configuration(join(folderOf(uri), own.extends)), depth + 1);
    return { base: own.paths.base ?? parent?.base, patterns: own.paths.patterns.length > 0 ? own.paths.patterns : parent?.patterns ?? [] };
  }

  private configuration(path: string): string {
    return path.endsWith('.json') ? path : `${path}.json`;
  }

  /** `name` or `name/path` of a package whose package.json lies in the workspace. */
  private ofPackage(specifier: string): string | undefined {
    this.packages ??= this.readPackages();
    const parts = specifier.split('/');
    const length = specifier.startsWith('@') ? 2 : 1;
    const folder = this.packages.get(parts.slice(0, length).join('/'));
    if (folder === undefined) return undefined;
    const rest = parts.slice(length).join('/');
    if (rest !== '') return this.script(join(folder, rest)) ?? this.script(join(folder, `src/${rest}`));
    const main = mainOf(this.snapshot.file(join(folder, 'package.json')));
    return (main === undefined ? undefined : this.script(join(folder, main)) ?? this.script(join(folder, main.replace(/^(\.\/)?(dist|build|lib|out)\//, 'src/').replace(/\.(c|m)?js$/, '')))) ?? this.script(join(folder, 'src/index')) ?? this.script(join(folder, 'index'));
  }

  private readPackages(): ReadonlyMap<string, string> {
    const packages = new Map<string, string>();
    for (const uri of this.snapshot.listing) {
      if (nameOf(uri) !== 'package.json' || uri.includes('/node_modules/')) continue;
      const file = this.snapshot.file(uri);
      const name = file === undefined ? undefined : packageJson(this.snapshot, file)['name'];
      if (typeof name === 'string' && name !== '') packages.set(name, folderOf(uri));
    }
    return packages;
  }
}

/**
 * Stands for all that decides what imports mean: which files there are, and what their configurations say. The same object as
 * long as that is the same.
 */
export function worldOf(snapshot: Snapshot): object {
  return snapshot.whole('world', () => {
    const uris = snapshot.memo.of('configurations', snapshot.listing, (listing) => listing.filter((uri) => /^(package|[jt]sconfig[\w.-]*)\.json$/.test(nameOf(uri)) && !uri.includes('/node_modules/')));
    const last = snapshot.memo.of('worlds', snapshot.listing, () => ({ files: [] as readonly (SourceFile | undefined)[], token: {} }));
    const files = uris.map((uri) => snapshot.file(uri));
    if (files.length !== last.files.length || files.some((file, i) => file !== last.files[i])) Object.assign(last, { files, token: {} });
    return last.token;
  });
}

type Json = Readonly<Record<string, unknown>>;

/** The file's object; empty where it is not JSON. Comments and trailing commas are allowed. */
export function jsonObject(file: SourceFile): Json {
  const config = configurationIn(file);
  return typeof config === 'object' && config !== null && !Array.isArray(config) ? config as Json : {};
}

/** Undefined where brackets are nested so deep that the parser overflows the stack; any other error is ours and must be seen. */
function configurationIn(file: SourceFile): unknown {
  try {
    return (ts.parseConfigFileTextToJson(file.uri, file.text) as { config?: unknown }).config;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

export function packageJson(snapshot: Pick<Snapshot, 'memo'>, file: SourceFile): Json {
  return snapshot.memo.of('package.json', file, jsonObject);
}

/** The nearest package.json at or above a folder. */
export function nearestPackage(snapshot: Snapshot, folder: string): SourceFile | undefined {
  for (let current = folder; current.includes('//'); current = folderOf(current)) {
    const file = snapshot.file(join(current, 'package.json'));
    if (file !== undefined) return file;
    if (snapshot.rootOf(current) === undefined) return undefined;
  }
  return undefined;
}

/** Ranges by package name. */
export function dependenciesOf(snapshot: Snapshot, file: SourceFile): ReadonlyMap<string, string> {
  const json = packageJson(snapshot, file);
  const found = new Map<string, string>();
  for (const section of ['devDependencies', 'peerDependencies', 'optionalDependencies', 'dependencies']) {
    const entries = json[section];
    if (typeof entries !== 'object' || entries === null) continue;
    for (const [name, range] of Object.entries(entries)) if (typeof range === 'string') found.set(name, range);
  }
  return found;
}

function mainOf(file: SourceFile | undefined): string | undefined {
  if (file === undefined) return undefined;
  const json = jsonObject(file);
  const main = json['source'] ?? json['main'] ?? json['module'];
  return typeof main === 'string' ? main : undefined;
}

function readConfiguration(file: SourceFile): { readonly extends: string | undefined; readonly paths: Paths } {
  const json = jsonObject(file);
  const options = (typeof json['compilerOptions'] === 'object' && json['compilerOptions'] !== null ? json['compilerOptions'] : {}) as Json;
  const folder = folderOf(file.uri);
  const base = typeof options['baseUrl'] === 'string' ? join(folder, options['baseUrl']) : undefined;
  const paths = typeof options['paths'] === 'object' && options['paths'] !== null ? Object.entries(options['paths']) : [];
  return {
    extends: typeof json['extends'] === 'string' ? json['extends'] : undefined,
    paths: {
      base,
      patterns: paths.map(([name, targets]) => {
        const star = name.indexOf('*');
        const list = Array.isArray(targets) ? targets.filter((target): target is string => typeof target === 'string') : [];
        return { head: star < 0 ? name : name.slice(0, star), star: star >= 0, tail: star < 0 ? '' : name.slice(star + 1), targets: list.map((target) => join(base ?? folder, target)) };
      }),
    },
  };
}
