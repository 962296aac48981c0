/**
 * Trees of closed scripts are not kept: what stays of a file after a scan holds no syntax node, and a tree that is read again changes no answer. A case of every
 * rule stands in one workspace, so that whatever a rule keeps would show.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createEngine, run, type SourceFile, type Workspace } from '../../server/engine';
import { walk, type ts } from '../../server/engine/syntax/script';
import { root, ruleBook, summary } from '../support/analyse';
import { allCases } from '../support/cases';

/** More than is kept at rest. */
const filler: SourceFile = { uri: `${root}/zz/filler.ts`, text: `/* ${'-'.repeat(400_000)} */\n` };

function cases(): Workspace {
  const files = new Map<string, SourceFile>([[filler.uri, filler]]);
  const roots = new Set<string>();
  for (const { rule, markers, files: own } of allCases()) {
    const folder = `${root}/${rule}`;
    if (roots.has(folder) || markers.length === 0) continue;
    roots.add(folder);
    for (const [path, text] of Object.entries(own)) files.set(`${folder}/${path}`, { uri: `${folder}/${path}`, text });
  }
  return { roots: [...roots, `${root}/zz`], files, today: '2026-11-01', settings: { profile: 'strict' } };
}

function collected(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What was dereferenced in a turn is held until its end.
  return new Promise((resolve) => setTimeout(() => {
    collect();
    resolve();
  }, 0));
}

test('after a scan nobody holds a node of a closed script, and nothing is read again that no edit concerns', { timeout: 120_000 }, async () => {
  const read: string[] = [];
  const engine = createEngine(ruleBook(), (line) => {
    const uri = /^script of (\S+):/.exec(line())?.[1];
    if (uri !== undefined) read.push(uri);
  });
  const workspace = cases();
  const nodes = (): readonly { readonly uri: string; readonly node: WeakRef<ts.Node> }[] => {
    const { snapshot } = run(engine.analyse(workspace)).facts;
    const found: { readonly uri: string; readonly node: WeakRef<ts.Node> }[] = [];
    for (const uri of workspace.files.keys()) {
      const script = snapshot.script(uri);
      if (script !== undefined) walk(script, (node) => { found.push({ uri, node: new WeakRef(node) }); return undefined; });
    }
    return found;
  };
  const all = nodes();
  expect(all.length).toBeGreaterThan(10_000);
  const { snapshot } = run(engine.analyse(workspace)).facts;
  snapshot.script(filler.uri);
  snapshot.rest();
  await collected();
  expect([...new Set(all.filter(({ node }) => node.deref() !== undefined).map(({ uri }) => uri))]).toEqual([]);

  const uri = [...workspace.files.keys()].find((one) => one.includes('/injection/') && one.endsWith('.ts')) ?? '';
  const edited: Workspace = { ...workspace, files: new Map([...workspace.files, [uri, { uri, text: `${workspace.files.get(uri)?.text ?? ''}\nexport const more = 1;\n` }]]) };
  read.length = 0;
  const after = run(engine.analyse(edited));
  expect(read).toContain(uri);
  expect(new Set(read).size).toBeLessThan(5);
  expect(summary(after)).toEqual(summary(run(createEngine(ruleBook()).analyse(edited))));
});
