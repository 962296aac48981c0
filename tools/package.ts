/**
 * Builds and packs the extension into serverless-warden.vsix. The same sources give the same bytes, whenever they are packed: all entries bear the day
 * of the last change. `--twice` does it all a second time and fails unless the bytes are the same.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { packagePath, root } from './paths';
import { run } from './run';

/** Where there is no history, as in an archive of the sources. */
const someDay = '1767225600';

async function lastChange(): Promise<string> {
  const { status, output } = await run('git', ['log', '-1', '--format=%ct']);
  return process.env.SOURCE_DATE_EPOCH ?? (status === 0 && /^\d+\s*$/.test(output) ? output.trim() : someDay);
}

/** The SHA-256 of what it wrote. */
async function pack(day: string): Promise<string> {
  const parameters = ['vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', relative(root, packagePath)];
  const { status, output } = await run('npx', parameters, { environment: { SOURCE_DATE_EPOCH: day } });
  if (status !== 0) throw new Error(output);
  return createHash('sha256').update(await readFile(packagePath)).digest('hex');
}

async function main(): Promise<void> {
  const day = await lastChange();
  const first = await pack(day);
  if (process.argv.includes('--twice') && (await pack(day)) !== first) throw new Error('Packing the same sources twice gave different bytes.');
  console.log(`${relative(root, packagePath)} sha256 ${first}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
