/** Reports runtimes that get no more patches, or will soon not. Knows no provider: dates are the rule's. */
import type { Facts, Handler } from '../../facts/facts';
import { handlersIn } from '../../facts/lookup';
import type { Value } from '../../template/value';
import { possibilities, stringOf } from '../../template/value';
import { importsOf } from '../../syntax/imports';
import { packageOf } from '../../project/packages';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { listed } from '../holder';
import { gathered } from '../template/property';

interface Parameters {
  /** By runtime: the last day of its support, as YYYY-MM-DD, and the newest runtime of its language. */
  readonly runtimes: Readonly<Record<string, { readonly until: string; readonly next?: string }>>;
  /** Days before the end at which it is told. */
  readonly notice: number;
  /** Runtimes that bring the package along; the next ones do not. */
  readonly bundled: { readonly package: string; readonly runtimes: string };
}

export const endedRuntime: Checker = {
  name: 'ended-runtime',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      const old = handlersIn(deployment, facts).flatMap((handler) => {
        const { runtime } = handler.function;
        const found = runtime !== undefined ? endingIn(runtime, facts, parameters) : undefined;
        return found === undefined ? [] : [{ handler, ...found, at: found.value.at }];
      });
      for (const group of gathered(old)) {
        const [first] = group;
        if (first === undefined) continue;
        const { name, until, next, value } = first;
        const names = [...new Set(group.map(({ handler }) => handler.function.name))];
        const ended = until <= facts.snapshot.today;
        const needs = group.some(({ handler }) => reliesOn(handler, parameters.bundled, name, facts));
        yield {
          location: first.at,
          message: fill(rule.message, {
            functions: listed(names), run: names.length === 1 ? 'runs' : 'run', runtime: name, when: `${ended ? 'has had no patches since' : 'gets no more patches from'} ${until}`,
            way: next === undefined ? 'Move to a language version that is kept up' : `Move to \`${next}\`${needs ? `, and add \`${parameters.bundled.package}\` to the package: later runtimes do not bring it along` : ''}`,
          }),
          functions: names,
          related: value.via,
          fixes: next === undefined || needs || !isSameLanguage(name, next) ? [] : changes(`Use ${next}`, deployment, [{ kind: 'replace', value, by: next }]),
        };
      }
      yield undefined;
    }
  },
};

/** Another language's runtime takes another package. */
function isSameLanguage(runtime: string, next: string): boolean {
  const [language = ''] = /^[a-z]+/.exec(next) ?? [];
  return runtime.startsWith(language);
}

function endingIn(runtime: Value, { snapshot }: Facts, { runtimes, notice }: Parameters): { readonly value: Value; readonly name: string; readonly until: string; readonly next: string | undefined } | undefined {
  const all = possibilities(runtime).map((value) => ({ value, name: stringOf(value) }));
  const ending = all.flatMap(({ value, name }) => {
    const known = name !== undefined && Object.hasOwn(runtimes, name) ? runtimes[name] : undefined;
    return known !== undefined && name !== undefined && known.until <= daysLater(snapshot.today, notice) ? [{ value, name, until: known.until, next: known.next }] : [];
  });
  // Of several it is told where each of them ends.
  return ending.length === all.length ? ending[0] : undefined;
}

/** True where code of the function takes the package from the runtime. */
function reliesOn({ binding }: Handler, { package: name, runtimes }: Parameters['bundled'], runtime: string, facts: Facts): boolean {
  if (binding.kind !== 'bound' || !new RegExp(runtimes).test(runtime)) return false;
  const files = facts.derived('files run from', binding.uri, ({ entries }) => [...new Set([binding.uri, ...entries.filter(({ entry }) => entry.location.uri === binding.uri).flatMap(({ report }) => report.files)])]);
  const uses = files.some((uri) => {
    const script = facts.snapshot.script(uri);
    return script !== undefined && [...importsOf(script).values()].some(({ module }) => module === name || module.startsWith(`${name}/`));
  });
  return uses && packageOf(binding.uri, facts.snapshot)?.dependencies.some((one) => one.name === name) !== true;
}

/** The date so many days after another, both as YYYY-MM-DD. */
function daysLater(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}
