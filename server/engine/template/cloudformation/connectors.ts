/** The rights that SAM's connectors give, stood alone (`AWS::Serverless::Connector`) or beside their source (`Connectors`). Knows no policies. */
import type { Location } from '../../text/span';
import type { Grant, Holder, PolicyAttachment, Presence } from '../deployment';
import { entryAt, itemsOf, possibilities, scalar, stringOf, unknown, valueAt, type Value } from '../value';
import { connectorProfiles, type Access, type Profile } from './connector-profiles';
import type { LoweredResource } from './resources';
import type { Roles } from './roles';
import { filled } from './text';
import { madeMap, textAt } from './values';
import { look, loweredTypes, sam, type as types } from './vocabulary';

/** One connector as written, with its source where it stands beside it. */
interface Connector {
  readonly name: string;
  readonly at: Location;
  readonly presence: Presence;
  readonly properties: Value;
  readonly source: LoweredResource | undefined;
}

/** A resource at one end of a connector. */
interface End {
  readonly type: string;
  readonly resource: LoweredResource | undefined;
  /** What the connector itself says of it. */
  readonly told: Value;
}

/** `roleHolder` tells who runs with a role. */
export function connectorRights(resources: readonly LoweredResource[], roles: Roles, roleHolder: (id: string) => Holder): { readonly grants: readonly Grant[]; readonly attachments: readonly PolicyAttachment[] } {
  const grants: Grant[] = [];
  const attachments: PolicyAttachment[] = [];
  const byId = new Map(resources.filter(({ implicit }) => implicit !== true).map((resource) => [resource.id, resource]));
  const roleOf = (end: End): Holder | undefined => {
    const id = roleIdOf(end, roles);
    return id === undefined ? undefined : roleHolder(id);
  };
  for (const connector of connectorsIn(resources)) {
    const source = connector.source === undefined ? endOf(valueAt(connector.properties, 'Source'), byId) : { type: connector.source.type, resource: connector.source, told: valueAt(connector.properties, 'SourceReference') ?? connector.properties };
    for (const given of itemsOf(valueAt(connector.properties, 'Destination')).flatMap(possibilities)) {
      const destination = endOf(given, byId);
      const profile = source === undefined || destination === undefined ? undefined : look(look(connectorProfiles, source.type) ?? {}, destination.type);
      const accesses = accessesOf(connector);
      if (source === undefined || destination === undefined || profile === undefined || accesses === undefined) {
        const policy = unknown(`what the connector ${connector.name} allows is not known`, 'unresolved', connector.at);
        for (const end of [source, destination]) {
          const holder = end === undefined ? undefined : roleOf(end);
          if (holder !== undefined) attachments.push({ policy, at: connector.at, holder });
        }
      } else grants.push(...grantsOf(profile, accesses, source, destination, connector, roleOf));
    }
  }
  return { grants, attachments };
}

function connectorsIn(resources: readonly LoweredResource[]): readonly Connector[] {
  return resources.flatMap((resource): readonly Connector[] => {
    const { id: name, at, presence } = resource;
    if (resource.declaredType === sam.connector) return [{ name, at, presence, properties: resource.properties, source: undefined }];
    if (resource.implicit === true || resource.connectors?.kind !== 'map') return [];
    return resource.connectors.entries.map((entry) => ({ name: entry.key, at: entry.keyAt, presence, properties: valueAt(entry.value, 'Properties') ?? entry.value, source: resource }));
  });
}

/** Undefined where it is not of this template and not told of what kind it is. */
function endOf(given: Value | undefined, byId: ReadonlyMap<string, LoweredResource>): End | undefined {
  const resource = byId.get(textAt(given, 'Id') ?? '');
  const type = resource?.type ?? textAt(given, 'Type');
  return given === undefined || type === undefined ? undefined : { type: look(loweredTypes, type) ?? type, resource, told: given };
}

function accessesOf({ properties }: Connector): readonly Access[] | undefined {
  const listed = itemsOf(valueAt(properties, 'Permissions')).map(stringOf);
  return listed.length > 0 && listed.every((one) => one === 'Read' || one === 'Write') ? listed : undefined;
}

/** The properties that name the role which a resource acts with. */
const roleProperties = ['Role', 'RoleArn', 'ServiceRoleArn'];

function roleIdOf({ resource, told }: End, roles: Roles): string | undefined {
  const named = valueAt(told, 'RoleName');
  if (named !== undefined) return roles.idOf(named);
  if (resource === undefined) return undefined;
  const own = roleProperties.map((key) => valueAt(resource.properties, key)).find((value) => value !== undefined);
  if (own !== undefined) return roles.idOf(own);
  return resource.declaredType === sam.function || resource.declaredType === sam.stateMachine ? `${resource.id}Role` : undefined;
}

function grantsOf(profile: Profile, accesses: readonly Access[], source: End, destination: End, connector: Connector, roleOf: (end: End) => Holder | undefined): readonly Grant[] {
  const { at, presence, name } = connector;
  const parameters = madeMap({ ...attributesOf('Source', source, at), ...attributesOf('Destination', destination, at) }, at);
  const grant = (holder: Holder, actions: readonly string[], resources: readonly Value[], from: string, principal?: Value, conditions?: Value): Grant => ({
    effect: 'Allow', actions: actions.map((action) => scalar(action, at)), notActions: [], resources, notResources: [],
    principal, notPrincipal: undefined, conditions, sid: undefined, at, holder, presence, from,
  });
  if ('service' in profile) {
    const { resource, type } = destination;
    const condition = madeMap({ ArnLike: madeMap({ 'aws:SourceArn': filled(profile.source, parameters, at) }, at) }, at);
    return [grant({ kind: 'resource', id: resource?.id ?? name, resourceType: type }, [profile.action], [filled('${Destination.Arn}', parameters, at)], name, madeMap({ Service: profile.service }, at), condition)];
  }
  const holder = roleOf(profile.role === 'source' ? source : destination);
  if (holder === undefined) return [];
  return accesses.flatMap((access) => (profile.statements[access] ?? []).map(([actions, ...resources]) => grant(holder, actions.split(' '), resources.map((pattern) => filled(pattern, parameters, at)), `${name} (${access})`)));
}

/** What a resource of the template answers, what the connector says, else nothing. */
function attributesOf(end: 'Source' | 'Destination', { resource, told }: End, at: Location): Readonly<Record<string, Value>> {
  const found: Record<string, Value> = {};
  for (const [key, attribute] of [['Arn', 'Arn'], ['Name', 'Name'], ['ResourceId', 'Ref']] as const) {
    const value = entryAt(told, key)?.value ?? (resource === undefined ? undefined : ({ kind: 'reference', resource: resource.id, attribute: attributeOf(resource, attribute), at, via: [] } as const));
    if (value !== undefined) found[`${end}.${key}`] = value;
  }
  return found;
}

/** A topic's own name is its ARN, and so is a state machine's. */
function attributeOf({ type }: LoweredResource, attribute: string): string {
  return attribute === 'Arn' && (type === types.topic || type === types.stateMachine) ? 'Ref' : attribute;
}

