/** The trace tells what an edit makes the engine do again, and why; what nothing touches is not in it. */
import { expect, test } from 'vitest';
import { createEngine, run } from '../../server/engine';
import { ruleBook, workspaceOf } from '../support/analyse';

const files = {
  'template.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.handler\n      Runtime: nodejs22.x\n',
  'a.ts': "import { b } from './b';\nexport const handler = async (event: { body: string }) => b(event.body);\n",
  'b.ts': 'export const b = (text: string): string => text.trim();\n',
  'other.ts': "export const other = (text: string): string => text + '!';\n",
};

test('an edit redoes its own file and what follows from it', () => {
  const lines: string[] = [];
  const engine = createEngine(ruleBook(), (line) => { lines.push(line()); });
  const before = workspaceOf(files);
  run(engine.analyse(before));
  expect(lines.filter((line) => line.startsWith('script of file:///app/other.ts'))).toEqual(['script of file:///app/other.ts: new']);
  lines.length = 0;
  const uri = 'file:///app/b.ts';
  run(engine.analyse({ ...before, files: new Map([...before.files, [uri, { uri, text: `${files['b.ts']}// more\n` }]]) }));
  expect(lines).toContain('script of file:///app/b.ts: new');
  expect(lines.filter((line) => line.includes('other.ts'))).toEqual([]);
  expect(lines.filter((line) => line.startsWith('lower:') || line.startsWith('script of file:///app/a.ts'))).toEqual([]);
});

test('an unchanged workspace is not analysed again', () => {
  const lines: string[] = [];
  const engine = createEngine(ruleBook(), (line) => { lines.push(line()); });
  const first = run(engine.analyse(workspaceOf(files)));
  lines.length = 0;
  const { files: same, ...rest } = first.facts.snapshot.workspace;
  expect(run(engine.analyse({ ...rest, files: new Map(same) }))).toBe(first);
  expect(lines).toEqual([]);
});

test('what is worked out for some files first does not make the whole be worked out again', () => {
  const lines: string[] = [];
  const engine = createEngine(ruleBook(), (line) => { lines.push(line()); });
  const before = workspaceOf(files);
  const near = { uris: new Set(['file:///app/b.ts']), deployed: true };
  run(engine.analyse(before, near));
  run(engine.analyse(before));
  const uri = 'file:///app/b.ts';
  const after = { ...before, files: new Map([...before.files, [uri, { uri, text: `${files['b.ts']}// more\n` }]]) };
  lines.length = 0;
  run(engine.analyse(after, near));
  run(engine.analyse(after));
  expect(lines.some((line) => line.includes(' scripts of file:///app/b.ts'))).toBe(true);
  expect(lines.filter((line) => line.includes(' scripts of file:///app/other.ts'))).toEqual([]);
});
