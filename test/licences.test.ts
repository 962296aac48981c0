/** What is shipped is known by name and licence, and nothing that is installed has a licence that would bind ours. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { root } from '../tools/paths';

/** Packages whose code is in the bundles. A new one is a decision: what it is for, whether it runs everywhere, its licence. */
const shipped: Readonly<Record<string, string>> = {
  'jsonc-parser': 'MIT',
  semver: 'ISC',
  'toml-eslint-parser': 'MIT',
  typescript: 'Apache-2.0',
  'vscode-jsonrpc': 'MIT',
  'vscode-languageclient': 'MIT',
  'vscode-languageserver': 'MIT',
  'vscode-languageserver-protocol': 'MIT',
  'vscode-languageserver-textdocument': 'MIT',
  'vscode-languageserver-types': 'MIT',
  'vscode-uri': 'MIT',
  yaml: 'ISC',
};

/** Of their own dependencies these bundle some of the same kind: matching of file names in the client. */
const withoutName = /^(?:minimatch|brace-expansion|balanced-match)$/;

const permissive = /^(?:MIT|MIT-0|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|CC0-1\.0|CC-BY-[34]\.0|BlueOak-1\.0\.0|Unlicense|Python-2\.0|WTFPL|MPL-2\.0|Artistic-2\.0|Zlib|LGPL-3\.0-or-later)$/;

/** Run while building or testing, and part of nothing that is given away. */
const tools = /^node_modules\/(?:@vscode\/vsce-sign(?:-[\w-]+)?|@cloud-copilot\/iam-(?:policy|simulate|utils))$/;

interface Installed {
  readonly license?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Readonly<Record<string, Installed>> };

function licenceOf(name: string): string {
  return (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { license?: string }).license ?? 'none';
}

test('the bundles hold these packages and no others', { timeout: 60_000 }, async () => {
  const result = await build({
    absWorkingDir: root, bundle: true, write: false, metafile: true, platform: 'node', format: 'cjs', outdir: 'out', mainFields: ['module', 'main'], external: ['vscode', 'virtual:rules'], logLevel: 'silent',
    entryPoints: ['client/extension.ts', 'server/host/node.ts', 'server/cli/main.ts'],
  });
  const names = new Set(Object.keys(result.metafile.inputs).flatMap((path) => {
    const name = /(?:^|.*\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    return name === undefined || withoutName.test(name) ? [] : [name];
  }));
  expect([...names].sort()).toEqual(Object.keys(shipped).sort());
  expect(Object.fromEntries([...names].sort().map((name) => [name, licenceOf(name)]))).toEqual(shipped);
});

test('what is installed to build and test has licences that allow it', () => {
  const unknown = Object.entries(lock.packages).flatMap(([path, { license }]) => {
    if (path === '' || tools.test(path)) return [];
    const choices = (license ?? licenceIn(path)).replace(/[()]/g, '').split(/ OR /);
    const all = choices.some((choice) => choice.split(/ AND /).every((one) => permissive.test(one)));
    return all ? [] : [`${path}: ${license ?? 'none'}`];
  });
  expect(unknown).toEqual([]);
});

function licenceIn(path: string): string {
  const file = join(root, path, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { license?: string }).license ?? 'none' : 'none';
}

test('what is under the GPL or its like is the evaluator of policies, for tests alone', () => {
  const binding = Object.entries(lock.packages).filter(([path, { license = '' }]) => path !== '' && license.includes('GPL') && !/LGPL|\bOR\b/.test(license));
  expect(binding.map(([path]) => path).sort()).toEqual(['iam-policy', 'iam-simulate', 'iam-utils'].map((name) => `node_modules/@cloud-copilot/${name}`));
  expect(binding.filter(([, { dev }]) => dev !== true)).toEqual([]);
});

test('the lockfile pins every package by its content', () => {
  const loose = Object.entries(lock.packages).filter(([path, { integrity, link }]) => path.startsWith('node_modules/') && link !== true && integrity === undefined).map(([path]) => path);
  expect(loose).toEqual([]);
});

test('nothing is installed together with the extension', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies?: object; scripts: Readonly<Record<string, string>> };
  expect(manifest.dependencies).toBeUndefined();
  expect(Object.keys(manifest.scripts).filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name))).toEqual([]);
});

test('the tables of IAM name their source and stay below their share of the package, packed', () => {
  let packed = 0;
  for (const name of ['actions', 'resources', 'managed']) {
    const text = readFileSync(join(root, 'server', 'engine', 'iam', `${name}.data.ts`), 'utf8');
    expect(text.slice(0, 400)).toContain('(MIT)');
    packed += gzipSync(text).length;
  }
  expect(packed).toBeLessThan(1_500_000);
});
