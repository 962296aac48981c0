/** The list of bounds has every number of the source, and what it says is told is told: a test meets the bound. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boundTable, numbersIn, readBounds, type Bounds } from '../../tools/bound-table';
import { root } from '../../tools/paths';

const bounds = readBounds(join(root, 'tools', 'bounds.yaml'));
const numbers = numbersIn(join(root, 'server'));
const listed = ({ groups, others }: Bounds): readonly string[] => [...groups.flatMap((group) => group.bounds.flatMap((bound) => bound.in)), ...others];

test('every number that bounds something has its line', () => {
  expect([...listed(bounds)].sort()).toEqual([...numbers.keys()].sort());
});

test('no bound is compared with a number that has no name', () => {
  const unnamed = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [...readFileSync(join(root, 'server', path), 'utf8').matchAll(/\b(?:depth|steps|hops|rounds|budget)\b *[<>]=? *\d{2,}/gi)].map(([found]) => `${path}: ${found}`));
  expect(unnamed).toEqual([]);
});

test('what is told is met by a test, or it is said why not', () => {
  const tests = ['test/bounds/told.test.ts', 'test/cli.test.ts', 'test/lsp/diagnostics.test.ts', 'test/engine/settings.test.ts'].map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  for (const { what, told, quiet, unplanted } of bounds.groups.flatMap((group) => group.bounds)) {
    expect((told === undefined) !== (quiet === undefined), what).toBe(true);
    if (told !== undefined) expect(tests.includes(told), what).toBe(unplanted === undefined);
  }
});

test('a number that is gone is missed', () => {
  expect(() => boundTable({ groups: [{ title: 'A', help: '', bounds: [{ what: 'a', in: ['engine/none.ts#most'], told: 'a' }] }], others: [] }, numbers)).toThrow('engine/none.ts#most');
});
