/** Scans the whole workspace with a progress that can be cancelled. */
import * as vscode from 'vscode';
import { methods, type ScanParams, type Status } from '../server/lsp/protocol';
import type { Server } from './server';
import { counted } from './status-item';

let scans = 0;

export async function scanWorkspace(server: Server): Promise<void> {
  const status = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: 'Serverless Warden: scanning', cancellable: true }, async (progress, token) => {
    const workDoneToken = `scan-${++scans}`;
    const subscription = server.onProgress(workDoneToken, (message) => { progress.report({ message }); });
    try {
      const status = await server.request<Status>(methods.scan, { workDoneToken } satisfies ScanParams, token);
      return token.isCancellationRequested ? undefined : status;
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      subscription.dispose();
    }
  });
  if (status === undefined) return;
  const { error, warning, information, hint } = status.findings;
  const total = error + warning + information + hint;
  const suppressed = status.suppressed === 0 ? '' : `, ${status.suppressed} ignored by comments`;
  const text = `${total === 0 ? 'Nothing found' : counted(total, 'finding')} in ${counted(status.files, 'file')}${suppressed}.`;
  const show = 'Show Problems';
  const chosen = total === 0 ? await vscode.window.showInformationMessage(text) : await vscode.window.showInformationMessage(text, show);
  if (chosen === show) await vscode.commands.executeCommand('workbench.panel.markers.view.focus');
}
