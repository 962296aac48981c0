/** Sends each file's diagnostics when they are different from what was sent last. */
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Analysis } from './analysis-loop';
import { clientUri } from './border';
import { diagnosticsOf, type Shown } from './diagnostics';

export class Publisher {
  /** What was sent last, as text, by engine uri; files without diagnostics are not kept. */
  private readonly sent = new Map<string, string>();

  constructor(private readonly send: (params: PublishDiagnosticsParams) => void) {}

  publish({ report, versions }: Analysis, shown: Shown): void {
    const byFile = diagnosticsOf(report.findings, report.problems, report.facts.snapshot, shown);
    for (const uri of [...this.sent.keys()]) if (!byFile.has(uri)) this.sendIfNew(uri, [], versions.get(uri));
    for (const [uri, diagnostics] of byFile) this.sendIfNew(uri, diagnostics, versions.get(uri));
  }

  private sendIfNew(uri: string, diagnostics: Diagnostic[], version: number | undefined): void {
    const text = JSON.stringify([diagnostics, version]);
    if (this.sent.get(uri) === text) return;
    if (diagnostics.length === 0) this.sent.delete(uri);
    else this.sent.set(uri, text);
    this.send({ uri: clientUri(uri), diagnostics, ...(version === undefined ? {} : { version }) });
  }
}
