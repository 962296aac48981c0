/** Which entry points run a function of the code. Knows no rule. */
import type { Entry, Facts } from '../facts/facts';
import type { Callable } from '../code/scopes';
import { entriesRunning } from '../facts/lookup';
import type { Script } from '../syntax/script';
import { addTo } from '../text/groups';

/** The entry points that run a function of a script; none where nothing that is deployed does. */
export function entriesAt(node: Callable, script: Script, facts: Facts): readonly Entry[] {
  const uri = script.fileName;
  const byPlace = facts.snapshot.memo.of(`run in ${uri}`, entriesRunning(uri, facts), (entries) => read(entries, uri));
  return byPlace.get(placeOf(node.getStart(script), node.end)) ?? [];
}

function read(entries: readonly Entry[], uri: string): ReadonlyMap<string, readonly Entry[]> {
  const byPlace = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const one of entry.report.functions) {
      if (one.uri !== uri) continue;
      const place = placeOf(one.span.start, one.span.end);
      addTo(byPlace, place, entry);
    }
  }
  return byPlace;
}

function placeOf(start: number, end: number): string {
  return `${String(start)} ${String(end)}`;
}

/** The names of the deployed functions that run something, each once. */
export function functionNames(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ functions }) => functions))];
}
