/** Runs a program from its start to its end and says what that took. Knows no program. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Cost {
  readonly milliseconds: number;
  /** The largest resident set, in MB; undefined for programs that are not Node's. */
  readonly megabytes: number | undefined;
  /** Milliseconds of processor time, of all its threads: other programs on the machine have little part in it. Undefined for the same. */
  readonly processor: number | undefined;
  readonly output: string;
}

/** Tells what its process has taken when that ends: the largest resident set in MB, and the processor's time in milliseconds. */
const peakModule = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  require('fs').writeFileSync(process.env.BENCH_PEAK, JSON.stringify([maxRSS / 1024, (userCPUTime + systemCPUTime) / 1000]));
});\n`;

/**
 * Runs it once; `work` is a folder for files of ours. Rejects where it cannot be started or is killed. An exit code is no
 * failure: a linter that finds something has one.
 */
export function runWhole(program: string, parameters: readonly string[], work: string, folder: string = work): Promise<Cost> {
  const peak = join(work, 'peak.txt');
  const preloaded = join(work, 'peak.cjs');
  const isNode = program === process.execPath;
  rmSync(peak, { force: true });
  writeFileSync(preloaded, peakModule);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...(isNode ? ['--require', preloaded] : []), ...parameters], { cwd: folder, env: { ...process.env, BENCH_PEAK: peak }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => { if (output.length < 100_000) output += chunk.toString(); };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (_status, signal) => {
      const milliseconds = performance.now() - started;
      if (signal !== null) reject(new Error(`${program} ${parameters.join(' ')} was ended by ${signal}\n${output}`));
      else {
        const [megabytes, processor] = isNode ? JSON.parse(readFileSync(peak, 'utf8')) as [number, number] : [];
        resolve({ milliseconds, megabytes, processor, output });
      }
    });
  });
}
