/** Opens a rule's page inside the editor, from the extension's own files. */
import * as vscode from 'vscode';
import { ruleScheme } from '../server/lsp/protocol';

const pagePath = /^\/[a-z0-9-]+\/[a-z0-9-]+\.md$/;

export class RulePages implements vscode.TextDocumentContentProvider {
  /** `folder` holds `<group>/<name>.md`. */
  constructor(private readonly folder: vscode.Uri) {}

  async provideTextDocumentContent({ path }: vscode.Uri): Promise<string> {
    if (!pagePath.test(path)) return 'There is no such rule.\n';
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, path)));
    } catch {
      return `There is no rule \`${path.slice(1, -'.md'.length)}\` in this version of Serverless Warden.\n`;
    }
  }

  /** Asks which one where none is named. */
  async show(rule: unknown): Promise<void> {
    const id = typeof rule === 'string' ? rule : await vscode.window.showQuickPick(this.list(), { placeHolder: 'Which rule?' });
    if (id === undefined) return;
    const uri = vscode.Uri.from({ scheme: ruleScheme, path: `/${id}.md` });
    // The user may have switched off the Markdown extension; the page reads well as text too.
    const preview = vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined;
    if (preview) await vscode.commands.executeCommand('markdown.showPreview', uri);
    else await vscode.window.showTextDocument(uri);
  }

  private async list(): Promise<string[]> {
    const groups = await this.names(this.folder, vscode.FileType.Directory);
    const pages = await Promise.all(groups.map(async (group) => {
      const files = await this.names(vscode.Uri.joinPath(this.folder, group), vscode.FileType.File);
      return files.map((name) => `${group}/${name.replace(/\.md$/, '')}`);
    }));
    return pages.flat().sort();
  }

  private async names(folder: vscode.Uri, wanted: vscode.FileType): Promise<string[]> {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.filter(([, type]) => type === wanted).map(([name]) => name);
  }
}
