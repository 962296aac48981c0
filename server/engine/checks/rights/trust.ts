/** Reports roles that too many may take: anybody, a whole foreign account, any user of an identity provider. Knows no dialect. */
import type { Draft } from '../../finding';
import type { RuleData } from '../../rules/rule';
import type { Grant } from '../../template/deployment';
import { itemsOf, patternOf, possibilities, stringOf, type MapValue, type Value } from '../../template/value';
import { fill, type Checker } from '../checker';
import { narrows } from '../condition';
import { wholeStatement } from '../excerpt';
import { textsOf } from '../policy-text';
import { anyoneIn } from '../public-policy';

interface Parameters {
  /** Identity providers, as a regular expression on the principal's name, and the condition key that says who of theirs is meant. */
  readonly providers: readonly { readonly match: string; readonly key: string; readonly who: string }[];
}

export const trust: Checker = {
  name: 'trust',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      for (const grant of deployment.grants) if (grant.effect === 'Allow' && isTrust(grant) && !opensNothing(grant)) yield* inGrant(rule, grant);
      yield undefined;
    }
  },
};

/** A document that nothing in sight uses is known by what it allows. */
function isTrust({ holder, actions }: Grant): boolean {
  const texts = textsOf(actions);
  return holder.kind === 'trust' || (holder.kind === 'resource' && texts.length > 0 && texts.every(({ text }) => /^sts:AssumeRole/i.test(text)));
}

/** What stands in the place of the actions is none: the statement allows nothing. */
function opensNothing({ actions }: Grant): boolean {
  const texts = textsOf(actions);
  return texts.length > 0 && texts.length === actions.length && texts.every(({ text }) => text.startsWith('arn:'));
}

function* inGrant(rule: RuleData, grant: Grant): Generator<Draft> {
  const { principal, conditions, holder } = grant;
  if (principal === undefined) return;
  const draft = (value: Value, what: string): Draft => ({ location: value.at, ...wholeStatement(grant, value.at), message: fill(rule.message, { name: holder.id, what }), related: value.via });
  const everybody = anyoneIn(principal) ?? namedIn(principal, 'AWS').find((value) => noAccount.test(stringOf(value) ?? ''));
  if (everybody !== undefined) {
    if (!narrows(conditions)) yield draft(everybody, 'Anybody with an AWS account may assume it: name the accounts or services that are meant');
    return;
  }
  for (const value of namedIn(principal, 'AWS')) {
    const account = wholeAccount.exec(stringOf(value) ?? '')?.[1];
    if (account !== undefined && !narrows(conditions)) {
      yield { ...draft(value, `Everyone in account ${account} who may assume roles may assume it: name the role that is meant, and ask a foreign account for an external id (\`sts:ExternalId\`)`), severity: 'warning' };
    }
  }
  for (const value of namedIn(principal, 'Federated')) {
    const name = patternOf(value) ?? '';
    const provider = (rule.with as Parameters).providers.find(({ match }) => new RegExp(match).test(name));
    if (provider !== undefined && !tells(conditions, new RegExp(provider.key, 'i'))) yield draft(value, `${provider.who} may assume it: say in a condition who is meant`);
  }
}

/** The account itself, by its number alone or as its root. Which one the template is deployed to is not known. */
const wholeAccount = /^(?:arn:[\w-]*:iam::)?(\d{12})(?::root)?$/;

/** No principal that AWS takes, but what is meant is everybody. */
const noAccount = /^arn:[\w-]*:iam:::?(?:root|\*)$/;

function namedIn(principal: Value, key: string): readonly Value[] {
  return possibilities(principal).flatMap((one) => (one.kind === 'map' ? one.entries.filter((entry) => entry.key === key).flatMap(({ value }) => itemsOf(value)) : [])).flatMap(possibilities);
}

/** True where the condition tests the key for more than that it is there, or may do so. */
function tells(conditions: Value | undefined, key: RegExp): boolean {
  if (conditions === undefined) return false;
  if (conditions.kind !== 'map' || conditions.open === true) return true;
  return conditions.entries.some(({ value: tests }) => tests.kind !== 'map' || tests.open === true || testsOf(tests, key));
}

function testsOf(tests: MapValue, key: RegExp): boolean {
  return tests.entries.some((entry) => key.test(entry.key) && !itemsOf(entry.value).flatMap(possibilities).some((value) => anySubject.test(stringOf(value) ?? '')));
}

/** What every subject is like; a name that is cut off before its slash is also the beginning of names that anybody may register. */
const anySubject = /^(?:repo:)?\*+(?:[:/]\*+)*$|^repo:[^/]*\*/;
