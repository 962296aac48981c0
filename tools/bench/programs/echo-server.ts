/** The yardstick of an edit: a language server that answers every change with one diagnostic and does nothing else. */
import { createConnection, ProposedFeatures, TextDocumentSyncKind } from 'vscode-languageserver/node';

const connection = createConnection(ProposedFeatures.all);
connection.onInitialize(() => ({ capabilities: { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } } }));
const publish = ({ uri, version }: { readonly uri: string; readonly version: number }): void => {
  const start = { line: 0, character: 0 };
  void connection.sendDiagnostics({ uri, version, diagnostics: [{ range: { start, end: start }, message: 'changed' }] });
};
connection.onDidOpenTextDocument(({ textDocument }) => { publish(textDocument); });
connection.onDidChangeTextDocument(({ textDocument }) => { publish(textDocument); });
connection.listen();
