/** Parses JSON (comments and trailing commas allowed) into the shared data tree. The only file that knows jsonc-parser. */
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Problem } from '../finding';
import { maximumDepth, tooDeep } from './limits';
import type { DataEntry, DataNode, DataScalar } from './data';
import type { Parsed } from './parsed';

const explanations: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is neither a value nor a key; texts need double quotes',
  PropertyNameExpected: 'A key in double quotes is expected here',
  ValueExpected: 'A value is expected here',
  ColonExpected: 'A colon is missing after the key',
  CommaExpected: 'A comma is missing here',
  CloseBraceExpected: 'A closing `}` is missing',
  CloseBracketExpected: 'A closing `]` is missing',
  EndOfFileExpected: 'The document has ended before this',
};

/** The file's tree, as far as it can be read; undefined for an empty one. Never throws. */
export function parseJson(file: { readonly uri: string; readonly text: string }): Parsed<DataNode | undefined> {
  // The package parses by recursion, so depth is measured first.
  if (bracketDepth(file.text) > maximumDepth) return { tree: undefined, problems: [tooDeep(file.uri)] };
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true, allowEmptyContent: true };
  const first = parseTree(file.text, errors, options);
  const root = errors.length === 0 ? first : parseTree(withoutHalves(file.text), [], options);
  const problems: Problem[] = errors.map((error) => {
    const code = printParseErrorCode(error.error);
    return {
      location: { uri: file.uri, span: { start: error.offset, end: error.offset + error.length } },
      message: explanations[code] ?? 'This is not valid JSON',
      severity: 'warning',
      code: 'syntax',
    };
  });
  const duplicate = (entry: DataEntry): void => {
    problems.push({ location: { uri: file.uri, span: entry.keySpan }, message: `\`${entry.key}\` is given twice; the last one counts`, severity: 'warning', code: 'duplicate-key' });
  };
  return { tree: root === undefined ? undefined : convert(root, file.text, duplicate), problems };
}

/** A key that is followed by another key has no value yet: it is taken out in place, or the other one would be its value. */
function withoutHalves(text: string): string {
  return text.replace(/"[^"\\\n]{0,200}"[ \t]*:\s{0,200}(?="[^"\\\n]{0,200}"[ \t]*:)/g, (half) => half.replace(/\S/g, ' '));
}

function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) {
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22 && text.charCodeAt(i) !== 0x0a; i++) if (text.charCodeAt(i) === 0x5c) i++;
    } else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

function convert(node: Node, text: string, duplicate: (entry: DataEntry) => void): DataNode {
  const span = { start: node.offset, end: node.offset + node.length };
  if (node.type === 'array') return { kind: 'list', flow: true, span, items: (node.children ?? []).map((item) => convert(item, text, duplicate)) };
  if (node.type === 'object') {
    const entries: DataEntry[] = [];
    const seen = new Set<string>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key === undefined) continue;
      const keyEnd = key.offset + key.length;
      const entry: DataEntry = {
        key: String(key.value),
        keySpan: { start: key.offset, end: keyEnd },
        value: value === undefined ? { kind: 'scalar', value: null, style: 'plain', span: { start: keyEnd, end: keyEnd } } : convert(value, text, duplicate),
      };
      if (seen.has(entry.key)) duplicate(entry);
      seen.add(entry.key);
      entries.push(entry);
    }
    return { kind: 'map', flow: true, span, entries };
  }
  return scalarOf(node, span, text);
}

function scalarOf(node: Node, span: { start: number; end: number }, text: string): DataScalar {
  const value = (node.value ?? null) as DataScalar['value'];
  if (typeof value !== 'string') return { kind: 'scalar', value, style: 'plain', span };
  const plain = text.startsWith(value, span.start + 1) && span.end - span.start === value.length + 2;
  return plain ? { kind: 'scalar', value, style: 'double', span, textStart: span.start + 1 } : { kind: 'scalar', value, style: 'double', span };
}
