/**
 * Compares the actions that `policy FILE` prints with those that labelled scripts are known to need: `npx tsx tools/iam-truth.ts LABELS FOLDER`,
 * where LABELS holds a JSON row a line, `{category: "iam-needed-actions", corpus, file, actions}`, and FOLDER has the scripts at `<corpus>/<file>`.
 * Differs where an action is missing or printed beyond the label; those that depend on keys, clusters and logs must be told by `--explain`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from './paths';

interface Row {
  readonly category: string;
  readonly corpus: string;
  readonly file: string;
  readonly actions: readonly string[];
}

interface Answer {
  readonly policy: { readonly Statement: readonly { readonly Action: readonly string[] }[] };
  readonly explanation: { readonly perhaps: readonly { readonly action: string }[]; readonly needed: readonly { readonly action: string }[]; readonly platform: string };
}

/** By what is set up outside of the code: on whichever side they are missing, the explanation must name them. */
const excepted = /^(?:kms:GenerateDataKey|kms:Decrypt|redshift:GetClusterCredentials|logs:(?:CreateLogGroup|CreateLogStream|PutLogEvents))$/;

const [labels, folder] = process.argv.slice(2);
if (labels === undefined || folder === undefined) throw new Error('Which labels, and where are the scripts?');

let wrong = 0;
const rows = readFileSync(labels, 'utf8').split('\n').filter((line) => line.includes('"iam-needed-actions"')).map((line) => JSON.parse(line) as Row);
for (const { corpus, file, actions } of rows) {
  const path = join(folder, corpus, file);
  if (!existsSync(path)) {
    console.log(`? ${file}: not there`);
    continue;
  }
  const { stdout, stderr } = spawnSync('node', [join(dist, 'cli', 'main.js'), 'policy', path, '--explain', '--format', 'json'], { encoding: 'utf8' });
  if (stdout === '') {
    console.log(`✗ ${file}: ${stderr}`);
    wrong++;
    continue;
  }
  const { policy, explanation } = JSON.parse(stdout) as Answer;
  const printed = new Set(policy.Statement.flatMap((statement) => statement.Action));
  const told = new Set([...explanation.perhaps, ...explanation.needed].map(({ action }) => action));
  const explained = (action: string): boolean => excepted.test(action) && (told.has(action) || explanation.platform.includes(action));
  const missing = actions.filter((action) => !printed.has(action) && !explained(action));
  const beyond = [...printed].filter((action) => !actions.includes(action) && !explained(action));
  const exceptions = [...new Set([...actions, ...printed])].filter((action) => actions.includes(action) !== printed.has(action) && explained(action));
  if (missing.length + beyond.length > 0) wrong++;
  const list = (name: string, these: readonly string[]): string => (these.length === 0 ? '' : `; ${name}: ${these.join(', ')}`);
  console.log(`${missing.length + beyond.length === 0 ? '✓' : '✗'} ${file}: ${String(actions.length)} labelled, ${String(printed.size)} printed${list('missing', missing)}${list('beyond the label', beyond)}${list('excepted and explained', exceptions)}`);
}
console.log(`${String(rows.length - wrong)} of ${String(rows.length)} equal`);
process.exitCode = wrong === 0 ? 0 : 1;
