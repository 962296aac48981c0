/** An editor without a window: the built server in a process of its own, a folder on disk, and what the server says. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CodeActionRequest, CodeActionResolveRequest, createProtocolConnection, DidChangeConfigurationNotification, DidChangeTextDocumentNotification, DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, HoverRequest, InitializeRequest, InitializedNotification, IPCMessageReader, IPCMessageWriter,
  PublishDiagnosticsNotification, ShutdownRequest, ExitNotification, ConfigurationRequest, RegistrationRequest, LogMessageNotification,
  type CodeAction, type Diagnostic, type FileChangeType, type Hover, type ProtocolConnection, type Range, type TextDocumentEdit, type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { InitializationOptions } from '../../server/lsp/protocol';
import { dist } from '../../tools/paths';
import { ruleIds } from '../../tools/rule-data';
import { rulesFolder } from '../../tools/rules-plugin';

/** Longer than any answer takes on a busy machine. */
const patience = 15_000;

/** Rules that the samples are not about: what they say of a sample is their own cases' matter. */
const seeded = ['iam/wildcard-action', 'injection/command', 'logging/log-event-option'];
const others: ReadonlySet<string> = new Set(ruleIds(rulesFolder).filter((id) => !seeded.includes(id)));

const languages: Readonly<Record<string, string>> = { ts: 'typescript', js: 'javascript', yaml: 'yaml', yml: 'yaml', json: 'json' };

/** Our messages are plain text. */
export type Published = Diagnostic & { readonly message: string };

export class Editor {
  readonly errors: string[] = [];
  private readonly published = new Map<string, Published[]>();
  private readonly documents = new Map<string, TextDocument>();
  private listeners: (() => void)[] = [];
  settings: unknown = {};

  private constructor(readonly folder: string, readonly process: ChildProcess, readonly connection: ProtocolConnection) {}

  /** `files` by path; `roots` are folders among them that are opened, the whole folder where none is named. */
  static async open(files: Readonly<Record<string, string | Uint8Array>>, options: { readonly roots?: readonly string[]; readonly settings?: unknown; readonly initialization?: InitializationOptions } = {}): Promise<Editor> {
    const module = join(dist, 'server', 'node.js');
    if (!existsSync(module)) throw new Error('The server is not built: run `npm run build`.');
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'serverless-warden-')));
    const child = fork(module, ['--node-ipc'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    const editor = new Editor(folder, child, connection);
    child.stderr?.on('data', (chunk: Buffer) => { editor.errors.push(chunk.toString()); });
    child.on('exit', (code, signal) => { editor.errors.push(`The server ended: ${String(signal ?? code)}`); });
    for (const [path, content] of Object.entries(files)) await editor.write(path, content);
    editor.settings = options.settings ?? {};
    editor.listen();
    const died = once(child, 'exit').then(() => { throw new Error(editor.errors.join('\n')); });
    const initialized = connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires it
      rootUri: null,
      workspaceFolders: (options.roots ?? ['']).map((root) => ({ uri: editor.uri(root), name: root })),
      initializationOptions: options.initialization ?? { commands: true },
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true, workspaceEdit: { documentChanges: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
        textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true }, codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true } },
      },
    });
    await Promise.race([initialized, died]);
    died.catch(() => undefined);
    await connection.sendNotification(InitializedNotification.type, {});
    return editor;
  }

  uri(path: string): string {
    return pathToFileURL(join(this.folder, path)).toString();
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const target = join(this.folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }

  async show(path: string, text: string): Promise<void> {
    const uri = this.uri(path);
    const languageId = languages[path.slice(path.lastIndexOf('.') + 1)] ?? 'plaintext';
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Replaces the first occurrence of `before` in the open document. */
  async type(path: string, before: string, after: string): Promise<void> {
    const document = this.document(path);
    const start = document.getText().indexOf(before);
    if (start < 0) throw new Error(`${path} does not hold ${before}`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + before.length) };
    await this.change(path, [{ range, text: after }]);
  }

  async change(path: string, changes: { range: Range; text: string }[]): Promise<void> {
    const document = TextDocument.update(this.document(path), changes, this.document(path).version + 1);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri: document.uri, version: document.version }, contentChanges: changes });
  }

  async close(path: string): Promise<void> {
    this.documents.delete(this.uri(path));
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: this.uri(path) } });
  }

  text(path: string): string {
    return this.document(path).getText();
  }

  async fileChanged(path: string, type: FileChangeType): Promise<void> {
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: this.uri(path), type }] });
  }

  async configure(settings: unknown): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  }

  /** What is published for a file, as soon as it fulfils the condition. */
  async diagnostics(path: string, fulfilled: (diagnostics: readonly Published[]) => boolean): Promise<readonly Published[]> {
    const uri = this.uri(path);
    const until = Date.now() + patience;
    for (;;) {
      const current = this.published.get(uri) ?? [];
      if (fulfilled(current)) return current;
      if (Date.now() > until) throw new Error(`${path} has ${JSON.stringify(current.map(({ code, message }) => [code, message]))}\n${this.errors.join('\n')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.listeners.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** The rules of a file's diagnostics, once they are these. */
  async expectRules(path: string, ...rules: readonly string[]): Promise<readonly Published[]> {
    const wanted = [...rules].sort().join();
    return this.diagnostics(path, (diagnostics) => diagnostics.map(({ code }) => String(code)).sort().join() === wanted);
  }

  async actions(path: string, range: Range, only?: string[]): Promise<CodeAction[]> {
    const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
    return ((await this.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: this.uri(path) }, range, context })) ?? []) as CodeAction[];
  }

  async resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest(CodeActionResolveRequest.type, action);
  }

  async hover(path: string, position: Range['start']): Promise<Hover | null> {
    return this.connection.sendRequest(HoverRequest.type, { textDocument: { uri: this.uri(path) }, position });
  }

  /** Applies the edit to open documents; the server is told. */
  async apply(edit: WorkspaceEdit | undefined): Promise<void> {
    for (const change of edit?.documentChanges ?? []) {
      if (!('textDocument' in change)) throw new Error('Only open documents can be edited here.');
      await this.applyTo(change);
    }
  }

  /** Ends it as an editor does; answers the exit code. */
  async quit(): Promise<number | null> {
    const exited = once(this.process, 'exit') as Promise<[number | null]>;
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const [code] = await exited;
    await this.dispose();
    return code;
  }

  /** Leaves nothing behind, whatever happened. */
  async dispose(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill('SIGKILL');
      await once(this.process, 'exit');
    }
    this.connection.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async applyTo(change: TextDocumentEdit): Promise<void> {
    const document = [...this.documents.values()].find(({ uri }) => uri === change.textDocument.uri);
    if (document === undefined) throw new Error(`${change.textDocument.uri} is not open.`);
    if (change.textDocument.version !== document.version) throw new Error(`The edit is for version ${String(change.textDocument.version)}, not ${document.version}.`);
    const edits = change.edits.map((edit) => {
      if (!('newText' in edit)) throw new Error('This editor knows no snippets.');
      return { range: edit.range, text: edit.newText };
    });
    const text = TextDocument.applyEdits(document, edits.map(({ range, text: newText }) => ({ range, newText })));
    const whole = { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
    TextDocument.update(document, [{ range: whole, text }], document.version + 1);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri: document.uri, version: document.version }, contentChanges: [{ range: whole, text }] });
  }

  private document(path: string): TextDocument {
    const document = this.documents.get(this.uri(path));
    if (document === undefined) throw new Error(`${path} is not open.`);
    return document;
  }

  private listen(): void {
    const { connection } = this;
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.published.set(uri, diagnostics.filter((diagnostic): diagnostic is Published => typeof diagnostic.message === 'string' && !others.has(String(diagnostic.code))));
      for (const listener of this.listeners.splice(0)) listener();
    });
    connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
      if (type === 1) this.errors.push(message);
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings));
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.listen();
  }
}
