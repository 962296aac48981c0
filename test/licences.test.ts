/** What is shipped holds nothing under a licence that would bind those who use it; what is under one is for tests alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { rulesPlugin } from '../tools/rules-plugin';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Locked {
  readonly dev?: boolean;
  readonly license?: string;
}

const packages = (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, Locked>> }).packages;
const binding = Object.entries(packages).filter(([path, { license }]) => path.includes('node_modules/') && /GPL/.test(license ?? '') && !/\bOR\b/.test(license ?? '')).map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));

describe('packages under the GPL and its like', () => {
  it('are the evaluator of policies and what it needs, for development only', () => {
    expect(binding.filter((name) => !name.startsWith('@cloud-copilot/'))).toEqual([]);
    expect(binding).toContain('@cloud-copilot/iam-simulate');
    for (const name of binding) expect(packages[`node_modules/${name}`]?.dev, name).toBe(true);
  });

  it('are in no bundle', async () => {
    for (const entry of ['server/host/node.ts', 'server/cli/main.ts', 'client/extension.ts']) {
      const { metafile } = await build({ absWorkingDir: root, entryPoints: [entry], bundle: true, write: false, metafile: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], external: ['vscode', 'typescript'], plugins: [rulesPlugin], logLevel: 'silent' });
      const inputs = Object.keys(metafile.inputs);
      expect(inputs.length).toBeGreaterThan(3);
      expect(inputs.filter((input) => binding.some((name) => input.includes(`node_modules/${name}/`)))).toEqual([]);
    }
  });
});

describe('the tables of IAM', () => {
  it('name their source and stay below their share of the package, packed', () => {
    let packed = 0;
    for (const name of ['actions', 'resources', 'managed']) {
      const text = readFileSync(join(root, 'server', 'engine', 'iam', `${name}.data.ts`), 'utf8');
      expect(text.slice(0, 400)).toContain('(MIT)');
      packed += gzipSync(text).length;
    }
    // They are in the server's bundle and in the command's: 1.5 MB for both.
    expect(packed * 2).toBeLessThan(1_500_000);
  });
});
