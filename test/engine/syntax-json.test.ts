import { describe, expect, it } from 'vitest';
import { child } from '../../server/engine/syntax/data';
import { isJson, parseDocument } from '../../server/engine/syntax/document';
import { parseJson } from '../../server/engine/syntax/json';

const parse = (text: string) => parseJson({ uri: 'file:///t.json', text });

describe('JSON', () => {
  it('gives values with their spans', () => {
    const text = '{ "a": [1, "two", { "b": null }] }';
    const two = child(parse(text).tree, 'a');
    expect(two).toMatchObject({ kind: 'list', flow: true, items: [{ value: 1 }, { value: 'two', textStart: 12 }, { kind: 'map' }] });
    expect(two === undefined ? '' : text.slice(two.span.start, two.span.end)).toBe('[1, "two", { "b": null }]');
  });

  it('allows comments and trailing commas, and tells where a text has no escapes', () => {
    const { tree, problems } = parse('{ // note\n "a": "x\\n", }');
    expect(problems).toEqual([]);
    expect(child(tree, 'a')).toMatchObject({ value: 'x\n' });
    expect(child(tree, 'a')).not.toHaveProperty('textStart');
  });

  it.each([
    ['{ "a": 1 "b": 2 }', 'comma'],
    ['{ "a": }', 'value'],
    ['{ "a": { "b": 1 }', '}'],
  ])('keeps the tree of %s and says what is missing', (text, word) => {
    const { tree, problems } = parse(text);
    expect(tree?.kind).toBe('map');
    expect(problems[0]?.message).toContain(word);
  });

  it('points at the second of two equal keys', () => {
    expect(parse('{"a": 1, "a": 2}').problems).toMatchObject([{ code: 'duplicate-key', location: { span: { start: 9 } } }]);
  });

  it('gives up on deep nesting, not on brackets inside texts', () => {
    expect(parse('['.repeat(50_000))).toMatchObject({ tree: undefined, problems: [{ code: 'too-complex' }] });
    expect(parse(JSON.stringify('['.repeat(5_000))).problems).toEqual([]);
  });
});

describe('choosing the language of a document', () => {
  it('goes by the name, then by the first character', () => {
    expect(isJson({ uri: 'file:///a.template', text: ' {}' })).toBe(true);
    expect(isJson({ uri: 'file:///a.template', text: 'a: 1' })).toBe(false);
    expect(isJson({ uri: 'file:///a.yaml', text: '{}' })).toBe(false);
    expect(child(parseDocument({ uri: 'file:///a.json', text: '{"a": 1}' }).tree, 'a')).toMatchObject({ value: 1 });
  });
});
