/** The suite of suite/ in the extension host of a real VS Code, on the packaged extension; each of its tests is one here. */
import { describe, expect, test } from 'vitest';
import { copyOfExample } from '../support/editor';
import { runSuite } from '../support/extension-host';

const results = await runSuite('test/editor/suite/index.ts', await copyOfExample('orders'));

describe('in the extension host', () => {
  for (const { title, error } of results) {
    test(title, () => {
      expect(error).toBeUndefined();
    });
  }
});
