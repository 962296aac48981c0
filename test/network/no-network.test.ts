/** Nothing leaves the machine: server and command line work where every way into the network throws (test/editor says it of the client), and none bundles one. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dist, root } from '../../tools/paths';
import { Editor } from '../lsp/editor';
import { template } from '../lsp/samples';

const preload = join(root, 'test', 'support', 'network-guard.cjs');

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
    const calls = [
      "fetch('http://127.0.0.1:9')", "new WebSocket('ws://127.0.0.1:9')", "new EventSource('http://127.0.0.1:9')", "require('http').get('http://127.0.0.1:9')", "require('https').request('https://127.0.0.1:9')",
      "require('http2').connect('http://127.0.0.1:9')", "require('net').connect(9)", "new (require('net').Socket)().connect(9)", "require('net').createServer()", "new (require('net').Server)().listen(0)",
      "require('tls').connect(9)", "require('dns').lookup('localhost', () => 0)", "require('dns').promises.resolve4('localhost')", "new (require('dns').Resolver)().resolve4('localhost', () => 0)",
      "new (require('dns/promises').Resolver)().resolve4('localhost')", "require('dgram').createSocket('udp4')", "require('child_process').execSync('true')", "require('child_process').spawn('true')",
    ];
    for (const call of calls) {
      const { status, stderr } = spawnSync(process.execPath, ['--require', preload, '--eval', call], { encoding: 'utf8' });
      expect(stderr, call).toContain('NETWORK');
      expect(status, call).not.toBe(0);
    }
  });

  test('server and command line load no module of the network but what the protocol library brings for pipes', () => {
    const bundled = (path: string): string => readFileSync(join(dist, path), 'utf8');
    const loaded = (path: string): readonly string[] => [...new Set([...bundled(path).matchAll(/\b(?:require|import)\("(?:node:)?(net|tls|https?|http2|dgram|dns|inspector|child_process|worker_threads|cluster)(?:\/\w+)?"\)/g)].map(([, name]) => name ?? ''))].sort();
    expect(loaded('cli/main.js')).toEqual([]);
    expect(loaded('server/node.js')).toEqual(['child_process', 'net']);
    expect(loaded('client/extension.js')).toEqual(['child_process', 'net']);
    expect(bundled('client/extension.js').match(/\bfetch\(|\bWebSocket\b|\bXMLHttpRequest\b|\bEventSource\b|\bsendBeacon\b/g)).toBeNull();
  });
});
