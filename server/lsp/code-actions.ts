/** Quick fixes, fix all, ignore, and the way to a finding's page and path. */
import { CodeActionKind, type CodeAction, type CodeActionParams, type TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { mostFixes, type FileEdit, type Finding, type Fix, type Snapshot } from '../engine';
import type { Analysis } from './analysis-loop';
import { clientUri, engineUri, rangeOf, spanOf, workspaceEditOf } from './border';
import { diagnosticOf, type Shown } from './diagnostics';
import { suppressionOf } from './ignore';
import { commands } from './protocol';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.serverlessWarden`;

/** What the client can take. */
export interface Abilities {
  /** It asks for an action's edit only when the action is chosen. */
  readonly resolves: boolean;
  /** It knows the commands of the protocol file. */
  readonly commands: boolean;
  /** Its edits may hold placeholders. */
  readonly snippets: boolean;
  /** It can show a difference and ask before it makes it. */
  readonly previews: boolean;
}

/** What an unresolved action carries. */
type ActionData = { readonly kind: 'fix'; readonly fingerprint: string; readonly fix: number } | { readonly kind: 'fixAll'; readonly uri: string };

export function codeActions(params: CodeActionParams, analysis: Analysis, shown: Shown, abilities: Abilities): CodeAction[] {
  const { report } = analysis;
  const { snapshot } = report.facts;
  const uri = engineUri(params.textDocument.uri);
  const wanted = (kind: string): boolean => params.context.only === undefined || params.context.only.some((only) => kind === only || kind.startsWith(`${only}.`) || only === '');
  const actions: CodeAction[] = [];
  const here = report.findings.filter((finding) => finding.location.uri === uri);
  const first = fixable(here, uri, snapshot);
  if (wanted(CodeActionKind.QuickFix)) {
    const asked = spanOf(params.range, snapshot.lines(uri));
    const touched = here.filter(({ location: { span } }) => span.start <= asked.end && asked.start <= span.end);
    actions.push(...fixable(touched, uri, snapshot).flatMap((finding) => fixActions(finding, snapshot, shown)));
    if (touched.length > 0) actions.push(...fixAllAction(first, uri, CodeActionKind.QuickFix));
    for (const finding of touched) actions.push(...otherActions(finding, analysis, shown, abilities));
  }
  if (params.context.only !== undefined && wanted(fixAllKind)) actions.push(...fixAllAction(first, uri, fixAllKind));
  return abilities.resolves ? actions : actions.map((action) => resolveCodeAction(action, analysis, abilities)).filter((action) => action.data === undefined || action.edit !== undefined);
}

/** The action with its edit; without one where the fix turns out not to be possible any more. */
export function resolveCodeAction(action: CodeAction, analysis: Analysis, abilities: Pick<Abilities, 'previews'>): CodeAction {
  const data = action.data as ActionData | undefined;
  if (data === undefined || action.edit !== undefined) return action;
  const { report, versions } = analysis;
  const fix = data.kind === 'fix' ? report.findings.find((finding) => finding.fingerprint === data.fingerprint)?.fixes[data.fix] : undefined;
  const edits = data.kind === 'fixAll' ? safeEdits(fixable(report.findings.filter((finding) => finding.location.uri === data.uri), data.uri, report.facts.snapshot)) : fix?.edits() ?? [];
  const preview = abilities.previews && fix?.preview === true ? fix.title : undefined;
  return edits.length === 0 ? action : { ...action, edit: workspaceEditOf(edits, report.facts.snapshot, versions, preview) };
}

/** As many as nobody has to wait for; the others have their turn where they are asked about, or once these are mended. */
function fixable(findings: readonly Finding[], uri: string, snapshot: Snapshot): readonly Finding[] {
  return findings.filter(({ fixes }) => fixes.length > 0).slice(0, mostFixes(snapshot.file(uri)?.text.length ?? 0));
}

function fixActions(finding: Finding, snapshot: Snapshot, shown: Shown): CodeAction[] {
  const safe = safeFix(finding);
  return finding.fixes.flatMap((fix, index) => (!isPossible(fix) ? [] : [{
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding, snapshot, shown)],
    ...(fix === safe ? { isPreferred: true } : {}),
    data: { kind: 'fix', fingerprint: finding.fingerprint, fix: index } satisfies ActionData,
  }]));
}

function fixAllAction(findings: readonly Finding[], uri: string, kind: string): CodeAction[] {
  const count = findings.filter((finding) => safeFix(finding) !== undefined).length;
  // As a quick fix it is of use only where there is more than the one at hand.
  if (count === 0 || (kind === CodeActionKind.QuickFix && count === 1)) return [];
  return [{ title: `Fix all safe Serverless Warden findings in this file (${count})`, kind, data: { kind: 'fixAll', uri } satisfies ActionData }];
}

function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.kind === 'safe' && isPossible(fix));
}

/** What cannot be written is not offered. */
function isPossible(fix: Fix): boolean {
  return fix.edits().length > 0;
}

/** Of fixes that touch the same text only the first is taken; the others have their turn with the next "fix all". */
function safeEdits(findings: readonly Finding[]): readonly FileEdit[] {
  const merged = new Map<string, FileEdit['edits'][number][]>();
  for (const finding of findings) {
    const edits = safeFix(finding)?.edits() ?? [];
    const clashes = edits.some(({ uri, edits: ours }) => ours.some((one) => merged.get(uri)?.some((other) => collide(one, other)) === true));
    if (clashes) continue;
    for (const { uri, edits: ours } of edits) {
      const list = merged.get(uri) ?? [];
      // Two fixes may bring the same import along.
      list.push(...ours.filter((one) => !list.some((other) => equal(one, other))));
      merged.set(uri, list);
    }
  }
  return [...merged].map(([uri, edits]) => ({ uri, edits }));
}

type Edit = FileEdit['edits'][number];

function collide(a: Edit, b: Edit): boolean {
  if (equal(a, b)) return false;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

function equal(a: Edit, b: Edit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}

function otherActions(finding: Finding, analysis: Analysis, shown: Shown, abilities: Abilities): CodeAction[] {
  const { snapshot } = analysis.report.facts;
  const diagnostics = [diagnosticOf(finding, snapshot, shown)];
  const actions: CodeAction[] = [];
  const edit = ignoreEdit(finding, analysis, abilities);
  if (edit !== undefined) actions.push({ title: `Ignore ${finding.rule} here, with a reason`, kind: CodeActionKind.QuickFix, diagnostics, edit });
  if (!abilities.commands) return actions;
  if (finding.flow.length > 1) {
    const title = `Walk the flow, ${finding.flow.length} steps`;
    actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command: commands.walkFlow, arguments: [finding.fingerprint] } });
  }
  const title = `Show rule ${finding.rule}`;
  actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command: commands.showRule, arguments: [finding.rule] } });
  return actions;
}

function ignoreEdit(finding: Finding, { report, versions }: Analysis, abilities: Abilities): WorkspaceEdit | undefined {
  const { uri } = finding.location;
  const { snapshot } = report.facts;
  const comment = suppressionOf(finding, snapshot);
  if (comment === undefined) return undefined;
  const range = rangeOf(comment.span, snapshot.lines(uri));
  const joins = comment.after === '';
  const text = joins ? comment.before : `${comment.before}reason${comment.after}`;
  const change: TextDocumentEdit = {
    textDocument: { uri: clientUri(uri), version: versions.get(uri) ?? null },
    edits: [abilities.snippets && !joins
      ? { range, snippet: { kind: 'snippet', value: `${escaped(comment.before)}\${1:reason}${comment.after}` } }
      : { range, newText: text }],
  };
  return { documentChanges: [change] };
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
