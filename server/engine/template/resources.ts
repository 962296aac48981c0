/** A deployment's resources and functions by what they are asked for. Gone through once for each deployment and kept with it. Knows no rule and no dialect. */
import { grouped } from '../text/groups';
import type { Location } from '../text/span';
import type { DeployedFunction, Deployment, Resource } from './deployment';
import { referencesIn } from './value';

/** Whatever holds the resources; the list is what the answers are kept with. */
type Holder = Pick<Deployment, 'resources'>;

interface Index {
  readonly byId: ReadonlyMap<string, Resource>;
  readonly byType: ReadonlyMap<string, readonly Resource[]>;
  readonly byPlace: ReadonlyMap<Location, readonly Resource[]>;
  /** By the id of what they refer to, in template order; made when somebody asks. */
  referring?: ReadonlyMap<string, readonly Resource[]>;
}

const indexes = new WeakMap<readonly Resource[], Index>();

export function resourceWithId(id: string | undefined, holder: Holder): Resource | undefined {
  return id === undefined ? undefined : indexOf(holder).byId.get(id);
}

const functionsByName = new WeakMap<readonly DeployedFunction[], ReadonlyMap<string, DeployedFunction>>();

export function functionNamed(name: string, { functions }: Pick<Deployment, 'functions'>): DeployedFunction | undefined {
  let known = functionsByName.get(functions);
  if (known === undefined) functionsByName.set(functions, (known = new Map(functions.toReversed().map((one) => [one.name, one]))));
  return known.get(name);
}

/** In template order. */
export function resourcesOfType(type: string, holder: Holder): readonly Resource[] {
  return indexOf(holder).byType.get(type) ?? [];
}

/** Those that stand at this very place, by identity: a function and what is made along with it, what an event makes. */
export function resourcesAt(at: Location, holder: Holder): readonly Resource[] {
  return indexOf(holder).byPlace.get(at) ?? [];
}

/** Those whose properties refer to the resource, in template order; it may be one of them. */
export function resourcesReferringTo(id: string, holder: Holder): readonly Resource[] {
  const index = indexOf(holder);
  index.referring ??= grouped(holder.resources, ({ properties }) => referencesIn(properties).map(({ resource }) => resource));
  return index.referring.get(id) ?? [];
}

function indexOf({ resources }: Holder): Index {
  let index = indexes.get(resources);
  if (index === undefined) {
    index = { byId: new Map(resources.toReversed().map((one) => [one.id, one])), byType: grouped(resources, ({ type }) => [type]), byPlace: grouped(resources, ({ at }) => [at]) };
    indexes.set(resources, index);
  }
  return index;
}
