/** What a person can do with a finding: fix it, fix all, ignore it, have it explained, walk its path. */
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol/node';
import { afterEach, expect, test } from 'vitest';
import { methods, type Flow, type Status } from '../../server/lsp/protocol';
import { Editor } from './editor';
import { template } from './samples';

let editor: Editor | undefined;
afterEach(async () => editor?.dispose());

const logged = template({ action: 's3:GetObject', environment: "      Environment:\n        Variables:\n          POWERTOOLS_LOGGER_LOG_EVENT: 'true'\n" });
const rule = 'logging/log-event-option';

async function opened(text: string, ...rules: string[]): Promise<{ readonly editor: Editor; readonly diagnostic: Diagnostic }> {
  editor = await Editor.open({});
  await editor.show('template.yaml', text);
  const [diagnostic] = await editor.expectRules('template.yaml', ...rules);
  if (diagnostic === undefined) throw new Error('There is no finding.');
  return { editor, diagnostic };
}

function named(actions: readonly CodeAction[], part: string): CodeAction {
  const found = actions.find(({ title }) => title.includes(part));
  if (found === undefined) throw new Error(`Only ${actions.map(({ title }) => title).join('; ')}`);
  return found;
}

test('a quick fix is preferred, comes without its edit, and clears its finding', async () => {
  const { editor, diagnostic } = await opened(logged, rule);
  const fix = (await editor.actions('template.yaml', diagnostic.range)).find(({ isPreferred }) => isPreferred === true);
  expect(fix).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: rule }] });
  expect(fix?.edit).toBeUndefined();
  if (fix !== undefined) await editor.apply((await editor.resolve(fix)).edit);
  expect(editor.text('template.yaml')).not.toBe(logged);
  await editor.expectRules('template.yaml');
});

test('a fix that was chosen before the last key is written for the newest text', async () => {
  const { editor, diagnostic } = await opened(logged, rule);
  const actions = await editor.actions('template.yaml', diagnostic.range);
  const fix = actions.find(({ isPreferred }) => isPreferred === true);
  await editor.change('template.yaml', [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# a line on top\n' }]);
  if (fix !== undefined) await editor.apply((await editor.resolve(fix)).edit);
  await editor.expectRules('template.yaml');
  expect(editor.text('template.yaml').startsWith('# a line on top\nAWSTemplate')).toBe(true);
});

test('all safe fixes of a file are one action, also on save', async () => {
  const { editor } = await opened(logged, rule);
  const whole = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const [fixAll, ...others] = await editor.actions('template.yaml', whole, ['source.fixAll']);
  expect(others).toEqual([]);
  expect(fixAll?.kind).toBe('source.fixAll.serverlessWarden');
  if (fixAll !== undefined) await editor.apply((await editor.resolve(fixAll)).edit);
  await editor.expectRules('template.yaml');
  expect(await editor.actions('template.yaml', whole, ['source.fixAll'])).toEqual([]);
});

test('only the wanted kinds of actions are given', async () => {
  const { editor, diagnostic } = await opened(logged, rule);
  expect(await editor.actions('template.yaml', diagnostic.range, ['refactor'])).toEqual([]);
  expect((await editor.actions('template.yaml', diagnostic.range, ['quickfix'])).length).toBeGreaterThan(1);
});

test('a finding can be ignored with a reason, a second one on the same line too', async () => {
  const both = template({ action: 's3:*' }).replace('Resource: arn:aws:s3:::greetings/*', 'Resource: x').replace("Action: 's3:*'", "Action: ['s3:*', 'sqs:*']");
  const { editor, diagnostic } = await opened(both, 'iam/wildcard-action', 'iam/wildcard-action');
  await editor.apply(named(await editor.actions('template.yaml', diagnostic.range), 'Ignore').edit);
  expect(editor.text('template.yaml')).toMatch(/^ {14}# serverless-warden-ignore-next-line iam\/wildcard-action -- reason$/m);
  await editor.expectRules('template.yaml');
});

test('a second rule joins the comment that is there', async () => {
  const text = logged.replace("          POWERTOOLS", '          # serverless-warden-ignore-next-line secrets -- checked\n          POWERTOOLS');
  const { editor, diagnostic } = await opened(text, rule);
  await editor.apply(named(await editor.actions('template.yaml', diagnostic.range), 'Ignore').edit);
  expect(editor.text('template.yaml')).toContain(`# serverless-warden-ignore-next-line secrets, ${rule} -- checked`);
  await editor.expectRules('template.yaml');
});

test('the rule is shown by a command of the editor', async () => {
  const { editor, diagnostic } = await opened(logged, rule);
  expect(named(await editor.actions('template.yaml', diagnostic.range), 'Show rule').command).toMatchObject({ command: 'serverlessWarden.showRule', arguments: [rule] });
});

test('an editor that knows none of our commands gets none', async () => {
  editor = await Editor.open({}, { initialization: {} });
  await editor.show('template.yaml', logged);
  const [diagnostic] = await editor.expectRules('template.yaml', rule);
  expect(diagnostic?.codeDescription).toBeUndefined();
  if (diagnostic === undefined) return;
  expect((await editor.actions('template.yaml', diagnostic.range)).filter(({ command }) => command !== undefined)).toEqual([]);
  expect(JSON.stringify(await editor.hover('template.yaml', diagnostic.range.start))).not.toContain('command:');
});

test('the hover explains the finding: what, why, what to do, which rule', async () => {
  const { editor, diagnostic } = await opened(logged, rule);
  const hover = await editor.hover('template.yaml', diagnostic.range.start);
  const text = JSON.stringify(hover?.contents);
  for (const part of ['**Why:**', '**What to do:**', rule, 'CWE-', 'command:serverlessWarden.showRule']) expect(text).toContain(part);
  expect(hover?.range).toEqual(diagnostic.range);
  expect(await editor.hover('template.yaml', { line: 0, character: 0 })).toBeNull();
});

test('what a workspace names cannot act as markup in a hover', async () => {
  const hostile = logged.replace('Greet:', "'[x](command:workbench.action.quit)<b>':");
  const { editor, diagnostic } = await opened(hostile, rule);
  const hover = JSON.stringify(await editor.hover('template.yaml', diagnostic.range.start));
  expect(hover).toContain('workbench.action.quit');
  expect(hover.replace(/`[^`]*`/g, '')).not.toMatch(/(?<!\\)\]\(command:workbench/);
});

test('the path of a finding at a place is told step by step', async () => {
  const { editor, diagnostic } = await opened(logged, rule);
  const flow = await editor.connection.sendRequest<Flow | null>(methods.flow, { uri: editor.uri('template.yaml'), range: diagnostic.range });
  expect(flow?.rule).toBe(rule);
  expect(flow?.steps[0]?.location).toMatchObject({ uri: editor.uri('template.yaml'), range: diagnostic.range });
  expect(await editor.connection.sendRequest(methods.flow, { fingerprint: 'none' })).toBeNull();
});

test('a scan reads everything again and says what it found', async () => {
  const { editor } = await opened(logged, rule);
  await editor.write('more/template.yaml', template({ action: 's3:*' }));
  const status = await editor.connection.sendRequest<Status>(methods.scan, {});
  expect(status).toMatchObject({ state: 'ready', files: 2, findings: { error: 1 }, crashes: [] });
  await editor.expectRules('more/template.yaml', 'iam/wildcard-action');
});
