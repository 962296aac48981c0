/** What the server publishes, and when: over files on disk, unsaved text, several roots, settings. */
import { FileChangeType } from 'vscode-languageserver-protocol/node';
import { afterEach, expect, test } from 'vitest';
import { Editor } from './editor';
import { template } from './samples';

let editor: Editor | undefined;
afterEach(async () => editor?.dispose());

test('findings of files that are not open are published', async () => {
  editor = await Editor.open({ 'template.yaml': template({ action: 's3:*' }) });
  const [diagnostic] = await editor.expectRules('template.yaml', 'iam/wildcard-action');
  expect(diagnostic).toMatchObject({ source: 'Serverless Warden', code: 'iam/wildcard-action', severity: 1, codeDescription: { href: 'serverless-warden-rule:/iam/wildcard-action.md' } });
  expect(diagnostic?.data).toHaveProperty('fingerprint');
});

test('unsaved text goes before what is on disk, and back when it is closed', async () => {
  editor = await Editor.open({ 'template.yaml': template({ action: 's3:*' }) });
  await editor.expectRules('template.yaml', 'iam/wildcard-action');
  await editor.show('template.yaml', template({ action: 's3:*' }));
  await editor.type('template.yaml', 's3:*', 's3:GetObject');
  await editor.expectRules('template.yaml');
  await editor.close('template.yaml');
  await editor.expectRules('template.yaml', 'iam/wildcard-action');
});

test('a diagnostic stands where the typed text is', async () => {
  editor = await Editor.open({ 'template.yaml': template({ action: 's3:*' }) });
  const [before] = await editor.expectRules('template.yaml', 'iam/wildcard-action');
  await editor.show('template.yaml', `# é😀\n${template({ action: 's3:*' })}`);
  const [after] = await editor.diagnostics('template.yaml', ([first]) => first?.range.start.line !== before?.range.start.line);
  expect(after?.range.start).toEqual({ line: (before?.range.start.line ?? 0) + 1, character: before?.range.start.character });
});

test('files that appear, change and go on disk are followed', async () => {
  editor = await Editor.open({ 'package.json': '{}' });
  await editor.write('stack/template.yaml', template({ action: 's3:*' }));
  await editor.fileChanged('stack', FileChangeType.Created);
  await editor.expectRules('stack/template.yaml', 'iam/wildcard-action');
  await editor.write('stack/template.yaml', template({ action: 's3:GetObject' }));
  await editor.fileChanged('stack/template.yaml', FileChangeType.Changed);
  await editor.expectRules('stack/template.yaml');
  await editor.write('stack/template.yaml', template({ action: 's3:*' }));
  await editor.fileChanged('stack/template.yaml', FileChangeType.Changed);
  await editor.expectRules('stack/template.yaml', 'iam/wildcard-action');
  await editor.fileChanged('stack', FileChangeType.Deleted);
  await editor.expectRules('stack/template.yaml');
});

test('what git ignores and what others wrote is left out', async () => {
  const bad = template({ action: 's3:*' });
  editor = await Editor.open({
    '.gitignore': 'generated/\n/*.local.yaml\n!kept.local.yaml\n',
    'generated/template.yaml': bad, 'a.local.yaml': bad, 'node_modules/x/template.yaml': bad, 'kept.local.yaml': bad,
  });
  await editor.expectRules('kept.local.yaml', 'iam/wildcard-action');
  for (const path of ['generated/template.yaml', 'a.local.yaml', 'node_modules/x/template.yaml']) await editor.expectRules(path);
  await editor.show('a.local.yaml', bad);
  await editor.show('other.yaml', bad);
  await editor.expectRules('other.yaml', 'iam/wildcard-action');
  await editor.expectRules('a.local.yaml');
});

test('each root of a workspace is read', async () => {
  editor = await Editor.open({ 'a b/template.yaml': template({ action: 's3:*' }), 'ü#%41/template.yaml': template({ action: 'sqs:*' }), 'closed/template.yaml': template({ action: 's3:*' }) }, { roots: ['a b', 'ü#%41'] });
  const [first] = await editor.expectRules('a b/template.yaml', 'iam/wildcard-action');
  const [second] = await editor.expectRules('ü#%41/template.yaml', 'iam/wildcard-action');
  expect(first?.message).toContain('s3:*');
  expect(second?.message).toContain('sqs:*');
  await editor.expectRules('closed/template.yaml');
});

test('a file that is opened by itself is analysed', async () => {
  editor = await Editor.open({}, { roots: [] });
  await editor.show('template.yaml', template({ action: 's3:*' }));
  await editor.expectRules('template.yaml', 'iam/wildcard-action');
});

test('the settings of the editor are followed', async () => {
  editor = await Editor.open({ 'template.yaml': template({ action: 's3:*' }) }, { settings: { severities: { 'iam/wildcard-action': 'hint' } } });
  const [hint] = await editor.expectRules('template.yaml', 'iam/wildcard-action');
  expect(hint?.severity).toBe(4);
  await editor.configure({ severities: { iam: 'off' } });
  await editor.expectRules('template.yaml');
  await editor.configure({ severities: 7, exclude: 'nonsense', profile: {} });
  await editor.expectRules('template.yaml', 'iam/wildcard-action');
});

test('a wrong line of the settings file is named at that line', async () => {
  editor = await Editor.open({ '.serverless-warden.yml': 'profile: recommended\nseverities:\n  iam/wildcard-action: loud\n', 'template.yaml': template({ action: 's3:*' }) });
  const [problem] = await editor.diagnostics('.serverless-warden.yml', ({ length }) => length > 0);
  expect(problem?.range.start.line).toBe(2);
  expect(problem?.message).toContain('severity');
  await editor.expectRules('template.yaml', 'iam/wildcard-action');
});

test('a file over the size limit is named while it is open, and read once it is smaller', async () => {
  const large = `${template({ action: 's3:*' })}# ${'x'.repeat(600 * 1024)}\n`;
  editor = await Editor.open({ 'template.yaml': large, 'other.yaml': template({ action: 's3:*' }) });
  await editor.expectRules('other.yaml', 'iam/wildcard-action');
  await editor.expectRules('template.yaml');
  await editor.show('template.yaml', large);
  const [note] = await editor.expectRules('template.yaml', 'too-large');
  expect(note?.severity).toBe(3);
  await editor.configure({ maxFileSize: 4096 });
  await editor.expectRules('template.yaml', 'iam/wildcard-action');
});
