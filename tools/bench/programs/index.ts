/** Bundles the programs that are measured beside the product into a folder. Knows nothing of what they do. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { dist, root } from '../../paths';
import { rulesPlugin } from '../../rules-plugin';

export interface Programs {
  readonly bareParse: string;
  readonly echoServer: string;
  readonly engineAlone: string;
  readonly emptyExtension: string;
}

/** The same compiler as in the product, so that ratios compare work and not builds. */
const sharedTypescript = (path: string): Plugin => ({
  name: 'shared-typescript',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^typescript$/ }, () => ({ path, external: true }));
  },
});

const portableYaml: Plugin = {
  name: 'portable-yaml',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^yaml$/ }, () => ({ path: join(root, 'node_modules', 'yaml', 'browser', 'index.js') }));
  },
};

export async function buildPrograms(folder: string): Promise<Programs> {
  const typescript = join(folder, 'typescript.js');
  await copyFile(join(dist, 'typescript.js'), typescript);
  const bundle = async (name: string): Promise<string> => {
    const outfile = join(folder, `${name}.js`);
    await build({
      absWorkingDir: root, bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'], external: ['vscode'], legalComments: 'none', logLevel: 'warning',
      entryPoints: [join(root, 'tools', 'bench', 'programs', `${name}.ts`)], outfile, plugins: [rulesPlugin, sharedTypescript(typescript), portableYaml],
    });
    return outfile;
  };
  return { bareParse: await bundle('bare-parse'), echoServer: await bundle('echo-server'), engineAlone: await bundle('engine-alone'), emptyExtension: await bundle('empty-extension') };
}
