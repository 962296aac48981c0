/** Every regular expression of the server and of the rules' data takes time that grows with its text, not with the text's square. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { analyse } from 'scslre';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/paths';
import { readRules } from '../../tools/rule-data';
import { rulesFolder } from '../../tools/rules-plugin';

interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly place: string;
}

/** Those whose text is short whatever people write, with what bounds it. */
const bounded: Readonly<Record<string, string>> = {
  '\\[([^\\]]*)\\]\\([^)]*\\)': 'a page of ours',
  '\\/.*$': 'a path of an API',
  '([\\w$]+)(?:\\[\\])?$': 'the written name of a type',
  '^[\\s…]+|[\\s:=…]+$': 'the text around one field of a log line, cut before',
  '\\b(from|join|into|table|update|by|select|distinct|as)\\s+[\\w\\s,."`(]*$': 'one literal of a query, when a fix is asked for',
  '([A-Z]+)([A-Z][a-z])': 'a name, or a value of at most 4096 signs',
  '\\(.*\\)': 'a called expression, when a message is written',
  '^(?:([*+?])|\\{(\\d+)(,?)(\\d*)\\})\\??': 'one quantifier of a pattern',
  '<.*$': 'the written name of a type',
  ':\\w+\\??|\\{[^}]*\\}': 'a path of an API',
  '\\(.*$': 'a key of a lockfile',
  '@.*$': 'a version behind a type of a resource',
  '^([a-z]+)\\.?([a-z0-9.]+)$': 'the name of an instance type',
  '%%|%(?:\\[(\\d+)\\])?([-+ 0#]*\\d*(?:\\.\\d+)?)([a-zA-Z])': 'a pattern of `format`, whose length the evaluator bounds',
  '^(\\s*).*?:(\\s|$)': 'one line of the answers file, which we write',
  '(?<!\\\\) +$': 'one line of a .gitignore',
  '^([^:/]+):\\/\\/([^/]*)(.*)$': 'a uri',
};

function superlinear({ source, flags }: Pick<Expression, 'source' | 'flags'>): readonly string[] {
  return analyse({ source, flags: flags.replace('d', '') }, { reportTypes: { Move: true, Self: true, Trade: true } }).reports.map(({ type, exponential }) => (exponential ? `${type}, exponential` : type));
}

function literals(): readonly Expression[] {
  const folder = join(root, 'server');
  return readdirSync(folder, { recursive: true }).map(String).filter((path) => path.endsWith('.ts')).flatMap((path) => {
    const found: Expression[] = [];
    const script = ts.createSourceFile(path, readFileSync(join(folder, path), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const { line } = script.getLineAndCharacterOfPosition(node.getStart());
        found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), place: `${relative(root, join(folder, path))}:${String(line + 1)}` });
      }
      ts.forEachChild(node, visit);
    };
    visit(script);
    return found;
  });
}

/** The models' patterns of secrets are run over whole files. */
function patterns(): readonly Expression[] {
  const { patterns: listed, urlPassword } = readRules(rulesFolder).models['secrets'] as { patterns: readonly { name: string; pattern: string }[]; urlPassword: string };
  return [...listed.map(({ name, pattern }) => ({ source: pattern, flags: 'g', place: `secrets: ${name}` })), { source: urlPassword, flags: 'gi', place: 'secrets: urlPassword' }];
}

describe('regular expressions', () => {
  const all = [...literals(), ...patterns()];

  test('are linear, or their text is short', () => {
    expect(all.length).toBeGreaterThan(300);
    const wrong = all.flatMap((one) => {
      const how = bounded[one.source] === undefined ? superlinear(one) : [];
      return how.length === 0 ? [] : [`${one.place} /${one.source}/${one.flags}: ${how.join(', ')}`];
    });
    expect(wrong).toEqual([]);
  });

  test('none is exponential, however short its text', () => {
    expect(all.filter((one) => superlinear(one).some((how) => how.includes('exponential')))).toEqual([]);
  });

  test('the net catches what it is for', () => {
    expect(superlinear({ source: '^(a+)+$', flags: '' })).toContain('Self, exponential');
    expect(superlinear({ source: 'a*b', flags: '' })).toEqual(['Move']);
    expect(superlinear({ source: '^\\s*,?\\s*$', flags: '' })).toContain('Trade');
  });
});
