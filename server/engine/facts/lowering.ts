/** Brings files to deployments: by themselves, and as each stage of the workspace deploys them. Knows no dialect and no rule. */
import type { Problem } from '../finding';
import type { Snapshot } from '../snapshot';
import type { Documents } from '../syntax/document';
import { tooLarge } from '../syntax/limits';
import { dialects } from '../template';
import { boundsMet, valuesOf } from '../template/bounds';
import type { Deployment } from '../template/deployment';
import type { Dialect, Reading, Stage } from '../template/dialect';
import type { SourceFile } from '../workspace';

export interface Lowered {
  readonly deployments: readonly Deployment[];
  readonly problems: readonly Problem[];
}

/** What the dialects that know the file make of it; `lower` throws for a defect of ours only. */
export function lowered(file: SourceFile, snapshot: Snapshot): readonly { readonly dialect: string; readonly lower: () => Lowered }[] {
  return dialectsOf(file, snapshot).map((dialect) => ({ dialect: dialect.name, lower: () => loweredAs(dialect, file, snapshot) }));
}

/** A stage and what its values make of a file. */
export interface Staged {
  readonly stage: Stage;
  readonly deployments: () => readonly Deployment[];
}

/** The stages that a deployment's file is deployed to, as far as the workspace says so, and the bounds that were met on the way. */
export function stagesOf({ uri }: Deployment, snapshot: Snapshot): { readonly stages: readonly Staged[]; readonly problems: readonly Problem[] } {
  const file = snapshot.file(uri);
  const all = file === undefined ? [] : dialectsOf(file, snapshot).flatMap((dialect) => {
    const { stages } = dialect;
    if (stages === undefined) return [];
    const { found, problems } = snapshot.memo.reading(`stages:${dialect.name}`, file, asking(dialect, snapshot), (read) => {
      const overruns: Problem[] = [];
      const named = stages(file, reading(snapshot, read, overruns));
      return { found: named, problems: boundsMet(named.map(({ values }) => values), overruns) };
    });
    return [{ staged: found.map((stage): Staged => ({ stage, deployments: () => loweredAs(dialect, file, snapshot, stage).deployments })), problems }];
  });
  return { stages: all.flatMap(({ staged }) => staged), problems: all.flatMap(({ problems }) => problems) };
}

function dialectsOf(file: SourceFile, snapshot: Snapshot): readonly Dialect[] {
  return snapshot.memo.of('dialects', file, (key) => dialects.filter((dialect) => dialect.recognises(key)));
}

function loweredAs(dialect: Dialect, file: SourceFile, snapshot: Snapshot, stage?: Stage): Lowered {
  if (file.text.length > (dialect.longest ?? Infinity)) return { deployments: [], problems: [tooLarge(file.uri)] };
  return snapshot.memo.reading(`lower:${dialect.name}`, stage ?? file, asking(dialect, snapshot), (read): Lowered => {
    const overruns: Problem[] = [];
    const own = reading(snapshot, read, overruns);
    const deployments = dialect.lower(file, stage === undefined ? own : { ...own, stage });
    return { deployments, problems: [...deployments.flatMap((deployment) => deployment.problems), ...boundsMet(deployments.flatMap(valuesOf), overruns)] };
  });
}

const mentioned = 'mentioned:';

function asking(dialect: Dialect, snapshot: Snapshot): (what: string) => unknown {
  return (what) => (what.startsWith(mentioned) ? mentionedBy(dialect, snapshot).has(what.slice(mentioned.length)) : snapshot.read(what));
}

function reading(snapshot: Snapshot, read: (what: string) => unknown, overruns: Problem[]): Reading {
  return {
    file: (uri) => read(`file:${uri}`) as SourceFile | undefined,
    under: (folder) => read(`under:${folder}`) as readonly string[],
    rootOf: (uri) => snapshot.rootOf(uri),
    kept: (name, key, derive) => snapshot.memo.of(name, key, derive),
    lastRead: snapshot.memo.of('last read', snapshot.listing, () => new Map<string, Documents>()),
    mentioned: (folder) => read(`${mentioned}${folder}`) as boolean,
    overrun: (problem) => { overruns.push(problem); },
  };
}

/** Folders that any file mentions. Lowering depends on the answer for one folder, not on all the files that were asked. */
function mentionedBy(dialect: Dialect, snapshot: Snapshot): ReadonlySet<string> {
  const { mentions } = dialect;
  if (mentions === undefined) return new Set();
  return snapshot.memo.of(`mentioned:${dialect.name}`, snapshot, () => {
    const files = [...snapshot.workspace.files.values()].filter((file) => dialectsOf(file, snapshot).includes(dialect));
    return new Set(files.flatMap((file) => snapshot.memo.of(`mentions:${dialect.name}`, file, (key) => mentions(key))));
  });
}
