/**
 * The yardstick of a scan: reads every script and template below a folder and parses it, nothing else. With `--scripts` only scripts;
 * trees are kept to the end, as a linter for whole programs must.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parseDocument } from 'yaml';
import { isForeignFolder, isRelevant } from '../../../server/lsp/relevant';

const [folder = '.', only] = process.argv.slice(2);
const trees: unknown[] = [];
let characters = 0;

function visit(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) {
      if (!isForeignFolder(entry.name)) visit(child);
    } else if (entry.isFile() && isRelevant(entry.name)) parse(child);
  }
}

function parse(path: string): void {
  const isScript = /\.[cm]?[jt]sx?$/.test(path);
  if (!isScript && (only === '--scripts' || !/\.(ya?ml|json)$/.test(path))) return;
  const text = readFileSync(path, 'utf8');
  if (isScript) trees.push(ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false));
  else if (path.endsWith('.json')) trees.push(jsonOf(text));
  else trees.push(parseDocument(text));
  characters += text.length;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

visit(folder);
console.log(JSON.stringify({ files: trees.length, characters }));
