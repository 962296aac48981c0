/** Parses TypeScript and JavaScript. The only file that loads the TypeScript compiler. */
import ts from 'typescript';
import type { Problem } from '../finding';
import { commonStart } from '../text/common';
import { extensionOf } from '../text/uri';
import type { SourceFile } from '../workspace';
import { tooDeep } from './limits';
import type { Parsed } from './parsed';

export { ts };

/** `kept`: how many of the first statements are those of the tree that it was made out of. */
export type Script = ts.SourceFile & { readonly kept?: number };

const kinds: Readonly<Record<string, ts.ScriptKind>> = {
  '.ts': ts.ScriptKind.TS, '.mts': ts.ScriptKind.TS, '.cts': ts.ScriptKind.TS, '.tsx': ts.ScriptKind.TSX,
  '.js': ts.ScriptKind.JSX, '.mjs': ts.ScriptKind.JSX, '.cjs': ts.ScriptKind.JSX, '.jsx': ts.ScriptKind.JSX,
};

export function isScript(uri: string): boolean {
  return extensionOf(uri) in kinds && !uri.endsWith('.d.ts') && !uri.endsWith('.d.mts') && !uri.endsWith('.d.cts');
}

/**
 * Nodes carry no parent pointers. No tree, and a problem that says so, for thousands of nested brackets. `older` is the tree of an older text of the
 * file: it saves reading what stands before the first difference, and the tree comes out as it would without it.
 */
export function parseScript(file: SourceFile, older?: Script): Parsed<Script | undefined> {
  if (nestsDeeper(file.text, deepestBrackets)) return { tree: undefined, problems: [tooDeep(file.uri)] };
  try {
    const tree = (older === undefined ? undefined : continued(older, file)) ?? treeOf(file.uri, file.text);
    return { tree, problems: problemsOf(tree) };
  } catch (error) {
    // The compiler's parser overflows the stack; any other error is ours and must be seen.
    if (!(error instanceof RangeError)) throw error;
    return { tree: undefined, problems: [tooDeep(file.uri)] };
  }
}

/** Brackets inside of each other. The compiler's parser overflows at some 700, sooner or later by how much of the stack is left and how warm it is: here it is always the same. */
const deepestBrackets = 400;

/** Brackets in quotes, and those behind a backslash as in regular expressions, do not count. Casts and elements that follow each other, `<a><a>`, stand inside of each other too. */
function nestsDeeper(text: string, most: number): boolean {
  let depth = 0;
  let tags = 0;
  let behindTag = -1;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x5c: i++; break;
      case 0x28: case 0x5b: case 0x7b:
        if (++depth > most) return true;
        break;
      case 0x29: case 0x5d: case 0x7d:
        if (depth > 0) depth--;
        break;
      case 0x22: case 0x27: i = endOfQuoted(text, i); break;
      case 0x3c: {
        const end = endOfTag(text, i);
        if (end === i) break;
        tags = i === behindTag ? tags + 1 : 1;
        if (tags > most) return true;
        behindTag = end;
        i = end - 1;
        break;
      }
    }
  }
  return false;
}

/** Behind `<name>`; in place where it is something else. */
function endOfTag(text: string, start: number): number {
  let end = start + 1;
  while (isWordCharacter(text.charCodeAt(end))) end++;
  return end > start + 1 && text.charCodeAt(end) === 0x3e ? end + 1 : start;
}

function isWordCharacter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f || code === 0x24;
}

/** Where the quotes end that begin here; in place where they do not on their line, as an apostrophe of a comment. */
function endOfQuoted(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) return i;
    if (code === 0x0a) return start;
    if (code === 0x5c) i++;
  }
  return start;
}

function treeOf(uri: string, text: string): Script {
  return ts.createSourceFile(uri, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, kinds[extensionOf(uri)]);
}

/** Stand for the statements that are kept, with nothing in between: whatever looks for the file's first comments stops at once, and what follows is a module's. */
const first = ';';
const last = 'export {};';

/** The tree of the file's text out of an older one: statements well before the first difference are the same nodes. Undefined where nothing can be kept. */
function continued(older: Script, { uri, text }: SourceFile): Script | undefined {
  const kept = older.statements.slice(0, keptStatements(older, text));
  const start = kept.at(-1)?.end ?? 0;
  // Whether a script is a module decides how `await` is read at its top level.
  const isModule = kept.some((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement));
  // What a kept statement lacks is told of at the first sign of the next one.
  const next = older.statements[kept.length]?.getStart(older) ?? start;
  if (!isModule || start < first.length + last.length || diagnosticsOf(older).some((diagnostic) => diagnostic.start <= next)) return undefined;
  const rest = treeOf(uri, first + ' '.repeat(start - first.length - last.length) + last + text.slice(start));
  const statements = ts.factory.createNodeArray([...kept, ...rest.statements.slice(2)]);
  ts.setTextRange(statements, { pos: 0, end: rest.statements.end });
  return Object.assign(rest, { text, statements, kept: kept.length });
}

/** How many statements end where they do whatever the text is from the first difference on: the next one decides that, and must be there as it was. */
function keptStatements({ statements, text: old }: Script, text: string): number {
  const same = commonStart(old, text);
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.end ?? same) < same) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function diagnosticsOf(tree: Script): readonly ts.DiagnosticWithLocation[] {
  return (tree as Script & { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
}

/** The editor's own TypeScript support reports syntax errors; we only need to say that a file is not wholly read. */
function problemsOf(tree: Script): readonly Problem[] {
  return diagnosticsOf(tree).slice(0, 1).map((diagnostic) => ({
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
