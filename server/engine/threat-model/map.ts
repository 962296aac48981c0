/** The system map: callers -> triggers -> functions -> what they may touch. Knows no drawing. */
import type { Exposure } from '../template/deployment';
import { hash } from '../text/identity';
import { referencesIn } from '../template/value';
import type { FunctionRow, MapFlow, MapNode, SystemMap } from './model';
import type { Subject } from './subject';
import { accessLabel, nodeKindOf } from './vocabulary';
import { resourceWithId } from '../template/resources';

const callers: Readonly<Record<Exposure, string>> = {
  anonymous: 'Anyone',
  authenticated: 'Signed-in callers',
  'external-data': 'Data from outside',
  account: 'This account',
  schedule: 'Clock',
  unknown: 'Not known who',
};

export function systemMap(subject: Subject, rows: readonly FunctionRow[]): SystemMap {
  const nodes = new Map<string, MapNode>();
  const flows = new Map<string, MapFlow>();
  const node = (identity: string, what: Omit<MapNode, 'id'>): string => {
    const id = `${what.kind}_${hash(identity)}`;
    if (!nodes.has(id)) nodes.set(id, { id, ...what });
    return id;
  };
  const flow = (one: MapFlow): void => {
    const key = `${one.from} ${one.to} ${one.trust ?? ''}`;
    const known = flows.get(key);
    flows.set(key, known === undefined ? one : { ...known, label: joined(known.label, one.label) });
  };
  for (const row of rows) {
    const self = node(row.key, { kind: 'function', label: row.name, at: row.at });
    for (const { label, kind, exposure, at } of row.triggers) {
      const trigger = node(`${row.template} ${kind} ${label}`, { kind: 'trigger', label, at });
      flow({ from: node(exposure, { kind: 'caller', label: callers[exposure] }), to: trigger, label: '', trust: exposure });
      flow({ from: trigger, to: self, label: '', trust: exposure });
    }
  }
  for (const deployment of subject.deployments) {
    for (const grant of deployment.grants) {
      if (grant.effect !== 'Allow' || grant.holder.kind !== 'role') continue;
      const { functions } = grant.holder;
      const holders = rows.filter((row) => row.template === subject.path(deployment.uri) && functions.includes(row.name));
      const access = holders[0]?.access.find((one) => one.at.uri === grant.at.uri && one.at.span.start === grant.at.span.start);
      if (access === undefined) continue;
      const targets = grant.resources.flatMap((resource) => referencesIn(resource)).flatMap((reference) => {
        const resource = resourceWithId(reference.resource, deployment);
        const target = rows.find((row) => row.template === subject.path(deployment.uri) && row.name === reference.resource);
        if (target !== undefined) return [node(target.key, { kind: 'function', label: target.name, at: target.at })];
        return resource === undefined ? [] : [node(`${deployment.uri} ${resource.id}`, { kind: nodeKindOf(resource.type), label: resource.id, at: resource.at })];
      });
      if (access.resources.includes('*')) targets.push(node('everything', { kind: 'other', label: 'Every resource (*)' }));
      for (const row of holders) for (const target of targets) flow({ from: node(row.key, { kind: 'function', label: row.name, at: row.at }), to: target, label: accessLabel(access.actions) });
    }
  }
  return { nodes: [...nodes.values()], flows: [...flows.values()] };
}

function joined(a: string, b: string): string {
  const words = new Set([...a.split(', '), ...b.split(', ')].filter((word) => word !== ''));
  return words.has('anything') ? 'anything' : ['read', 'write'].filter((word) => words.has(word)).join(', ');
}
