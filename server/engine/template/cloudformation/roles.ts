/** Who runs with which role. Knows no rights. */
import { referencesIn, stringOf, valueAt, type Value } from '../value';
import type { LoweredResource } from './resources';
import { type as types } from './vocabulary';
import { addTo } from '../../text/groups';

/** A function and the role it runs with, as far as it is known. */
export interface Runner {
  readonly name: string;
  readonly role: string | undefined;
}

export class Roles {
  private readonly runners = new Map<string, string[]>();
  private readonly byName = new Map<string, string>();

  constructor(resources: readonly LoweredResource[], runners: readonly Runner[] = []) {
    for (const { type, id, properties } of resources) {
      const name = type === types.role ? stringOf(valueAt(properties, 'RoleName')) : undefined;
      if (name !== undefined) this.byName.set(name, id);
    }
    for (const { name, role } of runners) {
      if (role === undefined) continue;
      addTo(this.runners, role, name);
    }
  }

  /** The names of the functions that run with a role. */
  functionsOf(role: string): readonly string[] {
    return this.runners.get(role) ?? [];
  }

  /** The role resource that a name or reference means; undefined where it is not of this deployment. */
  idOf(value: Value | undefined): string | undefined {
    if (value === undefined) return undefined;
    const [reference] = referencesIn(value);
    return reference?.resource ?? this.byName.get(stringOf(value) ?? '');
  }
}
