/** Reads the case folders of all rules. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Settings } from '../../server/engine';
import { ruleIds } from '../../tools/rule-data';
import { markersIn, type Marker } from './markers';
import { expandPlaceholders } from './placeholders';

export interface Case {
  readonly rule: string;
  /** `<rule>: <folder>`. */
  readonly name: string;
  /** By path; without the expectations' own files. */
  readonly files: Readonly<Record<string, string>>;
  readonly markers: readonly Marker[];
  /** From `expected.json`, for files that have no comments: `{ "template.json": [{ "line": 3, "at": "\"*\"", "message": "…" }] }`, 1-based lines. */
  readonly expected: readonly Expectation[];
  /** Text after the first fix of the first finding, by path; from `<name>.fixed.<extension>`. */
  readonly fixed: Readonly<Record<string, string>>;
  /** From `case.yaml`: `settings: {…}`. */
  readonly settings: Settings;
  /** From `case.yaml`: `known: { '!Ref Level': DEBUG }`, a text that the files leave unknown and what would make the rule fire in its place. */
  readonly known: Readonly<Record<string, string>>;
}

export interface Expectation {
  readonly file: string;
  readonly line: number;
  readonly at: string;
  readonly message: string;
}

const rulesFolder = fileURLToPath(new URL('../../rules', import.meta.url));

export function allCases(): readonly Case[] {
  return ruleIds(rulesFolder).flatMap((rule) => {
    const folder = join(rulesFolder, rule, 'cases');
    return existsSync(folder) ? readdirSync(folder).sort().map((name) => readCase(rule, join(folder, name), name)) : [];
  });
}

function readCase(rule: string, folder: string, name: string): Case {
  const files: Record<string, string> = {};
  const fixed: Record<string, string> = {};
  const markers: Marker[] = [];
  const expected: Expectation[] = [];
  let settings: Settings = {};
  let known: Readonly<Record<string, string>> = {};
  for (const path of filesBelow(folder)) {
    const text = expandPlaceholders(readFileSync(join(folder, path), 'utf8'));
    if (path === 'case.yaml') ({ settings = {}, known = {} } = parse(text) as { settings?: Settings; known?: Readonly<Record<string, string>> });
    else if (path === 'expected.json') {
      for (const [file, list] of Object.entries(JSON.parse(text) as Record<string, readonly Omit<Expectation, 'file'>[]>)) expected.push(...list.map((one) => ({ file, ...one })));
    } else if (/\.fixed(\.\w+)$/.test(path)) fixed[path.replace(/\.fixed(\.\w+)$/, '$1')] = text;
    else {
      files[path] = text;
      markers.push(...markersIn(path, text));
    }
  }
  return { rule, name: `${rule}: ${name}`, files, markers, expected, fixed, settings, known };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: false })
    .map(String)
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => relative(folder, join(folder, path)).replaceAll('\\', '/'))
    .sort();
}
