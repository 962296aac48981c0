/**
 * A real VS Code with the packaged extension in it, seen through a browser as a person sees it: windows, keys, screenshots.
 * Knows nothing of what the extension should do.
 */
import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { findChromium } from '../../tools/chromium';
import { fetchEditor, installExtension, startEditor, type RunningEditor } from '../../tools/editor';
import { packagePath, root, testResults } from '../../tools/paths';

export interface WorkbenchOptions {
  readonly workspaceTrust?: boolean;
  readonly testDriver?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Quiet, and the same on every run. */
const settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'window.commandCenter': false,
  'window.title': '${activeEditorShort}${separator}${rootName}',
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // The example's packages are not installed; what TypeScript says of that is not the subject.
  'typescript.validate.enable': false,
};

/** A copy of an example in a fresh folder, so that a test may change it. */
export async function copyOfExample(name: string): Promise<string> {
  const folder = join(await realpath(await mkdtemp(join(tmpdir(), 'serverless-warden-'))), name);
  await cp(join(root, 'examples', name), folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  return folder;
}

/** One editor process and one browser; windows are opened in it one after another. */
export class Workbench {
  private constructor(
    private readonly editor: RunningEditor,
    private readonly browser: Browser,
    private readonly home: string,
  ) {}

  static async start(options: WorkbenchOptions = {}): Promise<Workbench> {
    const editor = await fetchEditor(console.log);
    const executablePath = await findChromium(console.log);
    const home = await mkdtemp(join(tmpdir(), 'serverless-warden-editor-'));
    const folders = { data: join(home, 'data'), extensions: join(home, 'extensions') };
    await installExtension(editor, folders, packagePath);
    const running = await startEditor(editor, { ...folders, ...options, settings: { ...settings, ...options.settings } });
    const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
    const browser = await chromium.launch({ executablePath, args: quiet });
    return new Workbench(running, browser, home);
  }

  /** A file on this machine as the workbench names it. */
  uriOf(path: string): string {
    return `vscode-remote://${this.editor.authority}${path}`;
  }

  /** Opens a folder in a page of its own, with what the address may ask for beside it. */
  async page(folder: string, payload: readonly (readonly [string, string])[], prepare?: (page: Page) => Promise<void>): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1360, height: 850 }, deviceScaleFactor: 1, permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await prepare?.(page);
    await page.goto(this.address(folder, payload));
    return page;
  }

  /** Opens a folder with one of its files, ready to type in; with no file, a reload brings back what was open. */
  async window(folder: string, file?: string): Promise<Window> {
    const opened = file === undefined ? [] : [['openFile', this.uriOf(join(folder, file))] as const];
    return new Window(await this.page(folder, [...opened, ['skipWelcome', 'true']]));
  }

  private address(folder: string, payload: readonly (readonly [string, string])[]): string {
    return `${this.editor.address}/?folder=${encodeURI(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.editor.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}

/** What a person does with one window. Waits are for what can be seen, never for a time. */
export class Window {
  constructor(readonly page: Page) {}

  /** The text of the active file. */
  get text(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor .view-lines').first();
  }

  squiggles(severity: 'error' | 'warning' | 'info'): Locator {
    return this.page.locator(`.editor-group-container.active .monaco-editor .squiggly-${severity}`);
  }

  get anySquiggle(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor').locator('.squiggly-error, .squiggly-warning, .squiggly-info');
  }

  get notification(): Locator {
    return this.page.locator('.notification-toast');
  }

  /** One chord, or several with a space between. */
  async press(keys: string): Promise<void> {
    for (const chord of keys.split(' ')) await this.page.keyboard.press(chord);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  /** Presses keys until what they open is there: while the window starts, a key can be swallowed. */
  async pressUntil(keys: string, opened: Locator): Promise<void> {
    for (let attempt = 0; attempt < 15; attempt++) {
      await this.press(keys);
      try {
        await opened.first().waitFor({ state: 'visible', timeout: 2000 });
        return;
      } catch {
        // Pressed too early.
      }
    }
    throw new Error(`${keys} opened nothing`);
  }

  /** Gives the keyboard to the file that is open. */
  async focusText(): Promise<void> {
    await this.text.waitFor({ state: 'visible', timeout: 60_000 });
    await this.pressUntil('Control+1', this.page.locator('.editor-group-container.active .monaco-editor.focused'));
  }

  /** Runs a command by its title in the command palette. */
  async command(title: string): Promise<void> {
    await this.pick('F1', title, { prefix: '>' });
  }

  /** Opens a file of the folder by its name. */
  async openFile(name: string): Promise<void> {
    await this.pick('Control+P', name, { prefix: '' });
    await this.page.locator('.tab.active', { hasText: name.slice(name.lastIndexOf('/') + 1) }).waitFor();
    await this.focusText();
  }

  private async pick(keys: string, what: string, { prefix }: { prefix: string }): Promise<void> {
    const box = this.page.locator('.quick-input-widget input');
    const entry = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: what.slice(what.lastIndexOf('/') + 1) }).first();
    for (let attempt = 0; attempt < 10; attempt++) {
      await this.pressUntil(keys, box);
      try {
        await box.fill(prefix + what, { timeout: 3000 });
        await entry.waitFor({ timeout: 3000 });
        await this.press('Enter');
        return;
      } catch {
        // The list does not grow while it is open: what an extension brings is in the next one. And whatever takes the focus closes it.
        await this.press('Escape');
      }
    }
    throw new Error(`"${what}" is not offered`);
  }

  /** Puts the cursor into a text of a file that is open and, as far as that text goes, saved. */
  async cursorInto(path: string, text: string): Promise<void> {
    const content = await readFile(path, 'utf8');
    const at = content.indexOf(text);
    if (at < 0 || content.includes(text, at + 1)) throw new Error(`"${text}" is not once in ${path}`);
    const lines = content.slice(0, at).split('\n');
    await this.goTo(lines.length, (lines.at(-1)?.length ?? 0) + 2);
  }

  /** Puts the cursor on a line and column, both from 1. */
  async goTo(line: number, column: number): Promise<void> {
    const box = this.page.locator('.quick-input-widget input');
    await this.pressUntil('Control+G', box);
    await box.fill(`:${line},${column}`);
    await this.press('Enter');
    await box.waitFor({ state: 'hidden' });
  }

  /** The quick-fix menu at the cursor. */
  async openQuickFixes(): Promise<Locator> {
    const menu = this.page.locator('.action-widget').first();
    await this.pressUntil('Control+.', menu);
    return menu;
  }

  /** Chooses from the quick-fix menu until what that opens is there: on a busy machine the menu is drawn anew under the mouse, and the click is lost. */
  async chooseQuickFix(title: string, opened: Locator): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt++) {
      const menu = await this.openQuickFixes();
      await menu.getByText(title).click();
      try {
        await opened.waitFor({ timeout: 15_000 });
        return;
      } catch {
        await this.press('Escape');
      }
    }
    throw new Error(`"${title}" opens nothing`);
  }

  /** The hover at the cursor, once it says what is waited for: other extensions have their say in it too. */
  async openHover(text: string): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: text }).first();
    await this.pressUntil('Control+K Control+I', hover);
    return hover;
  }

  /** The rows of the panel of problems that hold a text; the panel is filtered, since it draws only what fits. Its key is not used: pressed once too often it closes the panel. */
  async problems(text: string): Promise<Locator> {
    await this.command('Problems: Focus on Problems View');
    const panel = this.page.locator('.markers-panel');
    await this.page.locator('.part.panel .monaco-inputbox input, .part.panel .viewpane-filter textarea, .part.panel .viewpane-filter input').first().fill(text);
    return panel.locator('.monaco-list-row', { hasText: text });
  }

  /** The page inside of the webview that is open. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Keeps a picture to look at in test-results/, or for the README in docs/images/ where UPDATE_IMAGES says so. */
  async screenshot(name: string, purpose: 'to-look-at' | 'for-readers' = 'to-look-at'): Promise<void> {
    const folder = purpose === 'for-readers' && process.env.UPDATE_IMAGES !== undefined ? join(root, 'docs', 'images') : testResults;
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** By the editor's own command, which lets it write down first what is open. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 60_000 });
    await this.command('Developer: Reload Window');
    await loaded;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
