/**
 * Prints how many property values of templates end unknown, by dialect and reason: `npx tsx tools/unknown-share.ts FOLDER [--examples]`.
 * With `--examples` each reason is followed by three places. Judges nothing.
 */
import { resolve } from 'node:path';
import { LineIndex } from '../server/engine/text/lines';
import { dialects } from '../server/engine/template';
import type { Deployment } from '../server/engine/template/deployment';
import type { Reading } from '../server/engine/template/dialect';
import type { UnknownValue, Value } from '../server/engine/template/value';
import { isWithin, relativeTo } from '../server/engine/text/uri';
import type { SourceFile } from '../server/engine/workspace';
import { Folder, uriOfPath } from '../server/host/disk';
import { commandLineLimits } from '../server/lsp/relevant';

interface Tally {
  readonly files: Set<string>;
  values: number;
  readonly unknown: Map<string, UnknownValue[]>;
}

const folder = resolve(process.argv.slice(2).find((word) => !word.startsWith('--')) ?? '.');
const withExamples = process.argv.includes('--examples');
const root = uriOfPath(folder);
const files = new Map<string, SourceFile>();
for (const file of new Folder(folder).files(commandLineLimits)) if (file !== undefined) files.set(file.uri, file);
const listing = [...files.keys()].sort();
const below = new Map<string, readonly string[]>();

const mentioned = new Map(dialects.map((dialect) => [dialect.name, new Set([...files.values()].filter((file) => dialect.mentions !== undefined && dialect.recognises(file)).flatMap((file) => dialect.mentions?.(file) ?? []))]));

function reading(dialect: string): Reading {
  return {
    file: (uri) => files.get(uri),
    under: (path) => {
      const known = below.get(path) ?? listing.filter((uri) => isWithin(path, uri));
      below.set(path, known);
      return known;
    },
    rootOf: (uri) => (isWithin(root, uri) ? root : undefined),
    mentioned: (path) => mentioned.get(dialect)?.has(path) === true,
  };
}

const tallies = new Map<string, Tally>();
let crashes = 0;
for (const dialect of dialects) {
  const tally: Tally = { files: new Set(), values: 0, unknown: new Map() };
  for (const file of files.values()) {
    if (!dialect.recognises(file)) continue;
    try {
      for (const deployment of dialect.lower(file, reading(dialect.name))) count(deployment, tally);
      tally.files.add(file.uri);
    } catch (error) {
      crashes++;
      console.error(`${relativeTo(root, file.uri)} as ${dialect.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (tally.files.size > 0) tallies.set(dialect.name, tally);
}
for (const [name, tally] of tallies) print(name, tally);
if (crashes > 0) process.exitCode = 1;

function count({ resources, functions }: Deployment, tally: Tally): void {
  // What is shared, or used by several resources, is one value.
  const seen = new Set<Value>();
  for (const { properties } of resources) visit(properties, tally, seen);
  for (const { environment, runtime, code } of functions) {
    for (const { value } of environment) visit(value, tally, seen);
    for (const value of [runtime, code.handler]) if (value !== undefined) visit(value, tally, seen);
  }
}

/** Lists and maps are not counted, what stands in them is; a text of which a part is unknown is unknown. */
function visit(value: Value, tally: Tally, seen: Set<Value>): void {
  if (seen.has(value)) return;
  seen.add(value);
  switch (value.kind) {
    case 'list': value.items.forEach((item) => { visit(item, tally, seen); }); return;
    case 'map': value.entries.forEach((entry) => { visit(entry.value, tally, seen); }); return;
    case 'choice': value.options.forEach((option) => { visit(option.value, tally, seen); }); return;
    case 'scalar': case 'reference': tally.values++; return;
    case 'text': case 'unknown': {
      tally.values++;
      const why = value.kind === 'unknown' ? value : value.parts.find((part): part is UnknownValue => typeof part !== 'string' && part.kind === 'unknown');
      if (why === undefined) return;
      const reason = `${why.source}: ${why.reason.replaceAll(/`[^`]*`/g, '…').replace(/^(parameter|variable) \S+|(?<=stack as )\S+/, (named, kind?: string) => (kind === undefined ? '…' : named === kind ? kind : `${kind} …`))}`;
      tally.unknown.set(reason, [...(tally.unknown.get(reason) ?? []), why]);
    }
  }
}

function print(name: string, { files: read, values, unknown }: Tally): void {
  const all = [...unknown.values()].reduce((sum, list) => sum + list.length, 0);
  console.log(`${name}: ${share(all, values)} of ${String(values)} values in ${String(read.size)} files are unknown`);
  for (const [reason, list] of [...unknown].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`  ${share(list.length, values).padStart(6)}  ${String(list.length).padStart(6)}  ${reason}`);
    if (withExamples) for (const { at } of list.slice(0, 3)) console.log(`${' '.repeat(18)}${relativeTo(root, at.uri)}:${String(lineOf(at) + 1)}`);
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(1)} %`;
}

function lineOf({ uri, span }: UnknownValue['at']): number {
  return new LineIndex(files.get(uri)?.text ?? '').positionAt(span.start).line;
}
