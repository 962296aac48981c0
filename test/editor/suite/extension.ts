/** What only the editor's own API can tell about the installed extension: diagnostics, hovers, actions and commands, as other code sees them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const source = 'Serverless Warden';

/** Longer than an analysis takes on a busy machine. */
const patience = 30_000;

function fileIn(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileIn(path));
  await vscode.window.showTextDocument(document);
  return document;
}

function ours(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === source);
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** Waits until a look finds something, and says what was there instead if it never does. */
async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const all = vscode.languages.getDiagnostics().flatMap(([uri, list]) => list.map((diagnostic) => `${uri.path} ${ruleOf(diagnostic)}: ${diagnostic.message}`));
  throw new Error(`Waited in vain: ${what}. There is:\n${all.join('\n')}`);
}

function finding(path: string, rule: string, part = ''): Promise<vscode.Diagnostic> {
  return until(`${rule} in ${path} "${part}"`, () => ours(fileIn(path)).find((diagnostic) => ruleOf(diagnostic) === rule && diagnostic.message.includes(part)));
}

async function noFinding(path: string, rule: string): Promise<void> {
  await until(`no ${rule} in ${path}`, () => (ours(fileIn(path)).some((diagnostic) => ruleOf(diagnostic) === rule) ? undefined : true));
}

async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `"${text}" is not in ${document.fileName}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + text.length)), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function actionsAt(uri: vscode.Uri, range: vscode.Range, kind?: vscode.CodeActionKind): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind?.value, 20);
}

describe('the extension', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('starts in a folder with a template', async () => {
    const extension = vscode.extensions.getExtension('serverless-warden.serverless-warden');
    assert.ok(extension, 'it is not installed');
    await until('the extension', () => (extension.isActive ? true : undefined));
  });

  it('names the rule, links its page and points to each step of the flow', async () => {
    await open('src/lib/db.ts');
    const { code, relatedInformation, severity } = await finding('src/lib/db.ts', 'injection/sql');
    assert.equal(severity, vscode.DiagnosticSeverity.Error);
    assert.ok(typeof code === 'object');
    const page = await vscode.workspace.openTextDocument(code.target);
    assert.match(page.getText(), /^## Why$/m);
    const files = (relatedInformation ?? []).map(({ location }) => vscode.workspace.asRelativePath(location.uri));
    for (const file of ['src/lib/filters.ts', 'src/handlers/search-orders.ts', 'src/lib/order-reports.ts']) assert.ok(files.includes(file), `${file} is not among ${files.join(', ')}`);
  });

  it('finds in files that are not open', async () => {
    await finding('src/lib/pricing.ts', 'injection/code');
    await finding('template.yaml', 'iam/admin-policy');
  });

  it('explains a finding in its hover', async () => {
    const document = await open('src/lib/labels.ts');
    const { range } = await finding('src/lib/labels.ts', 'injection/command');
    const text = await until('a hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, range.start);
      const all = hovers.flatMap(({ contents }) => contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))).join('\n');
      return all.includes('injection/command') ? all : undefined;
    });
    for (const part of ['becomes part of a shell command', 'anyone', 'CWE-78']) assert.ok(text.includes(part), `"${part}" is not in: ${text}`);
  });

  it('judges unsaved text of a template together with the code', async () => {
    await finding('src/lib/db.ts', 'injection/sql', 'anyone can send it');
    const template = await open('template.yaml');
    await replace(template, 'Authorizer: NONE', 'Authorizer: AWS_IAM');
    await finding('src/lib/db.ts', 'injection/sql', 'any signed-in caller');
    assert.ok(template.isDirty);
    await replace(template, 'Authorizer: AWS_IAM', 'Authorizer: NONE');
    await finding('src/lib/db.ts', 'injection/sql', 'anyone can send it');
  });

  it('judges unsaved text of the code together with the template', async () => {
    await finding('src/lib/db.ts', 'injection/sql');
    const filters = await open('src/lib/filters.ts');
    await replace(filters, 'event.queryStringParameters ?? {}', '({} as Record<string, string>)');
    await noFinding('src/lib/db.ts', 'injection/sql');
  });

  it('offers a fix that clears its finding', async () => {
    const path = 'src/handlers/create-order.ts';
    const document = await open(path);
    const { range } = await finding(path, 'logging/log-event-option');
    const fix = await until('a fix', async () => (await actionsAt(document.uri, range)).find((action) => action.isPreferred === true));
    assert.ok(fix.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await noFinding(path, 'logging/log-event-option');
  });

  it('fixes all that is safe in a file', async () => {
    const document = await open('template.yaml');
    const { range } = await finding('template.yaml', 'logging/log-event-option');
    const kind = vscode.CodeActionKind.SourceFixAll.append('serverlessWarden');
    const all = await until('fix all', async () => (await actionsAt(document.uri, range, kind)).find((action) => action.kind !== undefined && kind.contains(action.kind)));
    assert.ok(all.edit);
    assert.ok(await vscode.workspace.applyEdit(all.edit));
    await noFinding('template.yaml', 'logging/log-event-option');
  });

  it('sees files that come and go on disk', async () => {
    const path = 'src/handlers/ping.ts';
    const text = "import { execSync } from 'node:child_process';\nexport const handler = async (event: { queryStringParameters: { host: string } }) => execSync('ping ' + event.queryStringParameters.host).toString();\n";
    const template = await open('template.yaml');
    const entry = "  PingFunction:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: ping.handler\n      Events:\n        Ping: { Type: HttpApi, Properties: { ApiId: !Ref Api, Method: GET, Path: /ping } }\n    Metadata:\n      BuildMethod: esbuild\n      BuildProperties:\n        EntryPoints: [src/handlers/ping.ts]\n\n";
    await replace(template, '  SearchOrdersFunction:\n', `${entry}  SearchOrdersFunction:\n`);
    await vscode.workspace.fs.writeFile(fileIn(path), new TextEncoder().encode(text));
    await finding(path, 'injection/command');
    await vscode.workspace.fs.delete(fileIn(path));
    await noFinding(path, 'injection/command');
  });

  it('finds the same after its server was restarted', async () => {
    await finding('template.yaml', 'iam/admin-policy');
    await vscode.commands.executeCommand('serverlessWarden.restartServer');
    await finding('template.yaml', 'iam/admin-policy');
    await finding('src/lib/db.ts', 'injection/sql');
  });

  it("shows a rule's page", async () => {
    await vscode.commands.executeCommand('serverlessWarden.showRule', 'injection/sql');
    await until('a tab', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('sql') === true ? true : undefined);
  });
});
