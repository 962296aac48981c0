/** What a script shows to others, as plain data that is kept with its file: who exports a name, and what is loaded, can be said without its tree. Follows nothing. */
import type { Snapshot } from '../snapshot';
import { textOf } from '../syntax/names';
import { ts, type Script } from '../syntax/script';
import { outlineOf, type Import } from './outline';
import { readingOf } from './scopes';

export interface Surface {
  /** By name; `here` for what the script itself declares or works out. */
  readonly exports: ReadonlyMap<string, Import | 'here'>;
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  /** Every specifier that is imported or required anywhere at the top level. */
  readonly specifiers: readonly string[];
  /** Specifiers that are loaded by calls further inside. */
  readonly loads: readonly string[];
}

/** Undefined where there is no script of that name that can be read. */
export function surfaceOf(uri: string, snapshot: Pick<Snapshot, 'file' | 'script' | 'memo'>): Surface | undefined {
  const file = snapshot.file(uri);
  return file === undefined ? undefined : snapshot.memo.of('surface', file, () => {
    const script = snapshot.script(uri);
    if (script === undefined) return undefined;
    const { exports, stars, specifiers } = outlineOf(script, snapshot);
    return {
      exports: new Map([...exports].map(([name, one]) => [name, one.kind === 'from' ? { specifier: one.specifier, imported: one.imported } : 'here'])),
      stars, specifiers, loads: loadsIn(script, snapshot),
    };
  });
}

function loadsIn(script: Script, snapshot: Pick<Snapshot, 'memo'>): readonly string[] {
  if (!/\b(?:require|import)\s*\(/.test(script.text)) return [];
  const { calls } = readingOf(script, snapshot);
  const loading = [...calls.get('require') ?? [], ...(calls.get('') ?? []).filter(({ node }) => node.expression.kind === ts.SyntaxKind.ImportKeyword)];
  return [...new Set(loading.flatMap(({ node }) => textOf(node.arguments?.[0]) ?? []))];
}
