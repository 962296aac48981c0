/** Finds handlers and entry points by what they belong to, without going through all of them each time. Knows no rule. */
import { filesFrom, loadsOf } from '../code/loading';
import type { Flow } from '../code/report';
import type { Snapshot } from '../snapshot';
import type { Deployment } from '../template/deployment';
import type { Entry, Facts, Handler, Sender } from './facts';
import { senderOfFlow } from './sender';
import { addTo, grouped } from '../text/groups';

/** In template order. */
export function handlersIn(deployment: Deployment, facts: Facts): readonly Handler[] {
  return facts.derived('handlers in', deployment, ({ handlers, snapshot }) => snapshot.memo.of('handlers-by-deployment', handlers, (all) => grouped(all, (handler) => [handler.deployment])).get(deployment) ?? []);
}

/** The entry points that a deployed function runs. */
export function entriesOf(handler: Handler, facts: Facts): readonly Entry[] {
  return facts.derived('entries of', handler, ({ runs, snapshot }) => snapshot.memo.of('entries-by-handler', runs, (all) => grouped([...all.keys()], (entry) => all.get(entry) ?? [])).get(handler) ?? []);
}

/** The deployed functions that run an entry point; none where no template names it. */
export function handlersOf(entry: Entry, facts: Facts): readonly Handler[] {
  return facts.derived('handlers of', entry, ({ runs }) => runs.get(entry) ?? []);
}

/** The files that a deployed function runs through, its own first; none where its code is not known. */
export function filesRunBy(handler: Handler, facts: Facts): readonly string[] {
  return facts.derived('files run by', handler, (all) => {
    const { binding } = handler;
    return binding.kind === 'bound' ? [...new Set([binding.uri, ...entriesOf(handler, all).flatMap(({ report }) => report.files)])] : [];
  });
}

/** A flow and whose it is. */
export interface Way {
  readonly flow: Flow;
  readonly entry: Entry;
  readonly sender: Sender;
}

/** All flows to sinks of these kinds, from origins of these or any kinds; in the order of the entry points and of each one's flows. */
export function waysTo(sinks: readonly string[], origins: readonly string[] | undefined, facts: Facts): readonly Way[] {
  return facts.derived('ways to', `${sinks.join(' ')} from ${origins?.join(' ') ?? 'anywhere'}`, ({ entries, snapshot: { memo } }) => {
    const ways = memo.of('ways', entries, (all) => all.flatMap((entry) => waysOf(entry, { memo })));
    const byKind = memo.of('ways-by-sink', ways, (all) => grouped([...all.keys()], (i) => all.slice(i, i + 1).map(({ flow }) => flow.sink.kind)));
    return sinks.flatMap((kind) => byKind.get(kind) ?? []).sort((a, b) => a - b).flatMap((i) => ways[i] ?? []).filter(({ flow }) => origins?.includes(flow.origin.kind) !== false);
  });
}

/** In the order of its flows. */
export function waysOf(entry: Entry, { memo }: Pick<Snapshot, 'memo'>): readonly Way[] {
  return memo.of('ways of', entry, (key) => key.report.flows.map((flow) => ({ flow, entry: key, sender: senderOfFlow(flow, key) })));
}

/** The entry points whose data runs through a file. */
export function entriesThrough(uri: string, facts: Facts): readonly Entry[] {
  return facts.derived('entries through', uri, ({ entries, snapshot }) => snapshot.memo.of('entries-by-file', entries, (all) => grouped(all, (entry) => entry.report.files)).get(uri) ?? []);
}

/** The entry points that run functions of a file. */
export function entriesRunning(uri: string, facts: Facts): readonly Entry[] {
  return facts.derived('entries running', uri, ({ entries, snapshot }) => snapshot.memo.of('entries-by-function', entries, (all) => grouped(all, (entry) => entry.report.functions.map((one) => one.uri))).get(uri) ?? []);
}

/** The entry points whose modules load a file, directly or not. */
export function entriesImporting(uri: string, facts: Facts): readonly Entry[] {
  return facts.derived('entries importing', uri, (all) => {
    const { importers } = loading(all);
    const from = filesFrom(uri, (one) => importers.get(one) ?? []);
    return all.entries.filter(({ entry }) => from.has(entry.uri));
  });
}

/** The file and all that it imports in the workspace, directly or not. */
export function importedFrom(uri: string, facts: Facts): readonly string[] {
  return facts.derived('imported from', uri, (all) => {
    const { loads } = loading(all);
    return [...filesFrom(uri, (one) => loads.get(one) ?? [])];
  });
}

interface Loading {
  readonly loads: ReadonlyMap<string, readonly string[]>;
  /** The other way round. */
  readonly importers: ReadonlyMap<string, readonly string[]>;
}

/** What all scripts load; the same as long as none loads anything else. */
function loading(facts: Facts): Loading {
  const loadedBy = (uri: string, all: Facts): readonly string[] => all.derived('loads of', uri, ({ snapshot }) => loadsOf(uri, snapshot).all);
  const scripts = facts.derived('loading scripts', '', (all) => {
    const found = new Set(all.scripts);
    for (const uri of found) for (const target of loadedBy(uri, all)) found.add(target);
    return [...found];
  });
  const lists = facts.derived('loads', '', (all) => scripts.map((uri) => loadedBy(uri, all)));
  return facts.snapshot.memo.of('loading', lists, () => {
    const loads = new Map(scripts.map((uri, i) => [uri, lists[i] ?? []]));
    const importers = new Map<string, string[]>();
    for (const [uri, targets] of loads) for (const target of targets) addTo(importers, target, uri);
    return { loads, importers };
  });
}
