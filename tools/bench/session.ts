/** A language server in a process of its own, driven as an editor does, with the time from a change to its diagnostics. Knows no feature. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection, ConfigurationRequest, DidChangeTextDocumentNotification, DidOpenTextDocumentNotification, InitializedNotification, InitializeRequest, IPCMessageReader, IPCMessageWriter,
  PublishDiagnosticsNotification, RegistrationRequest, type ProtocolConnection, type PublishDiagnosticsParams, type Range,
} from 'vscode-languageserver-protocol/node';
import { methods } from '../../server/lsp/protocol';

const patience = 120_000;

export class Session {
  private readonly versions = new Map<string, number>();
  private listener: (published: PublishDiagnosticsParams | 'report') => void = () => undefined;

  private constructor(private readonly child: ChildProcess, private readonly connection: ProtocolConnection) {}

  /** Starts a server over a folder. */
  static async open(module: string, folder: string): Promise<Session> {
    const child = fork(module, ['--node-ipc'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    const session = new Session(child, connection);
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => { session.listener(params); });
    connection.onNotification(methods.reported, () => { session.listener('report'); });
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({})));
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.listen();
    await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires it
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).toString(), name: 'bench' }],
      capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } } },
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return session;
  }

  /** Milliseconds until its diagnostics come; of a file that has none, until the report is there. */
  show(path: string, text: string, until: 'diagnostics' | 'report' = 'diagnostics'): Promise<number> {
    const uri = pathToFileURL(path).toString();
    this.versions.set(uri, 1);
    return this.until(answers(uri, 1, until), () => this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: path.endsWith('.ts') ? 'typescript' : 'yaml', version: 1, text } }));
  }

  /** Milliseconds until the diagnostics of the changed file come; of a file that has none, until the report is there. */
  edit(path: string, range: Range, text: string, until: 'diagnostics' | 'report' = 'diagnostics'): Promise<number> {
    const { uri, version, change } = this.changed(path, range, text);
    return this.until(answers(uri, version, until), change);
  }

  /** The same with the milliseconds until all is said, and whether the file's diagnostics were then different from those that had come. */
  async editToEnd(path: string, range: Range, text: string): Promise<{ readonly own: number; readonly whole: number; readonly again: boolean }> {
    const { uri, version, change } = this.changed(path, range, text);
    const isOwn = answers(uri, version, 'diagnostics');
    const started = performance.now();
    const own: number[] = [];
    const whole = await this.until((published) => {
      if (isOwn(published)) own.push(performance.now() - started);
      return published === 'report';
    }, change);
    return { own: own[0] ?? whole, whole, again: own.length > 1 };
  }

  private changed(path: string, range: Range, text: string): { readonly uri: string; readonly version: number; readonly change: () => Promise<void> } {
    const uri = pathToFileURL(path).toString();
    const version = (this.versions.get(uri) ?? 1) + 1;
    this.versions.set(uri, version);
    return { uri, version, change: () => this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ range, text }] }) };
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
    this.connection.dispose();
  }

  private async until(isAnswer: (published: PublishDiagnosticsParams | 'report') => boolean, act: () => Promise<void>): Promise<number> {
    let timer: NodeJS.Timeout | undefined;
    const started = performance.now();
    const answered = new Promise<number>((resolve, reject) => {
      timer = setTimeout(() => { reject(new Error('the server does not answer')); }, patience);
      this.listener = (published) => { if (isAnswer(published)) resolve(performance.now() - started); };
    });
    await act();
    try {
      return await answered;
    } finally {
      clearTimeout(timer);
    }
  }
}

function answers(uri: string, version: number, until: 'diagnostics' | 'report'): (published: PublishDiagnosticsParams | 'report') => boolean {
  if (until === 'report') return (published) => published === 'report';
  return (published) => published !== 'report' && published.uri === uri && published.version === version;
}
