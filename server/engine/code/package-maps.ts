/** What a package.json's `exports` and `imports` say of names. Knows no files and resolves nothing. */

/** Conditions by which an author's own source is met first; any other comes after them. */
const conditions = ['source', 'development', 'typescript', 'ts', 'import', 'module', 'node', 'require', 'default'];

/** The paths that a map has for a name (`.`, `./path`, `#name`), the likeliest first; empty where it has none. */
export function mappedTo(map: unknown, name: string): readonly string[] {
  if (map === undefined || map === null) return [];
  if (typeof map !== 'object' || Array.isArray(map)) return name === '.' ? pathsIn(map) : [];
  const entries = Object.entries(map);
  // An object of conditions alone stands for the package itself.
  if (!entries.some(([key]) => key.startsWith('.') || key.startsWith('#'))) return name === '.' ? pathsIn(map) : [];
  const exact = entries.find(([key]) => key === name);
  if (exact !== undefined) return pathsIn(exact[1]);
  for (const [key, target] of entries.sort(([a], [b]) => b.length - a.length)) {
    const star = key.indexOf('*');
    if (star < 0) continue;
    const tail = key.slice(star + 1);
    if (name.length < key.length || !name.startsWith(key.slice(0, star)) || !name.endsWith(tail)) continue;
    const middle = name.slice(star, name.length - tail.length);
    return pathsIn(target).map((path) => path.replaceAll('*', middle));
  }
  return [];
}

/** As deep as JSON may be nested. */
function pathsIn(target: unknown): readonly string[] {
  if (typeof target === 'string') return [target];
  if (typeof target !== 'object' || target === null) return [];
  if (Array.isArray(target)) return target.flatMap(pathsIn);
  const rank = (key: string): number => {
    const index = conditions.indexOf(key);
    return index < 0 ? conditions.length : index;
  };
  return Object.entries(target).sort(([a], [b]) => rank(a) - rank(b)).flatMap(([, one]) => pathsIn(one));
}
