/** What only the editor's own API can tell about the installed extension. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('starts in a folder with a template', async () => {
    const extension = vscode.extensions.getExtension('serverless-warden.serverless-warden');
    assert.ok(extension, 'it is not installed');
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
