/** Two kinds of tests: `unit` and `counting` need nothing but this folder, `editor` drives a real VS Code with the packaged extension in it. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { rulesModule } from './tools/rules-plugin';

/** What takes longest begins first, so that no core waits for one file at the end. */
const longest = ['lsp/killed', 'fuzz/guided', 'invariants/cases-first', 'invariants/cases-second', 'invariants/cases-third', 'invariants/cases-fourth', 'invariants/rules', 'cases', 'engine/iam-differential', 'nets', 'regressions'];

/** These count which code runs, by the engine of JavaScript: code that others have made hot before is not counted. */
const counting = ['test/fuzz/guided.test.ts', 'test/regressions.test.ts'];

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
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/editor/**', ...counting], testTimeout: 120_000, isolate: false } },
      { extends: true, test: { name: 'counting', include: counting, testTimeout: 120_000 } },
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
