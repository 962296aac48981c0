/** Small questions about things that evaluation asks everywhere. Knows no syntax. */
import type { Location } from '../../text/span';
import type { Program } from './program';
import { choice, constant, unknownThing, type Thing } from './thing';

const maximumLength = 100_000;
const maximumParts = 500;
const maximumCombinations = 64;

/** The text of all parts in order. */
export function joined(parts: readonly Thing[], here: Location): Thing {
  const combinations = parts.reduce((product, part) => product * (part.kind === 'choice' ? part.options.length : 1), 1);
  const size = parts.reduce((sum, part) => sum + (part.kind === 'constant' && typeof part.value === 'string' ? part.value.length : part.kind === 'text' ? part.parts.length * (maximumLength / maximumParts) : 1), 0);
  if (combinations > maximumCombinations || size > maximumLength) return unknownThing('the text is too long to be put together', 'limit', here);
  const options = parts.find((part) => part.kind === 'choice');
  if (options?.kind === 'choice') {
    const index = parts.indexOf(options);
    return choice(options.options.map((option) => ({ when: option.when, thing: joined(parts.with(index, option.thing), here) })), here);
  }
  const result: (string | Thing)[] = [];
  for (const part of parts.flatMap((one): readonly (string | Thing)[] => (one.kind === 'constant' ? [String(one.value)] : one.kind === 'text' ? one.parts : [one]))) {
    const last = result.at(-1);
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part;
    else if (part !== '') result.push(part);
  }
  const via = parts.flatMap((part) => (part.kind === 'constant' || part.kind === 'text' ? part.via : [])).slice(0, 12);
  const [first] = result;
  if (result.length === 0) return constant('', here, via);
  if (result.length === 1 && typeof first === 'string') return constant(first, here, via);
  return { kind: 'text', parts: result, at: here, via };
}

export function uncertainly<T>(program: Program, run: () => T): T {
  program.uncertain++;
  const result = run();
  program.uncertain--;
  return result;
}

/** Undefined where it is not known. */
export function truth(thing: Thing): boolean | undefined {
  switch (thing.kind) {
    case 'constant': return Boolean(thing.value);
    case 'unknown': return undefined;
    case 'library': return thing.module === 'process' ? undefined : true;
    case 'made': return /^(?:(?:try|is|has|can)[A-Z]|(?:get|require)(?:[A-Z]|$))/.test(thing.made.name.split('.').at(-1) ?? '') ? undefined : true;
    case 'choice': {
      const answers = new Set(thing.options.map((option) => truth(option.thing)));
      return answers.size === 1 ? [...answers][0] : undefined;
    }
    default: return true;
  }
}

/** Undefined where it is not known. */
export function isNullish(thing: Thing): boolean | undefined {
  if (thing.kind === 'constant') return thing.value === undefined || thing.value === null;
  if (thing.kind === 'unknown') return undefined;
  if (thing.kind !== 'choice') return thing.kind === 'made' && /^try[A-Z]/.test(thing.made.name) ? undefined : false;
  const answers = new Set(thing.options.map((option) => isNullish(option.thing)));
  return answers.size === 1 ? [...answers][0] : undefined;
}
