/** What a Bicep file's parameters are given by the files of the workspace that use it as a module. Knows no resource. */
import { tooComplex } from '../../syntax/limits';
import { folderOf, join, nameOf } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Reading } from '../dialect';
import { referencesIn, unknown, type Value } from '../value';

/** A module as another file declares it. */
export interface ModuleInput {
  readonly name: string;
  /** The file that it is. */
  readonly target: string;
  readonly values: Value | undefined;
}

const modules = /^module[ \t]+\w+[ \t]+'([\w./-]+\.bicep)'/gm;

export function modulesIn({ uri, text }: SourceFile): readonly string[] {
  return uri.endsWith('.bicep') ? [...text.matchAll(modules)].map((match) => join(folderOf(uri), match[1] ?? '')) : [];
}

/** Reads the modules of a file whose own parameters are given. */
export type InputsOf = (file: SourceFile, given: ReadonlyMap<string, Value>) => readonly ModuleInput[];

const mostFiles = 300;

/** By parameter's name; empty where no file of the workspace uses this one. */
export function givenParameters(file: SourceFile, reading: Reading, inputsOf: InputsOf, inside: ReadonlySet<string> = new Set()): ReadonlyMap<string, Value> {
  const root = reading.rootOf(file.uri);
  if (root === undefined || inside.has(file.uri) || reading.mentioned?.(file.uri) !== true) return new Map();
  const others = reading.under(root).filter((uri) => uri !== file.uri && uri.endsWith('.bicep'));
  if (others.length > mostFiles) reading.overrun?.(tooComplex({ uri: file.uri, span: { start: 0, end: 0 } }, `what uses this file as a module is looked for in ${String(mostFiles)} files, and there are more: parameters may have values that are not seen`));
  const given = new Map<string, { readonly when: string; readonly value: Value }[]>();
  for (const parent of others.slice(0, mostFiles).flatMap((uri) => reading.file(uri) ?? [])) {
    if (parent.omitted !== undefined || !parent.text.includes(nameOf(file.uri)) || !modulesIn(parent).includes(file.uri)) continue;
    for (const { name, target, values } of inputsOf(parent, givenParameters(parent, reading, inputsOf, new Set([...inside, file.uri])))) {
      for (const { key, value } of target === file.uri && values?.kind === 'map' ? values.entries : []) {
        const hop = { location: value.at, message: `parameter ${key}, as module ${name} of ${nameOf(parent.uri)} is given it` };
        const known: Value = referencesIn(value).length > 0 ? unknown(`a resource of ${nameOf(parent.uri)} is given`, 'import', value.at, [], key) : value;
        given.set(key, [...given.get(key) ?? [], { when: `it is module ${name}`, value: { ...known, via: [hop, ...known.via] } }]);
      }
    }
  }
  return new Map([...given].flatMap(([key, options]): readonly (readonly [string, Value])[] => {
    const [first] = options;
    if (first === undefined) return [];
    return [[key, options.length === 1 ? first.value : { kind: 'choice', options, at: first.value.at, via: [] }]];
  }));
}
