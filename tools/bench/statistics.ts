/** Numbers out of samples. Knows nothing of what was measured. */

/** Throws where there are none. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('a median of nothing');
  return sorted.length % 2 === 1 ? middle : (middle + (sorted[sorted.length / 2 - 1] ?? middle)) / 2;
}

/** The exponent with which cost grows with size between two points: 1 doubles with the size, 2 quadruples. */
export function exponent(from: { readonly size: number; readonly cost: number }, to: { readonly size: number; readonly cost: number }): number {
  return Math.log(to.cost / from.cost) / Math.log(to.size / from.size);
}
