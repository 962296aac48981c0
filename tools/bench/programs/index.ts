/** Bundles the programs that are measured beside the product into a folder. Knows nothing of what they do. */
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { root } from '../../paths';
import { rulesPlugin } from '../../rules-plugin';

export interface Programs {
  readonly bareParse: string;
  readonly echoServer: string;
  readonly engineAlone: string;
  readonly emptyExtension: string;
}

/** The compiler as npm has it, which is what a script of one's own would load. */
const wholeCompiler: Plugin = {
  name: 'whole-compiler',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^typescript$/ }, () => ({ path: join(root, 'node_modules', 'typescript', 'lib', 'typescript.js'), external: true }));
  },
};

const portableYaml: Plugin = {
  name: 'portable-yaml',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^yaml$/ }, () => ({ path: join(root, 'node_modules', 'yaml', 'browser', 'index.js') }));
  },
};

export async function buildPrograms(folder: string): Promise<Programs> {
  const bundle = async (name: string): Promise<string> => {
    const outfile = join(folder, `${name}.js`);
    await build({
      absWorkingDir: root, bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'], external: ['vscode'], legalComments: 'none', logLevel: 'warning',
      entryPoints: [join(root, 'tools', 'bench', 'programs', `${name}.ts`)], outfile, plugins: [rulesPlugin, wholeCompiler, portableYaml],
    });
    return outfile;
  };
  return { bareParse: await bundle('bare-parse'), echoServer: await bundle('echo-server'), engineAlone: await bundle('engine-alone'), emptyExtension: await bundle('empty-extension') };
}
