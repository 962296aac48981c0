/** Finds the workspace file that an import means: relative, tsconfig paths and baseUrl, packages of the workspace. Never looks outside. */
import type { Snapshot } from '../snapshot';
import { ts } from '../syntax/script';
import { folderOf, join, nameOf } from '../text/uri';
import type { SourceFile } from '../workspace';
import { mappedTo } from './package-maps';

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
  /** By folder, then by specifier. */
  private readonly known = new Map<string, Map<string, string | undefined>>();
  private last: { readonly from: string; readonly folder: string; readonly known: Map<string, string | undefined> } | undefined;
  private packages: ReadonlyMap<string, string> | undefined;

  constructor(private readonly snapshot: ModuleFiles) {}

  /** The uri of the script that `specifier` means in the file `from`; undefined where it lies outside the workspace. */
  resolve(specifier: string, from: string): string | undefined {
    const { folder, known } = this.last?.from === from ? this.last : this.inFolderOf(from);
    const before = known.get(specifier);
    if (before !== undefined || known.has(specifier)) return before;
    const found = this.find(specifier, folder);
    // As the file has it: what was put together here would be kept a second time, in pieces.
    const uri = found === undefined ? undefined : this.snapshot.file(found)?.uri ?? found;
    known.set(specifier, uri);
    return uri;
  }

  /** What the imports of a file mean is mostly asked of one after the other. */
  private inFolderOf(from: string): NonNullable<typeof this.last> {
    const folder = folderOf(from);
    let known = this.known.get(folder);
    if (known === undefined) this.known.set(folder, (known = new Map<string, string | undefined>()));
    this.last = { from, folder, known };
    return this.last;
  }

  private find(specifier: string, folder: string): string | undefined {
    if (specifier.startsWith('.')) return this.script(join(folder, specifier));
    if (specifier.startsWith('/')) return undefined;
    if (specifier.startsWith('#')) {
      const own = this.ownImport(specifier, folder);
      if (own !== undefined) return own;
    }
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

  /** What a configuration says, or the ones that it extends: the nearest that says something of it. */
  private pathsOf(uri: string): Paths | undefined {
    if (this.snapshot.file(uri) === undefined) return undefined;
    const leaf = folderOf(uri);
    const at = (path: string, from: string): string => (path.startsWith(configFolder) ? join(leaf, `.${path.slice(configFolder.length)}`) : join(folderOf(from), path));
    const baseOf = (from: string): string | undefined => {
      for (const one of this.lineage(from)) if (one.own.base !== undefined) return at(one.own.base, one.uri);
      return undefined;
    };
    for (const one of this.lineage(uri)) {
      if (one.own.paths.length === 0) continue;
      const from = baseOf(one.uri) ?? folderOf(one.uri);
      const patterns = one.own.paths.map(([name, targets]) => {
        const star = name.indexOf('*');
        return { head: star < 0 ? name : name.slice(0, star), star: star >= 0, tail: star < 0 ? '' : name.slice(star + 1), targets: targets.map((target) => (target.startsWith(configFolder) ? at(target, one.uri) : join(from, target))) };
      });
      return { base: baseOf(uri), patterns };
    }
    return { base: baseOf(uri), patterns: [] };
  }

  /** A configuration and those that it extends, directly or not, each once; of several that are extended the last one has the last word. */
  private *lineage(uri: string): Generator<{ readonly uri: string; readonly own: ReturnType<typeof readConfiguration> }> {
    const seen = new Set<string>();
    const open = [uri];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const file = this.snapshot.file(next);
      if (file === undefined || seen.has(next)) continue;
      seen.add(next);
      const own = this.snapshot.memo.of('tsconfig', file, readConfiguration);
      yield { uri: next, own };
      const folder = folderOf(next);
      for (const name of own.extends) open.push(this.extended(name, folder));
    }
  }

  /** The configuration that `extends` names: a path, or one in a package of the workspace. */
  private extended(name: string, folder: string): string {
    const named = (path: string): string => (path.endsWith('.json') ? path : `${path}.json`);
    if (name.startsWith('.')) return named(join(folder, name));
    const known = this.packageOf(name);
    if (known === undefined) return named(join(folder, name));
    return known.rest === '' ? join(known.folder, 'tsconfig.json') : named(join(known.folder, known.rest));
  }

  /** `name` or `name/path` of a package whose package.json lies in the workspace. */
  private ofPackage(specifier: string): string | undefined {
    const found = this.packageOf(specifier);
    if (found === undefined) return undefined;
    const { folder, rest } = found;
    const file = this.snapshot.file(join(folder, 'package.json'));
    const json = file === undefined ? {} : packageJson(this.snapshot, file);
    for (const path of mappedTo(json['exports'], rest === '' ? '.' : `./${rest}`)) {
      const target = this.source(folder, path);
      if (target !== undefined) return target;
    }
    if (rest !== '') return this.script(join(folder, rest)) ?? this.script(join(folder, `src/${rest}`));
    const main = json['source'] ?? json['main'] ?? json['module'];
    return (typeof main === 'string' ? this.source(folder, main) : undefined) ?? this.script(join(folder, 'src/index')) ?? this.script(join(folder, 'index'));
  }

  private packageOf(specifier: string): { readonly folder: string; readonly rest: string } | undefined {
    this.packages ??= this.readPackages();
    const parts = specifier.split('/');
    const length = specifier.startsWith('@') ? 2 : 1;
    const folder = this.packages.get(parts.slice(0, length).join('/'));
    return folder === undefined ? undefined : { folder, rest: parts.slice(length).join('/') };
  }

  /** `#name`, as the nearest package.json says. */
  private ownImport(specifier: string, folder: string): string | undefined {
    const file = nearestPackage(this.snapshot, folder);
    if (file === undefined) return undefined;
    for (const path of mappedTo(packageJson(this.snapshot, file)['imports'], specifier)) {
      const target = this.source(folderOf(file.uri), path);
      if (target !== undefined) return target;
    }
    return undefined;
  }

  /** A file of a package, or where it is built what it is most likely built from. */
  private source(folder: string, path: string): string | undefined {
    const stem = path.replace(/\.d\.[cm]?ts$|\.[cm]?js$/, '');
    const built = stem.replace(/^(\.\/)?(dist|build|lib|out)(\/(esm|cjs|es|types))?\//, '');
    return this.script(join(folder, path)) ?? (built === stem ? undefined : this.script(join(folder, `src/${built}`)) ?? this.script(join(folder, built)));
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
    const uris = snapshot.memo.of('configurations', snapshot.listing, (listing) => listing.filter((uri) => /\/(package|[jt]sconfig[\w.-]*|[\w.-]*config\/[\w.-]+)\.json$/.test(uri) && !uri.includes('/node_modules/')));
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
export function nearestPackage(snapshot: Pick<Snapshot, 'file' | 'rootOf'>, folder: string): SourceFile | undefined {
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

interface Configuration {
  readonly extends: readonly string[];
  readonly base: string | undefined;
  readonly paths: readonly (readonly [string, readonly string[]])[];
}

const configFolder = '${configDir}';

function readConfiguration(file: SourceFile): Configuration {
  const json = jsonObject(file);
  const options = (typeof json['compilerOptions'] === 'object' && json['compilerOptions'] !== null ? json['compilerOptions'] : {}) as Json;
  const paths = typeof options['paths'] === 'object' && options['paths'] !== null ? Object.entries(options['paths']) : [];
  return {
    extends: textsIn(json['extends']),
    base: typeof options['baseUrl'] === 'string' ? options['baseUrl'] : undefined,
    paths: paths.map(([name, targets]) => [name, textsIn(targets)]),
  };
}

function textsIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}
