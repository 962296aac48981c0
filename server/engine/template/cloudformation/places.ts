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
  const is = (place: Place): boolean => hasSpan(place, span);
  return placesAround(root, span).find(is) ?? allPlaces(root).find(is);
}

/** Its tag included. */
export function hasSpan({ node }: Place, { start, end }: Span): boolean {
  return startOf(node) === start && node.span.end === end;
}

/** The nodes that a span lies in as the text has it, outermost first. */
export function placesAround(root: DataNode, span: Span): readonly Place[] {
  const found: Place[] = [];
  let place: Place | undefined = { node: root, parent: undefined, entry: undefined, inFlow: false };
  while (place !== undefined) {
    found.push(place);
    const { node: outer, inFlow }: Place = place;
    if (outer.kind === 'scalar') break;
    // What is merged in or stands for something else lies elsewhere.
    const around = (node: DataNode): boolean => {
      const start = startOf(node);
      return start <= span.start && node.span.end >= span.end && start >= startOf(outer) && node.span.end <= outer.span.end && node.span.end - start < outer.span.end - startOf(outer);
    };
    const entry: DataEntry | undefined = outer.kind === 'map' ? outer.entries.find(({ value }) => around(value)) : undefined;
    const node: DataNode | undefined = outer.kind === 'map' ? entry?.value : outer.items.find(around);
    place = node === undefined ? undefined : { node, parent: outer, entry, inFlow: inFlow || outer.flow === true };
  }
  return found;
}

/** Every node once, breadth first: what is met by an alias too is met where it is met first. */
export function allPlaces(root: DataNode): readonly Place[] {
  const places: Place[] = [];
  const pending: Place[] = [{ node: root, parent: undefined, entry: undefined, inFlow: false }];
  // Aliases let a node be met more than once.
  const seen = new Set<DataNode>();
  // Grows while it is walked: breadth first.
  for (const place of pending) {
    const { node } = place;
    if (seen.has(node)) continue;
    seen.add(node);
    places.push(place);
    for (const part of partsOf(place)) pending.push(part);
  }
  return places;
}

function partsOf({ node, inFlow: outer }: Place): readonly Place[] {
  if (node.kind === 'scalar') return [];
  const inFlow = outer || node.flow === true;
  if (node.kind === 'map') return node.entries.map((entry) => ({ node: entry.value, parent: node, entry, inFlow }));
  return node.items.map((item) => ({ node: item, parent: node, entry: undefined, inFlow }));
}
