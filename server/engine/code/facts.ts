/** What checks have told about data, by the data's own name: it holds for every value that carries the data. Knows no syntax. */
import { form, isSigned } from './models';
import { separator, type Taint, type Value } from './values';

export interface Fact {
  /** Bits of sink kinds. */
  readonly clean: number;
  readonly validated: boolean;
}

/** By a taint's key. */
export type Facts = ReadonlyMap<string, Fact>;

export const noFacts: Facts = new Map();

export function factsAbout(one: Value, fact: Fact): Facts {
  if (one.taints.length === 0) return noFacts;
  return new Map(one.taints.map((taint) => [taint.key, fact]));
}

/** Both hold. */
export function both(a: Facts, b: Facts): Facts {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const all = new Map(a);
  for (const [key, fact] of b) {
    const known = all.get(key);
    all.set(key, known === undefined ? fact : { clean: known.clean | fact.clean, validated: known.validated || fact.validated });
  }
  return all;
}

/** What holds either way. A signature that is not asked for everywhere (not where it runs on the developer's own machine) is asked for where it counts. */
export function either(a: Facts, b: Facts): Facts {
  if (a === b) return a;
  const all = new Map<string, Fact>();
  for (const facts of [a, b]) for (const [key, { clean }] of facts) if (isSigned(clean)) all.set(key, { clean: form.signed, validated: false });
  for (const [key, fact] of a) {
    const other = lookUp(b, key);
    if (other === undefined) continue;
    const clean = (fact.clean & other.clean) | (all.get(key)?.clean ?? 0);
    const validated = fact.validated && other.validated;
    if (clean !== 0 || validated) all.set(key, { clean, validated });
  }
  return all;
}

/** What is known of the data or of what holds it. */
function lookUp(facts: Facts, key: string): Fact | undefined {
  let found = facts.get(key);
  for (let cut = key.lastIndexOf(separator); cut > 0; cut = key.lastIndexOf(separator, cut - 1)) {
    const outer = facts.get(key.slice(0, cut));
    if (outer !== undefined) found = found === undefined ? outer : { clean: found.clean | outer.clean, validated: found.validated || outer.validated };
  }
  return found;
}

/** The taint with what is known of it. */
export function informed(taint: Taint, facts: Facts): Taint {
  const fact = lookUp(facts, taint.key);
  if (fact === undefined || ((taint.clean | fact.clean) === taint.clean && (taint.validated || !fact.validated))) return taint;
  return { ...taint, clean: taint.clean | fact.clean, validated: taint.validated || fact.validated };
}
