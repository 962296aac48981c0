/** Runs a script in thought and lists what it makes of a library's classes, for dialects whose templates are programs. Knows no library. */
import { ts } from '../syntax/script';
import { folderOf } from '../text/uri';
import type { SourceFile } from '../workspace';
import { callFunction, openProgram, unknownThing, type Made, type Program, type Thing } from './cdk/script';
import type { Reading } from './dialect';
import { unknown, type Value } from './value';

/** Names that are there without an import: `sst`. */
export type Globals = Readonly<Record<string, { readonly module: string; readonly path: readonly string[] }>>;

/** Everything that the file itself makes, its top level run first, then each function that it exports or hands to a call of its default export. */
export function madeIn(file: SourceFile, reading: Reading, globals: Globals = {}): readonly Made[] {
  const here = { uri: file.uri, span: { start: 0, end: 0 } };
  const program = openProgram(reading, folderOf(file.uri), reading.rootOf(file.uri) ?? folderOf(file.uri));
  const names = program.moduleScope(file.uri)?.names;
  for (const [name, { module, path }] of Object.entries(globals)) names?.set(name, { kind: 'library', module, path, at: here, via: [] });
  program.run(file.uri);
  for (const run of functionsOf(file.uri, program)) callFunction(program, run, run.node.parameters.map(() => unknownThing('it is given by whoever calls it', 'parameter', here)), here);
  const all = [...program.stacks.flatMap((stack) => stack.constructs), ...program.loose];
  return all.filter((made) => made.at.uri === file.uri);
}

function functionsOf(uri: string, program: Program): readonly Extract<Thing, { kind: 'function' }>[] {
  const here = { uri, span: { start: 0, end: 0 } };
  const exported = [...program.declarations(uri).keys()].flatMap((name) => (program.exportsName(uri, name) ? [program.topLevel(uri, name)] : []));
  const script = program.script(uri);
  const scope = program.moduleScope(uri);
  const handed = script?.statements.flatMap((statement) => (ts.isExportAssignment(statement) && ts.isCallExpression(statement.expression) ? [...statement.expression.arguments] : [])) ?? [];
  const members = scope === undefined ? [] : handed.map((node) => program.evaluate(node, scope)).flatMap((thing) => (thing.kind === 'object' ? [...thing.entries.values()].map((one) => one.thing) : [thing]));
  const whole = program.exported(uri, 'default', here);
  const parts = whole?.kind === 'object' ? [...whole.entries.values()].map((one) => one.thing) : [];
  // Of a file without a default export, the whole holds what it exports by name.
  const functions = [...exported, ...members, ...parts].flatMap((thing) => (thing?.kind === 'function' ? [thing] : []));
  return [...new Map(functions.map((one) => [one.node, one])).values()];
}

/** What a thing is, where it is neither data nor something that was made. */
export function elsewhere(thing: Thing): Value {
  return unknown('it is known only when the program runs', 'unresolved', thing.at, thing.via);
}
