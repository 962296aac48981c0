/** A short run of the fuzzer with a fixed seed, and proof that its nets hold: planted defects of each kind are caught. */
import { expect, test } from 'vitest';
import { createEngine, type Engine, type Report, type RuleBook } from '../../server/engine';
import { Random } from '../../tools/fuzz/random';
import { round, type Failure } from '../../tools/fuzz/rounds';
import { samples, type Sample } from '../../tools/fuzz/samples';
import { ruleBook } from '../support/analyse';

const all = samples();

function fuzz(seed: number, rounds: number, make?: (book: RuleBook) => Engine, only?: Sample): readonly Failure[] {
  const random = new Random(seed);
  const failures: Failure[] = [];
  for (let i = 0; i < rounds; i++) for (const failure of round(only ?? random.pick(all), all, random, ruleBook(), make)) if (failure !== undefined) failures.push(failure);
  return failures;
}

test('broken and changing workspaces crash nothing, and redoing part equals starting over', { timeout: 120_000 }, () => {
  expect(all.length).toBeGreaterThan(100);
  expect(fuzz(20_261_122, 15)).toEqual([]);
});

test('the same seed does the same', () => {
  const texts = (seed: number): string => {
    const random = new Random(seed);
    return Array.from({ length: 20 }, () => random.pick(all).name).join();
  };
  expect(texts(1)).toBe(texts(1));
  expect(texts(1)).not.toBe(texts(2));
});

const sample = all.find(({ name }) => name.includes('injection') && name.includes('command'));

/** An engine whose runs go through `spoil`. */
function spoiled(spoil: (report: Report, count: number) => Report): (book: RuleBook) => Engine {
  return (book) => {
    const engine = createEngine(book);
    let count = 0;
    return {
      book,
      *analyse(workspace) {
        const report = yield* engine.analyse(workspace);
        return spoil(report, count++);
      },
    };
  };
}

test('a memo that outlives its file is seen', () => {
  let first: Report | undefined;
  expect(fuzz(3, 2, spoiled((report) => (first ??= report)), sample).map(({ kind }) => kind)).toContain('divergence');
});

test('a check that throws is seen', () => {
  const failures = fuzz(3, 1, spoiled((report) => ({ ...report, crashes: [{ what: 'planted', message: 'planted' }] })), sample);
  expect(failures.map(({ kind }) => kind)).toContain('crash');
});

test('an exception that nobody catches is seen', () => {
  const failures = fuzz(3, 1, spoiled(() => { throw new Error('planted'); }), sample);
  expect(failures.map(({ kind, what }) => `${kind} ${what.split('\n')[0] ?? ''}`)).toContain('crash Error: planted');
});

test('work that grows too long is seen', { timeout: 60_000 }, () => {
  const slow = (report: Report, count: number): Report => {
    const until = process.cpuUsage().user + 2_100_000;
    while (count === 0 && process.cpuUsage().user < until) for (let i = 0; i < 1e6; i++) Math.sqrt(i);
    return report;
  };
  expect(fuzz(3, 1, spoiled(slow), sample).map(({ kind }) => kind)).toContain('hang');
});
