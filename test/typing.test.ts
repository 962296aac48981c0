/** Somebody types in a script: its own diagnostics come ahead of the whole, nothing flickers on the way, and the whole has the last word. */
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { beforeEach, expect, test } from 'vitest';
import { places, projectFiles } from '../tools/bench/project';
import type { Workspace } from '../server/engine';
import { AnalysisLoop } from '../server/lsp/analysis-loop';
import { Beside } from '../server/lsp/beside';
import type { Host } from '../server/lsp/host';
import { Publisher } from '../server/lsp/publisher';
import { newEngine, workspaceOf } from './support/analyse';

const workspace = workspaceOf(Object.fromEntries(projectFiles(14)));
const uri = `file:///app/${places.leaf}`;
const before = workspace.files.get(uri)?.text ?? '';

/** A server's loop and publisher, driven by hand; `heard` is what was sent of the script since the last state, `ahead` and `whole` in between. */
class Typing {
  heard: string[] = [];
  private input: { workspace: Workspace; versions: ReadonlyMap<string, number> } = { workspace, versions: new Map([[uri, 1]]) };
  private readonly tasks: (() => void)[] = [];
  private readonly loop: AnalysisLoop;

  constructor() {
    const host = { later: (task: () => void) => { this.tasks.push(task); }, now: () => 0 } as unknown as Host;
    const shown = { isOpen: () => true, rulePages: true, related: true };
    const publisher = new Publisher((params) => { if (params.uri === uri) this.heard.push(textOf(params)); });
    this.loop = new AnalysisLoop(newEngine(), host, () => this.input, {
      started: () => undefined,
      early: (analysis) => { publisher.publish(analysis, shown); },
      ahead: (analysis, uris) => {
        publisher.ahead(analysis, uris, shown);
        this.heard.push('ahead');
      },
      compared: (analysis, uris) => { publisher.compare(analysis, uris, shown); },
      done: (analysis) => {
        publisher.publish(analysis, shown);
        this.heard.push('whole');
      },
      failed: (error) => { throw error; },
    });
  }

  /** Until this is heard, or all is done. */
  state(text: string, until = '', other?: readonly [string, string]): readonly string[] {
    const { files } = this.input.workspace;
    const version = (this.input.versions.get(uri) ?? 0) + 1;
    this.input = { workspace: { ...this.input.workspace, files: new Map([...files, [uri, { uri, text }], ...(other === undefined ? [] : [[other[0], { uri: other[0], text: other[1] }] as const])]) }, versions: new Map([[uri, version]]) };
    this.heard = [];
    this.loop.changed();
    for (let task = this.tasks.shift(); task !== undefined; task = this.heard.includes(until) ? undefined : this.tasks.shift()) task();
    return this.heard;
  }
}

function textOf({ diagnostics }: PublishDiagnosticsParams): string {
  return diagnostics.map(({ range: { start, end }, code, message }) => `${String(start.line)}:${String(start.character)}-${String(end.line)}:${String(end.character)} ${String(code)} ${JSON.stringify(message)}`).join('\n');
}

/** What a server says that has seen nothing before. */
function fresh(text: string): string | undefined {
  return new Typing().state(text).findLast((one) => one !== 'whole' && one !== 'ahead');
}

let typing = new Typing();
beforeEach(() => {
  typing = new Typing();
  typing.state(before);
});

test('the first edit of a file is judged with the whole; from then on the file comes ahead', () => {
  expect(typing.state(`${before}\n// a`).filter((one) => !one.includes(' '))).toEqual(['whole']);
  const heard = typing.state(`${before}\n// ab`);
  expect(heard.slice(1)).toEqual(['ahead', 'whole']);
  expect(heard[0]).toBe(fresh(`${before}\n// ab`));
  expect(heard[0]).toContain('iam/missing-permission');
});

test('what only the whole knows is shown at its place by now, and is not sent twice', () => {
  let text = `${before}\n// a`;
  typing.state(text);
  for (const [at, key] of [['const table', '\n'], ['const table', '// once more\n\n'], ['export const handler', "const other = 'x';\n"]] as const) {
    text = text.replace(at, `${key}${at}`);
    const heard = typing.state(text);
    expect(heard).toEqual([fresh(text), 'ahead', 'whole']);
  }
});

test('what the typed text brings comes at once, and what it takes away goes', () => {
  typing.state(`${before}\n// a`);
  const worse = before.replace("execSync('ls ' + name)", "execSync('ls ' + name + parsed.flag)");
  const [first = '', ...rest] = typing.state(worse);
  expect(rest[0]).toBe('ahead');
  expect(first).toContain('body.flag');
  const [second = ''] = typing.state(before.replace("execSync('ls ' + name)", "execSync('ls')"));
  expect(second).not.toContain('injection/command');
});

test('the whole has the last word', () => {
  typing.state(`${before}\n// a`);
  const without = before.replaceAll('new GetCommand(', 'new LoadCommand(');
  const heard = typing.state(without);
  const said = heard.filter((one) => one !== 'ahead' && one !== 'whole');
  expect(heard.indexOf('ahead')).toBe(1);
  expect(said.at(-1)).toBe(fresh(without));
  expect(said.at(-1)).not.toContain('`GetItem`');
});

test('the next key drops the whole, and what was shown goes along', () => {
  let text = `${before}\n// a`;
  typing.state(text);
  for (const key of '\n\n// b') {
    text = text.replace('const table', `${key === '\n' ? key : `/* ${key} */`}const table`);
    const heard = typing.state(text, 'ahead');
    expect(heard.filter((one) => !one.includes(' '))).toEqual(['ahead']);
    expect(heard[0]).toContain('iam/missing-permission');
  }
  expect(typing.state(text).filter((one) => one !== 'ahead' && one !== 'whole').at(-1)).toBe(fresh(text));
});

test('after a change elsewhere the whole is asked first', () => {
  typing.state(`${before}\n// a`);
  const template = `file:///app/${places.template}`;
  const allowed = workspace.files.get(template)?.text.replace('      Handler: handlers/long.handler\n', '      Handler: handlers/long.handler\n      Policies:\n        - Statement:\n            Effect: Allow\n            Action: dynamodb:*\n            Resource: "*"\n') ?? '';
  expect(typing.state(before, '', [template, allowed]).filter((one) => !one.includes(' '))).toEqual(['whole']);
  const [first, ...rest] = typing.state(`${before}\n// b`);
  expect(rest).toEqual(['whole']);
  expect(first).not.toContain('iam/missing-permission');
});

test('ranges go along with the text around them', () => {
  const held = (text: string, now: string, range: readonly [number, number, number, number]): unknown => {
    const [line, character, endLine, endCharacter] = range;
    const one = { range: { start: { line, character }, end: { line: endLine, character: endCharacter } }, code: 'a/b', message: 'm', data: { fingerprint: 'f' } };
    const moved = new Beside(uri, text, [], [one]).shown([], now)[0]?.range;
    return moved === undefined ? undefined : [moved.start.line, moved.start.character, moved.end.line, moved.end.character];
  };
  expect(held('ab\ncd\nef', 'ab\nX\ncd\nef', [1, 0, 1, 2])).toEqual([2, 0, 2, 2]);
  expect(held('ab\ncd\nef', 'ab\nef', [2, 0, 2, 2])).toEqual([1, 0, 1, 2]);
  expect(held('ab cd', 'ab x cd', [0, 3, 0, 5])).toEqual([0, 5, 0, 7]);
  expect(held('ab cd', 'abcd', [0, 0, 0, 5])).toEqual([0, 0, 0, 4]);
  expect(held('ab cd', 'ab', [0, 3, 0, 5])).toBe(undefined);
  expect(held('ab cd', 'ab cd ef', [0, 3, 0, 5])).toEqual([0, 3, 0, 5]);
});
