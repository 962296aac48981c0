/** Finds APIs for which nothing in the template says who may call: no authorizer, no policy, and no route that could ask. Knows no dialect. */
import type { Deployment, Resource } from '../template/deployment';
import { entryAt, possibilities, referencesIn, valueAt, type Value } from '../template/value';

/** Types of APIs, and of what belongs to one. */
export interface ApiKinds {
  readonly types: readonly string[];
  /** Properties by which an API has its routes, or its guard, in itself. */
  readonly complete: readonly string[];
  /** Types of routes and authorizers. */
  readonly parts: readonly string[];
  /** Where a part names its API. */
  readonly owners: readonly string[];
}

export function bareApis(deployment: Deployment, { types, complete, parts, owners }: ApiKinds): readonly Resource[] {
  const owned = deployment.resources.filter(({ type }) => parts.includes(type)).flatMap(({ properties }) => owners.flatMap((name) => entryAt(properties, name)?.value ?? []));
  const routed = new Set(deployment.functions.flatMap(({ triggers }) => triggers.flatMap(({ route }) => route?.api ?? [])));
  const policed = new Set(deployment.grants.flatMap(({ holder }) => (holder.kind === 'resource' ? [holder.id] : [])));
  return deployment.resources.filter(({ id, type, properties, presence, implicit }) =>
    types.includes(type) && presence === 'always' && implicit !== true && properties.open !== true
    && !complete.some((name) => valueAt(properties, name) !== undefined)
    && !routed.has(id) && !policed.has(id) && !owned.some((owner) => mayBe(owner, id)));
}

function mayBe(owner: Value, id: string): boolean {
  return possibilities(owner).some((one) => {
    const references = referencesIn(one);
    if (references.length > 0) return references.some(({ resource }) => resource === id);
    // What is written out is another one unless the reference was forgotten; what is not there is another one too.
    if (one.kind === 'scalar') return one.value === id;
    return one.kind !== 'unknown' || one.source !== 'undeclared';
  });
}
