/** What must not bring the server down, and that it leaves when it should. */
import { once } from 'node:events';
import { fork } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { methods } from '../../server/lsp/protocol';
import { dist } from '../../tools/paths';
import { Editor } from './editor';
import { template } from './samples';

let editor: Editor | undefined;
afterEach(async () => editor?.dispose());

test('requests and notifications that make no sense are survived', async () => {
  editor = await Editor.open({ 'template.yaml': template({ action: 's3:*' }) });
  const { connection } = editor;
  const nonsense: unknown[] = [null, 7, 'x', [], {}, { textDocument: null }, { textDocument: { uri: 'nonsense://%ZZ' }, position: { line: -1, character: 1e9 }, range: null, context: {} }];
  const requests = ['textDocument/hover', 'textDocument/codeAction', 'codeAction/resolve', 'no/such', ...Object.values(methods)];
  for (const method of requests) for (const parameters of nonsense) await connection.sendRequest(method, parameters).catch(() => undefined);
  const notifications = ['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles', 'textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose', '$/no'];
  for (const method of notifications) for (const parameters of nonsense) await connection.sendNotification(method, parameters);
  await editor.show('template.yaml', template({ action: 'sqs:*' }));
  const [diagnostic] = await editor.diagnostics('template.yaml', ([first]) => first?.message.includes('sqs:*') === true);
  expect(diagnostic?.code).toBe('iam/wildcard-action');
});

test('input of every broken kind gives no exception and keeps the others’ findings', async () => {
  editor = await Editor.open({
    'template.yaml': template({ action: 's3:*' }),
    'binary.ts': new Uint8Array([0, 255, 1, 0, 128, 10, 0]),
    'latin1.js': new Uint8Array([0x22, 0xe9, 0x22]),
    'bom.yaml': `\uFEFF${template({ action: 's3:*' })}`,
    'crlf.yaml': template({ action: 's3:*' }).replaceAll('\n', '\r\n'),
    'half.ts': 'export const handler = async (event => { if (event.',
    'deep.ts': `const x = ${'['.repeat(20_000)}`,
    'tabs.yaml': 'Resources:\n\tA:\n\t\tType: AWS::S3::Bucket\n',
    'large.json': `{"Resources": "${'x'.repeat(5 * 1024 * 1024)}"}`,
    'empty.yml': '',
  });
  await symlink('.', join(editor.folder, 'loop'));
  await symlink('/etc/passwd', join(editor.folder, 'outside.yaml'));
  await editor.connection.sendRequest(methods.scan, {});
  for (const path of ['template.yaml', 'bom.yaml', 'crlf.yaml']) await editor.expectRules(path, 'iam/wildcard-action');
  for (const path of ['binary.ts', 'deep.ts', 'half.ts']) await editor.show(path, path === 'binary.ts' ? '\0\0' : `const x = ${`${'('.repeat(100)}\n`.repeat(200)}`);
  await editor.expectRules('binary.ts', 'binary');
  await editor.expectRules('deep.ts', 'too-complex');
  expect(editor.errors).toEqual([]);
});

test('edits that come faster than an analysis end with the newest text', async () => {
  editor = await Editor.open({});
  await editor.show('template.yaml', template({ action: 's3:GetObject' }));
  const services = ['sqs', 'sns', 's3', 'dynamodb', 'lambda'];
  let action = 's3:GetObject';
  for (let i = 0; i < 100; i++) {
    const next = i % 7 === 0 ? 's3:GetObject' : `${services[i % services.length] ?? 's3'}:*`;
    await editor.type('template.yaml', action, next);
    action = next;
  }
  const last = action;
  expect(last).toBe('lambda:*');
  const [diagnostic] = await editor.diagnostics('template.yaml', ([first]) => first?.message.includes(last) === true);
  expect(diagnostic?.code).toBe('iam/wildcard-action');
});

test('a scan can be cancelled', async () => {
  editor = await Editor.open(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`src/file${i}.ts`, 'export const x = 1;\n'])));
  const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
  const source = new CancellationTokenSource();
  const scan = editor.connection.sendRequest(methods.scan, {}, source.token).then(() => 'answered', () => 'cancelled');
  source.cancel();
  expect(['answered', 'cancelled']).toContain(await scan);
  expect(await editor.connection.sendRequest(methods.scan, {})).toMatchObject({ files: 300 });
});

test('it ends when it is asked to', async () => {
  editor = await Editor.open({ 'template.yaml': template({ action: 's3:*' }) });
  await editor.expectRules('template.yaml', 'iam/wildcard-action');
  expect(await editor.quit()).toBe(0);
});

test('it ends when its editor dies', async () => {
  const child = fork(join(dist, 'server', 'node.js'), ['--node-ipc'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  child.disconnect();
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).not.toBeNull();
});
