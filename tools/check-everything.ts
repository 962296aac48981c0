/** Everything that `npm test` runs, each part whether or not another held; ends with the sum of it. Checks share the cores, tests have them to themselves. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fetchEditor, whyNoEditor } from './editor';
import { findChromium } from './chromium';
import { packagePath, testResults } from './paths';
import { run } from './run';

/** How many tests of a step passed and failed. */
interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** A step that is one check, and counts as one test. */
interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** The longest first. Some tests talk to what the packaging has built. */
const checks: readonly Check[] = [
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'build and package, twice with the same bytes', command: ['npm', 'run', '--silent', 'package', '--', '--twice'] },
  { name: 'types of everything', command: ['npx', 'tsc', '-p', '.'] },
  { name: 'types of the engine, which sees no host', command: ['npx', 'tsc', '-p', 'server/engine'] },
  { name: 'generated files are up to date', command: ['npm', 'run', '--silent', 'generate', '--', '--check'] },
  { name: 'layers', command: ['npm', 'run', '--silent', 'layers'] },
];

async function main(): Promise<void> {
  await rm(testResults, { recursive: true, force: true });
  await rm(packagePath, { force: true });
  await mkdir(testResults, { recursive: true });
  // It comes over the network, so it may come while the cores are at work.
  const editor = editorIsReady();
  const tallies: Tally[] = await runChecks();
  tallies.push(await runTests('unit', 'counting'));
  tallies.push((await editor) ? await runTests('editor') : { passed: 0, failed: 1 });
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

/** As many at a time as there are cores. */
async function runChecks(): Promise<Tally[]> {
  const tallies: Tally[] = [];
  const waiting = [...checks];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) tallies.push(await runCheck(check));
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  return tallies;
}

async function runCheck({ name, command }: Check): Promise<Tally> {
  const started = performance.now();
  const [program, ...parameters] = command;
  const { status, output } = await run(program, parameters);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (status !== 0) console.log(output);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** What vitest writes about a run, as far as it is counted here. */
interface VitestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

async function runTests(project: string, ...others: readonly string[]): Promise<Tally> {
  console.log(`\n${project} tests`);
  const file = join(testResults, `${project}.json`);
  const projects = [project, ...others].flatMap((name) => ['--project', name]);
  const parameters = ['vitest', 'run', '--configLoader', 'runner', ...projects, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = await run('npx', parameters, { show: true });
  let report: VitestReport;
  try {
    report = JSON.parse(await readFile(file, 'utf8')) as VitestReport;
  } catch {
    console.log(`✗ ${project}: the run left no result`);
    return { passed: 0, failed: 1 };
  }
  // A file that cannot be loaded holds no tests that could fail, and a skipped test has shown nothing: both are failures.
  const unloaded = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0).length;
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + unloaded;
  return { passed: report.numPassedTests, failed: failed === 0 && (status !== 0 || report.numPassedTests === 0) ? 1 : failed };
}

/** Gets what the editor tests need, here and not inside of a test, where waiting for a download would look like a slow editor. */
async function editorIsReady(): Promise<boolean> {
  if (process.env.VSCODE_EXECUTABLE !== undefined || whyNoEditor() !== undefined) return true;
  try {
    await fetchEditor(console.log);
    await findChromium(console.log);
    return true;
  } catch (error) {
    console.log(`✗ editor tests: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

void main();
