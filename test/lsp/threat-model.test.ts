/** The threat model over the protocol: its places are the editor's, answers are written whole and come back. */
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { methods, type AnswerParams, type AnswerResult, type PlacedModel } from '../../server/lsp/protocol';
import { Editor } from './editor';
import { template } from './samples';

let editor: Editor | undefined;
afterEach(async () => editor?.dispose());

const file = '.serverless-warden/threat-model.yaml';

async function models(editor: Editor): Promise<readonly PlacedModel[]> {
  return editor.connection.sendRequest<PlacedModel[]>(methods.threatModels);
}

async function answer(editor: Editor, root: string, note: string): Promise<AnswerResult> {
  return editor.connection.sendRequest<AnswerResult>(methods.answer, { root: editor.uri(root), item: 'A6', answer: { status: 'met', by: 'Ana', note } } satisfies AnswerParams);
}

function itemOf(model: PlacedModel | undefined, id: string): PlacedModel['areas'][number]['items'][number] | undefined {
  return model?.areas.flatMap(({ items }) => items).find((item) => item.id === id);
}

test('functions and evidence are placed in lines of client uris', async () => {
  editor = await Editor.open({ 'my app/template.yaml': template({ action: 's3:*' }), 'my app/greet.ts': 'export const handler = async () => 1;\n' }, { roots: ['my app'] });
  const [model] = await models(editor);
  expect(model?.root).toBe(editor.uri('my app'));
  const [row] = model?.functions ?? [];
  expect(row).toMatchObject({ name: 'Greet', at: { uri: editor.uri('my app/template.yaml'), range: { start: { line: 3, character: 2 } } }, code: { uri: editor.uri('my app/greet.ts'), exportName: 'handler' } });
  const against = itemOf(model, 'B2');
  expect(against?.status).toBe('not-met');
  expect(against?.evidence.find(({ rule }) => rule === 'iam/wildcard-action')?.location).toMatchObject({ uri: editor.uri('my app/template.yaml'), range: { start: { line: 12 } } });
});

test('an answer is written into the root’s file and comes back', async () => {
  editor = await Editor.open({ 'a/template.yaml': template({ action: 's3:*' }), 'b/template.yaml': template({ action: 's3:*' }) }, { roots: ['a', 'b'] });
  expect(await answer(editor, 'b', 'LGPD; see the wiki')).toEqual({ written: true });
  const text = await readFile(join(editor.folder, 'b', file), 'utf8');
  expect(text).toContain('LGPD; see the wiki');
  expect(await readdir(join(editor.folder, 'b/.serverless-warden'))).toEqual(['threat-model.yaml']);
  const [a, b] = await models(editor);
  expect(itemOf(a, 'A6')?.answer).toBeUndefined();
  expect(itemOf(b, 'A6')).toMatchObject({ status: 'met', anotherLook: false, answer: { by: 'Ana', note: 'LGPD; see the wiki' } });
  await editor.connection.sendRequest(methods.answer, { root: editor.uri('b'), item: 'A6', answer: null } satisfies AnswerParams);
  expect(itemOf((await models(editor))[1], 'A6')?.answer).toBeUndefined();
});

test('a file that is open is left to the editor', async () => {
  editor = await Editor.open({ 'template.yaml': template({ action: 's3:*' }) });
  await editor.show(file, '# unsaved\n');
  const result = await answer(editor, '', 'fine');
  expect(result).toMatchObject({ written: false, uri: editor.uri(file) });
  expect(result.written ? '' : result.text).toMatch(/^# unsaved\n[^]*fine/);
});

test('an answer that cannot be written is refused with a reason', async () => {
  editor = await Editor.open({ 'template.yaml': template({ action: 's3:*' }), [file]: 'items: [broken\n' });
  await expect(answer(editor, '', 'fine')).rejects.toThrow(/threat-model\.yaml/);
  expect(await readFile(join(editor.folder, file), 'utf8')).toBe('items: [broken\n');
  await expect(answer(editor, 'elsewhere', 'fine')).rejects.toThrow(/not part of the workspace/);
});

test('a link does not lead an answer out of the workspace', async () => {
  editor = await Editor.open({ 'root/template.yaml': template({ action: 's3:*' }) }, { roots: ['root'] });
  await mkdir(join(editor.folder, 'outside'));
  await symlink(join(editor.folder, 'outside'), join(editor.folder, 'root/.serverless-warden'));
  await expect(answer(editor, 'root', 'fine')).rejects.toThrow(/out of the workspace/);
  expect(await readdir(join(editor.folder, 'outside'))).toEqual([]);
});

test('it can be had as Markdown', async () => {
  editor = await Editor.open({ 'template.yaml': template({ action: 's3:*' }) });
  const markdown = await editor.connection.sendRequest<string>(methods.markdown, { root: editor.uri('') });
  expect(markdown).toMatch(/^# Threat model/);
  expect(markdown).toContain('template.yaml:13');
});
