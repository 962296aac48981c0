/** The suite that runs inside the extension host: loads the test files, runs Mocha, leaves each test's result in a file. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { resultsVariable, type Result } from '../../support/suite-result';

/** Called by the editor. Rejects when a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000 });
  // Gives describe and it to this module; the test files are part of the same bundle.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // First, so that what the others ask of the extension is asked without a network.
  await import('./network');
  await import('./extension');
  await import('./killed');
  const results: Result[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => results.push({ title: test.fullTitle() }));
    runner.on('fail', (test, error: Error) => results.push({ title: test.fullTitle(), error: error.stack ?? error.message }));
    runner.on('pending', (test) => results.push({ title: test.fullTitle(), error: 'skipped' }));
  });
  const file = process.env[resultsVariable];
  if (file === undefined) throw new Error(`${resultsVariable} is not set`);
  writeFileSync(file, JSON.stringify(results));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
