/** Calls as rules name them – `{ of: crypto, call: [createHash] }` with conditions on their arguments. Knows no rule. */
import type { Call, CodeFacts, Constant, Option, Target } from '../../facts/code-calls';

/** Which calls are meant. */
export interface Named {
  /** Package names, `|` between them; `global` for what is not imported. */
  readonly of: string;
  /** Paths of exports, as `Pool.query`; '' for the package itself, `*` for anything of it, `SignJWT.**.sign` with any words between. */
  readonly call: readonly string[];
}

/** A condition on what a call is given; not met where that is not known. */
export interface Condition {
  /** `0`, `1.algorithms`, `*.timeout`: see CodeFacts.option. */
  readonly at: string;
  /** One of the constants that may stand there matches (any case). */
  readonly matches?: string;
  /** Nothing else may stand there. */
  readonly only?: true;
  /** One of the exports that may stand there matches, as `argon2.argon2i`. */
  readonly means?: string;
  /** Nothing stands there. */
  readonly absent?: true;
  /** A number below. */
  readonly below?: number;
  /** One that counts as true: `'false'` does, as any text with a letter in it. */
  readonly truthy?: true;
}

export function isNamed(target: Target | undefined, { of, call }: Named): boolean {
  return target !== undefined && of.split('|').includes(target.module) && isOneOf(target.path.join('.'), call);
}

function isOneOf(path: string, calls: readonly string[]): boolean {
  return calls.some((one) => {
    if (one === '*' || one === path) return true;
    const [head = '', tail] = one.split('.**.');
    return tail !== undefined && path.startsWith(`${head}.`) && path.endsWith(`.${tail}`);
  });
}

/** What is worked out of patterns once. */
interface Lookup<P extends Named> {
  /** The words by which calls are looked up in a script. */
  readonly words: readonly string[];
  readonly hints: readonly string[];
  readonly byModule: ReadonlyMap<string, readonly P[]>;
}

function lookupOf<P extends Named>(patterns: readonly P[], { memo }: CodeFacts): Lookup<P> {
  return memo.of('call patterns', patterns, (key) => {
    const byModule = new Map<string, P[]>();
    for (const pattern of key) for (const module of pattern.of.split('|')) byModule.set(module, [...(byModule.get(module) ?? []), pattern]);
    const hints = key.flatMap(({ of, call }) => call.flatMap((one) => (one === '' || one === '*' ? of.split('|') : [lastOf(one)])));
    return { words: key.flatMap(({ call }) => call.map(lastOf)), hints: [...new Set(hints)], byModule };
  });
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The words by which calls are looked up in a script. */
export function wordsOf(patterns: readonly Named[], code: CodeFacts): readonly string[] {
  return lookupOf(patterns, code).words;
}

/** Texts without one of which a script has none of the calls. A client may be made in another file, so the word of the call counts where it has one. */
export function hintsOf(patterns: readonly Named[], code: CodeFacts): readonly string[] {
  return lookupOf(patterns, code).hints;
}

/** Every call of a script that one of the patterns names, with the pattern. A `*` is looked for among all calls, '' among those of a name that the script chose. */
export function* namedCalls<P extends Named>(code: CodeFacts, uri: string, patterns: readonly P[]): Generator<readonly [Call, P]> {
  const reading = code.reading(uri);
  if (reading === undefined) return;
  const { words, byModule } = lookupOf(patterns, code);
  const calls = code.calls(uri, words.includes('*') ? reading.calls.keys() : words.includes('') ? [...words, ...reading.plain] : words);
  for (const call of calls) {
    const target = code.target(call);
    const named = target === undefined ? undefined : byModule.get(target.module);
    if (target === undefined || named === undefined) continue;
    const path = target.path.join('.');
    for (const pattern of named) if (isOneOf(path, pattern.call)) yield [call, pattern];
  }
}

/** What met a condition. */
export interface Met {
  readonly option: Option;
  readonly constant: Constant | undefined;
}

/** Undefined where the condition is not met, or that is not known. */
export function metBy(code: CodeFacts, call: Call, condition: Condition): Met | undefined {
  const option = code.option(call, condition.at);
  if (condition.absent === true) return option.kind === 'absent' ? { option, constant: undefined } : undefined;
  if (option.kind !== 'given') return undefined;
  const known = option.values.map((value) => code.constants(value));
  const constants = known.flat();
  const { matches, below, means, truthy, only } = condition;
  if (means !== undefined) {
    const named = new RegExp(means);
    const isMeant = option.values.some((value) => {
      const target = code.meaning(value);
      return target !== undefined && named.test(`${target.module}.${target.path.join('.')}`);
    });
    return isMeant ? { option, constant: undefined } : undefined;
  }
  const expression = matches === undefined ? undefined : new RegExp(matches, 'i');
  const constant = constants.find(({ value }) => (expression === undefined || expression.test(String(value))) && (below === undefined || (typeof value === 'number' && value < below)) && (truthy === undefined || Boolean(value)));
  if (only === true && (known.some((one) => one.length === 0) || constants.some(({ value }) => expression?.test(String(value)) === false))) return undefined;
  return constant === undefined ? undefined : { option, constant };
}
