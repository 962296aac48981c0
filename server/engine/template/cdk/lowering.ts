/** One stack's constructs on their way to resources: who is who, and what has been put together so far. Knows no construct by name but functions and roles. */
import type { Location } from '../../text/span';
import type { HandlerReference, Parameter, Cors } from '../deployment';
import { scalar, unknown, type Value } from '../value';
import { Draft } from './draft';
import { capitalised } from './properties';
import { alternatives, madeOf, property, propertyOf, type Made, type Stack, type Thing } from './thing';
import { isSame, valueOf, type Known } from './values';
import { cfnKey, constructs, functionClasses, functionProperties } from './vocabulary';

export interface Role {
  /** Of the role's resource. */
  readonly id: string;
  /** False for users, groups and what is no role that is seen. */
  readonly isRole: boolean;
}

export interface Owner {
  readonly made: Made;
  readonly prefix: readonly string[];
}

/** What a construct's class is, as the tables name it. */
export function keyOf(made: Made): string {
  return `${made.module}.${made.name}`;
}

export function isFunction(made: Made | undefined): boolean {
  return made?.how === 'new' && functionClasses.has(keyOf(made));
}

/** The object with its properties: the last argument of a construct. */
export function given(made: Made): Thing | undefined {
  return made.place === undefined ? made.args[0] : made.args[2];
}

export class Lowering implements Known {
  readonly drafts: Draft[] = [];
  /** By the place of a statement that a method writes: the method. */
  readonly methods = new Map<Location, string>();
  /** By function: where its code is. */
  readonly code = new Map<string, HandlerReference>();
  /** By API. */
  readonly cors = new Map<string, Cors>();
  /** Roles that CDK makes by itself. */
  readonly implicit = new Set<string>();
  /** By resource: the construct or call that makes it, and where in its options what is said of the resource stands. */
  readonly owners = new Map<string, Owner>();
  readonly parameters: Parameter[] = [];
  private budget = 300_000;
  private readonly ids = new Map<Made, string>();
  private readonly types = new Map<Made, string>();
  private readonly taken = new Set<string>();
  private readonly byMade = new Map<Made, Draft>();
  private readonly policies = new Map<string, Draft>();

  /** Stacks that refer to each other are lowered as one. */
  constructor(private readonly stacks: ReadonlySet<Stack>, readonly home: string) {}

  name(made: Made, type: string): string {
    const path = (made.place?.path ?? []).map((part) => part.replace(/[^A-Za-z0-9]/g, '')).filter((part) => part !== '' && part !== 'Default' && part !== 'Resource');
    // The construct's own id is what people call it; those around it tell two of the same name apart.
    const candidates = path.map((_, index) => path.slice(path.length - 1 - index).join(''));
    const id = this.free(candidates.find((candidate) => !this.taken.has(candidate)) ?? candidates.at(-1) ?? made.name);
    this.ids.set(made, id);
    this.types.set(made, type);
    this.owners.set(id, { made, prefix: [] });
    return id;
  }

  /** An id that no other resource has. */
  free(wanted: string): string {
    let id = wanted;
    for (let count = 2; this.taken.has(id); count++) id = `${wanted}${String(count)}`;
    this.taken.add(id);
    return id;
  }

  idOf(made: Made | undefined): string | undefined {
    return made === undefined ? undefined : this.ids.get(made);
  }

  draftOf(made: Made): Draft | undefined {
    return this.byMade.get(made);
  }

  begin(made: Made, type: string): Draft {
    const id = this.idOf(made) ?? this.name(made, type);
    const id2 = made.args[1];
    const draft = new Draft(id, type, made.place !== undefined && id2 !== undefined ? id2.at : made.nameAt, made.presence, given(made)?.at ?? made.at);
    this.byMade.set(made, draft);
    this.drafts.push(draft);
    return draft;
  }

  /** A resource that follows from a call or a property. */
  besides(id: string, type: string, by: { readonly at: Location; readonly nameAt: Location; readonly presence: Made['presence'] }, implicit = false): Draft {
    const draft = new Draft(this.free(id), type, by.nameAt, by.presence, by.at, implicit);
    this.drafts.push(draft);
    return draft;
  }

  reference(made: Made | undefined, attribute: string, at: Location): Value {
    const id = this.idOf(made);
    return id === undefined ? unknown('it is not of this stack', 'import', at) : { kind: 'reference', resource: id, attribute, at, via: [] };
  }

  resourceOf(made: Made): { readonly id: string; readonly type: string } | undefined {
    const id = this.ids.get(made);
    return id === undefined ? undefined : { id, type: this.types.get(made) ?? '' };
  }

  isElsewhere(made: Made): boolean {
    return made.place !== undefined && !this.stacks.has(made.place.stack);
  }

  spend(): boolean {
    return --this.budget > 0;
  }

  parameter(made: Made): Value | undefined {
    const id = made.place?.path.at(-1) ?? '';
    const props = given(made);
    const preset = property(props, 'default');
    const at = made.args[1]?.at ?? made.at;
    if (preset === undefined) return unknown(`parameter ${id} has no default`, 'parameter', at, [{ location: at, message: `parameter ${id}` }], id);
    const value = valueOf(preset.thing, this);
    return { ...value, via: [{ location: value.at, message: `parameter ${id}, its default` }, ...value.via] };
  }

  /** The function that a thing means, also by alias, version or an own class around it. */
  functionOf(thing: Thing | undefined): Made | undefined {
    let made = madeOf(thing);
    // An alias means a version, that a function, each perhaps made by one of our classes.
    const passed = new Set<Made>();
    while (made !== undefined && !passed.has(made)) {
      if (isFunction(made)) return made;
      passed.add(made);
      if (/^(Alias|Version)$/.test(made.name) && made.how === 'new') made = madeOf(propertyOf(given(made), 'version') ?? propertyOf(given(made), 'lambda'));
      else made = made.of !== undefined && (isSame(made.name) || made.name === 'addAlias') ? made.of : undefined;
    }
    return undefined;
  }

  /** A reference to a function, or whatever else the thing is. */
  target(thing: Thing): Value {
    const made = this.functionOf(thing);
    return made === undefined ? valueOf(thing, this) : { ...this.reference(made, 'Arn', thing.at), via: thing.via };
  }

  /** Who gets rights: a function's role, a role; undefined where it is none of this stack. */
  roleOf(thing: Thing | undefined): Role | undefined {
    for (const one of thing === undefined ? [] : alternatives(thing)) {
      const own = this.functionOf(one);
      if (own !== undefined) {
        const role = propertyOf(given(own), 'role');
        if (role !== undefined) return this.roleOf(role);
        const id = this.idOf(own);
        return id === undefined ? undefined : { id: `${id}ServiceRole`, isRole: true };
      }
      const made = madeOf(one);
      if (made === undefined) continue;
      if (made.of !== undefined && isSame(made.name)) return this.roleOf({ kind: 'made', made: made.of, at: made.at, via: [] });
      const id = this.idOf(made);
      if (id === undefined) continue;
      if (made.name === 'Role') return { id, isRole: true };
      return made.name === 'StateMachine' ? { id: `${id}Role`, isRole: true } : { id, isRole: false };
    }
    return undefined;
  }

  /** Adds a statement to the policy that CDK keeps for a role. */
  allow(role: Role, statement: Value, presence: Made['presence']): void {
    let policy = this.policies.get(role.id);
    if (policy === undefined) {
      policy = new Draft(this.free(`${role.id}DefaultPolicy`), 'AWS::IAM::Policy', statement.at, presence, statement.at, true);
      if (role.isRole) policy.set('Roles', statement.at, { kind: 'list', items: [{ kind: 'reference', resource: role.id, attribute: 'Ref', at: statement.at, via: [] }], at: statement.at, via: [] });
      this.policies.set(role.id, policy);
      this.drafts.push(policy);
    }
    policy.append('PolicyDocument.Statement', statement.at, presence === 'maybe' ? { kind: 'choice', options: [{ when: 'it is reached', value: statement }, { when: 'otherwise', value: scalar(null, statement.at) }], at: statement.at, via: [] } : statement);
  }

  /** What L1 constructs and escape hatches say themselves: `addPropertyOverride('A.B', x)`, `cfn.name = x`. */
  override(draft: Draft, calls: readonly Made[]): void {
    for (const { name, args, nameAt, module } of calls) {
      const [first, second] = args;
      const path = first?.kind === 'constant' && typeof first.value === 'string' ? first.value : undefined;
      if (path !== undefined && second !== undefined && name === 'addPropertyOverride') draft.set(path, nameAt, valueOf(second, this));
      else if (path?.startsWith('Properties.') === true && second !== undefined && name === 'addOverride') draft.set(path.slice(11), nameAt, valueOf(second, this));
      else if (path !== undefined && name === 'addPropertyDeletionOverride') draft.remove(path);
      else if (first !== undefined && name.endsWith('=') && name !== '=') draft.set(cfnKey(name.slice(0, -1), module), nameAt, capitalised(first, this, module));
    }
  }

  /** What is said to `made.node.defaultChild`, the L1 construct behind it. */
  overrideBehind(draft: Draft, made: Made | undefined): void {
    this.override(draft, made?.members.get('node')?.members.get('defaultChild')?.calls ?? []);
  }

  calls(made: Made, ...names: readonly string[]): readonly Made[] {
    return made.calls.filter((call) => names.includes(call.name));
  }
}

/** The line of the vocabulary for a construct; undefined where it is none that CloudFormation has. */
export function lineOf(made: Made): string | undefined {
  if (isFunction(made)) return functionProperties;
  return Object.hasOwn(constructs, keyOf(made)) ? constructs[keyOf(made)] : undefined;
}
