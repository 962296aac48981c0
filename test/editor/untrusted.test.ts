/** A folder that is not trusted: the extension reads it like any other, since it runs nothing of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyOfExample, Workbench } from '../support/editor';
import { isDesktop } from '../support/extension-host';

describe.runIf(!isDesktop())('in a folder that is not trusted', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await Workbench.start({ workspaceTrust: true });
  });

  afterAll(async () => {
    await workbench.stop();
  });

  test('flaws are underlined all the same', async () => {
    const window = await workbench.window(await copyOfExample('orders'), 'template.yaml');
    await window.page.locator('.part.banner', { hasText: 'Restricted Mode' }).waitFor({ timeout: 60_000 });
    await window.anySquiggle.first().waitFor({ timeout: 60_000 });
    await window.screenshot('untrusted');
    expect(await window.anySquiggle.count()).toBeGreaterThan(0);
  });
});
