/** What `.serverless-warden.yml` may say, what it does, and how it is told that something in it is wrong. */
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import schema from '../../schemas/serverless-warden.schema.json';
import { createEngine, isTestPath, readSettings, run, type Settings } from '../../server/engine';
import { parseGlob } from '../../server/engine/rules/glob';
import { effectiveSettings, severityOf } from '../../server/engine/rules/settings';
import { Memo } from '../../server/engine/memo';
import { Snapshot } from '../../server/engine/snapshot';
import type { RuleData } from '../../server/engine/rules/rule';
import { root, ruleBook, workspaceOf } from '../support/analyse';

const rule = (id: string, rest: Partial<RuleData> = {}): RuleData => ({
  id, title: id, severity: 'warning', confidence: 'high', cwe: [], sas: [], since: '0.1.0', reads: 'code', check: 'none', message: '', why: '', remedy: '', page: '', ...rest,
});
const rules = [rule('injection/command', { severity: 'error' }), rule('injection/sql', { severity: 'error' }), rule('limits/memory', { severity: 'off', strict: 'hint' })];

function read(text: string): { readonly settings: Settings; readonly problems: readonly string[] } {
  const file = { uri: `${root}/.serverless-warden.yml`, text };
  const { tree, problems } = readSettings(file, rules, ['sql', 'command']);
  return { settings: tree, problems: problems.map(({ location, message }) => `${text.slice(0, location.span.start).split('\n').length}: ${text.slice(location.span.start, location.span.end)}: ${message}`) };
}

describe('reading', () => {
  it('takes every setting', () => {
    const { settings, problems } = read('profile: strict\nseverities:\n  injection: warning\n  injection/sql: off\n  limits/memory: info\ninclude: src/**\nexclude:\n  - legacy\ninclude-tests: true\nexpress-routes: never\n');
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      profile: 'strict', severities: { injection: 'warning', 'injection/sql': 'off', 'limits/memory': 'information' },
      include: ['src/**'], exclude: ['legacy'], includeTests: true, expressRoutes: 'never',
    });
  });

  it.each([
    ['', {}],
    ['# nothing yet\n', {}],
  ])('takes %j as no settings', (text, expected) => {
    expect(read(text)).toEqual({ settings: expected, problems: [] });
  });

  it.each([
    ['profil: strict', '1: profil: There is no setting `profil`. Did you mean `profile`?'],
    ['zzz: 1', '1: zzz: There is no setting `zzz`. There are `profile`, `severities`, `include`, `exclude`, `include-tests`, `express-routes` and `models`.'],
    ['profile: harsh', '1: harsh: `profile` is `recommended` or `strict`.'],
    ['severities:\n  injection/comand: error', '2: injection/comand: There is no rule or group `injection/comand`. Did you mean `injection/command`?'],
    ['severities:\n  injection: fatal', '2: fatal: A severity is `error`, `warning`, `information`, `hint` or `off`.'],
    ['severities: error', '1: error: `severities` gives rules or groups a severity, e.g. `injection/log: warning`.'],
    ['include-tests: maybe', '1: maybe: `include-tests` is true or false.'],
    ['express-routes: [auto]', '1: [auto]: `express-routes` is `auto`, `always` or `never`.'],
    ['exclude: [1]', '1: 1: A pattern is text, e.g. `"legacy/**"`.'],
    ['exclude:\n  - ../other', '2: ../other: A pattern cannot leave the folder of this file with `..`.'],
    ['include: "{a,b"', '1: "{a,b": Braces make more than 100 patterns of this one, or do not close.'],
    ['models: yes', '1: yes: `models` says what calls do, in the lists `entries`, `origins`, `sinks`, `cleaners` and `guards`.'],
    ['models:\n  sink: []', '2: sink: There is no list of models `sink`. Did you mean `sinks`?'],
    ['models:\n  sinks: sql', '2: sql: `sinks` is a list, e.g. `- { from: "@acme/db", call: query, kind: sql }`.'],
    ['models:\n  sinks:\n    - { from: a, call: b }', '3: { from: a, call: b }: An entry of `sinks` needs `kind`.'],
    ['models:\n  sinks:\n    - { from: a, call: b, kind: sqll }', '3: sqll: There is no kind of sink `sqll`. Did you mean `sql`?'],
    ['models:\n  sinks:\n    - { from: a, call: b, kind: sql, takes: first }', '3: first: An argument is its number from 0 on, with a field after a dot if need be, e.g. `0` or `0.sql`; `*` is any.'],
    ['models:\n  cleaners:\n    - { form: a, call: b, for: sql }', '3: { form: a, call: b, for: sql }: An entry of `cleaners` needs `from`.'],
    ['models:\n  cleaners:\n    - { from: a, call: b, for: [sql, 1] }', '3: 1: There is no kind of sink `1`. There are `sql` and `command`.'],
    ['models:\n  guards:\n    - { from: a, call: b, for: sql, off: x }', '3: off: There is no key of `guards` `off`. Did you mean `of`?'],
    ['models:\n  entries:\n    - { from: a, call: b, event: message }', '3: message: There is no kind of event `message`.'],
    ['models:\n  origins:\n    - text', '3: text: An entry of `origins` has the keys `from`, `call`, `of` and `label`.'],
    ['- strict', '1: - strict: Settings are written as `key: value`. The keys are `profile`, `severities`, `include`, `exclude`, `include-tests`, `express-routes` and `models`.'],
  ])('says what is wrong in %j', (text, problem) => {
    expect(read(text).problems).toEqual([problem]);
  });

  it('keeps what is right beside what is wrong', () => {
    const { settings, problems } = read('profile: harsh\nexclude:\n  - legacy\n  - ""\nseverities:\n  nope: off\n  injection: off\n');
    expect(settings).toEqual({ exclude: ['legacy'], severities: { injection: 'off' } });
    expect(problems).toHaveLength(3);
  });

  it('takes broken YAML as data', () => {
    const { problems } = read('profile: strict\n\texclude: [\n');
    expect(problems.length).toBeGreaterThan(0);
  });
});

describe('the schema that editors complete with', () => {
  const valid = new Ajv({ strict: false }).compile(schema);

  it('takes what the reader takes', () => {
    const text = 'profile: strict\nseverities:\n  iam: warning\n  iam/admin-policy: "off"\ninclude: src/**\nexclude:\n  - legacy\ninclude-tests: true\nexpress-routes: never\nmodels:\n  entries:\n    - { from: a, call: on, event: queue, receives: [queue], decorator: false }\n  origins:\n    - { from: [a, b], call: get, of: Box, label: the mail }\n  sinks:\n    - { from: a, call: raw, kind: sql, takes: "0.text", effect: is run }\n  cleaners:\n    - { from: ./src/text, call: quoted, for: [sql, command] }\n  guards:\n    - { from: a, call: [isId], for: all }\n';
    expect(readSettings({ uri: 'file:///app/.serverless-warden.yml', text }, ruleBook().rules, ['sql', 'command']).problems).toEqual([]);
    expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true);
    expect(Object.keys(schema.properties)).toEqual(Object.keys(parse(text) as object));
  });

  it.each(['profil: strict', 'profile: harsh', 'severities:\n  injection: fatal', 'include-tests: maybe', 'express-routes: [auto]', 'exclude: [1]', 'models: 1', 'models:\n  sinks:\n    - { from: a, call: b }', 'models:\n  guards:\n    - { from: a, call: b, for: nothing }', 'models:\n  entries:\n    - { from: a, call: b, event: message }', '- strict'])('refuses %j as the reader does', (text) => {
    expect(valid(parse(text))).toBe(false);
    expect(read(text).problems).not.toEqual([]);
  });
});

describe('what holds for a file', () => {
  const effective = (text: string, host: Settings = {}, overrides?: Settings) => {
    const workspace = workspaceOf({ '.serverless-warden.yml': text }, host);
    return effectiveSettings(new Snapshot(overrides === undefined ? workspace : { ...workspace, overrides }, new Memo()), rules);
  };

  it('is the command line over the file over the host', () => {
    const settings = effective('profile: strict\nseverities:\n  injection: hint\n', { profile: 'recommended', expressRoutes: 'never', severities: { injection: 'error', limits: 'error' } }, { expressRoutes: 'always', severities: { limits: 'off' } }).of(`${root}/a.ts`);
    expect(settings).toEqual({ profile: 'strict', expressRoutes: 'always', severities: { injection: 'hint', limits: 'off' } });
  });

  it('is of the root that holds the file', () => {
    const files = new Map([['file:///a/.serverless-warden.yml', { uri: 'file:///a/.serverless-warden.yml', text: 'profile: strict' }]]);
    const settings = effectiveSettings(new Snapshot({ roots: ['file:///a', 'file:///b'], files, today: '2026-11-01', settings: {} }, new Memo()), rules);
    expect(settings.of('file:///a/x.ts').profile).toBe('strict');
    expect(settings.of('file:///b/x.ts').profile).toBeUndefined();
  });

  it('gives the rule its most specific severity', () => {
    const sql = rules[1];
    const memory = rules[2];
    if (sql === undefined || memory === undefined) throw new Error('rules are missing');
    expect(severityOf(sql, { severities: { injection: 'hint' } })).toBe('hint');
    expect(severityOf(sql, { severities: { injection: 'hint', 'injection/sql': 'off' } })).toBe('off');
    expect(severityOf(sql, {})).toBe('error');
    expect(severityOf(memory, {})).toBe('off');
    expect(severityOf(memory, { profile: 'strict' })).toBe('hint');
  });

  it('leaves out what is excluded, not included, or a test', () => {
    const { reports } = effective('include: [src, test]\nexclude: ["*.generated.ts"]\n');
    expect(reports(`${root}/src/a/b.ts`)).toBe(true);
    expect(reports(`${root}/src/a/b.generated.ts`)).toBe(false);
    expect(reports(`${root}/lib/b.ts`)).toBe(false);
    expect(reports(`${root}/test/b.ts`)).toBe(false);
    expect(effective('include-tests: true').reports(`${root}/test/b.ts`)).toBe(true);
  });

  it('is told with the report', () => {
    const engine = createEngine({ rules, models: {} });
    const report = run(engine.analyse(workspaceOf({ '.serverless-warden.yml': 'profle: strict' })));
    expect(report.problems.map((problem) => [problem.code, problem.message])).toEqual([['settings', 'There is no setting `profle`. Did you mean `profile`?']]);
  });
});

describe('test paths', () => {
  it.each(['test/a.ts', 'src/__tests__/a.ts', 'a/__mocks__/fs.ts', 'src/a.test.ts', 'src/a.spec.mjs', 'Tests/a.ts', 'fixtures/template.yaml', 'src/orders.e2e.ts', 'src/Button.stories.tsx', 'setupTests.ts', 'integration-tests/a.ts', 'packages/mocks/a.ts'])('%s is one', (path) => {
    expect(isTestPath(path)).toBe(true);
  });
  it.each(['src/a.ts', 'src/testing.ts', 'latest/a.ts', 'src/contest/a.ts', 'test.ts', 'src/a.tests.d/x.ts', 'src/speed-test/a.ts', 'src/stories/a.ts'])('%s is none', (path) => {
    expect(isTestPath(path)).toBe(false);
  });
});

describe('patterns', () => {
  const matches = (pattern: string, path: string): boolean => {
    const glob = parseGlob(pattern);
    if (typeof glob === 'string') throw new Error(glob);
    return glob.matches(path);
  };
  it.each([
    ['legacy', 'legacy/a.ts'], ['legacy', 'src/legacy/deep/a.ts'], ['legacy/', 'legacy/a.ts'], ['*.ts', 'a/b/c.ts'],
    ['src/*.ts', 'src/a.ts'], ['./src/*.ts', 'src/a.ts'], ['/src', 'src/a.ts'], ['src/**', 'src/a/b.ts'], ['**/gen/**', 'a/b/gen/c/d.ts'], ['**/gen/**', 'gen/c.ts'],
    ['src/**/x.ts', 'src/x.ts'], ['src/**/x.ts', 'src/a/b/x.ts'], ['a?c.ts', 'abc.ts'], ['[a-c]x.ts', 'bx.ts'], ['[!a]x.ts', 'bx.ts'], ['a[.]ts', 'a.ts'],
    ['src/{a,b/**}/c.ts', 'src/b/q/c.ts'], ['{a,{b,c}}.ts', 'c.ts'], ['**', 'a'], ['a*b*c', 'aXbXbYc'], ['**/a/**/b', 'a/a/x/b/y'], ['src\\win', 'src/win/a.ts'], ['[x', '[x'], ['日本*', '日本語.ts'],
  ])('%s takes %s', (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });
  it.each([
    ['legacy', 'src/legacy2/a.ts'], ['src/*.ts', 'src/a/b.ts'], ['/src', 'a/src/b.ts'], ['src/**', 'src'], ['src/**/x.ts', 'src/a/y.ts'], ['a?c.ts', 'ac.ts'], ['[!a]x.ts', 'ax.ts'],
    ['{a,b}.ts', 'c.ts'], ['a*b*c', 'aXbXd'], ['*.ts', 'a.tsx'], ['a.ts', 'axts'],
  ])('%s leaves %s', (pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
  });
  it.each(['', '  ', 'a/../b', '{a,b', '{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}'])('%j is refused', (pattern) => {
    expect(parseGlob(pattern)).toEqual(expect.any(String));
  });
  it('is quick however it is written', () => {
    const started = performance.now();
    expect(matches('*a'.repeat(200) + 'b', 'a'.repeat(5000))).toBe(false);
    expect(matches('**/a/'.repeat(190) + 'b', 'a/'.repeat(2000))).toBe(false);
    expect(parseGlob('{'.repeat(499) + '}'.repeat(499))).not.toEqual(expect.any(String));
    expect(parseGlob('{'.repeat(50_000) + '}'.repeat(50_000))).toEqual(expect.any(String));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
