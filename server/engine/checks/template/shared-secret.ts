/** Reports secrets that the stage of the customers has in common with another one. Knows no dialect. */
import { stagesOf } from '../../facts/lowering';
import type { Draft } from '../../finding';
import type { RuleData } from '../../rules/rule';
import type { Stage } from '../../template/dialect';
import { isProduction } from '../../template/stage-names';
import { stringOf, type Value } from '../../template/value';
import { fill, type Checker } from '../checker';
import { secretKnowledge } from '../environment';
import { isSecretName, isSecretValue, type SecretKnowledge } from '../secret-text';

interface Parameters {
  /** ARNs of what holds a secret, their account in them; a regular expression. */
  readonly stored: string;
}

/** What a stage holds under a name. */
interface Held {
  readonly name: string;
  readonly value: Value;
}

export const sharedSecret: Checker = {
  name: 'shared-secret',
  over: ['deployments'],
  *run(rule, facts) {
    const knowledge = secretKnowledge(facts);
    const stored = new RegExp((rule.with as Parameters).stored);
    for (const deployment of facts.deployments) {
      const { stages: staged, problems } = stagesOf(deployment, facts.snapshot);
      for (const problem of problems) facts.overrun(problem);
      const stages = staged.map(({ stage }) => stage);
      for (const production of stages.filter(({ name }) => isProduction(name))) {
        const others = stages.filter(({ name }) => !isProduction(name)).map((stage) => ({ stage, held: heldBy(stage) }));
        for (const held of heldBy(production).values()) {
          yield inProduction(rule, held, production, others, stored, knowledge);
        }
      }
      yield undefined;
    }
  },
};

function inProduction(rule: RuleData, { name, value }: Held, production: Stage, others: readonly { readonly stage: Stage; readonly held: ReadonlyMap<string, Held> }[], stored: RegExp, knowledge: SecretKnowledge): Draft | undefined {
  const identity = identityOf(name, value, stored, knowledge);
  if (identity === undefined) return undefined;
  const same = others.flatMap(({ stage, held }) => {
    const one = held.get(name);
    return one !== undefined && identityOf(name, one.value, stored, knowledge)?.text === identity.text ? [{ stage, value: one.value }] : [];
  });
  if (same.length === 0) return undefined;
  return {
    location: value.at,
    message: fill(rule.message, { name: name.split('.').at(-1), production: production.name, others: same.map(({ stage }) => `\`${stage.name}\``).join(' and ') }),
    related: same.filter(({ value: { at } }) => at.uri !== value.at.uri || at.span.start !== value.at.span.start).map(({ stage, value: { at } }) => ({ location: at, message: `the one of ${stage.name}` })),
    ...(identity.sure ? {} : { only: 'strict' as const }),
  };
}

/**
 * What tells a secret from others; undefined where there is none or it is not known. The name of a secret is sure to mean the same one within an
 * account only, and each stage may have its own.
 */
function identityOf(name: string, value: Value, stored: RegExp, knowledge: SecretKnowledge): { readonly text: string; readonly sure: boolean } | undefined {
  const last = name.split('.').at(-1) ?? name;
  if (value.kind === 'unknown') {
    const { source, expression } = value;
    return source === 'secret-store' && expression !== undefined && !/\$\{.*\$\{/.test(expression) ? { text: expression, sure: false } : undefined;
  }
  const text = stringOf(value);
  if (text === undefined) return undefined;
  if (stored.test(text)) return { text, sure: true };
  return isSecretName(last, knowledge) && isSecretValue(last, text, knowledge) ? { text, sure: true } : undefined;
}

function heldBy(stage: Stage): ReadonlyMap<string, Held> {
  const found = new Map<string, Held>();
  const visit = (name: string, value: Value): void => {
    if (value.kind === 'map') for (const entry of value.entries) visit(name === '' ? entry.key : `${name}.${entry.key}`, entry.value);
    else found.set(name, { name, value });
  };
  visit('', stage.values);
  return found;
}
