/** The stages of a CDK program: what cdk.json keeps for each of them. Knows no construct. */
import { child } from '../../syntax/data';
import { parseDocument } from '../../syntax/document';
import type { DataMap, DataNode } from '../../syntax/data';
import { at, type Location } from '../../text/span';
import type { SourceFile } from '../../workspace';
import type { Stage } from '../dialect';
import { isStageName } from '../stage-names';
import { scalar, unknown, type MapEntry, type Value } from '../value';

/** Maps of context values that are called like stages, directly or together in a map of their own. */
export function stagesIn(configuration: SourceFile): readonly Stage[] {
  const context = child(parseDocument(configuration).tree, 'context');
  if (context?.kind !== 'map') return [];
  const groups = [context, ...context.entries.flatMap(({ value }): readonly DataMap[] => (value.kind === 'map' && value.entries.length > 1 && value.entries.every(({ key }) => isStageName(key)) ? [value] : []))];
  return groups.flatMap((group) => group.entries.flatMap(({ key, keySpan, value }): readonly Stage[] => {
    if (value.kind !== 'map' || !isStageName(key)) return [];
    const place = at(configuration.uri, keySpan.start, keySpan.end);
    return [{ name: key, at: place, values: { kind: 'map', at: place, via: [], entries: entriesOf(value, configuration.uri) } }];
  }));
}

function entriesOf({ entries }: DataMap, uri: string): readonly MapEntry[] {
  return entries.map(({ key, keySpan, value }) => ({ key, keyAt: at(uri, keySpan.start, keySpan.end), value: valueOf(value, uri) }));
}

function valueOf(node: DataNode, uri: string): Value {
  const place: Location = at(uri, node.span.start, node.span.end);
  if (node.kind === 'scalar') return typeof node.value === 'string' && node.value.startsWith('{{resolve:') ? unknown('it is read when the stack is deployed', 'secret-store', place, [], node.value) : scalar(node.value, place);
  if (node.kind === 'list') return { kind: 'list', at: place, via: [], items: node.items.map((item) => valueOf(item, uri)) };
  return { kind: 'map', at: place, via: [], entries: entriesOf(node, uri) };
}
