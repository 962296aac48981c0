/** Walks a finding's path: a list of its steps, each shown in its file while it is chosen. */
import * as vscode from 'vscode';
import { methods, type Flow, type FlowParams } from '../server/lsp/protocol';
import type { Server } from './server';

interface Station extends vscode.QuickPickItem {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

const highlight = vscode.window.createTextEditorDecorationType({
  backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
  borderColor: new vscode.ThemeColor('contrastActiveBorder'),
  border: '1px solid',
  overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.findMatchForeground'),
});

/** Of the finding with that fingerprint, or the one at the cursor. */
export async function walkFlow(server: Server, fingerprint: unknown): Promise<void> {
  const params = typeof fingerprint === 'string' ? { fingerprint } : atCursor();
  const flow = params === undefined ? null : await server.request<Flow | null>(methods.flow, params);
  if (flow === null) {
    void vscode.window.showInformationMessage('There is no Serverless Warden finding at the cursor.');
    return;
  }
  await choose(flow);
}

function atCursor(): FlowParams | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { start, end } = editor.selection;
  return { uri: editor.document.uri.toString(), range: { start: { line: start.line, character: start.character }, end: { line: end.line, character: end.character } } };
}

async function choose(flow: Flow): Promise<void> {
  const before = vscode.window.activeTextEditor;
  const selection = before?.selection;
  const pick = vscode.window.createQuickPick<Station>();
  pick.title = `${flow.rule} – ${flow.steps.length} steps`;
  pick.placeholder = 'Up and down walk the path, Enter stays there, Escape goes back';
  pick.items = flow.steps.map(({ location, message }, index): Station => {
    const uri = vscode.Uri.parse(location.uri);
    const { start, end } = location.range;
    return {
      label: `${index + 1}. ${message}`,
      description: `${vscode.workspace.asRelativePath(uri)}:${start.line + 1}`,
      uri,
      range: new vscode.Range(start.line, start.character, end.line, end.character),
    };
  });
  const accepted = await new Promise<boolean>((resolve) => {
    pick.onDidChangeActive(([station]) => {
      if (station !== undefined) void reveal(station);
    });
    pick.onDidAccept(() => {
      resolve(true);
      pick.hide();
    });
    pick.onDidHide(() => { resolve(false); });
    pick.show();
  });
  pick.dispose();
  for (const editor of vscode.window.visibleTextEditors) editor.setDecorations(highlight, []);
  if (accepted) {
    const [station] = pick.activeItems;
    if (station !== undefined) await vscode.window.showTextDocument(station.uri, { selection: station.range });
  } else if (before !== undefined && selection !== undefined) await vscode.window.showTextDocument(before.document, { selection, viewColumn: before.viewColumn ?? vscode.ViewColumn.Active });
}

async function reveal({ uri, range }: Station): Promise<void> {
  const editor = await vscode.window.showTextDocument(uri, { preserveFocus: true, preview: true, selection: range });
  for (const other of vscode.window.visibleTextEditors) other.setDecorations(highlight, other === editor ? [range] : []);
}
