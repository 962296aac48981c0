/** What only the editor's own API can tell about the installed extension: diagnostics, hovers, actions and commands, as other code sees them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, fileIn, finding, noFinding, open, replace, until } from './editor';

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
