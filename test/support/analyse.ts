/** Runs the engine over files given as text, as tests want it. */
import { fileURLToPath } from 'node:url';
import { createEngine, run, type Engine, type Report, type RuleBook, type Settings, type SourceFile, type Workspace } from '../../server/engine';
import { readRules } from '../../tools/rule-data';

export const root = 'file:///app';

let book: RuleBook | undefined;

/** The repository's own rules, read once. */
export function ruleBook(): RuleBook {
  return (book ??= readRules(fileURLToPath(new URL('../../rules', import.meta.url))));
}

/** `files` by path below the root. */
export function workspaceOf(files: Readonly<Record<string, string>>, settings: Settings = {}): Workspace {
  const entries = Object.entries(files).map(([path, text]): [string, SourceFile] => [`${root}/${path}`, { uri: `${root}/${path}`, text }]);
  return { roots: [root], files: new Map(entries), today: '2026-11-01', settings };
}

export function newEngine(): Engine {
  return createEngine(ruleBook());
}

let engine: Engine | undefined;

/** One for all, which reads its rules once: what it knows hangs on the files. */
export function sharedEngine(): Engine {
  return (engine ??= newEngine());
}

/** As if it were seen for the first time: all files are new. */
export function analyse(files: Readonly<Record<string, string>>, settings: Settings = {}): Report {
  return run(sharedEngine().analyse(workspaceOf(files, settings)));
}

/** The same workspace, with another text in one file. */
export function edited(workspace: Workspace, path: string, text: string): Workspace {
  const uri = `${root}/${path}`;
  return { ...workspace, files: new Map([...workspace.files, [uri, { uri, text }]]) };
}

/** A finding in one line, for comparing: rule, file, the text it covers, message. */
export function summary(report: Report): readonly string[] {
  return report.findings.map((finding) => {
    const { uri, span } = finding.location;
    const text = report.facts.snapshot.file(uri)?.text.slice(span.start, span.end) ?? '';
    return `${finding.rule} ${uri.slice(root.length + 1)} \`${text}\` ${finding.severity}: ${finding.message}`;
  });
}
