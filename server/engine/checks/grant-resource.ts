/** Reports rights on every resource where the actions would let them be named. Knows no dialect. */
import type { Facts } from '../facts/facts';
import type { Draft } from '../finding';
import { actionsMatching, isEveryAction, matches, serviceOf, type Action } from '../iam/actions';
import { isEveryResource, mayBeOf, unknownPart } from '../iam/arn';
import { thingOf } from '../iam/services';
import type { RuleData } from '../rules/rule';
import type { Deployment, Grant } from '../template/deployment';
import { withBlindSpot } from './blind-spot';
import { fill, type Checker } from './checker';
import { narrows } from './condition';
import { nearStatement } from './excerpt';
import { functionsOf, listed, whoOf } from './holder';
import { grantOnlyFor, onlyNamedResources } from './least-privilege';
import { grantsEverything } from './managed-policy';
import { allows, shown, textsOf, type PolicyText } from './policy-text';

interface Parameters {
  /** Actions that are granted on everything by convention, or of which another rule speaks; patterns. */
  readonly conventional: readonly string[];
}

export const grantResource: Checker = {
  name: 'grant-resource',
  over: ['deployments'],
  *run(rule, facts) {
    const { conventional } = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      for (const grant of deployment.grants) if (concerns(grant)) yield* inGrant(rule, grant, conventional, deployment, facts);
      yield undefined;
    }
  },
};

/** A resource policy's `*` is the resource itself. */
function concerns(grant: Grant): boolean {
  return allows(grant) && (grant.holder.kind === 'role' || grant.holder.kind === 'identity') && !grantsEverything(grant) && !narrows(grant.conditions);
}

function* inGrant(rule: RuleData, grant: Grant, conventional: readonly string[], deployment: Deployment, facts: Facts): Generator<Draft> {
  const wide = textsOf(grant.resources).filter(({ text, value }) => isEveryResource(text) && (grant.from === undefined || isWrittenOut(value.at, facts)));
  if (wide.length === 0) return;
  const narrowable = textsOf(grant.actions).filter((action) => couldBeNarrowed(action, conventional));
  for (const { text, value } of wide) {
    const actions = narrowable.filter((action) => mayBeOf(text, serviceOf(action.text)));
    if (actions.length === 0) continue;
    const thing = thingOf(actions.map((action) => serviceOf(action.text)));
    const message = fill(rule.message, { resource: shown(text), who: whoOf(grant.holder), actions: listed([...new Set(actions.map((action) => action.text))]), thing });
    const found: Draft = { location: value.at, ...nearStatement(grant, value.at, facts), message, functions: functionsOf(grant.holder), related: value.via, fixes: [...onlyNamedResources(grant, deployment, facts), ...grantOnlyFor(grant, deployment, facts)] };
    yield withBlindSpot(found, rule, grant.holder, deployment, facts);
  }
}

/** In a ready-made statement only a star that the author wrote is the author's. */
function isWrittenOut(location: Draft['location'], facts: Facts): boolean {
  return facts.snapshot.file(location.uri)?.text.slice(location.span.start, location.span.end).includes('*') ?? false;
}

/** An action that can be scoped; of a pattern, most of what it allows. Every action of every service is another rule's matter. */
function couldBeNarrowed({ text }: PolicyText, conventional: readonly string[]): boolean {
  if (text.includes(unknownPart) || isEveryAction(text)) return false;
  const known = actionsMatching(text);
  if (known === undefined || known.length === 0) return false;
  const scoped = (action: Action): boolean => action.scoped && !conventional.some((pattern) => matches(pattern, action.name));
  return known.filter(scoped).length * 2 > known.length;
}
