/** What calls in code mean: packages' exports, literals behind names, options. */
import { expect, test } from 'vitest';
import { CodeFacts, type Call } from '../../server/engine/facts/code-calls';
import { Memo } from '../../server/engine/memo';
import { Snapshot } from '../../server/engine/snapshot';
import { root, workspaceOf } from '../support/analyse';

function read(files: Readonly<Record<string, string>>, file = 'a.ts'): { readonly code: CodeFacts; readonly call: (word: string, index?: number) => Call } {
  const code = new CodeFacts(new Snapshot(workspaceOf(files), new Memo()), Object.keys(files).map((path) => `${root}/${path}`), () => { throw new Error('a bound was met'); });
  return {
    code,
    call: (word, index = 0) => {
      const found = code.calls(`${root}/${file}`, [word])[index];
      if (found === undefined) throw new Error(`no call of ${word}`);
      return found;
    },
  };
}

function target(text: string, word: string, more: Readonly<Record<string, string>> = {}): string {
  const { code, call } = read({ 'a.ts': text, ...more });
  const found = code.target(call(word));
  return found === undefined ? 'nothing' : [found.module, ...found.path].join('.');
}

test.each([
  ["import { createHash } from 'node:crypto'; createHash('md5');", 'createHash', 'crypto.createHash'],
  ["import * as c from 'crypto'; c.createHash('md5').update(x);", 'update', 'crypto.createHash.update'],
  ["const c = require('crypto'); function f() { c.createHash('md5'); }", 'createHash', 'crypto.createHash'],
  ["function f() { const { createHash: h } = require('crypto'); h('md5'); }", 'h', 'crypto.createHash'],
  ["require('crypto').createHash('md5');", 'createHash', 'crypto.createHash'],
  ["import jose from 'jose'; const { JWT } = jose; JWT.sign(a, b);", 'sign', 'jose.JWT.sign'],
  ["import pg from 'pg'; const pool = new pg.Pool(); pool.query('x');", 'query', 'pg.Pool.query'],
  ["const C = require('ftp'); const c = new C(); c.connect({});", 'connect', 'ftp.connect'],
  ["class A { c = new (require('pg').Pool)(); f() { this.c.query('x'); } }", 'query', 'pg.Pool.query'],
  ['Math.random();', 'random', 'global.Math.random'],
  ["import { createHash } from './mine'; createHash('md5');", 'createHash', 'nothing'],
  ["import { sign } from 'x'; function f(sign) { sign(); }", 'sign', 'nothing'],
])('%s', (text, word, expected) => {
  expect(target(text, word)).toBe(expected);
});

test('a client that another file makes', () => {
  expect(target("import { pool } from './db'; pool.query('x');", 'query', { 'db.ts': "import { Pool } from 'pg'; export const pool = new Pool();" })).toBe('pg.Pool.query');
  expect(target("import { verify } from './lib'; verify('x');", 'verify', { 'lib/index.ts': "export { verify } from 'jsonwebtoken';" })).toBe('jsonwebtoken.verify');
});

function texts(text: string, more: Readonly<Record<string, string>> = {}): readonly unknown[] {
  const { code, call } = read({ 'a.ts': text, ...more });
  const { node, scope } = call('use');
  return code.constants({ node: node.arguments?.[0] ?? node, scope }).map(({ value }) => value);
}

test.each([
  ["const a = 'x'; use(a);", ['x']],
  ["use(process.env.A ?? 'x');", ['x']],
  ["const o = { a: { b: 'x' } }; use(o.a.b);", ['x']],
  ["const o = {}; o.a = 'x'; use(o.a);", ['x']],
  ["class A { k = 'x'; f() { use(this.k); } }", ['x']],
  ["const a = 'x'; use(a + `-${a}` + 1);", ['x-x1']],
  ["const { a: { b } } = { a: { b: 'x' } }; use(b);", ['x']],
  ["const key = () => 'x'; use(key());", ['x']],
  ['use(2 ** 4 * 2);', [32]],
  ["use(['a', 'b']);", ['a', 'b']],
  ["function f(a = 'x') { use(a); }", ['x']],
  ['function f(a) { use(a); }', []],
  ["let a = 'x'; a = read(); use(a);", ['x']],
  ["const a = 'x'; { const a = read(); use(a); }", []],
  ["const a = a; use(a); const b = c, c = b; use(b);", []],
] as const)('literals of %s', (text, expected) => {
  expect(texts(text)).toEqual(expected);
});

test('literals of other files', () => {
  const more = { 'config.ts': "export const config = { key: 'x' }; export default { other: 'y' };", 'old.js': "module.exports = { key: 'z' };" };
  expect(texts("import { config } from './config'; use(config.key);", more)).toEqual(['x']);
  expect(texts("import config from './config'; use(config.other);", more)).toEqual(['y']);
  expect(texts("const { key } = require('./old'); use(key);", more)).toEqual(['z']);
  expect(texts("const old = require('./old'); use(old.key);", more)).toEqual(['z']);
});

test('options are given, absent or not known', () => {
  const kind = (text: string, way: string): string => {
    const { code, call } = read({ 'a.ts': text });
    return code.option(call('use'), way).kind;
  };
  expect(kind('use(1, { a: { b: true } });', '1.a.b')).toBe('given');
  expect(kind('use(1, { a: {} });', '1.a.b')).toBe('absent');
  expect(kind('use(1);', '1.a')).toBe('absent');
  expect(kind('use(1, o);', '1.a')).toBe('unknown');
  expect(kind('const o = { ...p }; use(1, o);', '1.a')).toBe('unknown');
  expect(kind('const o = { c: 1 }; use(1, { ...o });', '1.a')).toBe('absent');
  expect(kind('const o = {}; o.a = 1; use(1, o);', '1.a')).toBe('given');
  expect(kind('use(1, Object.assign({}, { a: 1 }));', '1.a')).toBe('given');
  expect(kind('use(...all);', '1.a')).toBe('unknown');
  expect(kind('use(1, { a: 1 });', '*.a')).toBe('given');
});
