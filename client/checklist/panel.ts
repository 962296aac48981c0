/** The checklist's webview: brings the server's model to the page, and what a person answers back. Draws nothing itself. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Location } from 'vscode-languageserver-protocol';
import { commands, methods, type AnswerParams, type AnswerResult, type PlacedModel } from '../../server/lsp/protocol';
import type { Server } from '../server';
import type { FromPage, ToPage } from './messages';

export const checklistView = 'serverlessWarden.checklist';

/** Typing in a file must not redraw the page at each key. */
const calm = 400;
const nameKey = 'checklist.answeredBy';

export class Checklist implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly subscriptions: readonly { dispose: () => void }[];

  /** `files` holds the page's script and style. `report` shows a failure. */
  constructor(private readonly server: Server, private readonly files: vscode.Uri, private readonly memory: vscode.Memento, private readonly report: (error: unknown) => void) {
    this.subscriptions = [
      server.onReport(() => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.refresh(), calm);
      }),
    ];
  }

  open(): void {
    if (this.panel !== undefined) this.panel.reveal();
    else this.adopt(vscode.window.createWebviewPanel(checklistView, 'Threat-Model Checklist', vscode.ViewColumn.Active, { enableFindWidget: true }));
  }

  /** A window that was reloaded gives its panel back. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.adopt(panel);
    return Promise.resolve();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.files] };
    panel.webview.onDidReceiveMessage((message: FromPage) => { this.receive(message).catch(this.report); });
    panel.onDidDispose(() => { this.panel = undefined; });
    panel.webview.html = this.page(panel.webview);
  }

  /** Nothing but our own script and style may run or load. */
  private page(webview: vscode.Webview): string {
    const nonce = randomBytes(16).toString('base64');
    const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(this.files, name)).toString();
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('view.css')}">
<title>Threat-Model Checklist</title>
</head>
<body>
<main id="page" aria-live="off"><p>Reading the workspace…</p></main>
<script nonce="${nonce}" src="${file('view.js')}"></script>
</body>
</html>`;
  }

  private async refresh(): Promise<void> {
    const panel = this.panel;
    if (panel === undefined) return;
    let message: ToPage;
    try {
      message = { type: 'models', models: await this.server.request<PlacedModel[]>(methods.threatModels), me: this.memory.get<string>(nameKey, '') };
    } catch (error) {
      message = { type: 'trouble', message: error instanceof Error ? error.message : String(error) };
    }
    // It may have been closed meanwhile.
    if (this.panel === panel) await panel.webview.postMessage(message);
  }

  private async receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready': return this.refresh();
      case 'open': return show(message.location);
      case 'rule': return vscode.commands.executeCommand(commands.showRule, message.rule);
      case 'answer': return this.answer(message.params);
      case 'export': return this.export(message.root);
    }
  }

  private async answer(params: AnswerParams): Promise<void> {
    if (params.answer !== null && params.answer.by !== '') await this.memory.update(nameKey, params.answer.by);
    const result = await this.server.request<AnswerResult>(methods.answer, params);
    if (!result.written) await write(vscode.Uri.parse(result.uri), result.text);
    await this.refresh();
  }

  private async export(root: string): Promise<void> {
    const content = await this.server.request<string>(methods.markdown, { root });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
  }
}

/** An open document is changed and saved where the user sees it. */
async function write(uri: vscode.Uri, text: string): Promise<void> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document === undefined) return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  if (!(await document.save())) throw new Error(`${vscode.workspace.asRelativePath(uri)} could not be saved.`);
}

async function show({ uri, range: { start, end } }: Location): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(start.line, start.character, end.line, end.character), viewColumn: vscode.ViewColumn.Beside, preview: true });
}
