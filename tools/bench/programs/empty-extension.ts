/** The yardstick of activation: an extension that starts the same language client on a server that does nothing, and does nothing else. */
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { ExtensionContext } from 'vscode';

export function activate(context: ExtensionContext): void {
  const run = { module: context.asAbsolutePath('server.js'), transport: TransportKind.ipc };
  const client = new LanguageClient('empty', 'Empty', { run, debug: run }, { documentSelector: [{ scheme: 'file', language: 'typescript' }] });
  context.subscriptions.push(client);
  void client.start();
}
