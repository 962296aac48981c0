/** ARM templates as deployments: `[parameters('x')]` and `[variables('x')]` are followed as far as they are plain. */
import { child, entryOf, type DataNode } from '../../syntax/data';
import { parseJson } from '../../syntax/json';
import type { Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import { emptyMap } from '../cloudformation/values';
import type { Deployment, Parameter } from '../deployment';
import { plainValue } from '../plain';
import { unknown, type Value } from '../value';
import { sitesOf, type Declared } from './sites';

const deepest = 10;

export function lowerArm(file: SourceFile): readonly Deployment[] {
  const { tree, problems } = parseJson(file);
  const { uri } = file;
  const value = (node: DataNode, depth = 0): Value => plainValue(node, uri, (text, at) => expression(text, at, depth));
  const expression = (text: string, at: Location, depth: number): Value | undefined => {
    if (!/^\[(?!\[)/.test(text)) return undefined;
    const [, kind = '', name = ''] = /^\[\s*(parameters|variables)\(\s*'([^']+)'\s*\)\s*\]$/.exec(text) ?? [];
    const entry = name === '' ? undefined : entryOf(child(tree, kind), name);
    const given = kind === 'parameters' ? child(entry?.value, 'defaultValue') : entry?.value;
    if (entry === undefined) return unknown('it is known at deployment only', 'unresolved', at, [], text);
    if (depth > deepest) return unknown(`\`${name}\` leads back to itself`, 'limit', at, [], text);
    if (given === undefined) return unknown(`parameter \`${name}\` has no default`, 'parameter', at, [], text);
    const found = value(given, depth + 1);
    return { ...found, at, via: [{ location: { uri, span: given.span }, message: kind === 'parameters' ? `parameter ${name}, its default` : `variable ${name}` }, ...found.via] };
  };
  const parameters = child(tree, 'parameters');
  return sitesOf(file, declaredIn(child(tree, 'resources'), '', undefined, uri, value), parameters?.kind === 'map' ? parameters.entries.map((entry) => parameterOf(entry.key, entry.keySpan, entry.value, uri, value)) : [], problems);
}

/** Resources may hold others, whose type goes on from theirs. */
function declaredIn(list: DataNode | undefined, outer: string, parent: string | undefined, uri: string, value: (node: DataNode) => Value): readonly Declared[] {
  const items = list?.kind === 'list' ? list.items : list?.kind === 'map' ? list.entries.map((entry) => entry.value) : [];
  return items.flatMap((item, index): readonly Declared[] => {
    const body = value(item);
    const own = child(item, 'type');
    if (body.kind !== 'map' || own?.kind !== 'scalar') return [];
    const type = outer === '' ? String(own.value) : `${outer}/${String(own.value)}`;
    const name = child(item, 'name');
    const shown = name?.kind === 'scalar' ? String(name.value).replace(/^\[.*?'([^']*)'[^']*\]$/, '$1') : `${type} ${String(index + 1)}`;
    const one: Declared = { id: shown, type, at: { uri, span: (name ?? own).span }, presence: child(item, 'condition') === undefined ? 'always' : 'maybe', body, parent: parent ?? (type.split('/').length > 2 ? shown.split('/')[0] : undefined) };
    return [one, ...declaredIn(child(item, 'resources'), type, shown, uri, value)];
  });
}

function parameterOf(name: string, span: Location['span'], node: DataNode, uri: string, value: (node: DataNode) => Value): Parameter {
  const type = child(node, 'type');
  const given = child(node, 'defaultValue');
  const at = { uri, span };
  const text = type?.kind === 'scalar' ? String(type.value) : undefined;
  return { name, at, default: given === undefined ? undefined : value(given), hidden: /^secure/i.test(text ?? ''), hiddenBy: 'type: securestring', allowedValues: [], type: text, properties: emptyMap(at) };
}
