/** Reports code that takes a secret out of the environment where a template writes it there as plain text. Knows no dialect. */
import { beginning, type Location } from '../text/span';
import type { Entry, Facts, Handler } from '../facts/facts';
import { handlersOf } from '../facts/lookup';
import type { Draft, Fix } from '../finding';
import type { RuleData } from '../rules/rule';
import type { EnvironmentVariable } from '../template/deployment';
import { storeName } from '../template/plain-write';
import { possibilities } from '../template/value';
import { changes } from './change';
import { fill, gathering, grouped } from './checker';
import { holdingsOf, reasonFor, secretKnowledge } from './environment';
import { listed } from './holder';
import { moveToStore } from './secret-accessor';
import type { SecretKnowledge } from './secret-text';

/** One read, and those of the functions running it whose template tells the secret. */
interface Read {
  readonly name: string;
  readonly location: Location;
  readonly given: readonly { readonly handler: Handler; readonly variable: EnvironmentVariable }[];
}

export const environmentRead = gathering<Read>({
  name: 'environment-read',
  over: ['entries'],
  *find(_, facts) {
    const knowledge = secretKnowledge(facts);
    for (const entry of facts.entries) {
      yield* readsOf(entry, facts, knowledge);
      yield undefined;
    }
  },
  groups: (_, found) => grouped(found, ({ location }) => beginning(location)),
  *tell(rule, [first, ...others], facts) {
    if (first === undefined) return;
    const given = [...first.given];
    for (const one of others.flatMap((read) => read.given)) if (!given.some(({ handler }) => handler === one.handler)) given.push(one);
    const read = { ...first, given };
    yield drafted(rule, read, fixesFor(rule, read, () => moveToStore(read.name, (one) => given.some(({ handler }) => handler === one.handler), () => holdingsOf(facts, secretKnowledge(facts)), facts)));
  },
});

/** On AWS the code fetches the secret itself; elsewhere the platform hands it over, and the code stays as it is. */
function fixesFor(rule: RuleData, { name, given }: Read, onAws: () => readonly Fix[]): readonly Fix[] {
  const clouds = new Set(given.map(({ handler }) => handler.deployment.cloud));
  const [cloud] = clouds;
  if (cloud === undefined) return clouds.size === 1 ? onAws() : [];
  const deployments = new Set(given.map(({ handler }) => handler.deployment));
  const [deployment] = deployments;
  if (clouds.size > 1 || deployments.size > 1 || deployment === undefined) return [];
  const variables = new Map(given.map(({ handler, variable }) => [variable.value.at.span.start, { handler, variable }]));
  return changes(fill(parametersOf(rule).moves[cloud] ?? '', { variable: name, secret: storeName(name) }), deployment, [...variables.values()].map(({ handler, variable }) => ({ kind: 'from-store', variable, function: handler.function.name })));
}

/** By cloud: what is to be done instead, and what a fix is called that does it. */
function parametersOf(rule: RuleData): { readonly ways: Readonly<Record<string, string>>; readonly moves: Readonly<Record<string, string>> } {
  return rule.with as ReturnType<typeof parametersOf>;
}

function readsOf(entry: Entry, facts: Facts, knowledge: SecretKnowledge): readonly Read[] {
  return entry.report.environmentReads.flatMap(({ name, location }) => {
    const given = handlersOf(entry, facts).flatMap((handler) => {
      const variable = handler.function.environment.find((one) => one.name === name);
      const told = variable !== undefined && possibilities(variable.value).some((value) => reasonFor(name, value, knowledge) !== undefined);
      return told ? [{ handler, variable }] : [];
    });
    return given.length === 0 ? [] : [{ name, location, given }];
  });
}

function drafted(rule: RuleData, { name, location, given }: Read, fixes: Draft['fixes']): Draft {
  const functions = [...new Set(given.map(({ handler }) => handler.function.name))];
  const templates = [...new Set(given.map(({ handler }) => handler.deployment.name))];
  const [cloud = 'aws'] = given.map(({ handler }) => handler.deployment.cloud);
  return {
    location,
    message: fill(rule.message, { variable: name, template: templates.join(', '), functions: listed(functions), holder: cloud === 'cloudflare' ? 'env' : 'process.env', way: parametersOf(rule).ways[cloud] ?? '' }),
    related: given.slice(0, 3).map(({ variable }) => ({ location: variable.value.at, message: 'the secret stands here' })),
    functions,
    fixes: fixes ?? [],
  };
}
