/** Which parts of some scripts have ever run, by V8's own precise coverage: no package, no instrumented copy. Knows no input. */
import { Session, type Profiler } from 'node:inspector';

type Interval = readonly [start: number, end: number];

export class Coverage {
  private readonly session = new Session();
  /** By function: what of it has never run. */
  private readonly blank = new Map<string, readonly Interval[]>();
  private met = 0;

  /** `of` tells by a script's url whether it is looked at. */
  private constructor(private readonly of: (url: string) => boolean) {
    this.session.connect();
  }

  static async start(of: (url: string) => boolean): Promise<Coverage> {
    const coverage = new Coverage(of);
    await coverage.post('Profiler.enable');
    await coverage.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    return coverage;
  }

  /** Whether anything has run since it was asked last that had never run before; with `keep` it counts as having run from now on. */
  async grew(keep: boolean): Promise<boolean> {
    let grew = false;
    for (const { url, functions } of await this.taken()) {
      if (!this.of(url)) continue;
      for (const { ranges } of functions) if (this.isNew(url, ranges, keep)) grew = true;
    }
    return grew;
  }

  /** How often blocks have run since it was asked last, all together: work in numbers that no busy machine changes. Counts of functions within others add up. */
  async work(): Promise<number> {
    let sum = 0;
    for (const { url, functions } of await this.taken()) if (this.of(url)) for (const { ranges } of functions) for (const { count } of ranges) sum += count;
    return sum;
  }

  /** How often something new was met. */
  get size(): number {
    return this.met;
  }

  async stop(): Promise<void> {
    await this.post('Profiler.stopPreciseCoverage');
    this.session.disconnect();
  }

  /** V8 tells a function's range, and inside of it those that ran another number of times. */
  private isNew(url: string, [whole, ...inside]: readonly Profiler.CoverageRange[], keep: boolean): boolean {
    if (whole === undefined || whole.count === 0) return false;
    const key = `${url} ${String(whole.startOffset)} ${String(whole.endOffset)}`;
    const now = notRun(inside);
    const before = this.blank.get(key);
    const left = before === undefined ? now : common(before, now);
    if (before !== undefined && lengthOf(left) === lengthOf(before)) return false;
    if (keep) {
      this.blank.set(key, left);
      this.met++;
    }
    return true;
  }

  private async taken(): Promise<readonly Profiler.ScriptCoverage[]> {
    const { result } = (await this.post('Profiler.takePreciseCoverage')) as Profiler.TakePreciseCoverageReturnType;
    return result;
  }

  private post(method: string, parameters?: object): Promise<object | undefined> {
    return new Promise((resolve, reject) => {
      this.session.post(method, parameters, (error, result) => {
        if (error === null) resolve(result);
        else reject(error);
      });
    });
  }
}

/** Ranges nest; the innermost one around a place holds for it. In order. */
function notRun(ranges: readonly Profiler.CoverageRange[]): readonly Interval[] {
  const edges = [...new Set(ranges.flatMap(({ startOffset, endOffset }) => [startOffset, endOffset]))].sort((a, b) => a - b);
  const found: Interval[] = [];
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1];
    if (end === undefined) break;
    // Inner ranges stand behind those that hold them.
    if (ranges.findLast(({ startOffset, endOffset }) => startOffset <= start && end <= endOffset)?.count === 0) found.push([start, end]);
  }
  return found;
}

function common(some: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  const found: Interval[] = [];
  for (const [start, end] of some) {
    for (const [from, to] of others) if (Math.max(start, from) < Math.min(end, to)) found.push([Math.max(start, from), Math.min(end, to)]);
  }
  return found;
}

function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [start, end]) => sum + end - start, 0);
}
