/**
 * Builds the extension and opens it on the example application: in the desktop's `code` where there is one, otherwise in a VS Code that is
 * served to the browser on 127.0.0.1 (PORT chooses the port).
 */
import { join } from 'node:path';
import { fetchEditor, installExtension, startEditor, whyNoEditor } from './editor';
import { cache, packagePath, root } from './paths';
import { isOnPath, run } from './run';

const example = join(root, 'examples', 'orders');

/** Where a flaw is seen at once. */
const firstFile = join(example, 'src', 'lib', 'labels.ts');

async function main(): Promise<void> {
  if (isOnPath('code') && (await openOnDesktop())) return;
  const reason = whyNoEditor();
  if (reason !== undefined) {
    throw new Error(
      `There is no \`code\` on the PATH, and ${reason}.\n` +
        'Install VS Code (https://code.visualstudio.com; on macOS also run "Shell Command: Install \'code\' command in PATH") and try again.',
    );
  }
  await openInBrowser();
}

async function openOnDesktop(): Promise<boolean> {
  await mustRun('Building the extension …', 'npm', ['run', '--silent', 'build']);
  const { status, output } = await run('code', ['--new-window', `--extensionDevelopmentPath=${root}`, example, '--goto', firstFile]);
  if (status === 0) console.log('VS Code opens on examples/orders, with this checkout as its extension.');
  else console.log(`\`code\` could not open a window (${output.trim()}); a browser will do.`);
  return status === 0;
}

async function openInBrowser(): Promise<void> {
  await mustRun('Packaging the extension …', 'npm', ['run', '--silent', 'package']);
  const editor = await fetchEditor(console.log);
  const folders = { data: join(cache, 'start', 'data'), extensions: join(cache, 'start', 'extensions') };
  await installExtension(editor, folders, packagePath);
  const port = Number(process.env.PORT);
  const running = await startEditor(editor, {
    ...folders,
    settings: {
      'workbench.startupEditor': 'none',
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
      'telemetry.telemetryLevel': 'off',
      'extensions.ignoreRecommendations': true,
      'chat.disableAIFeatures': true,
      // The example's packages are not installed; TypeScript's complaints would hide ours.
      'typescript.validate.enable': false,
    },
    ...(port > 0 ? { port } : {}),
  });
  const payload = JSON.stringify([['openFile', `vscode-remote://${running.authority}${firstFile}`]]);
  console.log(`\nOpen this in a browser:\n\n  ${running.address}/?folder=${encodeURI(example)}&payload=${encodeURIComponent(payload)}\n\nCtrl+C stops it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void running.stop().then(() => process.exit(0));
    });
  }
}

async function mustRun(what: string, program: string, parameters: readonly string[]): Promise<void> {
  console.log(what);
  const { status, output } = await run(program, parameters);
  if (status !== 0) throw new Error(output);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
