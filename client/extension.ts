/** Starts the language server and registers what VS Code draws. Analyses nothing. */
import * as vscode from 'vscode';
import { commands, ruleScheme } from '../server/lsp/protocol';
import { Checklist, checklistView } from './checklist/panel';
import { RulePages } from './rule-pages';
import { scanWorkspace } from './scan';
import { Server } from './server';
import { StatusItem } from './status-item';
import { walkFlow } from './walk-flow';

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Serverless Warden', { log: true });
  const server = new Server(context.asAbsolutePath('dist/server/node.js'), output);
  const pages = new RulePages(vscode.Uri.joinPath(context.extensionUri, 'dist', 'rules'));

  /** What fails is said where the user looks. */
  const report = (error: unknown): void => {
    output.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(`Serverless Warden: ${error instanceof Error ? error.message : String(error)}`);
  };
  const checklist = new Checklist(server, vscode.Uri.joinPath(context.extensionUri, 'dist', 'client', 'checklist'), context.globalState, report);
  const command = (name: string, run: (argument: unknown) => Promise<void> | void): vscode.Disposable =>
    vscode.commands.registerCommand(name, async (argument: unknown) => {
      try {
        await run(argument);
      } catch (error) {
        report(error);
      }
    });

  context.subscriptions.push(
    output,
    server,
    new StatusItem(server),
    checklist,
    vscode.window.registerWebviewPanelSerializer(checklistView, checklist),
    vscode.workspace.registerTextDocumentContentProvider(ruleScheme, pages),
    command(commands.showRule, (rule) => pages.show(rule)),
    command(commands.walkFlow, (fingerprint) => walkFlow(server, fingerprint)),
    command('serverlessWarden.openChecklist', () => { checklist.open(); }),
    command('serverlessWarden.scanWorkspace', () => scanWorkspace(server)),
    command('serverlessWarden.restartServer', () => server.restart()),
    command('serverlessWarden.showOutput', () => { output.show(); }),
  );
  void server.start();
}
