/** Bicep files as deployments: parameters and variables are followed as far as they are plain. */
import { expressionTag, parseBicep, type BicepDeclaration } from '../../syntax/bicep';
import { entryOf, type DataNode } from '../../syntax/data';
import type { Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Deployment, Parameter } from '../deployment';
import { emptyMap } from '../cloudformation/values';
import { unknown, type Hop, type Value } from '../value';
import { sitesOf, type Declared } from './sites';

const deepest = 20;

export function lowerBicep(file: SourceFile): readonly Deployment[] {
  const { tree, problems } = parseBicep(file);
  const names = new Map(tree.map((one) => [one.name, one]));
  const value = (node: DataNode, depth = 0): Value => evaluated(node, file.uri, names, depth);
  const declared = tree.filter(({ kind, existing }) => kind === 'resource' && !existing).flatMap((one): readonly Declared[] => {
    const body = one.value === undefined ? undefined : value(one.value);
    if (body?.kind !== 'map') return [];
    const parent = entryOf(one.value, 'parent')?.value;
    return [{ id: one.name, type: one.type.replace(/@.*$/, ''), at: { uri: file.uri, span: one.nameSpan }, presence: one.conditional ? 'maybe' : 'always', body, parent: parent?.kind === 'scalar' ? String(parent.value) : undefined }];
  });
  const parameters = tree.filter(({ kind }) => kind === 'param').map((one) => parameterOf(one, file.uri, value));
  return sitesOf(file, declared, parameters, problems);
}

function parameterOf({ name, nameSpan, decorators, type, value }: BicepDeclaration, uri: string, evaluate: (node: DataNode) => Value): Parameter {
  const at = { uri, span: nameSpan };
  return { name, at, default: value === undefined ? undefined : evaluate(value), hidden: decorators.includes('secure'), hiddenBy: '@secure()', allowedValues: [], type, properties: emptyMap(at) };
}

function evaluated(node: DataNode, uri: string, names: ReadonlyMap<string, BicepDeclaration>, depth: number): Value {
  const at: Location = { uri, span: node.span };
  if (depth > deepest) return unknown('it is nested too deep, or leads back to itself', 'limit', at);
  if (node.kind === 'list') return { kind: 'list', items: node.items.map((item) => evaluated(item, uri, names, depth + 1)), at, via: [] };
  if (node.kind === 'map') return { kind: 'map', entries: node.entries.map(({ key, keySpan, value }) => ({ key, keyAt: { uri, span: keySpan }, value: evaluated(value, uri, names, depth + 1) })), at, via: [] };
  if (node.tag !== expressionTag) return { kind: 'scalar', value: node.value, at, via: [] };
  const text = String(node.value);
  const declared = names.get(text);
  if (declared === undefined) return unknown(/getSecret\(/.test(text) ? 'read from Key Vault at deployment' : 'it is known at deployment only', /getSecret\(|listKeys\(/.test(text) ? 'secret-store' : 'unresolved', at, [], text);
  if (declared.value === undefined) return unknown(`parameter \`${text}\` has no default`, 'parameter', at, [], text);
  const hop: Hop = { location: { uri, span: declared.value.span }, message: `${declared.kind === 'param' ? 'parameter' : 'variable'} ${text}${declared.kind === 'param' ? ', its default' : ''}` };
  const found = evaluated(declared.value, uri, names, depth + 1);
  return { ...found, at, via: [hop, ...found.via] };
}
