/** The syntax of Serverless Framework variables and what they stand for, without any function or event. */
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../server/engine/syntax/document';
import { child } from '../../server/engine/syntax/data';
import { place, Resolver, type Found } from '../../server/engine/template/serverless-framework/resolver';
import { mayHoldVariable, parseVariables } from '../../server/engine/template/serverless-framework/variables';
import { scalar, unknown, type Value } from '../../server/engine/template/value';
import type { SourceFile } from '../../server/engine/workspace';

const folder = 'file:///project/service';

/** Resolves `custom.value` of a document; `others` are the files beside it. */
function resolved(text: string, others: Readonly<Record<string, string>> = {}): Value {
  const main: SourceFile = { uri: `${folder}/serverless.yml`, text };
  const files = new Map([main, ...Object.entries(others).map(([name, content]) => ({ uri: `${folder}/${name}`, text: content }))].map((file) => [file.uri, file]));
  const tree = parseDocument(main).tree;
  const node = child(tree, 'custom', 'value');
  if (tree === undefined || node === undefined) throw new Error('the document has no custom.value');
  const evaluate = (found: Found): Value => {
    if (found.kind !== 'placed') return found;
    return found.node.kind === 'scalar' ? scalar(found.node.value, found.at, found.via) : unknown(found.node.kind, 'unresolved', found.at, found.via);
  };
  const documents = { main: place(tree, main.uri), root: 'file:///project', file: (uri: string) => files.get(uri), tree: (file: SourceFile) => parseDocument(file).tree, script: () => undefined, planted: () => undefined, evaluate };
  return evaluate(new Resolver(documents).expand(place(node, main.uri)));
}

function plain(text: string, others?: Readonly<Record<string, string>>): unknown {
  const value = resolved(text, others);
  return value.kind === 'scalar' ? value.value : value.kind;
}

describe('variable syntax', () => {
  it('leaves CloudFormation substitutions and escapes as text', () => {
    expect(parseVariables('arn:${AWS::Region}:${Bucket.Arn}/*')).toEqual(['arn:${AWS::Region}:${Bucket.Arn}/*']);
    expect(parseVariables('\\${self:a}')).toEqual(['${self:a}']);
    expect(mayHoldVariable('${AWS::Region}')).toBe(false);
  });

  it('reads sources, fallbacks and nesting', () => {
    const [variable] = parseVariables("${self:custom.${opt:stage, 'a, b'}.x, env:X, 3}");
    expect(variable).toMatchObject({ sources: [{ type: 'self', address: ['custom.', { sources: [{ type: 'opt' }, { value: 'a, b' }] }, '.x'] }, { type: 'env', address: ['X'] }, { value: 3 }] });
  });

  it('marks what does not end as broken', () => {
    expect(parseVariables('a ${self:b')).toMatchObject(['a ', { broken: true, text: '${self:b' }]);
    expect(parseVariables(`x ${'${self:'.repeat(5000)}`)).toMatchObject(['x ', { broken: true }]);
  });
});

describe('variable values', () => {
  it('follows self through nested variables and tells the way', () => {
    const text = "provider:\n  stage: ${opt:stage, 'dev'}\ncustom:\n  value: ${self:custom.${self:provider.stage}.x}\n  dev:\n    x: hello\n";
    const value = resolved(text);
    expect(value).toMatchObject({ kind: 'scalar', value: 'hello' });
    expect(text.slice(value.at.span.start, value.at.span.end)).toBe('${self:custom.${self:provider.stage}.x}');
    expect(value.via.map((hop) => text.slice(hop.location.span.start, hop.location.span.end))).toEqual(['hello']);
  });

  it('joins texts', () => {
    expect(plain('service: shop\ncustom:\n  value: ${self:service}-${sls:stage}-${self:provider.region}\n')).toBe('shop-dev-us-east-1');
  });

  it('takes the next source where one gives nothing', () => {
    expect(plain("custom:\n  value: ${self:custom.none, opt:x, param:y, 'last'}\n")).toBe('last');
    expect(plain('custom:\n  value: ${self:custom.empty, 7}\n  empty: null\n')).toBe(7);
  });

  it('reads files of the workspace only', () => {
    const files = { 'config.yml': 'a:\n  b: [x, y]\n', 'text': ' some text\n', '../shared.json': '{"key": true}' };
    expect(plain('custom:\n  value: ${file(./config.yml):a.b.1}\n', files)).toBe('y');
    expect(plain('custom:\n  value: ${file(text)}\n', files)).toBe('some text');
    expect(plain('custom:\n  value: ${strToBool(${file(config.yml):none, "false"})}\n', files)).toBe(false);
    expect(resolved('custom:\n  value: ${file(../../outside.yml):a}\n')).toMatchObject({ kind: 'unknown', source: 'import' });
    expect(resolved('custom:\n  value: ${file(/etc/passwd)}\n')).toMatchObject({ kind: 'unknown', source: 'import' });
    expect(resolved('custom:\n  value: ${file(./config.js):a}\n')).toMatchObject({ kind: 'unknown', reason: '`./config.js` is not in the workspace' });
  });

  it('reads parameters of the stage before those of every stage', () => {
    expect(plain('params:\n  default:\n    x: all\n  dev:\n    x: one\ncustom:\n  value: ${param:x}\n')).toBe('one');
    expect(plain('stages:\n  default:\n    params:\n      x: all\ncustom:\n  value: ${param:x}\n')).toBe('all');
    expect(resolved('custom:\n  value: ${param:x}\n')).toMatchObject({ kind: 'unknown', source: 'parameter', reason: 'parameter `x` is given at deployment' });
  });

  it('never guesses what is outside', () => {
    expect(resolved('custom:\n  value: ${env:TOKEN}\n')).toMatchObject({ kind: 'unknown', source: 'environment', expression: '${env:TOKEN}' });
    expect(resolved("custom:\n  value: ${env:TOKEN, 'local'}\n")).toMatchObject({ kind: 'choice', options: [{ value: { kind: 'unknown', source: 'environment' } }, { value: { value: 'local' } }] });
    expect(resolved("custom:\n  value: a-${env:TOKEN, 'local'}\n")).toMatchObject({ kind: 'choice', options: [{ value: { kind: 'text' } }, { value: { value: 'a-local' } }] });
    expect(resolved("custom:\n  value: ${file(none.yml):y, 'local'}\n")).toMatchObject({ kind: 'choice', options: [{ value: { kind: 'unknown', source: 'import' } }, { value: { value: 'local' } }] });
    expect(resolved('custom:\n  value: ${ssm:/db/password~true}\n')).toMatchObject({ kind: 'unknown', source: 'secret-store' });
    expect(resolved('custom:\n  value: ${ssm:/aws/reference/secretsmanager/db~true}\n')).toMatchObject({ kind: 'unknown', source: 'secret-store' });
    expect(resolved('custom:\n  value: ${ssm:/db/host}\n')).toMatchObject({ kind: 'unknown', source: 'parameter-store' });
    expect(resolved('custom:\n  value: ${cf:stack.Output}\n')).toMatchObject({ kind: 'unknown', source: 'import' });
    expect(resolved('custom:\n  value: arn:${aws:accountId}\n')).toMatchObject({ kind: 'text', parts: ['arn:', { kind: 'unknown' }] });
    expect(resolved('custom:\n  value: ${opt:stage}\n')).toMatchObject({ kind: 'unknown', source: 'parameter', reason: 'option `--stage` is not given' });
  });

  it('stops at cycles and bombs', () => {
    expect(resolved('custom:\n  value: ${self:custom.other}\n  other: ${self:custom.value}\n')).toMatchObject({ kind: 'unknown', source: 'limit' });
    const lines = Array.from({ length: 60 }, (_, i) => `  v${String(i)}: \${self:custom.v${String(i + 1)}}\${self:custom.v${String(i + 1)}}`);
    expect(resolved(`custom:\n  value: \${self:custom.v0}\n${lines.join('\n')}\n  v60: aaaaaaaaaaaaaaaa\n`)).toMatchObject({ kind: 'unknown', source: 'limit' });
  });
});
