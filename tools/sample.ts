/**
 * Draws a sample of findings for a person to judge: `npx tsx tools/sample.ts REPORT.json COMMIT [N] [PER-RULE]`. The order is that of the SHA-256 of
 * the commit's short id and the finding's fingerprint, so that nobody chooses; of each rule at most PER-RULE are taken.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

interface Reported {
  readonly rule: string;
  readonly fingerprint: string;
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: { readonly line: number } };
}

const [report = '', commit = '', most = '30', perRule = '3'] = process.argv.slice(2);
const { findings } = JSON.parse(readFileSync(report, 'utf8')) as { findings: readonly Reported[] };
const taken = new Map<string, number>();
const sample = findings
  .map((finding) => ({ finding, key: createHash('sha256').update(commit + finding.fingerprint).digest('hex') }))
  .sort((a, b) => (a.key < b.key ? -1 : 1))
  .filter(({ finding }) => {
    const count = (taken.get(finding.rule) ?? 0) + 1;
    taken.set(finding.rule, count);
    return count <= Number(perRule);
  })
  .slice(0, Number(most));
for (const { finding } of sample) console.log(`${finding.file}:${String(finding.range.start.line)} ${finding.rule} ${finding.message}`);
