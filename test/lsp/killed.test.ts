/** A server that is killed at any moment loses nothing: the next one says the same, no process stays, the answers file is never half written. */
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection, ConfigurationRequest, DidChangeTextDocumentNotification, DidOpenTextDocumentNotification, InitializedNotification, InitializeRequest, IPCMessageReader, IPCMessageWriter, PublishDiagnosticsNotification, RegistrationRequest,
} from 'vscode-languageserver-protocol/node';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { methods, type AnswerParams } from '../../server/lsp/protocol';
import { dist } from '../../tools/paths';
import { Random } from '../../tools/fuzz/random';
import { template } from './samples';

/** The extension's own restarts are tested in a real editor. */
const kills = 100;

test('a hundred servers killed in the middle of their work', { timeout: 300_000 }, async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'serverless-warden-killed-')));
  const path = join(folder, 'template.yaml');
  const uri = pathToFileURL(path).toString();
  writeFileSync(path, template({ action: 's3:*' }));
  const random = new Random(7);
  const ended: number[] = [];
  try {
    for (let i = 0; i < kills; i++) {
      const child = fork(join(dist, 'server', 'node.js'), ['--node-ipc'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      const exited = once(child, 'exit');
      const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
      const published = new Promise<readonly string[]>((resolve) => {
        connection.onNotification(PublishDiagnosticsNotification.type, ({ uri: about, version, diagnostics }) => { if (about === uri && version === 2) resolve(diagnostics.map(({ code }) => String(code))); });
      });
      connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({})));
      connection.onRequest(RegistrationRequest.type, () => undefined);
      connection.onError(() => undefined);
      connection.listen();
      const work = async (): Promise<void> => {
        await connection.sendRequest(InitializeRequest.type, {
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires it
          processId: process.pid, rootUri: null, workspaceFolders: [{ uri: pathToFileURL(folder).toString(), name: 'killed' }],
          capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { publishDiagnostics: { versionSupport: true } } },
        });
        await connection.sendNotification(InitializedNotification.type, {});
        await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'yaml', version: 1, text: template({ action: 's3:*' }) } });
        await connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version: 2 }, contentChanges: [{ text: template({ action: i % 2 === 0 ? 'sqs:*' : 's3:*' }) }] });
        await connection.sendRequest(methods.answer, { root: pathToFileURL(folder).toString(), item: 'A6', answer: { status: 'met', by: 'Ana', note: 'x'.repeat(1 + random.below(4000)) } } satisfies AnswerParams);
      };
      // Every tenth is left in peace: what was killed before it must not have hurt it.
      if (i % 10 === 9) {
        await work();
        expect(await published).toContain('iam/wildcard-action');
        child.kill('SIGKILL');
      } else {
        void work().catch(() => undefined);
        setTimeout(() => child.kill('SIGKILL'), random.below(700));
      }
      await exited;
      connection.dispose();
      if (child.pid !== undefined) ended.push(child.pid);
      const answers = join(folder, '.serverless-warden', 'threat-model.yaml');
      if (existsSync(answers)) expect(JSON.stringify(parse(readFileSync(answers, 'utf8')))).toMatch(/"A6":\{[^{}]*"note":"x+"[^{}]*\}/);
      if (i % 10 === 9) expect(existsSync(answers)).toBe(true);
    }
    expect(ended.filter((pid) => existsSync(`/proc/${String(pid)}`) && /\(node\)/.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8')))).toEqual([]);
    expect(ended).toHaveLength(kills);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
