/** What a nested stack's parameters are given by the templates of the workspace that nest it. Knows no other resources. */
import { child } from '../../syntax/data';
import { tooComplex } from '../../syntax/limits';
import { folderOf, join, nameOf, isWithin } from '../../text/uri';
import type { SourceFile } from '../../workspace';
import type { Reading } from '../dialect';
import { documentOf } from '../documents';
import { entryAt, referencesIn, type MapEntry, type Value } from '../value';
import { Evaluation, givenResource } from './evaluation';
import { sectionsOf } from './sections';
import { sam, section, type as types } from './vocabulary';

/** Where a template names the other one: by a path in the workspace. */
const nestings = /\b(?:TemplateURL|Location)["']?\s*:\s*["']?(\.{0,2}[\w./-]+\.(?:ya?ml|json|template))\b/g;

export function nestedIn({ uri, text }: SourceFile): readonly string[] {
  return [...new Set([...text.matchAll(nestings)].map((match) => join(folderOf(uri), match[1] ?? '')))];
}

const mostTemplates = 300;

/** By parameter's name; empty where no template of the workspace nests this one. */
export function givenParameters(file: SourceFile, reading: Reading): ReadonlyMap<string, Value> {
  const root = reading.rootOf(file.uri);
  if (root === undefined || reading.mentioned?.(file.uri) !== true) return new Map();
  const given = new Map<string, { readonly when: string; readonly value: Value }[]>();
  const templates = reading.under(root).filter((uri) => uri !== file.uri && /\.(?:ya?ml|json|template)$/.test(uri));
  if (templates.length > mostTemplates) reading.overrun?.(tooComplex({ uri: file.uri, span: { start: 0, end: 0 } }, `what nests this template is looked for in ${String(mostTemplates)} files, and there are more: parameters may have values that are not seen`));
  for (const parent of templates.slice(0, mostTemplates).flatMap((uri) => reading.file(uri) ?? [])) {
    if (parent.omitted !== undefined || !parent.text.includes(nameOf(file.uri)) || !nestedIn(parent).includes(file.uri)) continue;
    for (const { stack, name, entry } of inputs(parent, file.uri, reading)) {
      const hop = { location: entry.value.at, message: `parameter ${name}, as stack ${stack} of ${nameOf(parent.uri)} gives it` };
      const value: Value = referencesIn(entry.value).length > 0 ? givenResource(entry.value, parent, name) : entry.value;
      given.set(name, [...(given.get(name) ?? []), { when: `it is stack ${stack}`, value: { ...value, via: [hop, ...value.via] } }]);
    }
  }
  return new Map([...given].flatMap(([name, options]): readonly (readonly [string, Value])[] => {
    const [first] = options;
    if (first === undefined) return [];
    return [[name, options.length === 1 ? first.value : { kind: 'choice', options, at: first.value.at, via: [] }]];
  }));
}

function* inputs(parent: SourceFile, uri: string, reading: Reading): Generator<{ readonly stack: string; readonly name: string; readonly entry: MapEntry }> {
  const { tree } = documentOf(parent, reading);
  if (tree?.kind !== 'map' || child(tree, section.resources)?.kind !== 'map') return;
  const evaluation = new Evaluation(sectionsOf([{ file: parent, sections: tree }]), reading);
  for (const { id, type, entry: declared } of evaluation.resources.values()) {
    if (type !== types.stack && type !== sam.application) continue;
    const node = child(declared.value, 'Properties');
    const properties = node === undefined ? undefined : evaluation.evaluate(node, { file: parent, depth: 0, booleans: true });
    const place = entryAt(properties, 'TemplateURL')?.value ?? entryAt(properties, 'Location')?.value;
    const path = place?.kind === 'scalar' && typeof place.value === 'string' ? join(folderOf(parent.uri), place.value) : undefined;
    if (path === undefined || path !== uri || !isWithin(reading.rootOf(parent.uri) ?? folderOf(parent.uri), path)) continue;
    const parameters = entryAt(properties, 'Parameters')?.value;
    for (const entry of parameters?.kind === 'map' ? parameters.entries : []) yield { stack: id, name: entry.key, entry };
  }
}
