/**
 * Builds what is shipped: client, server and command line into dist/, with the rules compiled in. Knows nothing of what they do.
 * `--production` minifies and leaves source maps out, `--watch` builds again on every change.
 */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { build, context, type BuildOptions, type Plugin } from 'esbuild';
import ts from 'typescript';
import { parserOnly } from './compiler';
import { dist, root } from './paths';
import { ruleIds } from './rule-data';
import { rulesFolder, rulesPlugin } from './rules-plugin';
import { portableYaml } from './yaml';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // jsonc-parser's main is UMD, which cannot be bundled; its module can.
  mainFields: ['module', 'main'],
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};

/** The compiler's parser and the tables of IAM are half of all the code: files of their own, shared by server and command line. */
const sharedFiles: Plugin = {
  name: 'shared-files',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^typescript$/ }, () => ({ path: 'typescript', namespace: 'compiler' }));
    bundler.onResolve({ filter: /^\.\.\/typescript\.js$/ }, ({ path }) => ({ path, external: true }));
    // The compiler's exports are getters behind getters, and we ask for `ts.isIdentifier` and its like millions of times: plain members take a third.
    bundler.onLoad({ filter: /.*/, namespace: 'compiler' }, () => ({ contents: `export default { ...require('../typescript.js') };` }));
    bundler.onResolve({ filter: /\.data$/ }, ({ path }) => ({ path: `../${basename(path)}.js`, external: true }));
  },
};

const engineHost: BuildOptions = { ...common, plugins: [rulesPlugin, sharedFiles, portableYaml] };

const bundles: readonly BuildOptions[] = [
  { ...common, entryPoints: ['client/extension.ts'], outfile: 'dist/client/extension.js', external: ['vscode'] },
  // The checklist's page runs in a webview: a browser's script and its style.
  { ...common, platform: 'browser', format: 'iife', target: 'es2022', entryPoints: ['client/checklist/view.ts', 'client/checklist/view.css'], outdir: 'dist/client/checklist' },
  { ...engineHost, entryPoints: ['server/host/node.ts'], outfile: 'dist/server/node.js' },
  { ...engineHost, entryPoints: ['server/cli/main.ts'], outfile: 'dist/cli/main.js', banner: { js: '#!/usr/bin/env node' } },
];

/** Every `ts.name` of the server; those that are types are no names of the compiler's file. */
async function namesOfCompiler(): Promise<readonly string[]> {
  const folder = join(root, 'server');
  const files = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.ts'));
  const texts = await Promise.all(files.map((path) => readFile(join(folder, path), 'utf8')));
  const names = new Set(texts.flatMap((text) => Array.from(text.matchAll(/\bts\.(\w+)/g), ([, name = '']) => name)));
  return [...names].filter((name) => name in ts);
}

const typescript = async (): Promise<BuildOptions> => ({
  ...common,
  entryPoints: ['node_modules/typescript/lib/typescript.js'],
  outfile: 'dist/typescript.js',
  minify: true,
  sourcemap: false,
  plugins: [parserOnly(await namesOfCompiler())],
});

const tables: BuildOptions = {
  ...common,
  entryPoints: ['actions', 'resources', 'managed'].map((name) => `server/engine/iam/${name}.data.ts`),
  outdir: 'dist',
  sourcemap: false,
};

/**
 * Each rule's page as a file of its own, for the editor to open without a network: dist/rules/<group>/<name>.md. Links between the pages,
 * which name the README of a folder, name such a file.
 */
async function copyRulePages(): Promise<void> {
  for (const id of ruleIds(rulesFolder)) {
    const target = join(dist, 'rules', `${id}.md`);
    await mkdir(dirname(target), { recursive: true });
    const page = await readFile(join(rulesFolder, id, 'README.md'), 'utf8');
    await writeFile(target, page.replace(/\]\(\.\.\/((?:\.\.\/)?[a-z/-]+)\/README\.md/g, ']($1.md'));
  }
}

async function main(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  await copyRulePages();
  await copyFile(join(root, 'schemas', 'serverless-warden.schema.json'), join(dist, 'settings.schema.json'));
  await Promise.all([typescript().then(build), build(tables)]);
  if (!watch) {
    await Promise.all(bundles.map((bundle) => build(bundle)));
    console.log(`Built ${relative(root, dist)}${production ? ' for production' : ''}.`);
    return;
  }
  const contexts = await Promise.all(bundles.map((bundle) => context({ ...bundle, logLevel: 'info' })));
  await Promise.all(contexts.map((each) => each.watch()));
}

// esbuild has already said what is wrong, with place and excerpt.
main().catch((error: unknown) => {
  if (!(error instanceof Error && 'errors' in error)) console.error(error);
  process.exitCode = 1;
});
