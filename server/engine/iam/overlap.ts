/** Whether two patterns with `*` and `?` have a text in common. Knows no service. */
/** IAM takes no longer ARN (`arnType` of its API). */
const longest = 2048;

/** True where some text fits both. As IAM compares resources: upper and lower case differ. */
export function overlap(a: string, b: string): boolean {
  if (a === '*' || b === '*' || a === b) return true;
  // A policy with it cannot be deployed, so nothing that could be is missed.
  if (a.length > longest || b.length > longest) return true;
  let row = new Set<number>(closed([0], b));
  // Positions in `b` that can be reached after each sign of `a`.
  for (let i = 0; i < a.length; i++) {
    const sign = a.charAt(i);
    const next = new Set<number>();
    if (sign === '*') {
      const lowest = Math.min(...row);
      for (let j = lowest; j <= b.length; j++) next.add(j);
    } else {
      for (const j of row) {
        const other = b.charAt(j);
        if (other === '*') next.add(j);
        else if (other !== '' && (other === sign || other === '?' || sign === '?')) next.add(j + 1);
      }
    }
    row = new Set(closed(next, b));
    if (row.size === 0) return false;
  }
  return row.has(b.length);
}

/** A star may stand for nothing. */
function closed(positions: Iterable<number>, b: string): readonly number[] {
  const all = new Set<number>();
  for (const start of positions) {
    let j = start;
    all.add(j);
    while (b.charAt(j) === '*') all.add(++j);
  }
  return [...all];
}
