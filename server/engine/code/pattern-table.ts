/** Finds what rules/models say of a package's export. Knows no syntax. */
import type { External } from './values';
import { addTo } from '../text/groups';

/** Which package exports are meant. */
export interface CallPattern {
  readonly modules: ReadonlySet<string>;
  /** Last names of the chain; '' for the module called itself. */
  readonly names: ReadonlySet<string>;
  /** A name that must come before the last. */
  readonly of: string | undefined;
  /** A name that must not come before the last. */
  readonly notOf: string | undefined;
}

/** Patterns of one package. */
interface OfModule<P> {
  /** By name, those for any name with them, in their order. */
  readonly byName: ReadonlyMap<string, readonly P[]>;
  /** For any name. */
  readonly others: readonly P[];
}

export class PatternTable<P extends CallPattern> {
  private readonly byModule: ReadonlyMap<string, OfModule<P>>;

  constructor(patterns: readonly P[]) {
    const grouped = new Map<string, P[]>();
    for (const one of patterns) for (const module of one.modules) addTo(grouped, module, one);
    this.byModule = new Map([...grouped].map(([module, own]) => [module, ofModule(own)]));
  }

  /** Whether anything is said of the package. */
  knows(module: string): boolean {
    return this.byModule.has(module);
  }

  matching({ module, path }: External): readonly P[] {
    const known = this.byModule.get(module);
    if (known === undefined) return [];
    const last = path.at(-1) ?? '';
    const named = known.byName.get(last) ?? known.byName.get(promised(last)) ?? known.others;
    // A method of something that is global is not what is global by that name.
    const isMethod = module === 'global' && path.length > 1 && !wholes.has(path[0] ?? '');
    return named.length === 0 ? named : named.filter(({ of, notOf }) => (of === undefined ? !isMethod : leads(path, of)) && (notOf === undefined || !leads(path, notOf)));
  }
}

function ofModule<P extends CallPattern>(patterns: readonly P[]): OfModule<P> {
  const others = patterns.filter(({ names }) => names.has('*'));
  const all = new Set(patterns.flatMap(({ names }) => [...names]));
  return { byName: new Map([...all].map((name) => [name, patterns.filter(({ names }) => names.has(name) || names.has(promised(name)) || names.has('*'))])), others };
}

/** Without what bluebird adds to the names of its promise versions. */
function promised(name: string): string {
  return name.endsWith('Async') ? name.slice(0, -5) : name;
}

/** Names of the global object. */
const wholes = new Set(['globalThis', 'global', 'self', 'window']);

/** Whether the name stands before the last one. */
function leads(path: readonly string[], name: string): boolean {
  const index = path.indexOf(name);
  return index >= 0 && index < path.length - 1;
}
