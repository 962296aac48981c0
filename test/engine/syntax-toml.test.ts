/** TOML as the shared data tree: values, tables, lists of tables, places, broken lines. */
import { describe, expect, it } from 'vitest';
import { child, type DataNode } from '../../server/engine/syntax/data';
import { parseToml } from '../../server/engine/syntax/toml';

function plain(node: DataNode | undefined): unknown {
  if (node?.kind === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  return node?.kind === 'list' ? node.items.map(plain) : node?.value;
}

function read(text: string): unknown {
  const { tree, problems } = parseToml({ uri: 'file:///a.toml', text });
  expect(problems).toEqual([]);
  return plain(tree);
}

describe('parseToml', () => {
  it('reads values, tables and lists of tables', () => {
    expect(read('name = "a"\ncount = 1_000\non = true\nlist = ["x", \'y\']\nday = 2026-01-02\n\n[vars]\nKEY = "v"\n\n[env.prod.vars]\nKEY = "w"\n\n[[routes]]\npattern = "a/*"\n\n[[routes]]\npattern = "b/*"\nzone = { name = "z" }\n'))
      .toEqual({ name: 'a', count: 1000, on: true, list: ['x', 'y'], day: '2026-01-02', vars: { KEY: 'v' }, env: { prod: { vars: { KEY: 'w' } } }, routes: [{ pattern: 'a/*' }, { pattern: 'b/*', zone: { name: 'z' } }] });
  });

  it('reads dotted keys and tables below lists', () => {
    expect(read('a.b = 1\n[[headers]]\nfor = "/*"\n  [headers.values]\n  "X-A" = "b"\n')).toEqual({ a: { b: 1 }, headers: [{ for: '/*', values: { 'X-A': 'b' } }] });
  });

  it('tells where a value stands', () => {
    const text = '[vars]\nKEY = "value"\n';
    const node = child(parseToml({ uri: 'file:///a.toml', text }).tree, 'vars', 'KEY');
    expect(text.slice(node?.span.start, node?.span.end)).toBe('"value"');
    expect(node).toMatchObject({ textStart: text.indexOf('value') });
  });

  it('leaves out broken lines', () => {
    const { tree, problems } = parseToml({ uri: 'file:///a.toml', text: 'a = 1\nb = = 2\nc = 3\n[x\ny = 4\n' });
    expect(plain(tree)).toMatchObject({ a: 1, c: 3 });
    expect(problems.map(({ message }) => message)).toContain('This line is not valid TOML');
  });

  it('never throws', () => {
    for (const text of ['', '[', '"""', 'a = {', 'a = [', `a = ${'['.repeat(20_000)}`, '[[a]]\n[a]\n', 'a = 1\na = 2\n', '\u0000']) expect(() => parseToml({ uri: 'file:///a.toml', text })).not.toThrow();
  });
});
