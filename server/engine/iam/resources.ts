/** On what an action can be allowed: the types of things and how their ARNs are made. The table names its source. Knows no template. */
import { own } from '../text/own';
import { lazily } from './lazily';
import { text } from './resources.data';

export interface ResourceType {
  /** As the Service Authorization Reference calls it: `table`. */
  readonly name: string;
  /** `arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}`. */
  readonly arn: string;
}

interface Row {
  readonly types: Readonly<Record<string, string>>;
  readonly on: Readonly<Record<string, string>>;
}

const services = lazily(() => (JSON.parse(text) as { readonly services: Readonly<Record<string, Row>> }).services);

const types = lazily(() => new Map<string, readonly string[]>());

/** Of `dynamodb:GetItem`; none where a policy cannot say on what, or the action is not known. */
export function resourceTypesOf(action: string): readonly ResourceType[] {
  const colon = action.indexOf(':');
  const service = action.slice(0, colon).toLowerCase();
  const row = own(services(), service);
  if (row === undefined) return [];
  const table = types();
  if (!table.has(`${service}:`)) {
    table.set(`${service}:`, []);
    for (const [kinds, names] of Object.entries(row.on)) for (const name of names.split(' ')) table.set(`${service}:${name.toLowerCase()}`, kinds.split(' '));
  }
  return (table.get(action.toLowerCase()) ?? []).flatMap((name) => typeNamed(service, name) ?? []);
}

export function typeNamed(service: string, name: string): ResourceType | undefined {
  const arn = own(own(services(), service)?.types ?? {}, name);
  return arn === undefined ? undefined : { name, arn };
}

/** What its ARN leaves open besides partition, region and account, in order: `GroupName`, `ScheduleName`. */
export function variablesOf({ arn }: ResourceType): readonly string[] {
  return [...arn.matchAll(/\$\{(\w+)\}/g)].flatMap(([, name = '']) => (/^(?:Partition|Region|Account)$/.test(name) ? [] : [name]));
}
