/** The module `virtual:rules`, for esbuild and for vitest: what `rules/` says, compiled into the bundle as JSON, which JavaScript reads faster as a text than as its own. */
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { readRules, ruleIds } from './rule-data';
import { root } from './paths';

export const rulesFolder = join(root, 'rules');

const name = 'virtual:rules';

export const rulesPlugin: Plugin = {
  name,
  setup: (bundler) => {
    bundler.onResolve({ filter: /^virtual:rules$/ }, () => ({ path: name, namespace: name }));
    bundler.onLoad({ filter: /.*/, namespace: name }, () => ({
      contents: `export default JSON.parse(${JSON.stringify(JSON.stringify(readRules(rulesFolder)))});`,
      loader: 'js',
      watchDirs: [rulesFolder, join(rulesFolder, 'models'), ...ruleIds(rulesFolder).map((id) => join(rulesFolder, id))],
    }));
  },
};

/** The same for vitest. */
export const rulesModule = {
  name,
  resolveId: (id: string): string | undefined => (id === name ? `\0${name}` : undefined),
  load: (id: string): string | undefined => (id === `\0${name}` ? `export default ${JSON.stringify(readRules(rulesFolder))};` : undefined),
};
