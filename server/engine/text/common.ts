/** What two texts have in common at their ends. Knows nothing of what they say. */

/** Compared at once: texts of an editor differ in one place, and pieces are compared much faster than characters. */
const piece = 1024;

/** How many characters are the same from the start on. */
export function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let same = 0;
  while (same + piece <= most && b.startsWith(a.slice(same, same + piece), same)) same += piece;
  while (same < most && a.charCodeAt(same) === b.charCodeAt(same)) same++;
  return same;
}

/** How many characters are the same up to the end, behind the first `after`. */
export function commonEnd(a: string, b: string, after: number): number {
  const most = Math.min(a.length, b.length) - after;
  let same = 0;
  while (same + piece <= most && b.endsWith(a.slice(a.length - same - piece, a.length - same), b.length - same)) same += piece;
  while (same < most && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same++;
  return same;
}
