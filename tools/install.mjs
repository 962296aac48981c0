/** Makes the checkout ready to run: checks Node, installs the dependencies. Plain Node only, since nothing is installed yet. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const needed = [20, 12];

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  console.error(
    `Serverless Warden needs Node ${needed.join('.')} or newer; this is Node ${process.versions.node}.\n` +
      'Install a newer one (https://nodejs.org, or `nvm install 20`) and run the command again.',
  );
  process.exit(1);
}

/** npm notes what it installed in this file, so its age is the age of node_modules. */
function installedIsCurrent() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

export function install() {
  checkNode();
  if (installedIsCurrent()) return;
  console.log('Installing dependencies (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('`npm ci` failed; see its message above. It needs access to an npm registry.');
    process.exit(1);
  }
}

/** Runs one of our TypeScript tools and ends this process as it ends; Ctrl+C is the tool's to handle. */
export function runTool(name) {
  const loader = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const tool = spawn(process.execPath, [loader, join(root, 'tools', name), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => tool.kill(signal));
  tool.on('exit', (code) => process.exit(code ?? 1));
}
