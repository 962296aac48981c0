/** Two kinds of tests: `unit` needs nothing but this folder, `editor` drives a real VS Code with the packaged extension in it. */
import { defineConfig } from 'vitest/config';
import { rulesModule } from './tools/rules-plugin';

export default defineConfig({
  plugins: [rulesModule],
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/editor/**'], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: 'editor',
          include: ['test/editor/*.test.ts'],
          // One editor at a time: two at once starve each other and every wait becomes a guess.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
