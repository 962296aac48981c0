/** What activation costs in a real editor, beside that of an extension that does nothing. Knows no table. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { activationEvents } from '../../package.json';
import { runSuite } from '../../test/support/extension-host';
import type { Bench } from './measures';
import { median } from './statistics';

/** Medians, in milliseconds. */
export interface ActivationCost {
  readonly ours: number;
  readonly empty: number;
}

/** Both wait for the same events, so that the same goes on around them. Undefined where no editor runs. */
export async function activationCost({ work, programs, repeats }: Bench, say: (line: string) => void): Promise<ActivationCost | undefined> {
  const develop = (folder: string): Promise<void> => {
    const path = join(folder, 'package.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...manifest, main: './extension.js', engines: { vscode: '^1.100.0' }, activationEvents, extensionKind: ['workspace'] }));
    copyFileSync(programs.emptyExtension, join(folder, 'extension.js'));
    copyFileSync(programs.echoServer, join(folder, 'server.js'));
    return Promise.resolve();
  };
  const costs = { ours: [] as number[], empty: [] as number[] };
  try {
    for (let i = 0; i < repeats; i++) {
      const folder = join(work, 'activation');
      mkdirSync(folder, { recursive: true });
      for (const { title, milliseconds = 0 } of await runSuite('tools/bench/activation-suite.ts', folder, develop)) if (title === 'ours' || title === 'empty') costs[title].push(milliseconds);
    }
  } catch (error) {
    say(`activation cannot be measured: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  return { ours: median(costs.ours), empty: median(costs.empty) };
}
