/** Reports the right to hand any role to a service, which then does what that role may. Knows no dialect. */
import type { Draft, Fix } from '../../finding';
import { isEveryAction, isWholeService, matches, serviceOf } from '../../iam/actions';
import { isEveryResource, mayBeOf, unknownPart } from '../../iam/arn';
import type { RuleData } from '../../rules/rule';
import type { Deployment, Grant } from '../../template/deployment';
import type { ReferenceValue } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { narrows } from '../condition';
import { wholeStatement } from '../excerpt';
import { functionsOf, takenOver } from '../holder';
import { allows, shown, textsOf } from '../policy-text';

interface Parameters {
  readonly action: string;
  /** The resource type of roles: those of the template are what a fix allows to be passed. */
  readonly roleType: string;
}

export const passRole: Checker = {
  name: 'pass-role',
  over: ['deployments'],
  *run(rule, facts) {
    for (const deployment of facts.deployments) {
      for (const grant of deployment.grants) if (passesRoles(grant, (rule.with as Parameters).action) && !narrows(grant.conditions)) yield* inGrant(rule, grant, deployment);
      yield undefined;
    }
  },
};

/** True where the statement speaks of passing roles: a wildcard over a whole service is another rule's matter. */
export function passesRoles(grant: Grant, action: string): boolean {
  return (grant.holder.kind === 'role' || grant.holder.kind === 'identity') && allows(grant) && grant.from === undefined
    && textsOf(grant.actions).some(({ text }) => !text.includes(unknownPart) && !isEveryAction(text) && !isWholeService(text) && matches(text, action));
}

function* inGrant(rule: RuleData, grant: Grant, deployment: Deployment): Generator<Draft> {
  const { action } = rule.with as Parameters;
  for (const { text, value } of textsOf(grant.resources)) {
    if (!isEveryResource(text) || !mayBeOf(text, serviceOf(action))) continue;
    yield {
      location: value.at,
      ...wholeStatement(grant, value.at),
      message: fill(rule.message, { who: takenOver(grant.holder), resource: shown(text) }),
      related: value.via,
      functions: functionsOf(grant.holder),
      fixes: onlyOwnRoles(rule.with as Parameters, grant, deployment),
    };
  }
}

/** Only where the statement is about nothing else, and the template has roles that may be meant. */
function onlyOwnRoles({ action, roleType }: Parameters, grant: Grant, deployment: Deployment): readonly Fix[] {
  const roles = deployment.resources.filter(({ type, implicit, id }) => type === roleType && implicit !== true && id !== grant.holder.id);
  if (roles.length === 0 || !textsOf(grant.actions).every(({ text }) => matches(text, action))) return [];
  const resources = roles.map(({ id }): ReferenceValue => ({ kind: 'reference', resource: id, attribute: 'Arn', at: grant.at, via: [] }));
  return changes('Allow to pass the roles of this template only', deployment, [{ kind: 'statement', grant, resources }]);
}
