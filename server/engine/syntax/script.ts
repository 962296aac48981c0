/** Parses TypeScript and JavaScript. The only file that loads the TypeScript compiler. */
import ts from 'typescript';
import type { Problem } from '../finding';
import { extensionOf } from '../text/uri';
import type { SourceFile } from '../workspace';
import { tooDeep } from './limits';
import type { Parsed } from './parsed';

export { ts };

export type Script = ts.SourceFile;

const kinds: Readonly<Record<string, ts.ScriptKind>> = {
  '.ts': ts.ScriptKind.TS, '.mts': ts.ScriptKind.TS, '.cts': ts.ScriptKind.TS, '.tsx': ts.ScriptKind.TSX,
  '.js': ts.ScriptKind.JSX, '.mjs': ts.ScriptKind.JSX, '.cjs': ts.ScriptKind.JSX, '.jsx': ts.ScriptKind.JSX,
};

export function isScript(uri: string): boolean {
  return extensionOf(uri) in kinds && !uri.endsWith('.d.ts') && !uri.endsWith('.d.mts') && !uri.endsWith('.d.cts');
}

/** Nodes carry no parent pointers. No tree, and a problem that says so, for thousands of nested brackets. */
export function parseScript(file: SourceFile): Parsed<Script | undefined> {
  try {
    return parsed(file);
  } catch (error) {
    // The compiler's parser overflows the stack; any other error is ours and must be seen.
    if (!(error instanceof RangeError)) throw error;
    return { tree: undefined, problems: [tooDeep(file.uri)] };
  }
}

function parsed(file: SourceFile): Parsed<Script> {
  const tree = ts.createSourceFile(file.uri, file.text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, kinds[extensionOf(file.uri)]);
  return { tree, problems: problemsOf(tree) };
}

/** The editor's own TypeScript support reports syntax errors; we only need to say that a file is not wholly read. */
function problemsOf(tree: Script): readonly Problem[] {
  const { parseDiagnostics = [] } = tree as Script & { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  return parseDiagnostics.slice(0, 1).map((diagnostic) => ({
    location: { uri: tree.fileName, span: { start: diagnostic.start, end: diagnostic.start + diagnostic.length } },
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '),
    severity: 'hint',
    code: 'syntax',
  }));
}

/** A node's span without leading comments and white space. */
export function spanOf(node: ts.Node, script: Script): { start: number; end: number } {
  return { start: node.getStart(script), end: node.end };
}

/** The expression inside of brackets and type assertions. */
export function unwrapped(node: ts.Expression): ts.Expression {
  let inner = node;
  while (ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isSatisfiesExpression(inner) || ts.isNonNullExpression(inner) || ts.isTypeAssertionExpression(inner)) inner = inner.expression;
  return inner;
}

/**
 * Visits a node and all below it in the order of the text, without recursion: chains of operators nest thousands deep. Where
 * `visit` answers false, what lies below that node is left out.
 */
export function walk(root: ts.Node, visit: (node: ts.Node) => boolean | undefined): void {
  const open: ts.Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (visit(node) === false) continue;
    const first = open.length;
    ts.forEachChild(node, (child) => {
      open.push(child);
    });
    // The stack's top must be the first child.
    for (let low = first, high = open.length - 1; low < high; low++, high--) {
      const moved = open[low];
      const other = open[high];
      if (moved === undefined || other === undefined) break;
      open[low] = other;
      open[high] = moved;
    }
  }
}
