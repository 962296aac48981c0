/** Tells which files' routers a script puts behind what asks who the caller is: `app.use('/orders', requireAuth, orders)`. Believes the names of such functions; follows no data. */
import type { Snapshot } from '../snapshot';
import { requiredModule } from '../syntax/imports';
import { referencePath, textOf } from '../syntax/names';
import { ts, type Script } from '../syntax/script';
import { bare } from './members';
import { asksByName } from './middleware';
import { outlineOf, type Outline } from './outline';
import { leadsTo } from './registrations';
import { readingOf, type Reading } from './scopes';

const mounting = ['use', 'route', 'register', 'all'];

/** By specifier: whether everything that mounts the module asks first. */
export function mountsOf(uri: string, snapshot: Snapshot): ReadonlyMap<string, boolean> {
  const file = snapshot.file(uri);
  if (file === undefined) return new Map();
  return snapshot.memo.of('mounts', file, () => {
    const script = snapshot.script(uri);
    return script === undefined ? new Map<string, boolean>() : mounts(script, readingOf(script, snapshot), snapshot);
  });
}

function mounts(script: Script, reading: Reading, snapshot: Pick<Snapshot, 'memo'>): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { node } of mounting.flatMap((word) => reading.calls.get(word) ?? [])) {
    const router = routerOf(node);
    if (router === undefined) continue;
    const given = [...(node.arguments ?? [])].map(bare);
    for (const one of given) {
      const specifier = moduleOf(one, outlineOf(script, snapshot));
      if (specifier?.startsWith('.') !== true || asksByName(one)) continue;
      const asks = given.some((other) => other !== one && other.pos < one.pos && asksByName(other)) || askedAbove(node, router, textOf(given[0]), reading);
      found.set(specifier, asks && found.get(specifier) !== false);
    }
  }
  return found;
}

/** Where a name, or a `require` on the spot, comes from. */
function moduleOf(node: ts.Expression, { imports, declarations }: Outline): string | undefined {
  if (ts.isCallExpression(node)) return requiredModule(node)?.module;
  const name = referencePath(node)?.[0] ?? '';
  const declared = declarations.get(name);
  const given = declared?.kind === 'variable' ? declared.node.initializer : undefined;
  return imports.get(name)?.specifier ?? (given === undefined ? undefined : requiredModule(given)?.module);
}

/** `app.use('/api/*', requireAuth)`, before it. */
function askedAbove({ pos }: ts.Node, router: string, path: string | undefined, { calls }: Reading): boolean {
  return (calls.get('use') ?? []).some(({ node }) => {
    const given = [...(node.arguments ?? [])].map(bare);
    return node.pos < pos && routerOf(node) === router && leadsTo(textOf(given[0]), path ?? '') && given.every((one) => textOf(one) !== undefined || asksByName(one)) && given.some(asksByName);
  });
}

function routerOf(node: ts.CallExpression | ts.NewExpression): string | undefined {
  return referencePath(node.expression)?.slice(0, -1).join('.');
}
