/** Finds a value's place in a document by its span. Knows no meanings. */
import type { DataEntry, DataList, DataMap, DataNode } from '../../syntax/data';
import { startOf } from '../../syntax/data-edit';
import type { Span } from '../../text/span';

export interface Place {
  readonly node: DataNode;
  readonly parent: DataList | DataMap | undefined;
  /** Of the parent map, whose value the node is. */
  readonly entry: DataEntry | undefined;
  /** A collection around it is written with brackets. */
  readonly inFlow: boolean;
}

/** The outermost node with this span (its tag included); undefined where the span is a part of a text or was made up. */
export function find(root: DataNode, span: Span): Place | undefined {
  const pending: Place[] = [{ node: root, parent: undefined, entry: undefined, inFlow: false }];
  // Aliases let a node be met more than once.
  const seen = new Set<DataNode>();
  // Grows while it is walked: breadth first.
  for (const place of pending) {
    const { node } = place;
    if (seen.has(node)) continue;
    seen.add(node);
    if (startOf(node) === span.start && node.span.end === span.end) return place;
    const inFlow = place.inFlow || (node.kind !== 'scalar' && node.flow === true);
    if (node.kind === 'map') for (const entry of node.entries) pending.push({ node: entry.value, parent: node, entry, inFlow });
    else if (node.kind === 'list') for (const item of node.items) pending.push({ node: item, parent: node, entry: undefined, inFlow });
  }
  return undefined;
}
