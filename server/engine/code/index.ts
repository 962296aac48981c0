/** The door to code analysis. Asks nothing of templates. */
import type { Snapshot } from '../snapshot';
import type { SourceFile } from '../workspace';
import { call } from './functions';
import { evaluateExpression } from './expressions';
import { executeStatement, bindName } from './statements';
import { namedEntry, shownEntries } from './entries';
import { followEntry, readFirst } from './follow';
import { Machine, type Abilities } from './machine';
import type { Models } from './models';
import { readModels } from './read-models';
import { Modules, worldOf } from './modules';
import type { EntryPoint, EntryReport, EventKind } from './report';

/** What code analysis is told besides the files. */
export interface CodeKnowledge {
  /** `rules/models/*.yaml` by name, as plain data. */
  readonly models: Readonly<Record<string, unknown>>;
  readonly expressRoutes: 'auto' | 'always' | 'never';
}

/** The entry points that a file shows by their shape, whether a template names them or not. */
export function entriesIn(file: SourceFile, snapshot: Snapshot, knowledge: CodeKnowledge): readonly EntryPoint[] {
  return remembered(`entries ${knowledge.expressRoutes}`, file, snapshot, knowledge, (machine) => shownEntries(machine, file.uri, file.text, snapshot, knowledge));
}

/** The entry point that a template names; undefined where the file exports nothing of that name. */
export function entryNamed(file: SourceFile, exportName: string, events: readonly EventKind[], snapshot: Snapshot, knowledge: CodeKnowledge, style = 'lambda'): EntryPoint | undefined {
  return remembered(`named ${exportName} ${events.join()} ${style}`, file, snapshot, knowledge, (machine) => namedEntry(machine, file.uri, exportName, events, style));
}

/** Follows an entry's data. Yields wherever the work may be dropped; dropping and running again gives the same result. */
export function* analyseEntry(entry: EntryPoint, snapshot: Snapshot, knowledge: CodeKnowledge): Generator<void, EntryReport> {
  const file = snapshot.file(entry.uri);
  if (file === undefined) return followEntry(entry, machineFor(snapshot, modelsOf(snapshot, knowledge)));
  const key = `report ${entry.style} ${entry.name} ${String(entry.location.span.start)} ${entry.events.join()}`;
  const table = keptTable(file, snapshot);
  const kept = table.get(key);
  if (kept !== undefined && holds(kept, snapshot, knowledge)) {
    const report = kept.value as EntryReport;
    if (report.entry === entry) return report;
    const renamed = { ...report, entry };
    table.set(key, { ...kept, value: renamed });
    return renamed;
  }
  yield* readFirst(entry, machineFor(snapshot, modelsOf(snapshot, knowledge)));
  return remembered(key, file, snapshot, knowledge, (machine) => followEntry(entry, machine));
}

const abilities: Abilities = { evaluate: evaluateExpression, execute: executeStatement, call, bind: bindName };

function machineFor(snapshot: Snapshot, models: Models): Machine {
  const world = worldOf(snapshot);
  return new Machine(snapshot, models, snapshot.memo.of('modules', world, () => new Modules(snapshot)), world, abilities);
}

function modelsOf(snapshot: Snapshot, knowledge: CodeKnowledge): Models {
  return snapshot.memo.of('models', knowledge.models, readModels);
}

interface Kept {
  readonly value: unknown;
  readonly models: Models;
  readonly world: object;
  /** What was read, and what stood there. */
  readonly uris: readonly string[];
  readonly files: readonly (SourceFile | undefined)[];
}

function keptTable(file: SourceFile, snapshot: Snapshot): Map<string, Kept> {
  return snapshot.memo.of('code', file, () => new Map<string, Kept>());
}

function holds(kept: Kept, snapshot: Snapshot, knowledge: CodeKnowledge): boolean {
  if (kept.models !== modelsOf(snapshot, knowledge) || kept.world !== worldOf(snapshot)) return false;
  return kept.uris.every((uri, i) => snapshot.file(uri) === kept.files[i]);
}

/** Derives something of a file once, until a file that was read for it changes. */
function remembered<V>(key: string, file: SourceFile, snapshot: Snapshot, knowledge: CodeKnowledge, derive: (machine: Machine) => V): V {
  const table = keptTable(file, snapshot);
  const kept = table.get(key);
  if (kept !== undefined && holds(kept, snapshot, knowledge)) return kept.value as V;
  const models = modelsOf(snapshot, knowledge);
  const machine = machineFor(snapshot, models);
  const value = derive(machine);
  const uris = [...machine.read];
  table.set(key, { value, models, world: worldOf(snapshot), uris, files: uris.map((uri) => snapshot.file(uri)) });
  return value;
}
