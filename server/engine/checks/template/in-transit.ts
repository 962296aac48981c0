/** Reports stores whose policy does not refuse requests that come unencrypted. Knows no dialect. */
import type { Deployment, Grant, Resource } from '../../template/deployment';
import type { Location } from '../../text/span';
import { booleanOf, entryAt, itemsOf, possibilities, valueAt, type Value } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { resourceWithId, resourcesReferringTo } from '../../template/resources';

interface Parameters {
  /** By resource type: what people call it, and whether one without any policy counts too. */
  readonly stores: Readonly<Record<string, { readonly thing: string; readonly always?: boolean }>>;
}

export const refusesCleartext: Checker = {
  name: 'refuses-cleartext',
  over: ['deployments'],
  *run(rule, facts) {
    const { stores } = rule.with as Parameters;
    for (const deployment of facts.deployments) {
      for (const resource of deployment.resources) {
        const store = Object.hasOwn(stores, resource.type) ? stores[resource.type] : undefined;
        if (store === undefined || resource.presence !== 'always') continue;
        const own = deployment.grants.filter((grant) => isAbout(grant, resource, deployment));
        if ((own.length === 0 && store.always !== true) || own.some(mayRefuse) || isUnsure(resource, deployment)) continue;
        yield {
          location: placeOf(resource, deployment),
          message: fill(rule.message, { thing: store.thing, name: resource.id }),
          fixes: changes('Refuse what comes unencrypted', deployment, [{ kind: 'refuse-cleartext', resource: resource.id, policy: own[0] }]),
        };
      }
      yield undefined;
    }
  },
};

/** A policy of which it is not known whose it is may be this one's. */
function isAbout({ holder }: Grant, { id, type }: Resource, deployment: Deployment): boolean {
  if (holder.kind !== 'resource' || holder.resourceType !== type) return false;
  return holder.id === id || resourceWithId(holder.id, deployment)?.type !== type;
}

/** What lacks the statement is the policy where it stands in the store itself. */
function placeOf(store: Resource, deployment: Deployment): Location {
  const policy = resourcesReferringTo(store.id, deployment).find(({ implicit, properties }) => implicit === true && entryAt(properties, 'PolicyDocument') !== undefined);
  return (policy === undefined ? undefined : entryAt(policy.properties, 'PolicyDocument')?.keyAt) ?? store.at;
}

/** True where it has a policy, or may have one, that is not known. */
function isUnsure({ id, properties }: Resource, deployment: Deployment): boolean {
  if (properties.open === true) return true;
  return resourcesReferringTo(id, deployment).some((other) => {
    const document = valueAt(other.properties, 'PolicyDocument');
    return document !== undefined && possibilities(document).some(({ kind }) => kind !== 'map');
  });
}

/** Denies what is not encrypted, or allows only what is, or may do so. */
function mayRefuse({ effect, conditions }: Grant): boolean {
  if (effect === 'unknown') return true;
  if (conditions === undefined) return false;
  if (conditions.kind !== 'map' || conditions.open === true) return conditions.kind !== 'scalar';
  return conditions.entries.some(({ key: operator, value: tests }) => {
    if (!/bool/i.test(operator) || tests.kind !== 'map') return tests.kind !== 'map';
    return tests.entries.some(({ key, value }) => /^aws:securetransport$/i.test(key) && saysSo(value, effect === 'Deny' ? false : true));
  });
}

function saysSo(value: Value, wanted: boolean): boolean {
  return itemsOf(value).flatMap(possibilities).some((one) => booleanOf(one) === wanted || one.kind !== 'scalar');
}
