/** A deployment's statements by what they are asked for. Gone through once for each deployment and kept with it. Knows no rule and no dialect. */
import { addTo, grouped } from '../text/groups';
import type { Location } from '../text/span';
import type { Deployment, Grant, Holder, PolicyAttachment } from './deployment';

interface Index {
  readonly grantsFor: ReadonlyMap<string, readonly Grant[]>;
  readonly attachmentsFor: ReadonlyMap<string, readonly PolicyAttachment[]>;
  readonly byHolder: ReadonlyMap<string, readonly Grant[]>;
  readonly byPlace: ReadonlyMap<string, readonly Grant[]>;
}

const indexes = new WeakMap<Deployment, Index>();

/** Those of the role that a function runs with, in template order. */
export function grantsFor(functionName: string, deployment: Deployment): readonly Grant[] {
  return indexOf(deployment).grantsFor.get(functionName) ?? [];
}

/** Ready-made policies of the role that a function runs with, in template order. */
export function attachmentsFor(functionName: string, deployment: Deployment): readonly PolicyAttachment[] {
  return indexOf(deployment).attachmentsFor.get(functionName) ?? [];
}

/** Those that are about a role, identity or resource, or about who may assume a role; in template order. */
export function grantsOf(kind: Holder['kind'], id: string, deployment: Deployment): readonly Grant[] {
  return indexOf(deployment).byHolder.get(`${kind} ${id}`) ?? [];
}

/** Those that begin where the place does, in template order: what one statement gives to several, or one template or method gives. */
export function grantsAt(at: Location, deployment: Deployment): readonly Grant[] {
  return indexOf(deployment).byPlace.get(beginOf(at)) ?? [];
}

function beginOf({ uri, span }: Location): string {
  return `${uri} ${String(span.start)}`;
}

function indexOf(deployment: Deployment): Index {
  let index = indexes.get(deployment);
  if (index === undefined) {
    const { functions, grants, attachments } = deployment;
    const runners = new Map<string, string[]>();
    for (const { role, name } of functions) if (role !== undefined) addTo(runners, role, name);
    const users = ({ holder }: Grant | PolicyAttachment): readonly string[] => (holder.kind === 'role' ? [...holder.functions, ...(runners.get(holder.id) ?? [])] : []);
    index = {
      grantsFor: grouped(grants, users),
      attachmentsFor: grouped(attachments, users),
      byHolder: grouped(grants, ({ holder: { kind, id } }) => [`${kind} ${id}`]),
      byPlace: grouped(grants, ({ at }) => [beginOf(at)]),
    };
    indexes.set(deployment, index);
  }
  return index;
}
