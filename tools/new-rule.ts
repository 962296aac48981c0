/** Makes the folder of a new rule: `npx tsx tools/new-rule.ts injection/command`. What it writes must be replaced, not kept. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const id = process.argv[2] ?? '';
if (!/^[a-z-]+\/[a-z-]+$/.test(id)) throw new Error('Name the rule as group/name, in lower case with hyphens.');
const folder = join(fileURLToPath(new URL('../rules', import.meta.url)), id);
if (existsSync(folder)) throw new Error(`rules/${id} exists already.`);
mkdirSync(join(folder, 'cases'), { recursive: true });
writeFileSync(join(folder, 'rule.yaml'), `title: TITLE
severity: warning
confidence: high
cwe: []
sas: []
since: NEXT
reads: code
check: CHECKER
message: MESSAGE
why: WHY
remedy: REMEDY
`);
writeFileSync(join(folder, 'README.md'), `# ${id}\n\n## What\n\n## Why\n\n## Fix\n\n## When not to report\n`);
console.log(`rules/${id}: fill in rule.yaml and README.md, then write at least one firing and one silent case below cases/.`);
