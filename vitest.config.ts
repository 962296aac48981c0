/** Two kinds of tests: `unit` needs nothing but this folder, `editor` drives a real VS Code with the packaged extension in it. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { rulesModule } from './tools/rules-plugin';

/** What takes longest begins first, so that no core waits for one file at the end. */
const longest = ['invariants', 'lsp/killed', 'fuzz/guided', 'fuzz/fuzz', 'cases', 'regressions', 'engine/iam-differential', 'engine/code-incremental', 'nets', 'bounds/told'];

class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const index = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return index < 0 ? longest.length : index;
    };
    return Promise.resolve([...files].sort((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1)));
  }
}

export default defineConfig({
  plugins: [rulesModule],
  test: {
    // One for each core: without this, one of two stands idle.
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    projects: [
      // Not isolated: no test leaves anything behind, and the compiler and the rules are read once instead of for every file.
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/editor/**'], testTimeout: 120_000, isolate: false } },
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
