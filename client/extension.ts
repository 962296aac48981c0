/** Starts the language server and registers what VS Code draws. Analyses nothing. */
import * as vscode from 'vscode';
import { commands, ruleScheme } from '../server/lsp/protocol';
import { RulePages } from './rule-pages';
import { scanWorkspace } from './scan';
import { Server } from './server';
import { StatusItem } from './status-item';
import { walkFlow } from './walk-flow';

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Serverless Warden', { log: true });
  const server = new Server(context.asAbsolutePath('dist/server/node.js'), output);
  const pages = new RulePages(vscode.Uri.joinPath(context.extensionUri, 'dist', 'rules'));

  /** A command that fails says so where the user looks. */
  const command = (name: string, run: (argument: unknown) => Promise<void> | void): vscode.Disposable =>
    vscode.commands.registerCommand(name, async (argument: unknown) => {
      try {
        await run(argument);
      } catch (error) {
        output.error(error instanceof Error ? error : String(error));
        void vscode.window.showErrorMessage(`Serverless Warden: ${error instanceof Error ? error.message : String(error)}`);
      }
    });

  context.subscriptions.push(
    output,
    server,
    new StatusItem(server),
    vscode.workspace.registerTextDocumentContentProvider(ruleScheme, pages),
    command(commands.showRule, (rule) => pages.show(rule)),
    command(commands.walkFlow, (fingerprint) => walkFlow(server, fingerprint)),
    command('serverlessWarden.scanWorkspace', () => scanWorkspace(server)),
    command('serverlessWarden.restartServer', () => server.restart()),
    command('serverlessWarden.showOutput', () => { output.show(); }),
  );
  void server.start();
}
