/**
 * Texts that led somewhere new are kept and changed further, so that what stands behind many conditions is reached one condition after another. Knows
 * neither how long it may go on nor where failures are kept.
 */
import type { Coverage } from './coverage';
import { mutated } from './mutations';
import type { Random } from './random';
import type { Failure } from './rounds';
import type { Target } from './targets';

/** Asking what has run costs more than running: so many texts are tried at once, and apart only where they led somewhere new. */
const together = 8;
/** Of the processor, in milliseconds. */
const patience = 2000;
const longest = 20_000;
/** Attempts to shorten a text that led somewhere new. */
const cuts = 24;

/** Goes on for as long as it is asked; undefined where a text has broken nothing. `kept` begins with the samples and grows. */
export async function* guided(target: Target, kept: string[], random: Random, coverage: Coverage): AsyncGenerator<Failure | undefined> {
  if (kept.length === 0) kept.push('');
  for (const text of [...kept]) yield attempt(target, text);
  await coverage.grew(true);
  for (;;) {
    const texts = Array.from({ length: together }, () => changed(target, kept, random));
    for (const text of texts) yield attempt(target, text);
    if (!(await coverage.grew(false))) continue;
    for (const text of texts) {
      if (!(await leadsOn(target, text, coverage))) continue;
      const short = await shortened(target, text, random, coverage);
      attempt(target, short);
      await coverage.grew(true);
      kept.push(short);
    }
  }
}

async function leadsOn(target: Target, text: string, coverage: Coverage): Promise<boolean> {
  attempt(target, text);
  return coverage.grew(false);
}

/** What of the text still leads somewhere new: in a short text the next change meets the place that matters sooner. */
async function shortened(target: Target, text: string, random: Random, coverage: Coverage): Promise<string> {
  let short = text;
  for (let i = 0; i < cuts && short.length > 1; i++) {
    const start = random.below(short.length);
    const shorter = short.slice(0, start) + short.slice(start + 1 + random.below(Math.ceil(short.length / 2)));
    if (await leadsOn(target, shorter, coverage)) short = shorter;
  }
  return short;
}

function attempt(target: Target, text: string): Failure | undefined {
  const failure = (kind: Failure['kind'], what: string): Failure => ({ kind, what, sample: target.name, files: new Map([[target.path, text]]), settings: {} });
  const before = process.cpuUsage();
  try {
    target.run(text);
  } catch (error) {
    return failure('crash', error instanceof Error ? error.stack ?? error.message : String(error));
  }
  const { user } = process.cpuUsage(before);
  return user / 1000 > patience ? failure('hang', `${String(Math.round(user / 1000))} ms`) : undefined;
}

const signs = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).concat('\n', '\t', 'é');

function changed(target: Target, kept: readonly string[], random: Random): string {
  // What was found last is the least known.
  const base = random.oneIn(2) ? random.pick(kept.slice(-20)) : random.pick(kept);
  let text = base;
  for (let times = 1 + random.below(4); times > 0; times--) text = random.oneIn(2) ? mutated(target.path, text, random, random.pick(kept)) : withSign(text, random);
  return text.slice(0, longest);
}

function withSign(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.pick(signs) + text.slice(at + random.below(2));
}
