import { describe, expect, it } from 'vitest';
import { child, entryOf, type DataNode, type DataScalar } from '../../server/engine/syntax/data';
import { parseYaml, parseYamlDocuments } from '../../server/engine/syntax/yaml';

const parse = (text: string) => parseYaml({ uri: 'file:///t.yaml', text });

/** The tree as plain data. */
function plain(node: DataNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
}

function scalarAt(text: string, ...path: string[]): DataScalar {
  const node = child(parse(text).tree, ...path);
  if (node?.kind !== 'scalar') throw new Error('no scalar there');
  return node;
}

describe('YAML values', () => {
  it('reads scalars as YAML 1.2 does, and keeps as text what a number would spoil', () => {
    const { tree, problems } = parse('a: 12\nb: 012345678901\nc: 1e999\nd: 12345678901234567890\ne: true\nf: 2012-10-17\ng: yes\nh:\ni: "5"\nj: !!binary aGk=\n');
    expect(plain(tree)).toEqual({ a: 12, b: '012345678901', c: '1e999', d: '12345678901234567890', e: true, f: '2012-10-17', g: 'yes', h: null, i: '5', j: 'aGk=' });
    expect(problems).toEqual([]);
  });

  it('keeps local tags apart from values, in all styles', () => {
    const text = 'a: !Sub "${x}"\nb: !If\n  - c\n  - !Ref d\ne: !GetAtt X.Y\nf: !Ref\n';
    const { tree, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(['a', 'b', 'e', 'f'].map((key) => child(tree, key)?.tag)).toEqual(['!Sub', '!If', '!GetAtt', '!Ref']);
    const tagSpan = child(tree, 'e')?.tagSpan;
    expect(tagSpan === undefined ? '' : text.slice(tagSpan.start, tagSpan.end)).toBe('!GetAtt');
  });

  it('expands merge keys below the own entries, and shares aliases', () => {
    const { tree } = parse('base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\nsame: *b\n');
    expect(plain(child(tree, 'use'))).toEqual({ x: 1, y: 3 });
    expect(child(tree, 'same')).toBe(child(tree, 'base'));
  });

  it('gives the first document only', () => {
    expect(plain(parse('a: 1\n---\na: 2\n').tree)).toEqual({ a: 1 });
    expect(parse('# nothing\n').tree).toBeUndefined();
  });
});

describe('YAML positions', () => {
  it('spans a value without its key, and a block collection to its last value', () => {
    const text = 'list:\n  - a: 1\n    b: two # why\nnext: x\n';
    const list = child(parse(text).tree, 'list');
    expect(list === undefined ? '' : text.slice(list.span.start, list.span.end)).toBe('- a: 1\n    b: two');
    const entry = entryOf(parse(text).tree, 'next');
    expect(entry === undefined ? '' : text.slice(entry.keySpan.start, entry.keySpan.end)).toBe('next');
  });

  it('says where a text starts only if it is written as it reads', () => {
    expect(scalarAt('a: "x${y}"', 'a').textStart).toBe(4);
    expect(scalarAt("a: 'it''s'", 'a').textStart).toBeUndefined();
    expect(scalarAt('a: plain', 'a').textStart).toBe(3);
    expect(scalarAt('a: |\n  block\n', 'a').textStart).toBeUndefined();
  });

  it('counts UTF-16 units with CRLF line ends', () => {
    const text = 'k: "😀"\r\nz: end\r\n';
    const { span } = scalarAt(text, 'z');
    expect(text.slice(span.start, span.end)).toBe('end');
  });
});

describe('broken YAML', () => {
  it.each([
    ['a tab', 'a:\n\tb: 1\n', 'tab'],
    ['an unclosed bracket', 'a: [1, 2\nb: 3\n', 'line up'],
    ['a second colon', 'a: b: c\n', 'second'],
    ['an unknown alias', 'a: *none\n', 'none'],
  ])('says what is wrong with %s', (_name, text, words) => {
    const { problems } = parse(text);
    expect(problems[0]?.message).toContain(words);
    expect(problems.every((problem) => problem.location.span.end <= text.length)).toBe(true);
  });

  it('keeps the healthy part of a half-typed document', () => {
    const { tree, problems } = parse('A:\n  Type: x\n  Prop\nB:\n  Type: y\n');
    expect(plain(child(tree, 'B'))).toEqual({ Type: 'y' });
    expect(plain(child(tree, 'A', 'Type'))).toBe('x');
    expect(problems).toHaveLength(1);
  });

  it('points at the second of two equal keys', () => {
    const text = 'a: 1\nb: 2\na: 3\n';
    expect(parse(text).problems).toMatchObject([{ code: 'duplicate-key', location: { span: { start: 10, end: 11 } } }]);
  });

  it('accepts a closing bracket in its key\'s column, as other readers do', () => {
    const { tree, problems } = parse('a:\n  b: [{\n    c: 1\n  }]\n');
    expect(problems).toEqual([]);
    expect(plain(tree)).toEqual({ a: { b: [{ c: 1 }] } });
  });
});

describe('several YAML documents', () => {
  it('reads each with its own places and problems', () => {
    const documents = parseYamlDocuments({ uri: 'file:///t.yaml', text: 'a: 1\n---\nb: 2\nb: 3\n---\nc: x\n' });
    expect(documents.map(({ tree }) => plain(tree))).toEqual([{ a: 1 }, { b: 3 }, { c: 'x' }]);
    expect(documents.map(({ problems }) => problems.length)).toEqual([0, 1, 0]);
    expect(documents[2]?.tree?.span).toEqual({ start: 23, end: 27 });
  });

  it('takes an empty file for one document without anything in it', () => {
    expect(parseYamlDocuments({ uri: 'file:///t.yaml', text: '' })).toEqual([{ tree: undefined, problems: [] }]);
  });
});

describe('hostile YAML', () => {
  it.each([
    ['brackets', `a: ${'['.repeat(20_000)}`],
    ['dashes', `${'- '.repeat(20_000)}a`],
    ['colons', 'a: '.repeat(20_000)],
  ])('gives up on deep nesting of %s', (_name, text) => {
    expect(parse(text)).toMatchObject({ tree: undefined, problems: [{ code: 'too-complex' }] });
  });

  it('stops aliases that multiply', () => {
    const names = 'bcdefghij'.split('');
    const text = `a: &a [${'x,'.repeat(9)}]\n${names.map((name, index) => `${name}: &${name} [${Array<string>(9).fill(`*${'abcdefghij'.charAt(index)}`).join(',')}]`).join('\n')}\n`;
    const { tree, problems } = parse(text);
    expect(problems.some((problem) => problem.code === 'too-complex')).toBe(true);
    expect(child(tree, 'b')?.kind).toBe('list');
  });

  it('does not follow an alias into itself', () => {
    expect(parse('a: &a\n  b: *a\n').problems).toHaveLength(1);
  });
});
