/** Bicep as declarations with the shared data tree: literals, expressions, decorators, broken text. */
import { describe, expect, it } from 'vitest';
import { expressionTag, parseBicep } from '../../server/engine/syntax/bicep';
import type { DataNode } from '../../server/engine/syntax/data';

function plain(node: DataNode | undefined): unknown {
  if (node?.kind === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  if (node?.kind === 'list') return node.items.map(plain);
  return node?.tag === expressionTag ? { expression: node.value } : node?.value;
}

function read(text: string): unknown {
  const { tree, problems } = parseBicep({ uri: 'file:///a.bicep', text });
  expect(problems).toEqual([]);
  return tree.map(({ kind, name, type, decorators, conditional, existing, value }) => ({ kind, name, ...(type === '' ? {} : { type }), ...(decorators.length === 0 ? {} : { decorators }), ...(conditional ? { conditional } : {}), ...(existing ? { existing } : {}), ...(value === undefined ? {} : { value: plain(value) }) }));
}

describe('parseBicep', () => {
  it('reads parameters and variables', () => {
    expect(read("targetScope = 'resourceGroup'\n@description('It''s, here')\n@secure()\nparam password string\nparam count int = 3\nvar names = [\n  'a'\n  'b', 'c'\n]\nvar url = 'https://${host}/x'\nvar text = '''\nline\n'''\n")).toEqual([
      { kind: 'param', name: 'password', type: 'string', decorators: ['description', 'secure'] },
      { kind: 'param', name: 'count', type: 'int', value: 3 },
      { kind: 'var', name: 'names', value: ['a', 'b', 'c'] },
      { kind: 'var', name: 'url', value: { expression: "'https://${host}/x'" } },
      { kind: 'var', name: 'text', value: 'line\n' },
    ]);
  });

  it('reads resources, conditions and loops', () => {
    expect(read("resource app 'Microsoft.Web/sites@2024-04-01' = { // why\n  kind: 'functionapp'\n  tags: { 'a-b': true, c: null }\n  properties: {\n    on: prod ? true : false\n    id: plan.id\n    nested: union(a, {\n      x: 1\n    })\n  }\n}\nresource old 'T@1' existing = {\n  name: 'x'\n}\nresource maybe 'T@1' = if (a == 'b') {\n  name: 'y'\n}\nresource many 'T@1' = [for one in all: {\n  name: one\n}]\noutput id string = app.id\n")).toMatchObject([
      { kind: 'resource', name: 'app', type: 'Microsoft.Web/sites@2024-04-01', value: { kind: 'functionapp', tags: { 'a-b': true, c: null }, properties: { on: { expression: 'prod ? true : false' }, id: { expression: 'plan.id' } } } },
      { name: 'old', existing: true, value: { name: 'x' } },
      { name: 'maybe', conditional: true, value: { name: 'y' } },
      { name: 'many', conditional: true },
      { kind: 'output', name: 'id', value: { expression: 'app.id' } },
    ]);
  });

  it('tells where a value stands', () => {
    const text = "resource a 'T@1' = {\n  name: 'value'\n}\n";
    const [declared] = parseBicep({ uri: 'file:///a.bicep', text }).tree;
    const entry = declared?.value?.kind === 'map' ? declared.value.entries[0] : undefined;
    expect([text.slice(entry?.keySpan.start, entry?.keySpan.end), text.slice(entry?.value.span.start, entry?.value.span.end)]).toEqual(['name', "'value'"]);
  });

  it('goes on behind what is broken, and never throws', () => {
    expect(parseBicep({ uri: 'file:///a.bicep', text: "var a = ???\nparam b string\nresource c 'T@1' = {\n  name 'x'\n  kind: 'y'\n}\n" }).tree.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    for (const text of ['{', "'", "'''", 'var', 'var a', 'var a =', 'resource', 'resource a', "resource a 'T@1' = {", "resource a 'T@1' = if (", '@', `var a = ${'{ b: '.repeat(5000)}`, `var a = ${'['.repeat(20_000)}`, 'var a = [for'])
      expect(() => parseBicep({ uri: 'file:///a.bicep', text })).not.toThrow();
  });
});
