/** The extension as a person meets it: files, keys, menus and the checklist, in one real editor with the packaged extension. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copyOfExample, Workbench, type Window } from '../support/editor';
import { isDesktop } from '../support/extension-host';

/** A server that starts, reads the folder and analyses it. */
const firstLook = { timeout: 60_000 };

// A desktop's window cannot be seen from here; there the suite in the extension host has to do.
describe.runIf(!isDesktop())('by hand', () => {
  let workbench: Workbench;
  let folder: string;
  let window: Window | undefined;

  beforeAll(async () => {
    workbench = await Workbench.start();
  });

  afterAll(async () => {
    await workbench.stop();
  });

  beforeEach(async () => {
    folder = await copyOfExample('orders');
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await window?.screenshot(`failed: ${task.name}`);
    await window?.close();
    window = undefined;
  });

  async function open(file: string): Promise<Window> {
    window = await workbench.window(folder, file);
    await window.text.waitFor(firstLook);
    return window;
  }

  test('data from the event is followed into a helper, and the hover tells who can send it', async () => {
    const file = 'src/lib/labels.ts';
    const window = await open(file);
    await window.squiggles('error').first().waitFor(firstLook);
    await window.focusText();
    await window.cursorInto(join(folder, file), '/opt/bin/make-label');
    const hover = await window.openHover('What to do:');
    const text = await hover.innerText();
    expect(text).toContain('becomes part of a shell command');
    expect(text).toContain('anyone can send it: the URL of PartnerWebhookFunction, its AuthType is NONE');
    expect(text).toContain('queue `FulfilmentQueue` starts `FulfilOrderFunction`');
    expect(text).toContain('fulfil-order.ts:18');
    await window.screenshot('editor', 'for-readers');
  });

  test('who may call a route changes the finding in the code, and back', async () => {
    const window = await open('template.yaml');
    await window.anySquiggle.first().waitFor(firstLook);
    await window.focusText();
    await window.cursorInto(join(folder, 'template.yaml'), 'Authorizer: NONE');
    const finding = await window.problems('injection/sql');
    await finding.filter({ hasText: 'anyone can send it' }).waitFor();
    await window.screenshot('open-route');
    await window.focusText();
    await window.cursorInto(join(folder, 'template.yaml'), 'Authorizer: NONE');
    await window.press('End Control+Shift+ArrowLeft');
    await window.type('AWS_IAM');
    await finding.filter({ hasText: 'any signed-in caller' }).waitFor();
    await window.screenshot('closed-route');
    await window.press('Control+Shift+ArrowLeft');
    await window.type('NONE');
    await finding.filter({ hasText: 'anyone can send it' }).waitFor();
  });

  test('a flaw is underlined, the hover explains it, and the fix from the keyboard clears it', async () => {
    const file = 'src/handlers/create-order.ts';
    const window = await open(file);
    await window.anySquiggle.first().waitFor(firstLook);
    await window.focusText();
    await window.cursorInto(join(folder, file), 'true })');
    const hover = await window.openHover('What to do:');
    expect(await hover.innerText()).toMatch(/Why:[^]*What to do:[^]*logging\/log-event-option/);
    await window.screenshot('hover');
    await window.press('Escape');
    const menu = await window.openQuickFixes();
    await window.screenshot('quick-fixes');
    expect(await menu.innerText()).toContain('Show rule logging/log-event-option');
    const before = await window.anySquiggle.count();
    await window.press('Enter');
    await menu.waitFor({ state: 'hidden' });
    await expect.poll(() => window.anySquiggle.count(), firstLook).toBe(before - 1);
    await window.screenshot('fixed');
    await window.press('Control+S');
    await expect.poll(() => readFile(join(folder, file), 'utf8')).not.toContain('logEvent: true');
  });

  test("a rule's page opens from the quick-fix menu", async () => {
    const window = await open('template.yaml');
    await window.anySquiggle.first().waitFor(firstLook);
    await window.focusText();
    await window.cursorInto(join(folder, 'template.yaml'), 'AdministratorAccess');
    await window.chooseQuickFix('Show rule iam/admin-policy', window.webview.locator('h2', { hasText: 'When not to report' }));
    await window.screenshot('rule-page');
  });

  test('an answer in the checklist is kept and survives a reload', async () => {
    window = await workbench.window(folder);
    await window.command('Serverless Warden: Open Threat-Model Checklist');
    const item = window.webview.locator('article', { has: window.webview.getByRole('button', { name: 'Answer', exact: true }) }).first();
    await item.waitFor(firstLook);
    await window.screenshot('checklist', 'for-readers');
    const id = await item.getAttribute('data-item');
    const answered = window.webview.locator(`article[data-item="${id ?? ''}"]`);
    await answered.getByRole('button', { name: 'Answer', exact: true }).click();
    await answered.getByLabel('Met', { exact: true }).check();
    await answered.getByLabel('Your name').fill('Robin');
    await answered.getByLabel(/^Note/).fill('Written down in the handbook');
    await answered.getByRole('button', { name: 'Save' }).click();
    await answered.locator('blockquote', { hasText: 'Written down in the handbook' }).waitFor();
    await window.screenshot('checklist-answered');
    const answers = join(folder, '.serverless-warden', 'threat-model.yaml');
    expect(existsSync(answers)).toBe(true);
    expect(await readFile(answers, 'utf8')).toMatch(/Robin[^]*Written down in the handbook|Written down in the handbook[^]*Robin/);
    await window.reload();
    await answered.locator('blockquote', { hasText: 'Written down in the handbook' }).waitFor(firstLook);
    await window.screenshot('checklist-reloaded');
  });

  test('a snippet is offered and inserts', async () => {
    const file = 'src/handlers/new.ts';
    await writeFile(join(folder, file), '');
    const window = await open(file);
    await window.focusText();
    await window.type('sw-api');
    const offer = window.page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'sw-api' });
    await window.pressUntil('Control+Space', offer);
    await window.screenshot('snippet-offered');
    await window.press('Enter');
    await window.text.getByText('safeParse').first().waitFor();
    await window.screenshot('snippet');
  });

  test('a scan of the workspace says what it found', async () => {
    const window = await open('template.yaml');
    await window.anySquiggle.first().waitFor(firstLook);
    await window.command('Serverless Warden: Scan Workspace');
    const notification = window.notification.filter({ hasText: /\d+ findings in \d+ files/ });
    await notification.waitFor({ timeout: 30_000 });
    await window.screenshot('scan');
    await notification.getByText('Show Problems').click();
    await (await window.problems('injection/sql')).first().waitFor();
    await window.screenshot('problems');
  });
});
