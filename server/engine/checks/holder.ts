/** Says in words whose rights a grant is about. Knows no rule. */
import type { Holder } from '../template/deployment';

/** "`a`", "`a` and `b`", "`a`, `b` and 3 others". */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const [first = '', second = '', third = ''] = quoted;
  if (quoted.length <= 1) return first;
  if (quoted.length === 2) return `${first} and ${second}`;
  return quoted.length === 3 ? `${first}, ${second} and ${third}` : `${first}, ${second} and ${quoted.length - 2} others`;
}

/** Who gets the right, as the object of "lets": functions where they are known, else the role, identity or the door's users. */
export function whoOf(holder: Holder): string {
  if (holder.kind === 'resource') return `whom the policy of \`${holder.id}\` names`;
  if (holder.kind === 'trust') return `whom role \`${holder.id}\` trusts`;
  if (holder.kind === 'role' && holder.functions.length > 0) return listed(holder.functions);
  return holder.kind === 'role' ? `whoever has role \`${holder.id}\`` : `whoever has \`${holder.id}\``;
}

/** The functions that run with the right; empty where it is none of a function's. */
export function functionsOf(holder: Holder): readonly string[] {
  return holder.kind === 'role' ? holder.functions : [];
}

/** Who the right falls to when somebody else gets hold of it, as the subject of "can". */
export function takenOver(holder: Holder): string {
  return holder.kind === 'role' && holder.functions.length > 0 ? `Whoever takes over ${listed(holder.functions)}` : `Whoever has \`${holder.id}\``;
}
