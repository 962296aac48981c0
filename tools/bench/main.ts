/**
 * `npm run bench`: measures the built product against yardsticks in the same run and writes docs/performance.md. `--quick` measures small
 * projects only and writes nothing, `--largest N` leaves larger projects out, `--only N` measures that size alone and puts its row among those of the last run, `--folder PATH` measures that folder as well, `--no-peers` leaves
 * other tools out.
 */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import { packagePath, root } from '../paths';
import { run } from '../run';
import { activationCost } from './activation';
import { editorCosts, generatedScan, scanCost, sizes, startCost, type Bench, type ScanCost } from './measures';
import { peerCosts } from './peers';
import { buildPrograms } from './programs';
import { toMarkdown, type Results } from './table';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, folder: { type: 'string', multiple: true }, 'no-peers': { type: 'boolean' }, 'no-build': { type: 'boolean' }, only: { type: 'string' }, largest: { type: 'string', default: '10000' } } });
  const quick = values.quick === true;
  if (values['no-build'] !== true) {
    const built = await run('npm', ['run', '--silent', 'package']);
    if (built.status !== 0) throw new Error(built.output);
  }
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'serverless-warden-bench-')));
  try {
    const bench: Bench = { work, programs: await buildPrograms(work), repeats: quick ? 1 : 3 };
    const say = (line: string): void => { console.log(line); };
    if (values.only !== undefined) {
      // The largest project takes longer than all the rest together.
      const row = await generatedScan({ ...bench, repeats: 1 }, Number(values.only));
      const last = lastResults();
      write({ ...last, scans: [...last.scans.filter(({ name }) => name !== row.name), row].sort((a, b) => a.characters - b.characters) });
      return;
    }
    say('start');
    const start = await startCost(bench);
    say('edits');
    const editor = await editorCosts(bench, 200);
    const scans: ScanCost[] = [];
    for (const count of [10, 100, 1000, 10_000].filter((size) => size <= (quick ? 100 : Number(values.largest)))) {
      say(`scan of ${String(count)} files`);
      // The largest takes minutes each time, and says the same.
      scans.push(await generatedScan(count > 1000 ? { ...bench, repeats: 1 } : bench, count));
    }
    for (const folder of values.folder ?? []) {
      say(`scan of ${folder}`);
      scans.push(await scanCost(bench, basename(folder), resolve(folder)));
    }
    say('activation');
    const activation = quick ? undefined : await activationCost(bench, say);
    const peers = values['no-peers'] === true || quick ? [] : await peerCosts(bench, 1000, say);
    const results: Results = { version, packageName: basename(packagePath), load: loadavg()[0] ?? 0, processors: cpus().length, start, editor, activation, scans, peers, sizes: sizes() };
    const text = toMarkdown(results);
    if (quick) {
      console.log(text);
      return;
    }
    write(results);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const trend = join(root, 'tools', 'bench', 'trend');

function lastResults(): Results {
  const { sizes: known, ...results } = JSON.parse(readFileSync(join(trend, `${version}.json`), 'utf8')) as Omit<Results, 'sizes'> & { readonly sizes: Readonly<Record<string, number>> };
  return { ...results, sizes: new Map(Object.entries(known)) };
}

function write(results: Results): void {
  const text = toMarkdown(results);
  writeFileSync(join(root, 'docs', 'performance.md'), text);
  mkdirSync(trend, { recursive: true });
  writeFileSync(join(trend, `${version}.json`), `${JSON.stringify({ ...results, sizes: Object.fromEntries(results.sizes) }, null, 1)}\n`);
  console.log(text);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
