import { describe, expect, it } from 'vitest';
import { child, entryOf, type DataList, type DataMap, type DataNode } from '../../server/engine/syntax/data';
import { appendItem, removeEntry, removeItem, replaceNode, setEntry } from '../../server/engine/syntax/data-edit';
import { Tagged, type Content } from '../../server/engine/syntax/data-text';
import { isJson, parseDocument } from '../../server/engine/syntax/document';
import { applyEdits, type TextEdit } from '../../server/engine/text/edit';

type Edit = (document: { text: string; json: boolean }, tree: DataNode) => readonly TextEdit[];

function edited(text: string, edit: Edit): string {
  const file = { uri: 'file:///a.template', text };
  const { tree } = parseDocument(file);
  if (tree === undefined) throw new Error('nothing to edit');
  return applyEdits(text, edit({ text, json: isJson(file) }, tree));
}

function map(tree: DataNode, ...path: string[]): DataMap {
  const node = child(tree, ...path);
  if (node?.kind !== 'map') throw new Error('no map there');
  return node;
}

function list(tree: DataNode, ...path: string[]): DataList {
  const node = child(tree, ...path);
  if (node?.kind !== 'list') throw new Error('no list there');
  return node;
}

const replace = (content: Content, ...path: string[]): Edit => (document, tree) => {
  const node = child(tree, ...path);
  return node === undefined ? [] : replaceNode(document, node, content);
};
const set = (key: string, content: Content, ...path: string[]): Edit => (document, tree) => setEntry(document, map(tree, ...path), key, content);
const append = (content: Content, ...path: string[]): Edit => (document, tree) => appendItem(document, list(tree, ...path), content);
const drop = (key: string, ...path: string[]): Edit => (document, tree) => {
  const entry = entryOf(map(tree, ...path), key);
  return entry === undefined ? [] : removeEntry(document, map(tree, ...path), entry);
};
const dropItem = (index: number, ...path: string[]): Edit => (document, tree) => {
  const item = list(tree, ...path).items[index];
  return item === undefined ? [] : removeItem(document, list(tree, ...path), item);
};

describe('editing YAML', () => {
  it.each<[string, string, Edit, string]>([
    ['a scalar, its comment stays', 'a: x # why\n', replace('w', 'a'), 'a: w # why\n'],
    ['a scalar in its own quotes', 'a: "x"\n', replace('w', 'a'), 'a: "w"\n'],
    ['a scalar by a reference', 'a: "x"\n', replace(new Tagged('!Ref', 'B'), 'a'), 'a: !Ref B\n'],
    ['a tagged value with its tag', 'a: !Ref B\nc: 1\n', replace('w', 'a'), 'a: w\nc: 1\n'],
    ['a scalar by a block', 'o:\n    a: x\n    b: 1\n', replace(['p', 'q'], 'o', 'a'), 'o:\n    a:\n        - p\n        - q\n    b: 1\n'],
    ['a block by a scalar', 'a:\n  - p\n  - q\nb: 1\n', replace('x', 'a'), 'a: x\nb: 1\n'],
    ['a block by a block', 'a:\n  - p\nb: 1\n', replace(['q', 'r'], 'a'), 'a:\n  - q\n  - r\nb: 1\n'],
    ['a missing value', 'a:\nb: 1\n', replace('x', 'a'), 'a: x\nb: 1\n'],
    ['inside brackets', 'a: [ x, y ]\n', replace(['z'], 'a'), 'a: [z]\n'],
    ['texts that need quotes', 'a: x\n', replace(['*', 'true', '12', 'a: b', '2012-10-17', ''], 'a'), "a:\n  - '*'\n  - 'true'\n  - '12'\n  - 'a: b'\n  - '2012-10-17'\n  - ''\n"],
  ])('replaces %s', (_name, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
  });

  it.each<[string, string, Edit, string]>([
    ['behind the last entry and its comment', 'a:\n  b: 1 # one\nc: 2\n', set('new', true, 'a'), 'a:\n  b: 1 # one\n  new: true\nc: 2\n'],
    ['over an existing one', 'a:\n  b: 1\n', set('b', 2, 'a'), 'a:\n  b: 2\n'],
    ['nested', 'a:\n  b: 1', set('new', { x: { v: ['z'] } }, 'a'), 'a:\n  b: 1\n  new:\n    x:\n      v:\n        - z'],
    ['in brackets', 'a: { b: 1 }\n', set('new', { x: 1 }, 'a'), 'a: { b: 1, new: { x: 1 } }\n'],
    ['in an empty map', 'a: {}\nb: 1\n', set('new', 1, 'a'), 'a:\n  new: 1\nb: 1\n'],
    ['in a list item', '- a: 1\n  b: 2\n- c: 3\n', (document, tree) => (tree.kind === 'list' && tree.items[0]?.kind === 'map' ? setEntry(document, tree.items[0], 'new', 9) : []), '- a: 1\n  b: 2\n  new: 9\n- c: 3\n'],
    ['with CRLF', 'a:\r\n  b: 1\r\n', set('new', 2, 'a'), 'a:\r\n  b: 1\r\n  new: 2\r\n'],
  ])('sets an entry %s', (_name, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
  });

  it.each<[string, string, Edit, string]>([
    ['in the list\'s own column', 'a:\n- x\nb: 1\n', append({ c: 1, d: 2 }, 'a'), 'a:\n- x\n- c: 1\n  d: 2\nb: 1\n'],
    ['in brackets', 'a: [x]\n', append('w', 'a'), 'a: [x, w]\n'],
    ['to an empty list', 'a: []\n', append('w', 'a'), 'a:\n  - w\n'],
  ])('appends %s', (_name, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
  });

  it.each<[string, string, Edit, string]>([
    ['an entry with its lines', 'a:\n  b:\n    c: 1\n  d: 2\n', drop('b', 'a'), 'a:\n  d: 2\n'],
    ['the only entry', 'a:\n  b: 1\nc: 2\n', drop('b', 'a'), 'a: {}\nc: 2\n'],
    ['an item', 'a:\n  - x # gone\n  - y\n', dropItem(0, 'a'), 'a:\n  - y\n'],
    ['the only item', 'a:\n  - x\n', dropItem(0, 'a'), 'a: []\n'],
    ['the last in brackets', 'a: [x, y]\n', dropItem(1, 'a'), 'a: [x]\n'],
    ['the first in brackets', 'a: { x: 1, y: 2 }\n', drop('x', 'a'), 'a: { y: 2 }\n'],
  ])('removes %s', (_name, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
  });

  it('takes the next entry to the dash when the first goes', () => {
    const first: Edit = (document, tree) => {
      const item = tree.kind === 'list' ? tree.items[0] : undefined;
      return item?.kind === 'map' && item.entries[0] !== undefined ? removeEntry(document, item, item.entries[0]) : [];
    };
    expect(edited('- a: 1\n  b: 2\n', first)).toBe('- b: 2\n');
  });
});

describe('editing JSON', () => {
  const text = '{\n    "a": {\n        "b": "x"\n    }\n}\n';

  it.each<[string, Edit, string]>([
    ['replaces', replace(['p'], 'a', 'b'), '{\n    "a": {\n        "b": ["p"]\n    }\n}\n'],
    ['adds with a comma', set('new', { x: 1 }, 'a'), '{\n    "a": {\n        "b": "x",\n        "new": {\n            "x": 1\n        }\n    }\n}\n'],
    ['removes the only entry', drop('b', 'a'), '{\n    "a": {}\n}\n'],
  ])('%s in the document\'s own indentation', (_name, edit, expected) => {
    const result = edited(text, edit);
    expect(result).toBe(expected);
    expect(() => { JSON.parse(result); }).not.toThrow();
  });

  it('stays on one line where the document does', () => {
    expect(edited('{"a": [1, 2]}', append('x', 'a'))).toBe('{"a": [1, 2, "x"]}');
    expect(edited('{"a": {}}', set('new', 1, 'a'))).toBe('{"a": {\n  "new": 1\n}}');
    expect(edited('{"a": 1, "b": 2}', drop('b'))).toBe('{"a": 1}');
  });
});
