/** Where a function's own properties stand, and how changes name it. Knows no rule. */
import type { DeployedFunction, Deployment, Resource } from '../../template/deployment';
import { referencesIn, type ReferenceValue, type Value } from '../../template/value';
import type { Location } from '../../text/span';
import { resourceWithId, resourcesAt } from '../../template/resources';

const functionType = 'AWS::Lambda::Function';

/** The resource that a function is. */
export function resourceOf(deployed: DeployedFunction, deployment: Deployment): Resource | undefined {
  return resourcesAt(deployed.at, deployment).find(({ type }) => type === functionType);
}

/** The place that lacks what a function does not say. */
export function blockOf(deployed: DeployedFunction, deployment: Deployment): Location {
  return resourceOf(deployed, deployment)?.block ?? deployed.at;
}

/** The function's id for changes and references. */
export function idOf(deployed: DeployedFunction, deployment: Deployment): string {
  return resourceOf(deployed, deployment)?.id ?? deployed.name;
}

/** The resource of the deployment that a value leads to. */
export function referred(value: Value | undefined, deployment: Deployment): Resource | undefined {
  const [reference] = value === undefined || value.kind === 'choice' ? [] : referencesIn(value);
  return reference === undefined ? undefined : resourceWithId(reference.resource, deployment);
}

/** As changes refer to it. */
export function referenceTo({ id, at }: Pick<Resource, 'id' | 'at'>, attribute: string): ReferenceValue {
  return { kind: 'reference', resource: id, attribute, at, via: [] };
}
