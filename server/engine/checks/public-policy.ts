/** Reports resource policies that let anybody in. Buckets that anybody may only read belong to another rule. Knows no dialect. */
import type { Fix } from '../finding';
import { actionsMatching, isEveryAction } from '../iam/actions';
import { unknownPart } from '../iam/arn';
import type { Deployment, Grant } from '../template/deployment';
import { itemsOf, possibilities, stringOf, type ReferenceValue, type Value } from '../template/value';
import { own } from '../text/own';
import { locksPolicies } from './bucket-lock';
import { changes } from './change';
import { fill, type Checker } from './checker';
import { anyAccount, narrows, narrowsByAddressOnly } from './condition';
import { wholeStatement } from './excerpt';
import { listed } from './holder';
import { shown, textsOf } from './policy-text';
import { accountReference, bucketPolicyType, bucketType } from './vocabulary';

interface Parameters {
  /** By resource type: what people call it. Types that are not listed are not looked at. */
  readonly resources: Readonly<Record<string, string>>;
}

/** Everybody becomes the account that the template is deployed to: callers from elsewhere are then named one by one. */
export function onlyThisAccount(grant: Grant, deployment: Deployment): readonly Fix[] {
  const star = anyoneIn(grant.principal);
  if (star === undefined) return [];
  const account: ReferenceValue = { kind: 'reference', resource: accountReference, attribute: 'Ref', at: star.at, via: [] };
  return changes('Let in this account only', deployment, [{ kind: 'replace', value: star, by: star === grant.principal ? { AWS: account } : account }]);
}

export const publicPolicy: Checker = {
  name: 'public-policy',
  over: ['deployments'],
  *run(rule, facts) {
    const { resources } = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      for (const grant of deployment.grants) {
        const byAddress = letsAnyoneInFromAddress(grant);
        if (!byAddress && (!letsAnyoneIn(grant) || isPublicRead(grant))) continue;
        const thing = grant.holder.kind === 'resource' ? own(resources, grant.holder.resourceType) : undefined;
        if (thing === undefined) continue;
        const actions = textsOf(grant.actions).map(({ text }) => shown(text));
        const place = anyoneIn(grant.principal)?.at ?? grant.at;
        const locked = locksPolicies(grant.holder.id, deployment);
        const who = byAddress ? 'Whoever sends from the addresses of the condition, with an account or without,' : everybody;
        yield {
          location: place,
          ...wholeStatement(grant, place),
          message: fill(rule.message, { who: locked ? `But for its lock, ${who.charAt(0).toLowerCase()}${who.slice(1)}` : who, thing, name: grant.holder.id, actions: actions.length === 0 ? 'whatever is not left out' : listed(actions) }),
          ...(byAddress ? { severity: 'information' as const, only: 'strict' as const } : locked ? { severity: 'information' as const } : {}),
          fixes: onlyThisAccount(grant, deployment),
        };
      }
      yield undefined;
    }
  },
};

const everybody = 'Anybody with an AWS account, and for some actions anybody at all,';

/** The address is all that is asked for. */
function letsAnyoneInFromAddress(grant: Grant): boolean {
  return grant.effect === 'Allow' && anyoneIn(grant.principal) !== undefined && narrowsByAddressOnly(grant.conditions);
}

/** An allowing statement whose principal is everybody, with no condition that leaves somebody out. */
export function letsAnyoneIn(grant: Grant): boolean {
  return grant.effect === 'Allow' && anyoneIn(grant.principal) !== undefined && !narrows(grant.conditions);
}

/** A statement on a bucket that allows reading and nothing else. */
export function isPublicRead(grant: Grant): boolean {
  if (grant.holder.kind !== 'resource' || !isBucket(grant.holder.resourceType) || grant.notActions.length > 0) return false;
  const actions = textsOf(grant.actions);
  return actions.length > 0 && actions.every(({ text }) => !text.includes(unknownPart) && !isEveryAction(text) && actionsMatching(text)?.every((action) => action.access === 'read') === true);
}

function isBucket(type: string): boolean {
  return type === bucketType || type === bucketPolicyType;
}

/** The `*` among the principals: alone, among the AWS accounts, or in the place of an account's number (which AWS takes in few places, and means the same). */
export function anyoneIn(principal: Value | undefined): Value | undefined {
  if (principal === undefined) return undefined;
  for (const value of possibilities(principal)) {
    const candidates = value.kind === 'map' ? value.entries.filter(({ key }) => key === 'AWS' || key === '*').flatMap((entry) => itemsOf(entry.value)) : itemsOf(value);
    const star = candidates.flatMap(possibilities).find((one) => one.kind === 'scalar' && (one.value === '*' || anyAccount.test(stringOf(one) ?? '')));
    if (star !== undefined) return star;
  }
  return undefined;
}

