/** A short guided run over parsers and evaluators with a fixed seed, and proof that being led finds what chance does not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Coverage } from '../../tools/fuzz/coverage';
import { guided } from '../../tools/fuzz/guided';
import { Random } from '../../tools/fuzz/random';
import type { Failure } from '../../tools/fuzz/rounds';
import { samples } from '../../tools/fuzz/samples';
import { seedsFor, targets, type Target } from '../../tools/fuzz/targets';
import { parse, slow } from './planted';

interface Tried {
  readonly failures: readonly Failure[];
  readonly led: number;
}

/** Up to so many texts; ends with the first failure. */
async function tried(target: Target, seeds: readonly string[], seed: number, texts: number, coverage: Coverage): Promise<Tried> {
  const kept = [...seeds];
  const failures: Failure[] = [];
  let count = 0;
  for await (const failure of guided(target, kept, new Random(seed), coverage)) {
    if (failure !== undefined) failures.push(failure);
    if (++count >= texts || failures.length > 0) break;
  }
  return { failures, led: kept.length - seeds.length };
}

describe('texts that lead somewhere new', () => {
  let coverage: Coverage;
  beforeAll(async () => { coverage = await Coverage.start((url) => /server\/engine\/|fuzz\/planted/.test(url)); });
  afterAll(() => coverage.stop());

  test.each(targets.map((target) => [target.name, target] as const))('break nothing in %s', { timeout: 120_000 }, async (_name, target) => {
    const seeds = seedsFor(target, samples());
    expect(seeds.length).toBeGreaterThan(4);
    const { failures, led } = await tried(target, seeds, 20_261_122, seeds.length + 150, coverage);
    expect(failures).toEqual([]);
    expect(led).toBeGreaterThan(0);
  });

  const planted: Target = { name: 'planted', path: 'a.txt', takes: () => true, run: parse };

  test('reach a defect that stands behind four conditions', { timeout: 120_000 }, async () => {
    const { failures, led } = await tried(planted, ['hello'], 3, 6000, coverage);
    expect(failures.map(({ kind }) => kind)).toEqual(['crash']);
    expect(led).toBeGreaterThanOrEqual(3);
  });

  test('without being led, nothing is reached in as many texts', { timeout: 120_000 }, async () => {
    const blind = await Coverage.start(() => false);
    const { failures, led } = await tried(planted, ['hello'], 3, 6000, blind);
    await blind.stop();
    expect(failures).toEqual([]);
    expect(led).toBe(0);
  });

  test('are seen to take too long', { timeout: 60_000 }, async () => {
    const { failures } = await tried({ ...planted, run: slow }, ['short', 'long enough'], 3, 40, coverage);
    expect(failures.map(({ kind }) => kind)).toEqual(['hang']);
  });
});
