/** Bounds that keep hostile documents from overflowing the stack or the clock, and the one way in which each bound that is met is told. */
import type { Problem } from '../finding';
import { compareLocations, type Location } from '../text/span';

/** Nested collections in one document; real templates stay below 40. */
export const maximumDepth = 200;

/** Every bound of the engine that is met says so: what stands there is known in part only. `why` goes on the sentence, e.g. "it refers to itself". */
export function tooComplex(location: Location, why: string): Problem {
  return { location, message: `Too complex to analyse: ${why}`, severity: 'information', code: 'too-complex' };
}

/** The whole file is left out. */
export function tooDeep(uri: string): Problem {
  return tooComplex(wholeOf(uri), 'this file is nested too deep to be read');
}

/** The whole file is left out. */
export function tooLarge(uri: string): Problem {
  return tooComplex(wholeOf(uri), 'this file is too large to be read');
}

/** Characters that all fixes of a file may read: each of them reads the file anew. */
const mostReadByFixes = 50_000_000;
const leastFixes = 20;

/** Of so many findings of a file of this length fixes may be worked out at once. */
export function mostFixes(length: number): number {
  return Math.max(leastFixes, Math.floor(mostReadByFixes / Math.max(1, length)));
}

/** Of each reason the first place in a file: what is too much once is so everywhere. */
export function oncePerFile(problems: readonly Problem[]): readonly Problem[] {
  const first = new Map<string, Problem>();
  for (const problem of [...problems].sort((a, b) => compareLocations(a.location, b.location))) {
    const key = `${problem.location.uri} ${problem.message}`;
    if (!first.has(key)) first.set(key, problem);
  }
  return [...first.values()];
}

function wholeOf(uri: string): Location {
  return { uri, span: { start: 0, end: 0 } };
}
