/** The door to code analysis. Asks nothing of templates. */
import type { Snapshot } from '../snapshot';
import type { SourceFile } from '../workspace';
import type { EntryPoint, EntryReport, EventKind } from './report';

/** What code analysis is told besides the files. */
export interface CodeKnowledge {
  /** `rules/models/*.yaml` by name, as plain data. */
  readonly models: Readonly<Record<string, unknown>>;
  readonly expressRoutes: 'auto' | 'always' | 'never';
}

/** The entry points that a file shows by their shape, whether a template names them or not. */
export function entriesIn(_file: SourceFile, _snapshot: Snapshot, _knowledge: CodeKnowledge): readonly EntryPoint[] {
  return [];
}

/** The entry point that a template names; undefined where the file exports nothing of that name. */
export function entryNamed(_file: SourceFile, _exportName: string, _events: readonly EventKind[], _snapshot: Snapshot, _knowledge: CodeKnowledge): EntryPoint | undefined {
  return undefined;
}

/** Follows an entry's data. Yields wherever the work may be dropped; dropping and running again gives the same result. */
// eslint-disable-next-line require-yield
export function* analyseEntry(entry: EntryPoint, _snapshot: Snapshot, _knowledge: CodeKnowledge): Generator<void, EntryReport> {
  return { entry, flows: [], uncheckedReads: [], environmentReads: [], files: [] };
}
