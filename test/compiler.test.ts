/** The parser that is shipped reads every script of the cases as the whole compiler does. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { isScript } from '../server/engine/syntax/script';
import { dist, root } from '../tools/paths';

const shipped = createRequire(import.meta.url)(join(dist, 'typescript.js')) as typeof ts;

/** Kinds, places and texts of all nodes, and what the parser complains of. */
function treeOf(compiler: typeof ts, path: string, text: string): readonly unknown[] {
  const file = compiler.createSourceFile(path, text, { languageVersion: compiler.ScriptTarget.Latest, jsDocParsingMode: compiler.JSDocParsingMode.ParseNone });
  const seen: unknown[] = [];
  const visit = (node: ts.Node): void => {
    seen.push(compiler.SyntaxKind[node.kind], node.pos, node.getStart(file), node.end, node.flags);
    compiler.forEachChild(node, visit);
  };
  visit(file);
  const { parseDiagnostics } = file as unknown as { readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[] };
  return [...seen, ...parseDiagnostics.map(({ start, length, messageText }) => [start, length, compiler.flattenDiagnosticMessageText(messageText, '\n')])];
}

const scripts = readdirSync(join(root, 'rules'), { recursive: true }).map(String).filter(isScript);

test.each([['whole', (text: string) => text], ['cut off', (text: string) => text.slice(0, text.length * 0.6)], ['with a part gone', (text: string) => text.slice(0, text.length / 3) + text.slice(text.length / 2)]])('trees of scripts, %s', (_, change) => {
  expect(scripts.length).toBeGreaterThan(1000);
  for (const path of scripts) {
    const text = change(readFileSync(join(root, 'rules', path), 'utf8'));
    expect(treeOf(shipped, path, text), path).toEqual(treeOf(ts, path, text));
  }
});
