/** Nothing leaves the machine: server and command line work where every way into the network throws, and the client bundles none. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dist, root } from '../../tools/paths';
import { Editor } from '../lsp/editor';
import { template } from '../lsp/samples';

/** Each call is told on the error output and throws. Sockets of a file's path, by which editors talk to servers, are not the network. */
const guard = `
const refuse = (what) => function () { process.stderr.write('NETWORK ' + what + '\\n'); throw new Error('the network is not there: ' + what); };
for (const [name, members] of Object.entries({
  net: ['connect', 'createConnection', 'createServer'], tls: ['connect', 'createServer'], http: ['request', 'get', 'createServer'], https: ['request', 'get', 'createServer'],
  http2: ['connect', 'createServer', 'createSecureServer'], dgram: ['createSocket'], dns: ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveTxt'],
})) { const loaded = require('node:' + name); for (const member of members) loaded[member] = refuse(name + '.' + member); }
require('node:net').Socket.prototype.connect = refuse('net.Socket.connect');
for (const name of ['lookup', 'resolve', 'resolve4']) require('node:dns').promises[name] = refuse('dns.promises.' + name);
globalThis.fetch = refuse('fetch');
globalThis.WebSocket = refuse('WebSocket');
globalThis.EventSource = refuse('EventSource');
`;

let folder: string;
let preload: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'serverless-warden-network-'));
  preload = join(folder, 'guard.cjs');
  writeFileSync(preload, guard);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('without a network', () => {
  test('the command line scans, prints threat models and rules', () => {
    for (const parameters of [['scan', join(root, 'examples'), '--fail-on', 'never', '--format', 'sarif'], ['threat-model', join(root, 'examples', 'orders')], ['rules']]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', preload, join(dist, 'cli', 'main.js'), ...parameters], { encoding: 'utf8', maxBuffer: 1e9 });
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(stdout.length).toBeGreaterThan(100);
    }
  });

  test('the server finds what it finds', async () => {
    const before = process.env.NODE_OPTIONS;
    process.env.NODE_OPTIONS = `--require ${JSON.stringify(preload)}`;
    let editor: Editor | undefined;
    try {
      editor = await Editor.open({ 'template.yaml': template({ action: 's3:*' }) });
      await editor.expectRules('template.yaml', 'iam/wildcard-action');
      expect(editor.errors).toEqual([]);
    } finally {
      if (before === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = before;
      await editor?.dispose();
    }
  });

  test('a call that is planted is caught', () => {
    for (const call of ["fetch('http://127.0.0.1:9')", "require('http').get('http://127.0.0.1:9')", "require('net').connect(9)", "new (require('net').Socket)().connect(9)", "require('dns').lookup('localhost', () => 0)", "require('dgram').createSocket('udp4')"]) {
      const { status, stderr } = spawnSync(process.execPath, ['--require', preload, '--eval', call], { encoding: 'utf8' });
      expect(stderr, call).toContain('NETWORK');
      expect(status, call).not.toBe(0);
    }
  });

  test('server and command line load no module of the network but what the protocol library brings for pipes', () => {
    const loaded = (bundle: string): readonly string[] => [...new Set([...readFileSync(join(dist, bundle), 'utf8').matchAll(/\brequire\("(?:node:)?(net|tls|https?|http2|dgram|dns|inspector)(?:\/\w+)?"\)/g)].map(([, name]) => name ?? ''))].sort();
    expect(loaded('cli/main.js')).toEqual([]);
    expect(loaded('server/node.js')).toEqual(['net']);
    expect(loaded('client/extension.js')).toEqual(['net']);
  });
});
