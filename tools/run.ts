/** Runs other programs. */
import { spawn, spawnSync } from 'node:child_process';
import { root } from './paths';

export interface Outcome {
  readonly status: number;
  /** Standard output and error, interleaved; empty where they were shown as they came. */
  readonly output: string;
}

export interface RunOptions {
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Show the output as it comes and keep none of it. */
  readonly show?: boolean;
}

/** Runs a program to its end; a program that cannot be started has status 127. */
export function run(program: string, parameters: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, parameters, {
      cwd: options.folder ?? root,
      env: { ...process.env, ...options.environment },
      stdio: options.show === true ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // npm and its like are command files there, which only a shell can start.
      shell: process.platform === 'win32',
    });
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => {
      resolve({ status: 127, output: error.message });
    });
    child.on('close', (status) => {
      resolve({ status: status ?? 1, output });
    });
  });
}

/** Whether a program of that name is on the PATH. */
export function isOnPath(program: string): boolean {
  const finder = process.platform === 'win32' ? 'where' : 'which';
  return spawnSync(finder, [program], { stdio: 'ignore' }).status === 0;
}
