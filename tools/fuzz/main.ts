/**
 * `npm run fuzz -- --minutes N --seed S [--folder PATH …] [--server | --guided]`: breaks workspaces at random and looks for crashes, hangs and differences
 * between what an engine says after changes and what a fresh one says; `--server` does so through the built server, `--guided` breaks single texts, led
 * by which parts of parsers and evaluators have run. What is found is kept in test-results/fuzz, to be made a case.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { testResults } from '../paths';
import { readRules } from '../rule-data';
import { rulesFolder } from '../rules-plugin';
import { Coverage } from './coverage';
import { guided } from './guided';
import { Random } from './random';
import { round, type Failure } from './rounds';
import { samples, type Sample } from './samples';
import { serverRound } from './server-rounds';
import { seedsFor, targets } from './targets';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) }, folder: { type: 'string', multiple: true }, server: { type: 'boolean' }, guided: { type: 'boolean' } } });
  const random = new Random(Number(values.seed));
  const all = samples(values.folder);
  const until = Date.now() + Number(values.minutes) * 60_000;
  const failures = new Map<string, number>();
  let rounds = 0;
  let steps = 0;
  const note = (failure: Failure): void => {
    // The same defect is met again and again: its first line tells it.
    const key = `${failure.kind} ${failure.kind === 'divergence' ? failure.sample : failure.what.split('\n', 2).join(' ')}`.slice(0, 160);
    const count = (failures.get(key) ?? 0) + 1;
    failures.set(key, count);
    if (count <= 2) keep(failure, `${values.seed}-${String(rounds)}-${String(steps)}`);
  };
  if (values.guided === true) {
    steps = await fuzzGuided(all, random, until, note);
    rounds = targets.length;
  }
  const book = readRules(rulesFolder);
  while (Date.now() < until) {
    const sample = random.pick(all);
    rounds++;
    const work = values.server === true ? serverRound(sample, all, random, book) : round(sample, all, random, book);
    for await (const failure of work) {
      steps++;
      if (failure !== undefined) note(failure);
      if (Date.now() >= until) break;
    }
    if (rounds % 100 === 0) console.log(`${String(rounds)} rounds, ${String(steps)} changes, ${String(failures.size)} failures`);
  }
  console.log(`seed ${values.seed}: ${String(rounds)} rounds, ${String(steps)} changes, ${String(failures.size)} failures`);
  for (const [key, count] of failures) console.log(`${String(count)} × ${key}`);
  process.exitCode = failures.size === 0 ? 0 : 1;
}

/** Each target gets an equal part of the time; answers how many texts were tried. */
async function fuzzGuided(all: readonly Sample[], random: Random, until: number, note: (failure: Failure) => void): Promise<number> {
  const coverage = await Coverage.start((url) => url.includes('/server/engine/'));
  let tried = 0;
  for (const [index, target] of targets.entries()) {
    const kept = [...seedsFor(target, all)];
    const [seeds, reached, before] = [kept.length, coverage.size, tried];
    const end = Date.now() + (until - Date.now()) / (targets.length - index);
    for await (const failure of guided(target, kept, random, coverage)) {
      tried++;
      if (failure !== undefined) note(failure);
      if (Date.now() >= end) break;
    }
    console.log(`${target.name}: ${String(tried - before)} texts, ${String(seeds)} samples and ${String(kept.length - seeds)} that led somewhere new (${String(coverage.size - reached)} new places)`);
  }
  await coverage.stop();
  return tried;
}

function keep(failure: Failure, name: string): void {
  const folder = join(testResults, 'fuzz', `${failure.kind}-${name}`);
  console.log(`${failure.kind} in ${failure.sample}: ${failure.what.slice(0, 600)}\nkept in ${folder}`);
  for (const [path, text] of [...failure.files, ['what.txt', failure.what], ['settings.json', JSON.stringify(failure.settings)]] as const) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
