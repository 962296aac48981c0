/** Sends each file's diagnostics when they are different from what was sent last. */
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Analysis } from './analysis-loop';
import { Beside } from './beside';
import { clientUri } from './border';
import { diagnosticsOf, type Shown } from './diagnostics';

export class Publisher {
  /** What was sent last, by engine uri; files without diagnostics are not kept. */
  private readonly sent = new Map<string, { readonly diagnostics: readonly Diagnostic[]; readonly version: number | undefined }>();
  /** By engine uri. */
  private besides: ReadonlyMap<string, Beside> = new Map();

  constructor(private readonly send: (params: PublishDiagnosticsParams) => void) {}

  publish({ report, versions }: Analysis, shown: Shown): void {
    const byFile = diagnosticsOf(report.findings, report.problems, report.facts.snapshot, shown);
    for (const uri of [...this.sent.keys()]) if (!byFile.has(uri)) this.sendIfNew(uri, [], versions.get(uri));
    for (const [uri, diagnostics] of byFile) this.sendIfNew(uri, diagnostics, versions.get(uri));
  }

  /** Sends what is known of some files before the whole is; what only the whole knew of them is sent as it was, at its place by now. */
  ahead({ report, versions }: Analysis, uris: ReadonlySet<string>, shown: Shown): void {
    const { snapshot } = report.facts;
    const byFile = diagnosticsOf(report.findings, report.problems, snapshot, shown);
    for (const uri of uris) {
      const alone = byFile.get(uri) ?? [];
      this.sendIfNew(uri, this.besides.get(uri)?.shown(alone, snapshot.file(uri)?.text ?? '') ?? alone, versions.get(uri));
    }
  }

  /** Notes in what a report about some files alone is different from the whole of the same state, which was published last. */
  compare({ report }: Analysis, uris: ReadonlySet<string>, shown: Shown): void {
    const { snapshot } = report.facts;
    const byFile = diagnosticsOf(report.findings, report.problems, snapshot, shown);
    this.besides = new Map([...uris].map((uri) => [uri, new Beside(uri, snapshot.file(uri)?.text ?? '', byFile.get(uri) ?? [], this.sent.get(uri)?.diagnostics ?? [])]));
  }

  private sendIfNew(uri: string, diagnostics: Diagnostic[], version: number | undefined): void {
    const before = this.sent.get(uri);
    if (before === undefined ? diagnostics.length === 0 : before.version === version && sameDiagnostics(before.diagnostics, diagnostics)) return;
    if (diagnostics.length === 0) this.sent.delete(uri);
    else this.sent.set(uri, { diagnostics, version });
    this.send({ uri: clientUri(uri), diagnostics, ...(version === undefined ? {} : { version }) });
  }
}

/** Most are the same objects as before. */
function sameDiagnostics(before: readonly Diagnostic[], now: readonly Diagnostic[]): boolean {
  return before.length === now.length && before.every((one, i) => one === now[i] || JSON.stringify(one) === JSON.stringify(now[i]));
}
