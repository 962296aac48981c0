/** Which entry points run a function of the code. Knows no rule. */
import type { Entry, Facts } from '../facts/facts';
import type { Callable } from '../facts/code-scopes';
import type { Script } from '../syntax/script';

export interface Reached {
  /** Files with functions that run, in order. */
  readonly uris: readonly string[];
  /** The entry points that run the function; none where nothing that is deployed does. */
  readonly by: (node: Callable, script: Script) => readonly Entry[];
}

export function reachedBy(facts: Facts): Reached {
  return facts.snapshot.memo.of('reached', facts.entries, read);
}

function read(entries: readonly Entry[]): Reached {
  const byPlace = new Map<string, Entry[]>();
  const uris = new Set<string>();
  for (const entry of entries) {
    for (const { uri, span } of entry.report.functions) {
      uris.add(uri);
      const place = placeOf(uri, span.start, span.end);
      const known = byPlace.get(place);
      if (known === undefined) byPlace.set(place, [entry]);
      else known.push(entry);
    }
  }
  return { uris: [...uris].sort(), by: (node, script) => byPlace.get(placeOf(script.fileName, node.getStart(script), node.end)) ?? [] };
}

function placeOf(uri: string, start: number, end: number): string {
  return `${uri} ${String(start)} ${String(end)}`;
}

/** The names of the deployed functions that run something, each once. */
export function functionNames(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ handlers }) => handlers.map((handler) => handler.function.name)))];
}
