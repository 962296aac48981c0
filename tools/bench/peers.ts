/** Tools that people run instead, fetched from npm into a folder of their own, over the same generated project. Knows nothing of ours. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run';
import type { Bench } from './measures';
import { writeProject } from './project';
import { median } from './statistics';
import { runWhole } from './whole-process';

export interface PeerCost {
  readonly name: string;
  /** Milliseconds; undefined where the tool could not be fetched or does not run. */
  readonly milliseconds: number | undefined;
}

const packages = ['eslint@9', 'typescript@5', 'typescript-eslint@8', 'eslint-plugin-security@3', 'oxlint@1', '@biomejs/biome@2', 'secretlint@11', '@secretlint/secretlint-rule-preset-recommend@11', '@ast-grep/cli@0.39'];

/** Rules of shapes that ours look for too. */
const astGrepRules = ['exec($$$ARGS)', 'execSync($$$ARGS)', 'eval($CODE)', 'new Function($$$ARGS)', 'JSON.parse($TEXT)', 'console.log($$$ARGS)', 'createHash($KIND)', '$QUERY.query($TEXT + $MORE)', 'readFile($$$ARGS)', 'fetch($ADDRESS)', '$OBJECT.innerHTML = $TEXT', 'Math.random()']
  .map((pattern, i) => `id: shape-${String(i)}\nlanguage: typescript\nrule:\n  pattern: ${JSON.stringify(pattern)}\n`)
  .join('---\n');

const eslintConfig = `import tseslint from 'typescript-eslint';
import security from 'eslint-plugin-security';
export default [...tseslint.configs.recommended, security.configs.recommended];
`;

interface Peer {
  readonly name: string;
  readonly program: string;
  readonly parameters: readonly string[];
}

export async function peerCosts(bench: Bench, count: number, say: (line: string) => void): Promise<readonly PeerCost[]> {
  const folder = join(bench.work, 'peers');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  writeFileSync(join(folder, 'eslint.config.js'), eslintConfig);
  writeFileSync(join(folder, 'shapes.yml'), astGrepRules);
  writeFileSync(join(folder, '.secretlintrc.json'), '{ "rules": [{ "id": "@secretlint/secretlint-rule-preset-recommend" }] }');
  say('fetching other tools');
  const installed = await run('npm', ['install', '--no-audit', '--no-fund', ...packages], { folder });
  if (installed.status !== 0) {
    say(`they cannot be had: ${installed.output.split('\n')[0] ?? ''}`);
    return [];
  }
  writeProject(join(folder, 'project'), count);
  const bin = (name: string): string => join(folder, 'node_modules', '.bin', name);
  const peers: readonly Peer[] = [
    { name: 'eslint with typescript-eslint and eslint-plugin-security', program: process.execPath, parameters: [join(folder, 'node_modules/eslint/bin/eslint.js'), 'project'] },
    { name: 'biome lint', program: bin('biome'), parameters: ['lint', 'project'] },
    { name: 'oxlint', program: bin('oxlint'), parameters: ['project'] },
    { name: 'ast-grep with 12 rules', program: bin('ast-grep'), parameters: ['scan', '--rule', 'shapes.yml', 'project'] },
    { name: 'secretlint (secrets only)', program: process.execPath, parameters: [join(folder, 'node_modules/secretlint/bin/secretlint.js'), 'project/**/*'] },
  ];
  const costs: PeerCost[] = [];
  for (const { name, program, parameters } of peers) {
    say(name);
    try {
      const times: number[] = [];
      for (let i = 0; i < bench.repeats; i++) times.push((await runWhole(program, parameters, bench.work, folder)).milliseconds);
      costs.push({ name, milliseconds: median(times) });
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      costs.push({ name, milliseconds: undefined });
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return costs;
}
