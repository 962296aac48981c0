/** What people call functions: the label alone where no other function has it. */
import type { Grant, Holder, PolicyAttachment, DeployedFunction } from '../deployment';

export interface Named {
  readonly functions: readonly DeployedFunction[];
  readonly grants: readonly Grant[];
  readonly attachments: readonly PolicyAttachment[];
}

export function shortNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const short = ids.map(labelOf);
  return new Map(ids.map((id, i) => [id, short.filter((other) => other === short[i]).length === 1 ? (short[i] ?? id) : id]));
}

/** `create` of `aws_lambda_function.create`, `module.create` and `aws_lambda_function.this["create"]`. */
function labelOf(id: string): string {
  const key = /\["([\w-]+)"\]$/.exec(id)?.[1];
  return key ?? id.slice(id.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
}

export function withNames(named: Named, names: ReadonlyMap<string, string>): Named {
  const nameOf = (id: string): string => names.get(id) ?? id;
  const holderOf = (holder: Holder): Holder => (holder.kind === 'role' ? { ...holder, functions: holder.functions.map(nameOf) } : holder);
  return {
    functions: named.functions.map((one) => ({ ...one, name: nameOf(one.name), triggers: one.triggers.map((trigger) => ({ ...trigger, label: trigger.label.replace(one.name, nameOf(one.name)) })) })),
    grants: named.grants.map((grant) => ({ ...grant, holder: holderOf(grant.holder) })),
    attachments: named.attachments.map((attachment) => ({ ...attachment, holder: holderOf(attachment.holder) })),
  };
}
