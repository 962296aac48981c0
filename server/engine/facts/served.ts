/** Finds the deployed functions that run an entry point which no template names itself: a route of a framework, a function that code registers. Knows no package and no rule. */
import { loadsOf } from '../code/loading';
import { Modules, worldOf } from '../code/modules';
import { mountsOf } from '../code/mounts';
import type { EntryPoint } from '../code/report';
import type { Snapshot } from '../snapshot';
import { folderOf, isWithin } from '../text/uri';
import type { Handler } from './facts';
import type { Platforms } from './sender';
import { addTo } from '../text/groups';

export class Served {
  /** By file: the files that import it. Made when first needed. */
  private importers: ReadonlyMap<string, readonly string[]> | undefined;
  private readonly known = new Map<string, readonly Handler[]>();
  private whole: readonly Handler[] | undefined;

  constructor(private readonly snapshot: Snapshot, private readonly scripts: readonly string[], private readonly handlers: readonly Handler[], private readonly byFile: ReadonlyMap<string, readonly Handler[]>) {}

  /** In template order within a file; empty where none is seen. */
  by(entry: EntryPoint, { hosted }: Platforms): readonly Handler[] {
    return hosted.has(entry.style) ? this.hosting(entry.uri) : this.handlers.filter((handler) => declares(handler, entry));
  }

  /** Whether whatever mounts the router of the entry point's file asks first who has signed in. */
  asksFirst({ uri, style, events }: EntryPoint, { hosted }: Platforms): boolean {
    return hosted.has(style) && events.every((event) => event === 'http') && this.isBehind(uri, new Set());
  }

  private isBehind(uri: string, passed: Set<string>): boolean {
    if (passed.has(uri)) return false;
    passed.add(uri);
    const modules = this.snapshot.memo.of('modules', worldOf(this.snapshot), () => new Modules(this.snapshot));
    let isMounted = false;
    for (const importer of (this.importers ??= this.importersByFile()).get(uri) ?? []) {
      for (const [specifier, asks] of mountsOf(importer, this.snapshot)) {
        if (modules.resolve(specifier, importer) !== uri) continue;
        if (!asks && !this.isBehind(importer, passed)) return false;
        isMounted = true;
      }
    }
    return isMounted;
  }

  /** Functions of a whole folder that the entry point lies in: what a site or app as a whole is given. */
  within(entry: EntryPoint, { styles, hosted }: Platforms): readonly Handler[] {
    const whole = (this.whole ??= this.handlers.filter(({ function: { code } }) => code.within !== undefined));
    return whole.filter(({ deployment, function: { code } }) => {
      const fitting = deployment.cloud !== undefined && (styles.get(deployment.cloud)?.has(entry.style) === true || hosted.has(entry.style));
      return fitting && code.within?.some((folder) => isWithin(folder, entry.uri)) === true;
    });
  }

  /** Functions whose handler's file imports the one that registers the route, directly or not. */
  private hosting(uri: string): readonly Handler[] {
    if (this.byFile.size === 0) return [];
    const known = this.known.get(uri);
    if (known !== undefined) return known;
    const importers = (this.importers ??= this.importersByFile());
    const seen = new Set([uri]);
    for (const one of seen) for (const importer of importers.get(one) ?? []) seen.add(importer);
    const found = [...seen].flatMap((one) => this.byFile.get(one) ?? []);
    this.known.set(uri, found);
    return found;
  }

  private importersByFile(): ReadonlyMap<string, readonly string[]> {
    const importers = new Map<string, string[]>();
    for (const uri of this.scripts) {
      for (const target of loadsOf(uri, this.snapshot).imported) addTo(importers, target, uri);
      this.snapshot.settle();
    }
    return importers;
  }

}

/** What a platform reads beside or in the code says more of a function that the code shows by itself: it has its name, or is alone in its folder. */
function declares({ deployment, function: { name, at, triggers } }: Handler, { uri, name: entry, style }: EntryPoint): boolean {
  if (deployment.cloud !== style || triggers.length === 0) return false;
  const folder = folderOf(deployment.uri);
  if (at.uri !== uri && deployment.functions.length === 1 && folder === folderOf(uri)) return true;
  return isWithin(folder, uri) && (entry === name || entry.endsWith(` ${name}`));
}
