/** The packaged extension holds what it needs and nothing else, and stays small. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packagePath, root } from '../../tools/paths';
import { ruleIds } from '../../tools/rule-data';
import { rulesFolder } from '../../tools/rules-plugin';
import { zipEntries } from '../support/zip';

const bytes = readFileSync(packagePath);
const files = zipEntries(bytes)
  .map(({ name }) => name)
  .filter((name) => name.startsWith('extension/'))
  .map((name) => name.slice('extension/'.length));

/** Paths in the manifest that must lead somewhere. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('./') ? [value.slice(2)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

it('holds code, rule pages, snippets, pictures and papers only', () => {
  const expected = [
    /^(package(\.nls(\.[\w-]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
    /^dist\/(typescript|client\/extension|server\/node|cli\/main)\.js$/,
    /^dist\/(actions|resources|managed)\.data\.js$/,
    /^dist\/settings\.schema\.json$/,
    /^dist\/client\/checklist\/view\.(js|css)$/,
    /^dist\/rules\/[a-z-]+\/[a-z-]+\.md$/,
    /^(snippets|l10n)\/[\w.-]+\.json$/,
    /^(walkthrough|media)\/[\w.-]+\.(md|svg|png)$/,
  ];
  expect(files.filter((file) => !expected.some((pattern) => pattern.test(file)))).toEqual([]);
});

it('holds what its manifest points to', () => {
  const { main, contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly main: string; readonly contributes: unknown };
  const named = [...pathsIn(main), ...pathsIn(contributes)];
  expect(named).toContain('dist/client/extension.js');
  expect(named.filter((path) => !files.includes(path))).toEqual([]);
});

it("holds each rule's page", () => {
  const ids = ruleIds(rulesFolder);
  expect(ids.length).toBeGreaterThan(0);
  expect(ids.filter((id) => !files.includes(`dist/rules/${id}.md`))).toEqual([]);
});

it('is at most 3 MB', () => {
  expect(bytes.length).toBeLessThanOrEqual(3 * 1024 * 1024);
});
