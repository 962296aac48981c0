/** The language server: ties the connection to the features. Each feature is a function of the newest report and lives in its own file. */
import {
  CancellationToken, CodeActionKind, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, FileChangeType, LSPErrorCodes, MessageType, ResponseError, ShowMessageNotification, TextDocuments, TextDocumentSyncKind,
  type Connection, type InitializeParams, type InitializeResult, type WorkspaceFolder,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createEngine, type RuleBook } from '../engine';
import { AnalysisLoop, type Analysis } from './analysis-loop';
import { clientUri, engineUri } from './border';
import { codeActions, fixAllKind, resolveCodeAction, type Abilities } from './code-actions';
import type { Shown } from './diagnostics';
import { flowOf } from './flow';
import { hover } from './hover';
import type { Host } from './host';
import { methods, settingsSection, type AnswerParams, type AnswerResult, type FlowParams, type InitializationOptions, type ScanParams, type Status } from './protocol';
import { Publisher } from './publisher';
import { readSettings } from './settings';
import { statusOf } from './status';
import { answered, threatModelMarkdown, threatModels } from './threat-model';
import { WorkspaceState } from './workspace-state';

/** Progress is told once in so many files. */
const filesPerMessage = 50;

export function serve(connection: Connection, host: Host, book: RuleBook): void {
  const state = new WorkspaceState(host);
  const publisher = new Publisher((params) => void connection.sendDiagnostics(params));
  const documents = new TextDocuments(TextDocument);
  let client: ClientKnowledge = knowledgeOf({ capabilities: {}, processId: null, rootUri: null, workspaceFolders: null });
  let roots: readonly string[] = [];
  let stage: Status['state'] = 'reading';
  let latest: Analysis | undefined;
  let fileCount = 0;

  const shown = (): Shown => ({ isOpen: (uri) => state.isOpen(uri), rulePages: client.abilities.commands, related: client.related });
  const status = (): Status => statusOf(stage, fileCount, latest);
  const enter = (next: Status['state']): void => {
    stage = next;
    void connection.sendNotification(methods.status, status());
  };

  const input = (): ReturnType<WorkspaceState['input']> => {
    const made = state.input();
    fileCount = made.workspace.files.size;
    return made;
  };
  const loop = new AnalysisLoop(createEngine(book, (line) => { if (state.settings.trace) connection.console.log(line()); }), host, input, {
    started: () => {
      if (stage !== 'analysing') enter('analysing');
    },
    early: (analysis) => {
      publisher.publish(analysis, shown());
    },
    ahead: (analysis, uris) => {
      publisher.ahead(analysis, uris, shown());
    },
    compared: (analysis, uris) => {
      publisher.compare(analysis, uris, shown());
    },
    done: (analysis, milliseconds) => {
      latest = analysis;
      publisher.publish(analysis, shown());
      enter('ready');
      void connection.sendNotification(methods.reported);
      if (state.settings.trace) connection.console.log(`${analysis.report.findings.length} findings in ${fileCount} files after ${milliseconds.toFixed(1)} ms`);
      for (const { what, message } of analysis.report.crashes) connection.console.error(`${what} failed: ${message}`);
    },
    failed: (error) => {
      connection.console.error(`The analysis failed: ${textOf(error)}`);
      enter('ready');
    },
  });
  /** Before the first reading is done an analysis would miss what the handlers' templates say. */
  let ready = false;
  const changed = (): void => {
    if (ready) loop.changed();
  };

  /** The one place where a request's failure is caught: it is logged, and the editor gets the answer of a server that knows nothing. */
  const guarded = async <T>(what: string, nothing: T, answer: () => Promise<T> | T): Promise<T> => {
    try {
      return await answer();
    } catch (error) {
      connection.console.error(`${what} failed: ${textOf(error)}`);
      return nothing;
    }
  };

  /** A feature's answer from the newest report, or the newest about one document; nothing before there is one, or when nobody waits any more. */
  const fromReport = <T>(what: string, nothing: T, token: CancellationToken, answer: (analysis: Analysis) => T, document?: { readonly uri: string }): Promise<T> =>
    guarded(what, nothing, async () => {
      const analysis = await loop.settled(document === undefined ? undefined : engineUri(document.uri));
      return analysis === undefined || token.isCancellationRequested ? nothing : answer(analysis);
    });

  const readWorkspace = async (progress?: (files: number) => void, cancelled?: () => boolean): Promise<void> => {
    enter('reading');
    try {
      await state.readAll(roots, progress, cancelled);
    } finally {
      ready = true;
      loop.changed();
    }
  };

  /** Answers whether files must be read again. */
  const applySettings = async (): Promise<boolean | undefined> => {
    const section: unknown = client.pullsSettings ? await connection.workspace.getConfiguration(settingsSection) : client.settings;
    const before = state.settings;
    state.settings = readSettings(section);
    const { script, data } = state.settings.limits;
    if (before.limits.script === script && before.limits.data === data) return false;
    for (const document of documents.all()) state.documentChanged(engineUri(document.uri), document.version, document.getText());
    return true;
  };

  connection.onInitialize((params): InitializeResult => {
    client = knowledgeOf(params);
    roots = client.roots;
    return {
      serverInfo: { name: 'Serverless Warden' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    void guarded('Registering', undefined, async () => {
      if (client.registersWatchers) await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
      if (client.registersSettings) await connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
      if (client.tellsFolders) connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => { void foldersChanged(added, removed); });
    });
    void guarded('Reading the settings', undefined, applySettings).then(() => guarded('Reading the workspace', undefined, readWorkspace));
  });

  const foldersChanged = (added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<void> =>
    guarded('Reading the folders', undefined, () => {
      const gone = new Set(removed.map(({ uri }) => engineUri(uri)));
      roots = [...new Set([...roots.filter((root) => !gone.has(root)), ...added.map(({ uri }) => engineUri(uri))])];
      return readWorkspace();
    });

  connection.onDidChangeConfiguration((params) => {
    void guarded('Reading the settings', undefined, async () => {
      const given = (params.settings as Readonly<Record<string, unknown>> | null | undefined)?.[settingsSection];
      if (given !== undefined) client = { ...client, settings: given };
      if (await applySettings() === true) await readWorkspace();
      else changed();
    });
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    void guarded('Reading changed files', undefined, async () => {
      if (await state.filesChanged(changes.map(({ uri, type }) => ({ uri: engineUri(uri), gone: type === FileChangeType.Deleted })))) changed();
    });
  });

  documents.onDidChangeContent(({ document }) => {
    if (state.documentChanged(engineUri(document.uri), document.version, document.getText())) changed();
  });
  documents.onDidClose(({ document }) => {
    if (state.documentClosed(engineUri(document.uri))) changed();
  });

  connection.onCodeAction((params, token) => fromReport('Finding code actions', null, token, (analysis) => codeActions(params, analysis, shown(), client.abilities), params.textDocument));
  connection.onCodeActionResolve((action, token) => fromReport('Writing a fix', action, token, (analysis) => {
    const resolved = resolveCodeAction(action, analysis, client.abilities);
    if (resolved.edit === undefined && resolved.command === undefined) void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: `“${action.title}” cannot be written here by itself; the rule's page shows the way.` });
    return resolved;
  }));
  connection.onHover((params, token) => fromReport('Explaining a finding', null, token, ({ report }) =>
    hover(engineUri(params.textDocument.uri), params.position, report, book.rules, client.abilities.commands) ?? null, params.textDocument));

  connection.onRequest(methods.flow, (params: FlowParams, token: CancellationToken) => fromReport('Following a flow', null, token, ({ report }) => flowOf(params, report)));
  connection.onRequest(methods.status, () => status());
  connection.onRequest(methods.scan, (params: ScanParams | null, token: CancellationToken) => guarded('Scanning', status(), async () => {
    const progress = (files: number): void => {
      if (params?.workDoneToken !== undefined && files % filesPerMessage === 0) {
        void connection.sendNotification('$/progress', { token: params.workDoneToken, value: { kind: 'report', message: `${files} files` } });
      }
    };
    await readWorkspace(progress, () => token.isCancellationRequested);
    await loop.settled();
    return status();
  }));

  connection.onRequest(methods.threatModels, () => fromReport('Building the threat model', [], CancellationToken.None, ({ report }) => threatModels(report, book)));
  connection.onRequest(methods.markdown, ({ root }: { readonly root: string }, token: CancellationToken) =>
    fromReport('Writing the threat model', '', token, ({ report }) => threatModelMarkdown(root, report, book)));
  // Whoever answered must hear that it was not written, so that this one fails aloud.
  connection.onRequest(methods.answer, async (params: AnswerParams): Promise<AnswerResult> => {
    const analysis = await loop.settled();
    try {
      if (analysis === undefined) throw new Error('The workspace could not be analysed.');
      const { uri, text } = answered(params, analysis.report, book);
      const folder = state.folderOf(engineUri(params.root));
      // An open document is the editor's to change.
      if (folder === undefined || state.isOpen(uri)) return { written: false, uri: clientUri(uri), text };
      await folder.write(uri, text);
      if (await state.filesChanged([{ uri, gone: false }])) changed();
      return { written: true };
    } catch (error) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, error instanceof Error ? error.message : String(error));
    }
  });

  documents.listen(connection);
  connection.listen();
}

/** What the client said of itself when it started us. */
interface ClientKnowledge {
  readonly roots: readonly string[];
  readonly abilities: Abilities;
  readonly related: boolean;
  readonly pullsSettings: boolean;
  readonly settings: unknown;
  readonly registersWatchers: boolean;
  readonly registersSettings: boolean;
  readonly tellsFolders: boolean;
}

function knowledgeOf({ capabilities, initializationOptions, workspaceFolders, rootUri }: Pick<InitializeParams, 'capabilities' | 'initializationOptions' | 'workspaceFolders' | 'processId'> & { readonly rootUri: string | null }): ClientKnowledge {
  const options = (initializationOptions ?? {}) as InitializationOptions;
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
  return {
    roots: folders.map(engineUri),
    abilities: {
      resolves: capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
      commands: options.commands === true,
      snippets: capabilities.workspace?.workspaceEdit?.snippetEditSupport === true,
      previews: capabilities.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    },
    related: capabilities.textDocument?.publishDiagnostics?.relatedInformation === true,
    pullsSettings: capabilities.workspace?.configuration === true,
    settings: options.settings,
    registersWatchers: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersSettings: capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true,
    tellsFolders: capabilities.workspace?.workspaceFolders === true,
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
