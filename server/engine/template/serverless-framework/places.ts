/** Finds the node that a location or value is about, so that it can be edited. Knows no key of the document. */
import type { DataNode } from '../../syntax/data';
import { isJson } from '../../syntax/document';
import { isScript } from '../../syntax/script';
import type { Location, Span } from '../../text/span';
import { allPlaces, find, hasSpan, placesAround, type Place } from '../cloudformation/places';
import type { Editable } from '../cloudformation/edits';
import type { Value } from '../value';
import type { Service } from './service';
import { parseVariables } from './variables';

export interface Spot extends Place {
  readonly document: Editable;
}

export function documentOf(uri: string, service: Service): Editable | undefined {
  const opened = service.open(uri);
  return opened === undefined ? undefined : { ...opened, text: opened.file.text, json: isJson(opened.file) || isScript(uri), script: isScript(uri) };
}

/** The node at exactly this place. */
export function spotAt(location: Location, service: Service): Spot | undefined {
  const document = documentOf(location.uri, service);
  const place = document === undefined ? undefined : find(document.tree, location.span);
  return document === undefined || place === undefined ? undefined : { ...place, document };
}

/** What a key's or a value's place is about: the value. */
export function spotAbout(location: Location, service: Service): Spot | undefined {
  const document = documentOf(location.uri, service);
  if (document === undefined) return undefined;
  const around = placesAround(document.tree, location.span);
  // A value that is made up, or met by an alias, lies in none of those.
  const place = behindKey(around, location.span) ?? around.find((one) => hasSpan(one, location.span)) ?? behindKey(allPlaces(document.tree), location.span);
  return place === undefined ? spotAt(location, service) : { ...place, document };
}

/** The value of the entry whose key stands at exactly this place. */
function behindKey(places: readonly Place[], key: Span): Place | undefined {
  for (const { node, inFlow } of places) {
    const entry = node.kind === 'map' ? node.entries.find(({ keySpan }) => keySpan.start === key.start && keySpan.end === key.end) : undefined;
    if (node.kind === 'map' && entry !== undefined) return { node: entry.value, parent: node, entry, inFlow: inFlow || node.flow === true };
  }
  return undefined;
}

/** The node that gives the value: a variable is followed to what it stands for as long as that stands in the same file. */
export function origin(value: Value, service: Service): Spot | undefined {
  let last: Spot | undefined;
  for (const location of [value.at, ...value.via.map((hop) => hop.location)]) {
    if (location.uri !== value.at.uri) break;
    const spot = spotAt(location, service);
    if (spot === undefined) continue;
    last = spot;
    if (!isVariable(spot.node)) break;
  }
  return last;
}

/** True for a text that is one variable and nothing else. */
function isVariable(node: DataNode): boolean {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return false;
  const parts = parseVariables(node.value);
  return parts.length === 1 && typeof parts[0] === 'object';
}
