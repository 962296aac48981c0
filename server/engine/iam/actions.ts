/** IAM actions: matching patterns, and what each action does. The table names its source. Knows no template. */
import { text } from './actions.data';
import { lazily } from './lazily';

/** What an action does to what it is called on: reads or lists, changes, or changes who else may. */
export type Access = 'read' | 'write' | 'permissions';

export interface Action {
  /** `sqs:SendMessage`. */
  readonly name: string;
  readonly access: Access;
  /** Whether a policy can say on which resources; where it cannot, `Resource: "*"` is the only way. */
  readonly scoped: boolean;
}

interface Row {
  readonly read: string;
  readonly write: string;
  readonly permissions: string;
  readonly unscoped: string;
}

const services = lazily(() => (JSON.parse(text) as { readonly services: Readonly<Record<string, Row>> }).services);

/** The actions of a service: in the table's order, and by their names in lower case. */
interface Service {
  readonly actions: readonly Action[];
  readonly byName: ReadonlyMap<string, Action>;
}

const known = lazily(() => new Map(Object.entries(services()).map(([name, row]) => [name, lazily(() => serviceFrom(name, row))])));

function serviceFrom(service: string, row: Row): Service {
  const unscoped = new Set(row.unscoped.split(' '));
  const actions = (['permissions', 'write', 'read'] as const).flatMap((access) => row[access].split(' ').filter((name) => name !== '').map((name): Action => ({ name: `${service}:${name}`, access, scoped: !unscoped.has(name) })));
  return { actions, byName: new Map(actions.map((action) => [action.name.slice(service.length + 1).toLowerCase(), action])) };
}

/** The service prefix in lower case; `*` for a pattern without one that could be any. */
export function serviceOf(pattern: string): string {
  const colon = pattern.indexOf(':');
  return colon < 0 ? '*' : pattern.slice(0, colon).toLowerCase();
}

/** True for `*` and `*:*`: every action of every service. */
export function isEveryAction(pattern: string): boolean {
  return /^\*+(:\*+)?$/.test(pattern.trim());
}

/** True for `s3:*`: every action of one service. */
export function isWholeService(pattern: string): boolean {
  return /^[\w-]+:\*+$/.test(pattern.trim());
}

/** As IAM matches: `*` for any run, `?` for one character, upper and lower case alike. */
export function matches(pattern: string, text: string): boolean {
  const lowerPattern = pattern.toLowerCase();
  const lowerText = text.toLowerCase();
  if (!/[*?]/.test(lowerPattern)) return lowerPattern === lowerText;
  let inPattern = 0;
  let star = -1;
  let afterStar = 0;
  for (let inText = 0; inText < lowerText.length;) {
    const wanted = lowerPattern[inPattern];
    if (wanted === '*') {
      star = inPattern++;
      afterStar = inText;
    } else if (wanted === '?' || (wanted !== undefined && wanted === lowerText[inText])) {
      inPattern++;
      inText++;
    } else if (star >= 0) {
      inPattern = star + 1;
      inText = ++afterStar;
    } else return false;
  }
  while (lowerPattern[inPattern] === '*') inPattern++;
  return inPattern === lowerPattern.length;
}

/** The actions of a service that a pattern such as `s3:Put*` allows, in the table's order; undefined where the service is not in the table. */
export function actionsMatching(pattern: string): readonly Action[] | undefined {
  const prefix = serviceOf(pattern);
  const service = known().get(prefix)?.();
  if (service === undefined) return undefined;
  const wanted = pattern.slice(pattern.indexOf(':') + 1).trim();
  if (/[*?]/.test(wanted)) return service.actions.filter(({ name }) => matches(wanted, name.slice(prefix.length + 1)));
  const action = service.byName.get(wanted.toLowerCase());
  return action === undefined ? [] : [action];
}

/** The action's own spelling; undefined where there is none of that name. */
export function actionNamed(name: string): Action | undefined {
  return /[*?]/.test(name) ? undefined : actionsMatching(name)?.[0];
}

/** The prefix of a service by its name without hyphens, as clients are called. */
export function prefixNamed(name: string): string | undefined {
  return bareNames().get(name.toLowerCase().replace(/-/g, ''));
}

const bareNames = lazily(() => new Map(Object.keys(services()).map((name) => [name.replace(/-/g, ''), name])));
