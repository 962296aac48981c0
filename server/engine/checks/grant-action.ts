/** Reports actions that are granted by wildcard. Which, it is told by the rule; it knows no dialect. */
import type { Facts } from '../facts/facts';
import type { Draft } from '../finding';
import { actionsMatching, isEveryAction, isWholeService, serviceOf, type Action } from '../iam/actions';
import { unknownPart } from '../iam/arn';
import { serviceName } from '../iam/services';
import type { RuleData } from '../rules/rule';
import type { Deployment, Grant } from '../template/deployment';
import { withBlindSpot } from './blind-spot';
import { fill, type Checker } from './checker';
import { nearStatement } from './excerpt';
import { functionsOf, listed, whoOf } from './holder';
import { grantOnlyFor, onlyCalledActions } from './least-privilege';
import { grantsEverything } from './managed-policy';
import { allows, textsOf } from './policy-text';
import { anyoneIn } from './public-policy';
import { keyType } from './vocabulary';

export const grantAction: Checker = {
  name: 'grant-action',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      for (const grant of deployment.grants) if (concerns(grant)) yield* inGrant(rule, grant, deployment, facts);
      yield undefined;
    }
  },
};

/**
 * Statements out of ready-made policy templates are not the author's wording. A key's
 * policy has to allow `kms:*` to the account, or nobody could ever change the key; not to everybody.
 */
function concerns(grant: Grant): boolean {
  return allows(grant) && grant.from === undefined && !(grant.holder.kind === 'resource' && grant.holder.resourceType === keyType && anyoneIn(grant.principal) === undefined);
}

function* inGrant(rule: RuleData, grant: Grant, deployment: Deployment, facts: Facts): Generator<Draft> {
  const functions = functionsOf(grant.holder);
  for (const { text, value } of textsOf(grant.actions)) {
    if (text.includes(unknownPart) || !/[*?]/.test(text) || (isEveryAction(text) && grantsEverything(grant))) continue;
    const wide = isEveryAction(text) || isWholeService(text);
    const allowed = grant.holder.kind === 'trust' ? (wide ? withAssuming : undefined) : wide ? everythingOf(text) : writesOf(text, functions.length > 0);
    if (allowed === undefined) continue;
    const message = fill(rule.message, { action: text, who: whoOf(grant.holder), allowed });
    const found: Draft = { location: value.at, ...nearStatement(grant, value.at, facts), message, severity: wide && functions.length > 0 ? 'error' : 'warning', functions, related: value.via, fixes: [...onlyCalledActions(grant, text, deployment, facts), ...grantOnlyFor(grant, deployment, facts)] };
    yield withBlindSpot(found, rule, grant.holder, deployment, facts);
  }
}

/** What else of STS stands in trust policies. Source: IAM User Guide, "Pass session tags in AWS STS" and "Monitor and control actions taken with assumed roles". */
const withAssuming = 'not only assume it but also set the tags and the source identity of its sessions, by which others tell who acts';

function everythingOf(pattern: string): string {
  if (isEveryAction(pattern)) return 'call every action of every service';
  const matching = actionsMatching(pattern);
  const name = serviceName(serviceOf(pattern));
  return matching === undefined ? `call every action of ${name}` : `call all ${matching.length} actions of ${name}${examples(matching)}`;
}

/** Undefined where the pattern changes nothing, or its service is not known. */
function writesOf(pattern: string, byFunction: boolean): string | undefined {
  const matching = byFunction ? actionsMatching(pattern) : undefined;
  if (matching === undefined || matching.length < 2 || matching.every((action) => action.access === 'read')) return undefined;
  return `call ${matching.length} actions${examples(matching)}`;
}

/** Two telling ones: one that lets others in, one that deletes, else any that changes something. */
function examples(actions: readonly Action[]): string {
  const shortest = (test: (action: Action) => boolean): Action | undefined => actions.filter(test).sort((a, b) => a.name.length - b.name.length)[0];
  const opening = shortest(({ access, name }) => access === 'permissions' && /(?:Add|Put|Set|Update).*(?:Policy|Permission|Acl)$/.test(name));
  const deleting = shortest(({ access, name }) => access === 'write' && /:(?:Batch)?(?:Delete|Purge|Terminate)/.test(name));
  const changing = shortest(({ access, name }) => access !== 'read' && name !== opening?.name && name !== deleting?.name);
  const telling = [opening, deleting, changing].filter((action) => action !== undefined).slice(0, 2);
  return telling.length === 0 ? '' : `, ${listed(telling.map((action) => action.name))} among them`;
}
