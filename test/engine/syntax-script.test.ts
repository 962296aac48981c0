/** A tree that is continued from that of an older text is the tree that a parse of the whole gives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseScript, ts, type Script } from '../../server/engine/syntax/script';

const uri = 'file:///a.ts';
const sample = readFileSync(join(import.meta.dirname, '..', '..', 'examples', 'orders', 'src', 'handlers', 'create-order.ts'), 'utf8');

/** Statements that depend on what follows them, and names that mean something else in a module. */
const tricky = `import { a } from 'a';
let one = a
let two = one
type T = { x: 1 }
async function wait() { await one; }
const text = await wait();
label: for (;;) { break label }
if (one) two = one
else one = two
const tag = one\`x\`
export { two };
`;

const insertions = ['x', '\n', '(', ')', '{', '}', '`', "'", '/*', '*/', '//', ';', ' = ', 'await ', 'export ', '<', '[0]', '?', ': number', '@a ', 'else '];

interface Plain {
  readonly tree: unknown;
  readonly problems: unknown;
}

function plain(older: Script | undefined, text: string): Plain {
  const { tree, problems } = parseScript({ uri, text }, older);
  return { tree: tree === undefined ? undefined : [tree.text, shapeOf(tree)], problems };
}

function shapeOf(node: ts.Node): unknown {
  const children: unknown[] = [];
  ts.forEachChild(node, (child) => { children.push(shapeOf(child)); });
  return [node.kind, node.pos, node.end, node.flags, 'text' in node && node.kind !== ts.SyntaxKind.SourceFile ? node.text : '', children];
}

test.each([['a handler', sample, 97], ['statements that end without a sign', tricky, 1]])('after an edit anywhere: %s', (_, text, step) => {
  const older = parseScript({ uri, text }).tree;
  for (let at = 0; at <= text.length; at += step) {
    for (const insertion of insertions) {
      const inserted = text.slice(0, at) + insertion + text.slice(at);
      expect(plain(older, inserted), `${insertion} at ${String(at)}`).toEqual(plain(undefined, inserted));
    }
    const removed = text.slice(0, at) + text.slice(at + 9);
    expect(plain(older, removed), `removed at ${String(at)}`).toEqual(plain(undefined, removed));
  }
});

test('edit after edit, with errors on the way', () => {
  let text = tricky;
  let older = parseScript({ uri, text }).tree;
  for (const [i, insertion] of [...insertions, ...insertions].entries()) {
    const at = (i * 53) % text.length;
    text = text.slice(0, at) + insertion + text.slice(at);
    expect(plain(older, text), `${insertion} at ${String(at)}`).toEqual(plain(undefined, text));
    older = parseScript({ uri, text }, older).tree;
  }
});

test.each(["import { a } from 'a';\nimport * as b from 'b\nlet c = 1;\nlet d = c;\n", "import { a } from 'a';\nconst b = a.c new D();\nlet d = 1;\nlet e = d;\n", "import { a } from 'a';\nexport const b <T,>= a();\nlet d = 1;\nlet e = d;\n"])('an error that shows where the next statement begins: %j', (text) => {
  const older = parseScript({ uri, text }).tree;
  for (let at = text.indexOf('\n'); at <= text.length; at++) {
    const edited = `${text.slice(0, at)}x${text.slice(at)}`;
    expect(plain(older, edited), String(at)).toEqual(plain(undefined, edited));
  }
});

test('statements before the edit are the same nodes', () => {
  const older = parseScript({ uri, text: sample }).tree;
  const tree = parseScript({ uri, text: `${sample}\nexport const more = 1;\n` }, older).tree;
  const kept = older?.statements.filter((statement) => tree?.statements.includes(statement) === true).length ?? 0;
  expect(kept).toBe((older?.statements.length ?? 0) - 1);
});

test('what nests deeper than can be read is told whatever is left of the stack', () => {
  const nested = (count: number): string => `const a = ${'<a>'.repeat(count)}b;`;
  const problems = (text: string): readonly (string | undefined)[] => parseScript({ uri, text }).problems.map(({ code }) => code);
  expect(problems(nested(300))).toEqual([]);
  expect(problems(nested(401))).toEqual(['too-complex']);
  expect(problems(nested(10_000))).toEqual(['too-complex']);
  expect(problems('const a: Map<string, Map<string, Set<b>>> = c < d > e;\n'.repeat(1000))).toEqual([]);
});
