/** The workspace's scripts as one program: what a name of one file means in another. Knows no package and no cloud. */
import { Modules, worldOf } from '../../code/modules';
import type { Snapshot } from '../../snapshot';
import type { ts } from '../../syntax/script';
import { readingOf } from '../../code/scopes';
import { indexOf, type Binding, type ScriptIndex, type Unit } from './units';

/** What an export or an import stands for. */
export type Meaning =
  | { readonly kind: 'binding'; readonly index: ScriptIndex; readonly binding: Binding }
  | { readonly kind: 'expression'; readonly index: ScriptIndex; readonly node: ts.Expression; readonly unit: Unit }
  /** All of a workspace module. */
  | { readonly kind: 'module'; readonly index: ScriptIndex }
  /** Something of a package. */
  | { readonly kind: 'package'; readonly module: string; readonly name: string };

/** Modules that hand an export on, one to the next. Where there are more, `code` says so (`longestWay`). */
const longestWay = 100;

export class Program {
  private readonly modules: Modules;

  constructor(private readonly snapshot: Snapshot) {
    this.modules = snapshot.memo.of('modules', worldOf(snapshot), () => new Modules(snapshot));
  }

  index(uri: string): ScriptIndex | undefined {
    const script = this.snapshot.script(uri);
    return script === undefined ? undefined : this.snapshot.memo.of('units', script, (key) => indexOf(key, readingOf(key, this.snapshot)));
  }

  /** The script that a module's name means; undefined where it lies outside the workspace. */
  resolve(module: string, from: string): ScriptIndex | undefined {
    const uri = this.modules.resolve(module, from);
    return uri === undefined ? undefined : this.index(uri);
  }

  /** What an imported name means; `*` and `default` for a whole module where it has no default export. */
  imported(module: string, name: string, from: string, way?: Set<string>): readonly Meaning[] {
    const index = this.resolve(module, from);
    if (index === undefined) return [{ kind: 'package', module, name }];
    return name === '*' ? [{ kind: 'module', index }] : this.exported(index, name, way);
  }

  /** What a module exports under a name; none where it exports nothing of that name. */
  exported(index: ScriptIndex, name: string, way = new Set<string>()): readonly Meaning[] {
    const key = `${index.uri} ${name}`;
    if (way.has(key) || way.size > longestWay) return [];
    way.add(key);
    const own = index.exports.get(name) ?? (name === 'default' ? index.exports.get('module.exports') : undefined);
    if (own?.kind === 'expression') return [{ kind: 'expression', index, node: own.node, unit: own.unit }];
    if (own?.kind === 'from') return this.imported(own.module, own.name, index.uri, way);
    if (own?.kind === 'name') {
      const binding = index.top.names.get(own.name);
      if (binding === undefined) return [];
      return binding.imported === undefined ? [{ kind: 'binding', index, binding }] : this.imported(binding.imported.module, binding.imported.name, index.uri, way);
    }
    if (name === 'default') return index.exports.size > 0 ? [{ kind: 'module', index }] : [];
    const found = index.stars.flatMap((module) => {
      const target = this.resolve(module, index.uri);
      return target === undefined ? [{ kind: 'package' as const, module, name }] : this.exported(target, name, way);
    });
    // Of several packages that are handed on whole, any may have it.
    return found.some((meaning) => meaning.kind !== 'package') ? found.filter((meaning) => meaning.kind !== 'package') : found;
  }
}
