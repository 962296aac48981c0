/**
 * Runs a Mocha suite inside a real extension host with the packaged extension installed: in the served VS Code where there is one, elsewhere
 * (or where VSCODE_EXECUTABLE names one) in a desktop VS Code.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { whyNoEditor } from '../../tools/editor';
import { packagePath, root, testResults } from '../../tools/paths';
import { run } from '../../tools/run';
import { Workbench } from './editor';
import { resultsVariable, type Result } from './suite-result';

/** Whether the tests run in a desktop VS Code, whose window no test looks at. */
export function isDesktop(): boolean {
  return process.env.VSCODE_EXECUTABLE !== undefined || whyNoEditor() !== undefined;
}

/** Bundles a suite, runs it on a folder and reads its results; throws where there are none. `develop` may write an extension under development. */
export async function runSuite(entryPoint: string, folder: string, develop?: (folder: string) => Promise<void>): Promise<readonly Result[]> {
  const home = await mkdtemp(join(tmpdir(), 'serverless-warden-suite-'));
  try {
    const results = join(home, 'results.json');
    const suite = join(testResults, 'suite', 'index.js');
    await build({
      absWorkingDir: root,
      entryPoints: [entryPoint],
      outfile: suite,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['vscode', 'mocha'],
      logLevel: 'warning',
    });
    // The editor wants an extension under development; the one under test is installed, so this one is empty.
    const empty = join(home, 'empty');
    await mkdir(empty);
    const manifest = { name: 'empty', publisher: 'serverless-warden-tests', version: '0.0.0', engines: { vscode: '*' } };
    await writeFile(join(empty, 'package.json'), JSON.stringify(manifest));
    await develop?.(empty);
    const job = { folder, suite, empty, home, environment: { [resultsVariable]: results } };
    const log = await (isDesktop() ? runOnDesktop(job) : runInBrowser(job));
    return await readResults(results, log);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

interface Job {
  readonly folder: string;
  readonly suite: string;
  readonly empty: string;
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
}

async function runInBrowser(job: Job): Promise<string> {
  const workbench = await Workbench.start({ testDriver: true, environment: job.environment });
  const log: string[] = [];
  try {
    let end: (code: unknown) => void = () => undefined;
    const ended = new Promise((resolve) => {
      end = resolve;
    });
    const payload = [
      ['extensionDevelopmentPath', workbench.uriOf(job.empty)],
      ['extensionTestsPath', workbench.uriOf(job.suite)],
      ['enableProposedApi', ''],
      ['skipWelcome', 'true'],
    ] as const;
    await workbench.page(job.folder, payload, async (page) => {
      // The workbench calls these two when it runs tests.
      await page.exposeFunction('codeAutomationLog', (kind: string, parts: readonly unknown[]) => log.push(`${kind} ${parts.join(' ')}`));
      await page.exposeFunction('codeAutomationExit', end);
    });
    await withDeadline(ended, 400_000, () => `The suite did not end.\n${log.join('\n')}`);
  } finally {
    await workbench.stop();
  }
  return log.join('\n');
}

async function runOnDesktop(job: Job): Promise<string> {
  const vscodeExecutablePath = process.env.VSCODE_EXECUTABLE ?? (await downloadAndUnzipVSCode('stable'));
  const folders = [`--user-data-dir=${join(job.home, 'data')}`, `--extensions-dir=${join(job.home, 'extensions')}`];
  const [program = vscodeExecutablePath, ...parameters] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath, { reuseMachineInstall: true });
  const installed = await run(program, [...parameters, ...folders, '--install-extension', packagePath, '--force']);
  if (installed.status !== 0) throw new Error(`${packagePath} could not be installed:\n${installed.output}`);
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: job.empty,
      extensionTestsPath: job.suite,
      extensionTestsEnv: job.environment,
      launchArgs: [job.folder, ...folders, '--disable-workspace-trust', '--disable-telemetry'],
    });
    return '';
  } catch (error) {
    // The suite's own results say which test failed; this only says that one did.
    return String(error);
  }
}

async function readResults(file: string, log: string): Promise<readonly Result[]> {
  let results: readonly Result[];
  try {
    results = JSON.parse(await readFile(file, 'utf8')) as readonly Result[];
  } catch (error) {
    throw new Error(`The suite left no results.\n${log}`, { cause: error });
  }
  if (results.length === 0) throw new Error(`The suite ran no test.\n${log}`);
  return results;
}

async function withDeadline<T>(promise: Promise<T>, milliseconds: number, message: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(message()));
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
