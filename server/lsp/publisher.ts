/** Sends each file's diagnostics when they are different from what was sent last. */
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Analysis } from './analysis-loop';
import { clientUri } from './border';
import { diagnosticsOf, type Shown } from './diagnostics';

export class Publisher {
  /** What was sent last, by engine uri; files without diagnostics are not kept. */
  private readonly sent = new Map<string, { readonly diagnostics: readonly Diagnostic[]; readonly version: number | undefined }>();

  constructor(private readonly send: (params: PublishDiagnosticsParams) => void) {}

  publish({ report, versions }: Analysis, shown: Shown): void {
    const byFile = diagnosticsOf(report.findings, report.problems, report.facts.snapshot, shown);
    for (const uri of [...this.sent.keys()]) if (!byFile.has(uri)) this.sendIfNew(uri, [], versions.get(uri));
    for (const [uri, diagnostics] of byFile) this.sendIfNew(uri, diagnostics, versions.get(uri));
  }

  private sendIfNew(uri: string, diagnostics: Diagnostic[], version: number | undefined): void {
    const before = this.sent.get(uri);
    if (before?.version === version && sameDiagnostics(before?.diagnostics ?? [], diagnostics)) return;
    if (diagnostics.length === 0) this.sent.delete(uri);
    else this.sent.set(uri, { diagnostics, version });
    this.send({ uri: clientUri(uri), diagnostics, ...(version === undefined ? {} : { version }) });
  }
}

/** Most are the same objects as before. */
function sameDiagnostics(before: readonly Diagnostic[], now: readonly Diagnostic[]): boolean {
  return before.length === now.length && before.every((one, i) => one === now[i] || JSON.stringify(one) === JSON.stringify(now[i]));
}
