/** Reports functions whose place in the network shuts nothing out: one security group for all, open ways out, public subnets. Knows no dialect. */
import type { Draft, Fix } from '../../finding';
import type { RuleData } from '../../rules/rule';
import type { DeployedFunction, Deployment, Resource } from '../../template/deployment';
import { itemsOf, referencesIn, stringOf, valueAt, type ListValue, type ReferenceValue, type Value } from '../../template/value';
import { changes } from '../change';
import { fill, type Checker } from '../checker';
import { listed } from '../holder';
import { findAll, isAtFault } from './demand';
import { resourcesOfType } from '../../template/resources';

interface GroupParameters {
  readonly groupType: string;
  readonly egressType: string;
  /** So many functions with the same group are all of them by one rule. */
  readonly many: number;
}

export const securityGroups: Checker = {
  name: 'security-groups',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as GroupParameters;
    for (const deployment of facts.deployments) {
      yield* sharedGroup(rule, parameters, deployment);
      yield* openGroups(rule, parameters, deployment);
      yield undefined;
    }
  },
};

function* sharedGroup(rule: RuleData, { many }: GroupParameters, { functions }: Deployment): Generator<Draft> {
  const placed = functions.flatMap((deployed) => {
    const groups = valueAt(deployed.properties, 'VpcConfig', 'SecurityGroupIds');
    return groups === undefined ? [] : [{ deployed, groups, key: keyOf(groups) }];
  });
  const [first] = placed;
  if (first?.key === undefined || placed.length < many || placed.some(({ key }) => key !== first.key)) return;
  const names = placed.map(({ deployed }) => deployed.name);
  yield { location: first.groups.at, message: fill(rule.message, { what: `${listed(names)} share one security group: what one of them may reach all may reach`, way: 'Give each function, or each kind of them, a group of its own' }), functions: names };
}

/** The same text for the same groups; undefined where they are not all known. */
function keyOf(groups: Value): string | undefined {
  if (groups.kind !== 'list') return undefined;
  const names = groups.items.map((item) => (item.kind === 'scalar' ? String(item.value) : item.kind === 'reference' ? `${item.resource}.${item.attribute}` : undefined));
  return names.length === 0 || names.includes(undefined) ? undefined : names.sort().join(' ');
}

function* openGroups(rule: RuleData, { groupType, egressType }: GroupParameters, deployment: Deployment): Generator<Draft> {
  const used = usedBy(deployment, 'SecurityGroupIds');
  const separate = resourcesOfType(egressType, deployment).map(({ properties }) => valueAt(properties, 'GroupId'));
  for (const group of deployment.resources) {
    const functions = used.get(group.id);
    if (functions === undefined || group.type !== groupType || group.presence !== 'always') continue;
    if (separate.some((value) => value === undefined || referencesIn(value).length === 0 || referencesIn(value).some(({ resource }) => resource === group.id))) continue;
    const everywhere = findAll(group.properties, ['SecurityGroupEgress', '*']).find((found) => found.kind === 'absent' || (found.kind === 'value' && isOpen(found.value)));
    if (everywhere === undefined) continue;
    yield {
      location: everywhere.kind === 'value' ? everywhere.value.at : (group.block ?? group.at),
      message: fill(rule.message, { what: `Security group \`${group.id}\` lets ${listed(functions)} send anything anywhere`, way: 'Let out what is needed, to where it is needed' }),
      functions,
    };
  }
}

/** All protocols to all addresses. */
function isOpen(rule: Value): boolean {
  if (rule.kind !== 'map') return false;
  const anywhere = ['CidrIp', 'CidrIpv6'].flatMap((key) => itemsOf(valueAt(rule, key))).some((range) => ['0.0.0.0/0', '::/0'].includes(stringOf(range) ?? ''));
  return anywhere && findAll(rule, ['IpProtocol']).every((found) => isAtFault(found, { is: ['-1', -1] }) === true);
}

interface SubnetParameters {
  readonly subnetType: string;
  readonly associationType: string;
  readonly routeType: string;
  readonly gatewayType: string;
}

export const publicSubnets: Checker = {
  name: 'public-subnets',
  over: ['deployments'],
  *run(rule, facts) {
    const parameters = rule.with as SubnetParameters;
    for (const deployment of facts.deployments) {
      const open = publicIn(deployment, parameters);
      for (const deployed of deployment.functions) {
        const subnets = valueAt(deployed.properties, 'VpcConfig', 'SubnetIds');
        if (subnets?.kind !== 'list') continue;
        const names = referencesIn(subnets).map(({ resource }) => resource).filter((id) => open.has(id));
        if (names.length > 0) yield { location: subnets.at, message: fill(rule.message, { function: deployed.name, subnets: listed(names) }), functions: [deployed.name], fixes: privateOnly(subnets, open, deployment, parameters) };
      }
      yield undefined;
    }
  },
};

/** The subnets of the template that nothing opens, where there are any and the function names those of the template. */
function privateOnly(subnets: ListValue, open: ReadonlySet<string>, deployment: Deployment, { subnetType }: SubnetParameters): readonly Fix[] {
  const closed = deployment.resources.filter(({ id, type, presence }) => type === subnetType && presence === 'always' && !open.has(id));
  if (closed.length === 0 || subnets.items.some(({ kind }) => kind !== 'reference')) return [];
  const by = closed.map(({ id }): ReferenceValue => ({ kind: 'reference', resource: id, attribute: 'Ref', at: subnets.at, via: [] }));
  return changes(`Place it in ${listed(closed.map(({ id }) => id)).replaceAll('`', '')}`, deployment, [{ kind: 'replace', value: subnets, by }]);
}

/** Subnets that hand out public addresses, or whose route table leads to an internet gateway. */
function publicIn({ resources }: Deployment, { subnetType, associationType, routeType, gatewayType }: SubnetParameters): ReadonlySet<string> {
  const sure = resources.filter(({ presence }) => presence === 'always');
  const leadsTo = (resource: Resource, key: string): string | undefined => {
    const value = valueAt(resource.properties, key);
    return value?.kind === 'reference' ? value.resource : undefined;
  };
  const gateways = new Set(sure.filter(({ type }) => type === gatewayType).map(({ id }) => id));
  const tables = new Set(sure.filter((route) => route.type === routeType && gateways.has(leadsTo(route, 'GatewayId') ?? '')).map((route) => leadsTo(route, 'RouteTableId')));
  const routed = sure.filter((one) => one.type === associationType && tables.has(leadsTo(one, 'RouteTableId'))).map((one) => leadsTo(one, 'SubnetId') ?? '');
  const given = sure.filter(({ type, properties }) => type === subnetType && findAll(properties, ['MapPublicIpOnLaunch']).some((found) => isAtFault(found, { is: [true] }) === true)).map(({ id }) => id);
  return new Set([...routed, ...given]);
}

function usedBy({ functions }: Deployment, key: string): ReadonlyMap<string, readonly string[]> {
  const used = new Map<string, string[]>();
  const note = (deployed: DeployedFunction, value: Value): void => {
    for (const { resource } of referencesIn(value)) used.set(resource, [...(used.get(resource) ?? []), deployed.name]);
  };
  for (const deployed of functions) {
    const value = valueAt(deployed.properties, 'VpcConfig', key);
    if (value?.kind === 'list') note(deployed, value);
  }
  return used;
}
