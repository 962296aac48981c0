/** What the suites ask of the editor's own API, as other code sees it. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const source = 'Serverless Warden';

/** Longer than an analysis takes on a busy machine. */
const patience = 30_000;

export function fileIn(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileIn(path));
  await vscode.window.showTextDocument(document);
  return document;
}

export function ours(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === source);
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** Waits until a look finds something, and says what was there instead if it never does. */
export async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const all = vscode.languages.getDiagnostics().flatMap(([uri, list]) => list.map((diagnostic) => `${uri.path} ${ruleOf(diagnostic)}: ${diagnostic.message}`));
  throw new Error(`Waited in vain: ${what}. There is:\n${all.join('\n')}`);
}

export function finding(path: string, rule: string, part = ''): Promise<vscode.Diagnostic> {
  return until(`${rule} in ${path} "${part}"`, () => ours(fileIn(path)).find((diagnostic) => ruleOf(diagnostic) === rule && diagnostic.message.includes(part)));
}

export async function noFinding(path: string, rule: string): Promise<void> {
  await until(`no ${rule} in ${path}`, () => (ours(fileIn(path)).some((diagnostic) => ruleOf(diagnostic) === rule) ? undefined : true));
}

export async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `"${text}" is not in ${document.fileName}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + text.length)), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

export function actionsAt(uri: vscode.Uri, range: vscode.Range, kind?: vscode.CodeActionKind): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind?.value, 20);
}
