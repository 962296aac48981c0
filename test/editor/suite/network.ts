/** The client never leaves the machine: while the suite runs, every way into the network throws for the files of the extension. */
import assert from 'node:assert/strict';
import { runInThisContext } from 'node:vm';
import * as vscode from 'vscode';

let refused: string[];
let extensionPath: string;

before(async () => {
  const extension = vscode.extensions.getExtension('serverless-warden.serverless-warden');
  assert.ok(extension, 'it is not installed');
  ({ extensionPath } = extension);
  process.env.NETWORK_GUARD_FOR = extensionPath;
  ({ refused } = await import('../../support/network-guard.cjs'));
  // It may have started its server already; this one starts behind the guard.
  await vscode.commands.executeCommand('serverlessWarden.restartServer');
});

after('what was refused', () => {
  assert.deepEqual(refused, []);
});

describe('without a network', () => {
  for (const call of ["fetch('http://127.0.0.1:9')", "require('node:net').connect(9)", "require('node:https').get('https://127.0.0.1:9')"]) {
    it(`the extension could not call ${call}`, () => {
      const planted = runInThisContext(`(require) => ${call}`, { filename: `${extensionPath}/planted.js` }) as (load: typeof require) => unknown;
      assert.throws(() => planted(require), /the network is not there/);
      assert.equal(refused.splice(0).length, 1);
    });
  }
});
