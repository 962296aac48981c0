/** Finds the browser that the editor tests look through, and installs Debian's where that is possible. */
import { existsSync, readFileSync } from 'node:fs';
import { isOnPath, run } from './run';

/** Path of a Chromium. Throws with what is missing and what to do. */
export async function findChromium(say: (line: string) => void): Promise<string> {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which does not exist.`);
  }
  const debians = '/usr/bin/chromium';
  if (existsSync(debians)) return debians;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const maySudo = asRoot.length === 0 || (isOnPath('sudo') && (await run('sudo', ['-n', 'true'])).status === 0);
  if (isDebian() && maySudo) {
    say('Installing chromium with apt …');
    for (const step of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      const [program = '', ...parameters] = [...asRoot, 'apt-get', ...step];
      const { status, output } = await run(program, parameters, { environment: { DEBIAN_FRONTEND: 'noninteractive' } });
      if (status !== 0) throw new Error(`\`apt-get ${step.join(' ')}\` failed:\n${output}`);
    }
    if (existsSync(debians)) return debians;
  }
  throw new Error('The editor tests look through a Chromium, and there is none. Install one and name it: CHROMIUM=/path/to/chromium npm test');
}

/** Ubuntu is not meant: its chromium package is a stand-in for a snap, which cannot be driven like this. */
function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
