/** The status bar's item: what the server is doing and what it has found. */
import * as vscode from 'vscode';
import type { Status } from '../server/lsp/protocol';
import type { Server, ServerState } from './server';

/** Work that takes less is not worth a spinning sign at each key. */
const patience = 600;

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('serverlessWarden.status', vscode.StatusBarAlignment.Right, 90);
  private readonly subscriptions: readonly { dispose: () => void }[];
  private state: ServerState = 'starting';
  private status: Status | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(server: Server) {
    this.item.name = 'Serverless Warden';
    this.subscriptions = [
      this.item,
      server.onState((state) => {
        this.state = state;
        this.status = undefined;
        this.draw();
      }),
      server.onStatus((status) => {
        this.status = status;
        clearTimeout(this.timer);
        if (status.state === 'ready' || status.state === 'reading') this.draw();
        else this.timer = setTimeout(() => { this.draw(); }, patience);
      }),
    ];
    this.draw();
    this.item.show();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private draw(): void {
    const { icon, text, detail, command } = this.face();
    this.item.text = `$(${icon}) Warden${text === '' ? '' : `: ${text}`}`;
    this.item.accessibilityInformation = { label: `Serverless Warden: ${detail}` };
    this.item.command = command;
    const tooltip = new vscode.MarkdownString(`**Serverless Warden** – ${detail}\n\n`, true);
    tooltip.isTrusted = { enabledCommands: menu.map(([, name]) => name) };
    tooltip.appendMarkdown(menu.map(([title, name]) => `[${title}](command:${name})`).join(' · '));
    this.item.tooltip = tooltip;
  }

  private face(): { icon: string; text: string; detail: string; command: string } {
    const problems = 'workbench.panel.markers.view.focus';
    if (this.state === 'stopped') return { icon: 'debug-disconnect', text: 'stopped', detail: 'the language server ended; it is started again shortly', command: 'serverlessWarden.restartServer' };
    const { status } = this;
    if (this.state === 'starting' || status === undefined) return { icon: 'loading~spin', text: '', detail: 'starting', command: problems };
    if (status.state === 'reading') return { icon: 'loading~spin', text: '', detail: 'reading the workspace', command: problems };
    if (status.state === 'analysing') return { icon: 'loading~spin', text: '', detail: 'analysing', command: problems };
    const { error, warning, information, hint } = status.findings;
    const shown = error + warning + information;
    const failed = status.crashes.length === 0 ? '' : `; ${status.crashes.length} checks failed, see the output`;
    if (shown === 0) return { icon: 'pass', text: '', detail: `nothing found in ${counted(status.files, 'file')}${failed}`, command: problems };
    const parts = [counted(error, 'error'), counted(warning, 'warning'), `${information + hint} to note`].filter((part) => !part.startsWith('0 '));
    return { icon: error > 0 ? 'error' : 'warning', text: String(shown), detail: `${parts.join(', ')} in ${counted(status.files, 'file')}${failed}`, command: problems };
  }
}

const menu = [
  ['Checklist', 'serverlessWarden.openChecklist'],
  ['Scan', 'serverlessWarden.scanWorkspace'],
  ['Output', 'serverlessWarden.showOutput'],
  ['Restart', 'serverlessWarden.restartServer'],
] as const;

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
