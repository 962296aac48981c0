/**
 * Terraform's JSON form as the tree of its native form, as the JSON configuration syntax page of Terraform's documentation says:
 * strings are templates, and objects are blocks where the native form has blocks. Knows block types, no resource types.
 */
import type { DataEntry, DataNode } from '../../syntax/data';
import { parseHclTemplate } from '../../syntax/hcl';
import type { HclAttribute, HclBlock, HclBody, HclExpression } from '../../syntax/hcl-tree';
import { parseJson } from '../../syntax/json';
import type { Parsed } from '../../syntax/parsed';

/** How many labels a block of each type has. */
const labelCount: Readonly<Record<string, number>> = { resource: 2, data: 2, module: 1, variable: 1, output: 1, provider: 1, locals: 0, terraform: 0 };

/** Arguments whose keys are data: they stay objects inside blocks. */
const maps = /(?:^|_)(?:tags|tags_all|variables|parameters|models|templates|dimensions|labels|metadata|headers|default|value|input|attributes)$/;

export function parseJsonForm(file: { readonly uri: string; readonly text: string }): Parsed<HclBody> {
  const { tree, problems } = parseJson(file);
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (const entry of tree?.kind === 'map' ? tree.entries : []) {
    const labels = labelCount[entry.key];
    if (labels === undefined || entry.value.kind === 'scalar') attributes.push(attributeOf(entry));
    else blocks.push(...blocksIn(entry, entry.value, labels, []));
  }
  return { tree: { attributes, blocks, span: { start: 0, end: file.text.length } }, problems };
}

function blocksIn(type: DataEntry, node: DataNode, labelsLeft: number, labels: HclBlock['labels']): readonly HclBlock[] {
  if (node.kind === 'list') return node.items.flatMap((item) => blocksIn(type, item, labelsLeft, labels));
  if (node.kind !== 'map') return [];
  if (labelsLeft > 0) return node.entries.flatMap((entry) => blocksIn(type, entry.value, labelsLeft - 1, [...labels, { text: entry.key, span: entry.keySpan }]));
  const plain = type.key === 'locals' || type.key === 'variable' || type.key === 'output' || type.key === 'module';
  return [{ type: type.key, typeSpan: type.keySpan, labels, body: bodyOf(node, plain), span: node.span }];
}

function bodyOf(node: DataNode, plain: boolean): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (const entry of node.kind === 'map' ? node.entries : []) {
    if (plain || !isBlock(entry)) {
      attributes.push(attributeOf(entry));
      continue;
    }
    for (const one of entry.value.kind === 'list' ? entry.value.items : [entry.value]) {
      blocks.push({ type: entry.key, typeSpan: entry.keySpan, labels: [], body: bodyOf(one, false), span: one.span });
    }
  }
  return { attributes, blocks, span: node.span };
}

function isBlock({ key, value }: DataEntry): boolean {
  if (maps.test(key) || key === 'dynamic') return false;
  return value.kind === 'map' || (value.kind === 'list' && value.items.length > 0 && value.items.every((item) => item.kind === 'map'));
}

function attributeOf(entry: DataEntry): HclAttribute {
  return { name: entry.key, nameSpan: entry.keySpan, value: expressionOf(entry.value), span: { start: entry.keySpan.start, end: entry.value.span.end } };
}

function expressionOf(node: DataNode): HclExpression {
  switch (node.kind) {
    case 'list':
      return { kind: 'list', items: node.items.map(expressionOf), span: node.span };
    case 'map':
      return { kind: 'object', entries: node.entries.map((entry) => ({ key: { kind: 'literal', value: entry.key, span: entry.keySpan }, value: expressionOf(entry.value), span: { start: entry.keySpan.start, end: entry.value.span.end } })), span: node.span };
    case 'scalar':
      if (typeof node.value !== 'string' || !/[$%]\{/.test(node.value)) return { kind: 'literal', value: node.value, span: node.span };
      return parseHclTemplate(node.value, node.textStart ?? node.span, node.span);
  }
}
