/** The roles that the framework makes for functions, as resources to be lowered. Knows nothing of events and code. */
import { itemsOf, unknown, valueAt, type Value } from '../value';
import type { DeclaredFunction, Generated, Service } from './service';
import { roleOf, type RoleChoice } from './functions';
import { mapOf } from './values';
import { ownRoleId, roleType, sharedRoleId } from './vocabulary';

export interface Roles {
  /** The id of a function's role; undefined where it is not one of the document's. */
  readonly of: (declared: DeclaredFunction) => string | undefined;
  readonly generated: readonly Generated[];
}

export function rolesOf(service: Service): Roles {
  const choices = new Map<DeclaredFunction, RoleChoice>(service.functions.map((declared) => [declared, roleOf(declared, service)]));
  const generated: Generated[] = [];
  const shared = sharedRole(service);
  // Without a function that uses it the framework makes no common role; what stands there is what the next function gets.
  const isUsed = !service.functionsKnown || service.functions.length === 0 || [...choices.values()].some((choice) => choice.kind === 'shared');
  const isToldOf = [...choices.values()].some((choice) => choice.kind === 'own' && choice.inherits === true);
  if (shared !== undefined && (isUsed || (shared.properties.length > 0 && !isToldOf))) generated.push(shared);
  for (const [declared, choice] of choices) {
    if (choice.kind !== 'own') continue;
    const inherited = choice.inherits === true ? sharedStatements(service) : undefined;
    const lists = [...choice.statements, ...(inherited === undefined ? [] : [inherited])];
    generated.push(role(ownRoleId(declared.name), declared.at, lists, choice.managed));
  }
  return {
    generated,
    of: (declared) => {
      const choice = choices.get(declared);
      if (choice === undefined) return undefined;
      if (choice.kind === 'named') return choice.resource;
      return choice.kind === 'own' ? ownRoleId(declared.name) : sharedRoleId;
    },
  };
}

function sharedRole(service: Service): Generated | undefined {
  const statements = sharedStatements(service);
  const managed = service.at('provider', 'iam', 'role', 'managedPolicies') ?? service.at('provider', 'iamManagedPolicies');
  const at = statements?.at ?? managed?.at ?? service.functions[0]?.at;
  if (at === undefined) return undefined;
  return role(sharedRoleId, at, statements === undefined ? [] : [statements], managed, valueAt(mapOf(service.at('provider', 'iam', 'role')), 'permissionsBoundary'));
}

export function sharedStatements(service: Service): Value | undefined {
  const own = service.at('provider', 'iam', 'role', 'statements') ?? service.at('provider', 'iamRoleStatements');
  const constructs = service.plugins.includes('serverless-lift') ? service.at('constructs') : undefined;
  if (constructs === undefined) return own;
  // The plugin lets functions use what they name of its constructs.
  const added = unknown('serverless-lift adds statements of its own', 'unresolved', constructs.at);
  return { kind: 'list', items: [...itemsOf(own), added], at: own?.at ?? constructs.at, via: [] };
}

function role(id: string, at: Generated['at'], lists: readonly Value[], managed: Value | undefined, boundary?: Value): Generated {
  const statements: Value | undefined = lists.length <= 1 ? lists[0] : { kind: 'list', items: lists.flatMap((list) => (list.kind === 'list' ? list.items : [list])), at, via: [] };
  const properties: (readonly [readonly string[], Value])[] = [];
  if (statements !== undefined) {
    const document: Value = { kind: 'map', at, via: [], entries: [{ key: 'Statement', keyAt: at, value: statements }] };
    const policy: Value = { kind: 'map', at, via: [], entries: [{ key: 'PolicyDocument', keyAt: at, value: document }] };
    properties.push([['Policies'], { kind: 'list', items: [policy], at, via: [] }]);
  }
  if (managed !== undefined) properties.push([['ManagedPolicyArns'], managed]);
  if (boundary !== undefined) properties.push([['PermissionsBoundary'], boundary]);
  return { id, type: roleType, at, properties };
}
